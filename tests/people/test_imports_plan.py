"""Before anything is saved, the plan says who is added, changed field by field, and ended, and everything that stands in the way."""

from datetime import date, timedelta

import pytest

from stigar.foundation.tenancy import inside
from stigar.people.models import Unit
from tests.cast import TODAY
from tests.people.importing import CAST, CAST_HEAD, faults, plan, told


def test_a_file_that_says_what_is_here_changes_nothing(cast, tmp_path):
    found = plan(tmp_path, CAST.values())

    assert (found.entries, found.things, found.faults, found.unchanged, found.is_empty) == ([], [], [], 9, True)


def test_a_new_person_a_changed_one_and_one_who_leaves_are_told_field_by_field(cast, tmp_path):
    head = (*CAST_HEAD, "Omfattning", "Anställd till")
    rows = [(*row, 100, "") for number, row in CAST.items() if number not in ("4", "5")]
    rows += [
        ("4", "Bo", "Berg", "Handlarsupport", "A2", "3", "Malmö", 80, ""),
        ("5", "Cai", "Test", "Kundrådgivare", "A1", "2", "Malmö", 100, date(2026, 12, 31)),
        ("10", "Åsa", "Ny", "Kundrådgivare", "A1", "ada@alvbro.example", "Malmö", "50 %", ""),
    ]

    found = plan(tmp_path, rows, head)

    assert told(found) == [
        ("changed", 9, "4", "Bo Berg", [
            ("family", "Test", "Berg"), ("role", "Kundrådgivare", "Handlarsupport"), ("unit", "Kundservice", "Handlare"),
            ("manager", "Ada Test", "Dag Test"), ("share", "100", "80"),
        ]),
        ("ended", 10, "5", "Cai Test", [("ended", "", "2026-12-31")]),
        ("added", 11, "10", "Åsa Ny", [
            ("given", "", "Åsa"), ("family", "", "Ny"), ("role", "", "Kundrådgivare"), ("unit", "", "Kundservice"),
            ("site", "", "Malmö"), ("manager", "", "Ada Test"), ("share", "", "50"),
        ]),
    ]  # fmt: skip
    assert found.counts() == {
        "added": 1, "changed": 1, "ended": 1, "unchanged": 7, "new_units": 0, "changed_units": 0, "new_sites": 0, "changed_sites": 0,
        "new_roles": 0, "changed_roles": 0,
    }  # fmt: skip


def test_a_column_that_is_not_in_the_file_changes_nothing(cast, tmp_path):
    found = plan(tmp_path, [("4", "Bo Test")], ("Anst.nr", "Namn"))

    assert found.is_empty


def test_new_units_sites_and_roles_are_told(cast, tmp_path):
    head = ("Anst.nr", "Namn", "Befattning", "Enhetskod", "Enhet", "Överordnad enhet", "Ort", "Land", "Tidszon")
    rows = [
        ("10", "Åsa Ny", "Kundradgivare", "A11", "Chatt", "A1", "Oslo", "Norge", ""),
        ("11", "Per Ny", "KUNDRÅDGIVARE", "B1", "Drift", "B", "Malmö", "Sverige", "Europe/Copenhagen"),
        ("12", "Eli Ny", "Kundradgivare", "A1", "Kundtjänst", "A", "oslo", "NO", ""),
    ]

    found = plan(tmp_path, rows, head)

    assert found.faults == []
    assert sorted((change.thing, change.name, change.is_new, [tuple(fact) for fact in change.facts]) for change in found.things) == [
        ("role", "Kundradgivare", True, []),
        ("site", "Malmö", False, [("zone", "Europe/Stockholm", "Europe/Copenhagen")]),
        ("site", "Oslo", True, [("country", "", "NO"), ("zone", "", "Europe/Oslo")]),
        ("unit", "B", True, [("parent", "", "")]),
        ("unit", "Chatt", True, [("parent", "", "Kundtjänst")]),
        ("unit", "Drift", True, [("parent", "", "B")]),
        ("unit", "Kundtjänst", False, [("unit", "Kundservice", "Kundtjänst")]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "where"),
    [
        (("Anst.nr", "Namn", "Enhet"), ("Alvbro / Kundservice / Chatt",)),
        (("Anst.nr", "Namn", "Enhet"), ("Kundservice > Chatt",)),
        (("Anst.nr", "Namn", "Nivå 1", "Nivå 2", "Nivå 3"), ("Alvbro", "Kundservice", "Chatt")),
        (("Anst.nr", "Namn", "Enhet", "Överordnad enhet"), ("Chatt", "Kundservice")),
        (("Anst.nr", "Namn", "Enhet", "Överordnad enhet"), ("Chatt", "A1")),
    ],
)
def test_the_tree_is_found_from_a_path_from_levels_or_from_the_unit_above(cast, tmp_path, head, where):
    found = plan(tmp_path, [("10", "Åsa Ny", *where)], head)

    assert [(change.name, change.is_new, [tuple(fact) for fact in change.facts]) for change in found.things] == [
        ("Chatt", True, [("parent", "", "Kundservice")])
    ]
    assert [(draft.code, draft.parent) for draft in found.writes.new_units] == [("Chatt", cast.service.pk)]


