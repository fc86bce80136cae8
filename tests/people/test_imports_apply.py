"""An import is applied whole or not at all, once, dated, and written down; the same file again changes nothing."""

from datetime import date, timedelta

import pytest

from stigar.foundation.models import JournalEntry
from stigar.foundation.policy import Refused
from stigar.foundation.tenancy import inside
from stigar.people.actions.imports import GroundMoved, NothingToChange, apply_import
from stigar.people.models import Import, Person, Position, Role, Site, Unit
from stigar.people.readers.faults import Unreadable
from tests.cast import LONG_AGO, TODAY
from tests.people.importing import CAST, CAST_HEAD, bring, file_of, plan

YESTERDAY = TODAY - timedelta(days=1)


def positions_of(person):
    return list(
        Position.objects.filter(person=person).order_by("begins")
        .values_list("role__title", "unit__name", "site__name", "manager__given", "share", "begins", "ends")
    )  # fmt: skip


def test_a_new_person_is_here_with_a_position(cast, tmp_path):
    head = (*CAST_HEAD, "E-post", "Omfattning", "Anställd från", "Språk", "Land")
    row = (
        "10",
        "Åsa",
        "Öberg",
        "Säljare",
        "A2",
        "3",
        "Oslo",
        "Asa@Alvbro.example",
        "80 %",
        date(2024, 2, 1),
        "norsk",
        "Norge",
    )

    made = bring(tmp_path, [row], head, viewer=cast.hedda)

    asa = Person.objects.get(number="10")
    assert (asa.given, asa.family, asa.email, asa.language, asa.started, asa.ended, asa.identity) == (
        "Åsa", "Öberg", "asa@alvbro.example", "nb", date(2024, 2, 1), None, None,
    )  # fmt: skip
    assert positions_of(asa) == [("Säljare", "Handlare", "Oslo", "Dag", 80, date(2024, 2, 1), None)]
    assert Site.objects.filter(name="Oslo").values_list("country", "time_zone").get() == ("NO", "Europe/Oslo")
    assert Role.objects.get(title="Säljare").language == "nb"
    assert (made.added, made.changed, made.ended, made.unchanged, made.by) == (1, 0, 0, 0, cast.hedda)


def test_a_changed_position_ends_the_day_before_and_a_new_one_begins(cast, tmp_path):
    bring(tmp_path, [("4", "Bo", "Test", "Handlarsupport", "A2", "3", "Malmö")])

    assert positions_of(cast.bo) == [
        ("Kundrådgivare", "Kundservice", "Malmö", "Ada", 100, LONG_AGO, YESTERDAY),
        ("Handlarsupport", "Handlare", "Malmö", "Dag", 100, TODAY, None),
    ]


def test_a_position_that_begins_that_very_day_is_corrected_in_its_place(cast, tmp_path):
    bring(tmp_path, [("4", "Bo", "Test", "Handlarsupport", "A2", "3", "Malmö")])

    bring(tmp_path, [("4", "Bo", "Test", "Teamledare", "A2", "1", "Malmö")])

    assert positions_of(cast.bo)[1:] == [("Teamledare", "Handlare", "Malmö", "Gro", 100, TODAY, None)]


def test_changes_apply_from_the_day_that_was_chosen(cast, tmp_path):
    new_year = date(2027, 1, 1)

    bring(tmp_path, [("4", "Bo", "Test", "Teamledare", "A1", "2", "Malmö")], valid_from=new_year)

    assert [row[-2:] for row in positions_of(cast.bo)] == [(LONG_AGO, date(2026, 12, 31)), (new_year, None)]
    assert Position.objects.standing(TODAY).get(person=cast.bo).role == cast.adviser


def test_whoever_leaves_has_no_position_after_the_last_day_and_may_come_back(cast, tmp_path):
    head = (*CAST_HEAD, "Anställd till")
    row = ("4", "Bo", "Test", "Kundrådgivare", "A1", "2", "Malmö")

    bring(tmp_path, [(*row, date(2026, 10, 31))], head)
    gone = positions_of(cast.bo)
    with pytest.raises(NothingToChange):
        bring(tmp_path, [(*row, date(2026, 10, 31))], head)
    bring(tmp_path, [(*row, "")], head)

    assert [each[-2:] for each in gone] == [(LONG_AGO, date(2026, 10, 31))]
    assert [each[-2:] for each in positions_of(cast.bo)] == [(LONG_AGO, date(2026, 10, 31)), (TODAY, None)]
    assert Person.objects.get(pk=cast.bo.pk).ended is None


def test_those_who_are_missing_in_a_complete_file_have_left(cast, tmp_path):
    made = bring(tmp_path, [row for number, row in CAST.items() if number != "4"], viewer=cast.hedda, ends_missing=True)

    assert (made.ended, made.unchanged) == (1, 8)
    assert list(Person.objects.exclude(ended=None).values_list("given", "ended")) == [("Bo", YESTERDAY)]
    assert [row[-1] for row in positions_of(cast.bo)] == [YESTERDAY]


def test_two_people_may_change_addresses_with_each_other(cast, tmp_path):
    bring(
        tmp_path,
        [("4", "Bo Test", "cai@alvbro.example"), ("5", "Cai Test", "bo@alvbro.example")],
        ("Anst.nr", "Namn", "E-post"),
    )

    assert dict(Person.objects.filter(number__in=["4", "5"]).values_list("given", "email")) == {
        "Bo": "cai@alvbro.example", "Cai": "bo@alvbro.example",
    }  # fmt: skip


