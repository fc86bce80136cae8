"""The directory: everyone finds a colleague; details are for few, and every look at them is written down."""

from datetime import timedelta

import pytest

from stigar.foundation.models import JournalEntry
from stigar.people.models import Person, Position
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
    browser.get("/people/")  # from now on the tree of units is kept
    with django_assert_num_queries(8):
        browser.get("/people/")
    for number in range(100):
        person = Person.objects.create(
            organisation=cast.organisation, number=f"x{number}", given=f"X{number}", started=TODAY
        )
        Position.objects.create(
            organisation=cast.organisation, person=person, role=cast.adviser, unit=cast.service, begins=TODAY
        )

    with django_assert_num_queries(8):
        browser.get("/people/")


def test_the_tree_of_units_counts_people_with_their_parts(cast, visit):
    page = visit(cast.bo).get("/units/").content.decode()

    assert [int(part.split("<")[0]) for part in page.split('<td class="number">')[1:]] == [9, 1, 3]
