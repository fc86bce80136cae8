"""A file of everyday work: headings and words in three languages, every fault with its place, nothing from a faulty file."""

import uuid

import pytest
from django.utils import translation

from stigar.areas.readers.sentences import told
from stigar.areas.readers.tasks import WorkLine, lines_of
from stigar.people.readers.faults import Unreadable
from stigar.people.readers.tables import Table

ADVISER, LEADER = uuid.uuid4(), uuid.uuid4()
ROLES = {"Kundrådgivare": ADVISER, "Kundrådgivare senior": ADVISER, "Teamledare": LEADER}


@pytest.mark.parametrize(
    ("headings", "cells"),
    [
        (
            ("Roll", "Uppgift", "Hur ofta", "Kanal", "Med vem"),
            ["Kundrådgivare", "Svarar", "varje dag", "Telefon", "Kund"],
        ),
        (
            ("Rolle", "Oppgave", "Hyppighet", "Kanal", "Motpart"),
            ["Kundrådgivare", "Svarar", "Hver dag", "telefon", "Forbruker"],
        ),
        (
            ("Role", "Task", "Frequency", "Channel", "Counterpart"),
            ["kundrådgivare", "Svarar", "daily", "phone", "consumer"],
        ),
    ],
)
def test_headings_and_words_may_be_swedish_norwegian_or_english(headings, cells):
    read = lines_of(Table("a.csv", headings, [(2, cells)]), roles=ROLES)

    assert read.lines == (WorkLine(2, ADVISER, "task", "Svarar", "daily", "phone", "consumer", "", True),)


def test_skills_and_traits_come_by_their_kind():
    rows = [(2, ["Teamledare", "Lyssna", "Färdighet", "bra att ha"]), (3, ["Teamledare", "Tålmodig", "egenskap", ""])]

    read = lines_of(Table("a.csv", ("Roll", "Text", "Slag", "Vikt"), rows), roles=ROLES)

    assert [(line.kind, line.text, line.essential) for line in read.lines] == [
        ("skill", "Lyssna", False),
        ("trait", "Tålmodig", True),
    ]


def test_a_diary_says_the_same_on_many_days_and_it_counts_once():
    rows = [(row, ["Kundrådgivare senior" if row % 2 else "Kundrådgivare", "Svarar i telefon"]) for row in range(2, 12)]

    read = lines_of(Table("a.csv", ("Roll", "Uppgift"), rows), roles=ROLES)

    assert (len(read.lines), read.repeated) == (1, 9)


def test_every_fault_is_told_with_its_place_and_nothing_is_taken():
    rows = [
        (2, ["Kundradgivare", "Svarar", "daily"]),
        (3, ["Teamledare", "", "daily"]),
        (4, ["Teamledare", "x" * 10_000, "varannan fredag"]),
        (5, ["Teamledare", "Leder", "daily"]),
    ]

    with pytest.raises(Unreadable) as wrong:
        lines_of(Table("a.csv", ("Roll", "Uppgift", "Frekvens"), rows), roles=ROLES)

    assert [(fault.code, fault.place) for fault in wrong.value.faults] == [
        ("unknown-role", "A2"), ("missing", "B3"), ("too-long", "B4"), ("not-a-choice", "C4"),
    ]  # fmt: skip
    with translation.override("en"):
        what = [told(fault).what for fault in wrong.value.faults]
    assert what == [
        "There is no role called “Kundradgivare”. Did you mean “Kundrådgivare”?",
        "The cell is empty.",
        "The text has 10,000 characters.",
        "“varannan fredag” is not one of the words for this column.",
    ]


@pytest.mark.parametrize(
    ("headings", "code"), [(("Uppgift", "x"), "no-role-column"), (("Roll", "x"), "no-text-column")]
)
def test_a_file_without_a_needed_column_says_which(headings, code):
    with pytest.raises(Unreadable) as wrong:
        lines_of(Table("a.csv", headings, [(2, ["a", "b"])]), roles=ROLES)

    assert [fault.code for fault in wrong.value.faults] == [code]


def test_columns_that_are_not_used_are_named():
    read = lines_of(
        Table("a.csv", ("Roll", "Uppgift", "Favoritfärg"), [(2, ["Teamledare", "Leder", "blå"])]), roles=ROLES
    )

    assert (read.unused, dict(read.columns)) == (("Favoritfärg",), {"role": "Roll", "text": "Uppgift"})