def test_the_tree_is_moved_and_renamed_in_place(cast, tmp_path):
    head = ("Anst.nr", "Namn", "Enhetskod", "Enhet", "Överordnad enhet")

    bring(tmp_path, [("4", "Bo Test", "A1", "Kundtjänst", "A2"), ("3", "Dag Test", "A2", "Handlare", "A")], head)

    assert Unit.objects.filter(pk=cast.service.pk).values_list("name", "parent").get() == (
        "Kundtjänst",
        cast.merchants.pk,
    )
    assert Position.objects.filter(person=cast.bo).count() == 1


def test_the_same_file_again_changes_nothing_and_says_so(cast, tmp_path):
    head = (*CAST_HEAD, "Omfattning", "Anställd från", "Anställd till", "Språk", "Land", "E-post")
    rows = [
        ("10", "Åsa", "Öberg", "Ny roll", "N1", "2", "Oslo", "37,5", "2024-02-01", "", "norsk", "NO", "a@x.example"),
        ("11", "Per", "Öberg", "Ny roll", "N1", "10", "Oslo", "", "01.02.2020", "31.12.2023", "", "", ""),
        ("12", "Lo", "Ek", "", "", "", "", 1, "", "9999-12-31", "", "", ""),
    ]
    bring(tmp_path, rows, head)
    before = (
        list(Person.objects.order_by("pk").values()),
        list(Position.objects.order_by("pk").values()),
        JournalEntry.objects.count(),
    )

    with pytest.raises(NothingToChange):
        bring(tmp_path, rows, head)

    after = (
        list(Person.objects.order_by("pk").values()),
        list(Position.objects.order_by("pk").values()),
        JournalEntry.objects.count(),
    )
    assert before == after
    assert Import.objects.count() == 1


def test_one_line_for_the_import_and_one_for_each_person_it_touches_without_their_details(cast, tmp_path):
    made = bring(
        tmp_path,
        [("4", "Bo", "Berg", "Teamledare", "A1", "2", "Malmö"), ("10", "Åsa", "Ny", "", "", "", "")],
        viewer=cast.hedda,
    )

    assert list(JournalEntry.objects.order_by("-verb").values_list("verb", "actor", "thing_name", "about", "details")) == [
        ("imported people from a file", cast.hedda.pk, "staff.xlsx", None, {
            "file": "staff.xlsx", "valid_from": str(TODAY), "ends_missing": False, "counts": plan_counts(added=1, changed=1),
        }),
        ("changed a person by import", cast.hedda.pk, "Bo Berg", cast.bo.pk, {"import": str(made.pk), "fields": ["family", "role"]}),
        ("added a person by import", cast.hedda.pk, "Åsa Ny", Person.objects.get(number="10").pk, {
            "import": str(made.pk), "fields": ["given", "family"],
        }),
    ]  # fmt: skip


def plan_counts(**some):
    names = (
        "added",
        "changed",
        "ended",
        "unchanged",
        "new_units",
        "changed_units",
        "new_sites",
        "changed_sites",
        "new_roles",
        "changed_roles",
    )
    return dict.fromkeys(names, 0) | some


def test_one_fault_anywhere_and_nothing_is_written(cast, tmp_path):
    with pytest.raises(Unreadable):
        bring(tmp_path, [("10", "Åsa", "Ny", "Ny roll", "N1", "", "Oslo"), ("11", "Per", "Ny", "", "", "99", "")])

    assert (Person.objects.count(), Role.objects.count(), Unit.objects.count(), Import.objects.count()) == (9, 4, 3, 0)


def test_only_what_was_shown_is_applied(cast, tmp_path):
    rows = [("4", "Bo", "Berg", "Teamledare", "A1", "2", "Malmö")]
    shown = plan(tmp_path, rows).digest()
    Person.objects.filter(pk=cast.bo.pk).update(family="Borg")

    with pytest.raises(GroundMoved):
        apply_import(brought=file_of(tmp_path, rows), viewer=cast.hedda, today=TODAY, digest=shown)

    assert Person.objects.get(pk=cast.bo.pk).family == "Borg"


def test_the_second_of_two_who_apply_the_same_is_told_that_the_ground_has_moved(cast, tmp_path):
    rows = [("10", "Åsa", "Ny", "", "", "", "")]
    shown = plan(tmp_path, rows).digest()
    apply_import(brought=file_of(tmp_path, rows), viewer=cast.hedda, today=TODAY, digest=shown)

    with pytest.raises(GroundMoved):
        apply_import(brought=file_of(tmp_path, rows), viewer=cast.hedda, today=TODAY, digest=shown)

    assert Person.objects.filter(number="10").count() == 1


@pytest.mark.parametrize("viewer", ["gro", "ada", "bo", "ulf", "rut", "siv"])
def test_only_hr_imports(cast, tmp_path, viewer):
    with pytest.raises(Refused):
        bring(tmp_path, [("10", "Åsa", "Ny", "", "", "", "")], viewer=getattr(cast, viewer))

    assert Person.objects.count() == 9


def test_the_stranger_with_the_same_numbers_is_never_touched(cast, tmp_path):
    with inside(cast.elsewhere.pk):
        before = list(Person.objects.values())

    bring(tmp_path, [("1", "Gro", "Ny", "Stab", "A", "", "Malmö")])

    with inside(cast.elsewhere.pk):
        assert list(Person.objects.values()) == before


def test_naughty_texts_are_kept_as_they_are(cast, tmp_path):
    rows = [
        ("x1", "<script>alert(1)</script>", "'; DROP TABLE people_person; --", '=HYPERLINK("x")', "😀", "", "‮مرحبا")
    ]

    bring(tmp_path, rows)

    person = Person.objects.get(number="x1")
    assert (person.given, person.family) == ("<script>alert(1)</script>", "'; DROP TABLE people_person; --")
    assert positions_of(person)[0][:3] == ('=HYPERLINK("x")', "😀", "‮مرحبا")