def test_a_unit_whose_name_is_several_is_asked_about(cast, tmp_path):
    Unit.objects.create(organisation=cast.organisation, code="S1", name="Support", parent=cast.service)
    Unit.objects.create(organisation=cast.organisation, code="S2", name="Support", parent=cast.merchants)

    found = plan(tmp_path, [("10", "Åsa Ny", "Support")], ("Anst.nr", "Namn", "Enhet"))

    assert faults(found) == [("unit-which", "C2", "Support", {"count": 2})]
    assert plan(tmp_path, [("10", "Åsa Ny", "Handlare / Support")], ("Anst.nr", "Namn", "Enhet")).things == []


def test_units_that_lie_within_each_other_are_refused(cast, tmp_path):
    head = ("Anst.nr", "Namn", "Enhetskod", "Enhet", "Överordnad enhet")

    found = plan(tmp_path, [("10", "Åsa Ny", "X", "Norr", "Y"), ("11", "Per Ny", "Y", "Syd", "X")], head)

    assert faults(found) == [("unit-loop", "E2", "Y", {"loop": "Norr → Syd → Norr"})]


def test_managers_are_found_by_number_address_and_name(cast, tmp_path):
    rows = [
        ("10", "Ny, Åsa", "2"), ("11", "Per Ny", "ADA@alvbro.example"), ("12", "Eli Ny", "Ada Test"), ("13", "Ola Ny", "Test, Ada"),
        ("14", "Kim Ny", "Åsa Ny"), ("15", "Lo Ny", ""),
    ]  # fmt: skip

    found = plan(tmp_path, rows, ("Anst.nr", "Namn", "Chef"))

    assert [{fact.field: fact.new for fact in entry.facts}.get("manager") for entry in found.entries] == [
        "Ada Test", "Ada Test", "Ada Test", "Ada Test", "Åsa Ny", None,
    ]  # fmt: skip


def test_a_manager_who_is_missing_is_oneself_is_two_people_or_forms_a_loop_is_told(cast, tmp_path):
    rows = [
        ("10", "Åsa Ny", "99"), ("11", "Per Ny", "11"), ("12", "Kim Ny", "Lo Ny"), ("13", "Lo Ny", ""), ("14", "Lo Ny", ""),
        ("15", "Tor Ek", "16"), ("16", "Ida Ek", "17"), ("17", "Una Ek", "15"), ("18", "Ove Ek", "15"),
    ]  # fmt: skip

    found = plan(tmp_path, rows, ("Anst.nr", "Namn", "Chef"))

    assert faults(found) == [
        ("no-manager", "C2", "99", {}),
        ("manager-self", "C3", "11", {"name": "Per Ny"}),
        ("manager-two", "C4", "Lo Ny", {"count": 2, "numbers": "13, 14"}),
        ("manager-loop", "C7", "16", {"loop": "Tor Ek → Ida Ek → Una Ek → Tor Ek"}),
    ]


def test_a_loop_is_found_through_those_who_are_not_in_the_file(cast, tmp_path):
    found = plan(tmp_path, [("1", "Gro Test", "4")], ("Anst.nr", "Namn", "Chef"))

    assert faults(found) == [("manager-loop", "C2", "4", {"loop": "Gro Test → Bo Test → Ada Test → Gro Test"})]


def test_an_address_that_somebody_outside_the_file_has_is_told(cast, tmp_path):
    found = plan(tmp_path, [("10", "Bo Ny", "Bo@alvbro.example")], ("Anst.nr", "Namn", "E-post"))

    assert faults(found) == [("taken-email", "C2", "bo@alvbro.example", {"name": "Bo Test", "number": "4"})]


def test_those_missing_in_a_complete_file_are_ended_the_day_before(cast, tmp_path):
    rows = [row for number, row in CAST.items() if number not in ("4", "8")]

    found = plan(tmp_path, rows, ends_missing=True, viewer=cast.hedda)

    yesterday = (TODAY - timedelta(days=1)).isoformat()
    assert told(found) == [
        ("ended", 0, "4", "Bo Test", [("ended", "", yesterday)]), ("ended", 0, "8", "Rut Test", [("ended", "", yesterday)]),
    ]  # fmt: skip
    assert plan(tmp_path, rows, viewer=cast.hedda).is_empty


def test_nobody_ends_their_own_employment_by_leaving_themselves_out(cast, tmp_path):
    rows = [row for number, row in CAST.items() if number != "6"]

    found = plan(tmp_path, rows, ends_missing=True, viewer=cast.hedda)

    assert faults(found) == [("yourself-missing", "", "6", {"name": "Hedda Test"})]


def test_a_plan_has_the_same_mark_until_something_moves(cast, tmp_path):
    rows = [("10", "Åsa Ny", "Ny roll")]
    head = ("Anst.nr", "Namn", "Befattning")

    first, again = plan(tmp_path, rows, head), plan(tmp_path, rows, head)
    other = plan(tmp_path, [("10", "Åsa Ny", "Annan roll")], head)
    with inside(cast.elsewhere.pk):
        elsewhere = plan(tmp_path, rows, head)

    assert first.digest() == again.digest() == elsewhere.digest()
    assert first.digest() != other.digest()


def test_reading_how_things_stand_costs_the_same_for_one_and_for_many(cast, tmp_path, django_assert_num_queries):
    head = ("Anst.nr", "Namn", "Befattning", "Enhet", "Ort", "Chef")

    for many in (1, 30):
        rows = [(100 + n, f"Åsa Ny {n}", f"Roll {n}", f"Enhet {n}", f"Ort {n}", "2") for n in range(many)]
        with django_assert_num_queries(6):
            plan(tmp_path, rows, head)
