"""The directory: everyone finds a colleague; details are for few, and every look at them is written down."""

from datetime import timedelta

import pytest

from stigar.foundation import journal
from stigar.foundation.models import JournalEntry
from stigar.people.models import Import, Person, Position
from tests.cast import TODAY


def test_everyone_finds_a_colleague_by_the_beginning_of_the_name(cast, visit):
    page = visit(cast.bo).get("/people/?q=he").content.decode()

    assert "Hedda Test" in page
    assert "Gro Test" not in page


def test_a_unit_is_searched_with_its_parts(cast, visit):
    page = visit(cast.bo).get(f"/people/?unit={cast.merchants.pk}").content.decode()

    assert "Dag Test" in page
    assert "Ada Test" not in page


@pytest.mark.parametrize(
    ("viewer", "sees"), [("bo", True), ("ada", True), ("hedda", True), ("cai", False), ("dag", False), ("ulf", False)]
)
def test_details_are_on_the_page_for_those_who_may(cast, visit, viewer, sees):
    page = visit(getattr(cast, viewer)).get(f"/people/{cast.bo.pk}/")

    assert (cast.bo.email in page.content.decode()) is sees


def test_a_look_at_details_is_written_down_and_a_look_at_oneself_is_not(cast, visit):
    for viewer in (cast.ada, cast.cai, cast.bo):
        visit(viewer).get(f"/people/{cast.bo.pk}/")

    assert list(JournalEntry.objects.looks().values_list("actor", "verb", "about")) == [
        (cast.ada.pk, "saw the personal details", cast.bo.pk)
    ]


def test_somebody_elses_person_is_not_found(cast, visit):
    assert visit(cast.eve).get(f"/people/{cast.bo.pk}/").status_code == 404
    assert visit(cast.hedda).get(f"/people/{cast.eve.pk}/").status_code == 404


def test_who_has_left_is_gone_from_the_directory_but_not_for_hr(cast, visit):
    Person.objects.filter(pk=cast.cai.pk).update(ended=TODAY - timedelta(days=1))

    assert visit(cast.bo).get(f"/people/{cast.cai.pk}/").status_code == 404
    assert visit(cast.hedda).get(f"/people/{cast.cai.pk}/").status_code == 200


def test_the_directory_costs_the_same_with_ten_people_and_with_many(cast, visit, django_assert_num_queries):
    browser = visit(cast.bo)
    browser.get("/people/")  # from now on everyone is kept in memory
    with django_assert_num_queries(5):
        browser.get("/people/")
    bring(cast, 100)

    with django_assert_num_queries(9):
        changed = browser.get("/people/").content.decode()
    with django_assert_num_queries(5):
        browser.get("/people/")

    assert "109 personer arbetar här" in changed


def test_who_is_new_left_or_renamed_is_seen_at_once(cast, visit):
    browser = visit(cast.bo)
    assert "X0 Ny" not in browser.get("/people/?q=X0").content.decode()
    bring(cast, 1)

    assert "X0 Ny" in browser.get("/people/?q=X0").content.decode()
    Person.objects.filter(number="x0").update(given="Xerxes")
    tell_of_an_import(cast)
    assert "Xerxes Ny" in browser.get("/people/?q=xer").content.decode()
    Person.objects.filter(number="x0").update(ended=TODAY - timedelta(days=1))
    tell_of_an_import(cast)
    assert "Xerxes Ny" not in browser.get("/people/?q=xer").content.decode()
    assert "Xerxes Ny" in visit(cast.hedda).get("/people/?q=xer").content.decode()


def bring(cast, people):
    for number in range(people):
        person = Person.objects.create(
            organisation=cast.organisation,
            number=f"x{number}",
            given=f"X{number}",
            family="Ny",
            started=TODAY - timedelta(days=9),
        )
        Position.objects.create(
            organisation=cast.organisation, person=person, role=cast.adviser, unit=cast.service, begins=TODAY
        )
    tell_of_an_import(cast)


def tell_of_an_import(cast):
    made = Import.objects.create(organisation=cast.organisation, file_name="ny.csv", sha256="0" * 64)
    journal.note(cast.hedda, "imported people from a file", made)


def test_the_tree_of_units_counts_people_with_their_parts(cast, visit):
    page = visit(cast.bo).get("/units/").content.decode()

    assert [int(part.split("<")[0]) for part in page.split('<td class="number">')[1:]] == [9, 1, 3]


@pytest.mark.parametrize(
    ("somebody", "label"), [("hedda", "Namn eller anställningsnummer"), ("bo", "Namn"), ("siv", "Namn")]
)
def test_the_search_speaks_of_numbers_only_to_who_finds_people_by_them(cast, visit, somebody, label):
    page = visit(getattr(cast, somebody)).get("/people/").content.decode()

    assert f'<label for="q">{label}</label>' in page
