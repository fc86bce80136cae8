"""On a phone's home screen: it has a name and a picture there, and says so when there is no connection."""

import pytest
from playwright.sync_api import expect

from tests.journeys.colleagues import Colleague
from tests.journeys.test_dialogue import begin
from tests.journeys.turns import in_turn

pytestmark = pytest.mark.journey
READY = "navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)"
HEADINGS = {
    "sv": "Stigar går inte att nå just nu",
    "nb": "Stigar kan ikke nås akkurat nå",
    "en": "Stigar cannot be reached right now",
}


@in_turn("sv")
def test_without_a_connection_a_page_says_so_and_goes_on_by_itself(world, enter, language):
    page = enter(world.bo, language=language, width=390, address="/dialogues/", workers="allow")
    page.wait_for_function(READY)

    page.context.set_offline(True)
    page.goto("/competence/")
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADINGS[language])
    told = page.content()
    page.context.set_offline(False)

    expect(page.get_by_role("navigation").first).to_be_visible()
    assert page.url.endswith("/competence/")
    assert (world.bo.family in told, world.organisation.name in told) == (False, False)


def test_words_that_wait_on_the_phone_are_told_of_and_never_shown(world, enter):
    ada = Colleague(enter(world.ada, language="sv", width=1280, address="/home/"), world.ada, "sv")
    address = begin(ada, world.bo)
    page = enter(world.bo, language="sv", width=390, address=address, workers="allow")
    page.wait_for_function(READY)
    box = page.locator("textarea[name='text-goals.small']")
    page.locator("details:has(textarea[name='text-goals.small']) summary").press("Enter")

    page.context.set_offline(True)
    box.fill("vad-bara-bo-vet")
    expect(page.locator("[data-state]")).not_to_be_empty()
    page.goto(address)

    expect(page.get_by_text("inte har sparats än")).to_be_visible()
    assert "vad-bara-bo-vet" not in page.content()
    page.context.set_offline(False)
    expect(box).to_have_value("vad-bara-bo-vet")
