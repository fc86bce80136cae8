"""The library in a browser: a competence is read, rewritten and restored; something hard leads to a few questions."""

import pytest
from playwright.sync_api import expect

from stigar.foundation.tenancy import inside
from stigar.library.queries.shelf import shelf
from tests.journeys.furnished import somebody
from tests.journeys.turns import in_turn
from tests.journeys.words import word

pytestmark = pytest.mark.journey
LANGUAGES = in_turn("nb")


@LANGUAGES
def test_a_competence_is_read_rewritten_and_restored(example, enter, language):
    hr = somebody("hr")
    with inside(hr.organisation_id):
        given = next(one for one in shelf(language) if one.key == "listening")
    page = enter(hr, language=language, width=1280, address="/library/")

    page.get_by_role("link", name=given.name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(given.name)
    page.get_by_role("link", name=word("Make it ours", language)).click()
    page.get_by_role("link", name=word("Rewrite", language), exact=True).click()
    page.locator("[name=name]").fill("Öra för kunden")
    page.get_by_role("button", name=word("Save our words", language)).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Öra för kunden")
    page.get_by_role("button", name=word("Undo", language)).click()

    expect(page.get_by_role("heading", level=1)).to_have_text(given.name)


@LANGUAGES
def test_something_hard_leads_to_a_few_questions_on_the_phone(example, enter, language):
    typed = {"sv": "arga", "nb": "sinte", "en": "angry"}[language]
    page = enter(somebody("employee"), language=language, width=390, address="/library/challenges/")

    page.get_by_label(word("In your own words", language)).press_sequentially(typed, delay=30)
    page.locator("#hard li a").first.click()

    expect(page.locator(".asked li")).to_have_count(3)
