"""A competence model with closed rights in a browser: brought, read, refused as a file, opened and taken out; and one with faults."""

import pytest
from playwright.sync_api import expect

from stigar.foundation.models import JournalEntry
from stigar.library.models import CompetenceModel
from tests.journeys.turns import in_turn
from tests.journeys.words import word
from tests.journeys.working import work_off
from tests.library.model_files import OWN_LAYOUT

pytestmark = pytest.mark.journey
LANGUAGES = in_turn("sv")


def choose(page, content, language):
    """Choose a file, have it read, and look at what has come of it."""
    page.goto("/library/models/imports/")
    page.locator("input[type=file]").set_input_files(
        {"name": "svets.csv", "mimeType": "text/csv", "buffer": content.encode()}
    )
    press(page, "Read the file", language)


def press(page, button, language):
    page.get_by_role("button", name=word(button, language), exact=True).click()
    page.wait_for_load_state()
    work_off()
    page.reload()


@LANGUAGES
def test_a_model_with_closed_rights_is_brought_and_its_export_refused(world, enter, language):
    page = enter(world.hedda, language=language, address="/library/models/")

    choose(page, OWN_LAYOUT, language)
    expect(page.get_by_text("Svetsa tunnplåt")).to_be_visible()
    page.locator("[name=name]").fill("Gillets ramverk")
    page.locator("[name=holder]").fill("Gillet AB")
    page.locator("[name=licence]").fill("Avtal 7")
    press(page, "Keep the model", language)
    expect(page.get_by_role("heading", level=1)).to_have_text("Gillets ramverk")

    model = CompetenceModel.objects.get()
    employee = enter(
        world.bo,
        language=language,
        width=390,
        scheme="dark",
        address=f"/library/competences/{model.competences.get().pk}/",
    )
    expect(employee.get_by_role("heading", level=1)).to_have_text("Svetsa tunnplåt")
    employee.goto(f"/library/models/{model.pk}/files/case/")
    expect(employee.get_by_role("heading", level=1)).to_have_text(
        word("This model stays inside the organisation", language)
    )
    expect(employee.get_by_text("Gillet AB").first).to_be_visible()
    assert (
        JournalEntry.objects.filter(verb="was refused to take out a competence model", actor=world.bo.pk).count() == 1
    )


@LANGUAGES
def test_when_the_holder_allows_it_the_words_leave_with_their_line(world, enter, language):
    page = enter(world.hedda, language=language, address="/library/models/")
    choose(page, OWN_LAYOUT, language)
    page.locator("[name=name]").fill("Gillets ramverk")
    page.locator("[name=holder]").fill("Gillet AB")
    page.locator("[name=licence]").fill("Avtal 7")
    press(page, "Keep the model", language)

    page.locator("a[href$='/rights/']").click()
    page.get_by_label(word("Yes, it is allowed", language)).check()
    page.locator("[name=licence]").fill("CC BY 4.0")
    page.get_by_role("button", name=word("Save", language), exact=True).click()
    with page.expect_download() as coming:
        page.get_by_role("link", name=word("Table (CSV)", language)).click()

    assert "Gillet AB, CC BY 4.0" in coming.value.path().read_text(encoding="utf-8-sig")


@LANGUAGES
def test_a_file_with_faults_tells_where_and_keeps_nothing(world, enter, language):
    page = enter(world.hedda, language=language, width=390, address="/library/models/")

    choose(page, f"{OWN_LAYOUT}\n;;;Saga;;Det var en gång;\n;;;;9;<b>Fet</b> text;", language)

    expect(page.locator("tbody tr")).to_have_count(3)
    expect(page.get_by_text("<b>", exact=False).first).to_be_visible()
    assert CompetenceModel.objects.count() == 0
