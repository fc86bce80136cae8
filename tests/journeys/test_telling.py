"""Telling: everyday work on the phone, words from a vocabulary, and wishes; in three languages."""

import pytest
from playwright.sync_api import expect

from stigar.areas.actions.wishes import make_wish
from stigar.areas.models import Skill, Survey, Task, TraitRating, Wish
from stigar.areas.queries import open_survey
from stigar.foundation.tenancy import inside
from stigar.people.queries import roles_held_and_led
from tests.cast import TODAY
from tests.journeys.furnished import somebody
from tests.journeys.turns import in_turn
from tests.journeys.words import word
from tests.journeys.working import work_off
from tests.library.readers import releases

pytestmark = pytest.mark.journey
LANGUAGES = in_turn("nb")


@LANGUAGES
def test_an_employee_tells_the_day_on_the_phone(example, enter, language):
    person = somebody("employee")
    with inside(person.organisation_id):
        role = str(next(iter(roles_held_and_led(person, today=TODAY)[0])))
    page = enter(person, language=language, width=390, address="/home/")

    page.locator(f"main a[href^='/work/{role}/']").first.click()
    page.locator("[name=text]").fill("Ringer upp kunder som väntar på svar")
    page.get_by_role("button", name=word("Add the task", language)).click()
    expect(page.get_by_role("listitem").filter(has_text="Ringer upp kunder som väntar på svar").first).to_be_visible()
    page.goto(f"/work/{role}/skills/")
    box = page.get_by_role("combobox")
    box.press_sequentially({"sv": "avtal", "nb": "avtal", "en": "agree"}[language], delay=20)
    page.get_by_role("option").first.wait_for()
    offered = page.get_by_role("option").first.get_attribute("data-text")
    box.press("ArrowDown")
    box.press("Enter")
    page.get_by_role("button", name=word("Add the skill", language)).click()
    expect(page.get_by_role("listitem").filter(has_text=offered).first).to_be_visible()
    page.goto(f"/work/{role}/traits/")
    page.locator("[name=text]").fill("Snarrådig")
    page.get_by_role("button", name=word("Add the trait", language)).click()
    trait = page.get_by_role("listitem").filter(has_text="Snarrådig").first
    trait.get_by_role("button", name="4", exact=True).click()
    expect(trait.get_by_role("button", name="4", exact=True)).to_have_attribute("aria-pressed", "true")

    with inside(person.organisation_id):
        assert Task.objects.filter(by=person, text="Ringer upp kunder som väntar på svar").count() == 1
        assert Skill.objects.filter(by=person, role=role).exclude(concept="").exists()
        assert TraitRating.objects.filter(rater=person, trait__text="Snarrådig", rating=4).count() == 1


@LANGUAGES
def test_a_vocabulary_is_brought_and_searched(world, enter, language, tmp_path):
    code = "no" if language == "nb" else language
    words = {"sv": ("lyssna aktivt", "lyssn"), "nb": ("lytte aktivt", "lytt"), "en": ("listen actively", "listne")}[
        language
    ]
    package = releases.esco(tmp_path, code, listen=words[0], explain="x", adviser="y")
    page = enter(world.hedda, language=language, address="/library/imports/")

    page.locator("input[type=file]").set_input_files(package)
    page.get_by_role("button", name=word("Read the files", language)).click()
    page.wait_for_load_state()
    work_off()
    page.reload()
    expect(page.locator("h1")).to_have_text(word("The vocabulary is here", language))
    page.goto("/library/concepts/")
    page.locator("#q").press_sequentially(words[1], delay=20)
    page.locator("#found").get_by_role("link").first.wait_for()
    page.locator("#found").get_by_role("link").first.click()

    expect(page.locator("h1")).to_have_text(words[0])
    assert page.locator(".source-line").first.inner_text() != ""


@LANGUAGES
def test_wishes_of_five_are_seen_together_and_of_four_are_not(world, enter, language):
    hr = enter(world.hedda, language=language, address="/wishes/together/")
    hr.get_by_role("button", name=word("Open a survey", language)).click()
    hr.wait_for_load_state()
    survey = Survey.objects.get()
    for person in (world.ada, world.cai, world.dag):
        make_wish(text="Hantera klagomål", viewer=person, today=TODAY)

    own = enter(world.bo, language=language, width=390, address="/wishes/")
    own.locator("[name=text]").fill("Hantera klagomål")
    own.locator("[name=why]").fill("Samtalen har blivit svårare")
    own.get_by_role("button", name=word("Save the wish", language)).click()
    expect(own.get_by_role("listitem").filter(has_text="Hantera klagomål").first).to_be_visible()
    hr.goto("/wishes/together/")
    expect(hr.locator("h1")).to_have_text(word("Fewer than five have answered", language))
    make_wish(text="Hantera klagomål", viewer=world.ulf, today=TODAY)
    hr.reload()

    expect(hr.locator(".beside")).to_contain_text("Hantera klagomål")
    assert "Samtalen har blivit svårare" not in hr.content()
    assert Wish.objects.filter(survey=survey).count() == 5
    assert open_survey(today=TODAY) == survey
