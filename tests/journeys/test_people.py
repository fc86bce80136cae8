"""Bringing people and titles, letting them in, and being looked at: from the file to the first log-in, in three languages."""

import re

import pytest
from playwright.sync_api import expect

from stigar.foundation import journal
from stigar.people.models import Import, Merge, Person, Role
from tests.cast import PASSWORD
from tests.journeys.turns import in_turn
from tests.journeys.words import word
from tests.journeys.working import work_off

pytestmark = pytest.mark.journey
LANGUAGES = in_turn("en")
FILE = (
    "Anställningsnummer;Förnamn;Efternamn;E-post;Befattning;Enhetskod;Chefens anställningsnummer;Personnummer\n"
    "101;Åsa;Öberg;asa@alvbro.example;Kundradgivare;A1;2;19800101-1234\n"
    "102;Ørjan;Ås;orjan@alvbro.example;Kundrådgivare;A1;2;19800102-1234\n"
    "5;Cai;Test;cai@alvbro.example;Kundrådgivare;A1;2;19800103-1234\n"
)


@LANGUAGES
def test_people_come_from_a_file_and_the_same_file_again_changes_nothing(world, enter, language):
    page = enter(world.hedda, language=language, address="/people/imports/")

    _bring(page, language)
    expect(page.locator("h1")).to_contain_text("7")  # of 8 columns; the identity number is never read
    assert "19800101" not in page.content()
    _go_on(page, "See what would happen", language)
    expect(page.locator("h1")).to_contain_text("2")
    _go_on(page, "Apply everything", language)

    assert {person.name for person in Person.objects.filter(number__in=["101", "102"])} == {"Åsa Öberg", "Ørjan Ås"}
    made = Import.objects.get()
    page.goto("/people/imports/")
    page.get_by_role("link", name="personal.csv").click()
    expect(page.get_by_text(made.sha256)).to_be_visible()
    page.goto("/people/imports/")
    _bring(page, language)
    _go_on(page, "See what would happen", language)
    expect(page.locator("h1")).to_have_text(word("Nothing would change", language))


def _bring(page, language):
    given = {"name": "personal.csv", "mimeType": "text/csv", "buffer": FILE.encode("cp1252", "replace")}
    page.locator("input[type=file]").set_input_files(given)
    _go_on(page, "Look at the file", language)


def _go_on(page, button, language):
    """Press, let the worker work, and look at what has come of it."""
    page.get_by_role("button", name=word(button, language)).click()
    page.wait_for_load_state()
    work_off()
    page.goto(re.sub(r"(progress|application)/$", "", page.url))


@LANGUAGES
def test_two_titles_become_one_role_and_two_again(world, enter, language):
    variant = Role.objects.create(organisation=world.organisation, title="Kundradgivare", language="sv")
    journal.note(world.hedda, "renamed a role", variant)
    page = enter(world.hedda, language=language, address="/roles/alike/")

    page.get_by_role("button", name=word("Yes, the same work", language)).first.click()
    page.locator("[data-toast]").wait_for()
    assert [(merge.gone.title, merge.kept.title) for merge in Merge.objects.all()] == [
        ("Kundradgivare", "Kundrådgivare")
    ]
    page.locator("[data-toast]").get_by_role("button", name=word("Undo", language)).click()
    expect(page.get_by_role("button", name=word("Yes, the same work", language)).first).to_be_visible()

    assert Merge.objects.count() == 0


@LANGUAGES
def test_somebody_invited_by_letter_makes_a_login_and_opens_a_stronger_one(world, enter, language, mailoutbox):
    new = Person.objects.create(
        organisation=world.organisation, number="77", given="Ny", email="ny@alvbro.example", language=language
    )
    admin = enter(world.siv, language=language, address=f"/accounts/{new.pk}/")
    admin.get_by_role("button", name=word("Send an invitation", language)).click()
    admin.wait_for_load_state()
    letter = mailoutbox[-1]

    page = enter(language=language, address=re.search(r"https?://\S+/invitation/\S+", letter.body)[0])
    for box in page.locator("input[type=password]").all():
        box.fill(PASSWORD)
    page.get_by_role("button", name=word("Make the login", language)).click()
    page.wait_for_url("**/home/")

    assert letter.to == ["ny@alvbro.example"]
    page.goto("/account/2fa/totp/activate/")
    page.locator("input[type=password]").fill(PASSWORD)  # nobody else at an open screen may do this
    page.locator("main form button[type=submit]").click()
    expect(page.locator("input[name=code]")).to_be_visible()
    page.goto("/account/2fa/webauthn/add/")
    expect(page.locator("form input[name=name]")).to_be_visible()


@LANGUAGES
def test_who_looked_at_me_is_told(world, enter, language):
    page = enter(world.hedda, language=language, address="/people/?q=bo")
    page.get_by_role("link", name="Bo Test").click()
    expect(page.get_by_text("bo@alvbro.example")).to_be_visible()

    own = enter(world.bo, language=language, address="/account/looks/")

    expect(own.get_by_role("row").filter(has_text="Hedda Test")).to_have_count(1)
