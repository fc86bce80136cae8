"""A file of people is read row by row, and everything wrong with it is told at once, by row and column."""

from datetime import date
from decimal import Decimal

from stigar.people.readers.headings import Field, known
from stigar.people.readers.staff import StaffRow, read_staff
from stigar.people.readers.tables import read_table
from tests.people import corpus


def staff(tmp_path, rows, head=corpus.HEAD, columns=None):
    return read_staff(read_table(corpus.workbook(tmp_path / "staff.xlsx", [head, *rows]), known=known), columns)


def told(faults):
    return [(fault.code, fault.place, fault.value, dict(fault.more)) for fault in faults]


def test_a_row_becomes_a_person(tmp_path):
    place = ("Kundrådgivare", "Bolaget / Kundservice", "Ada Test", "Malmö", "Sverige", "80 %", date(2020, 1, 1))
    row = (101, "Åsa", "Öberg", "ASA@x.example", *place)

    read = staff(tmp_path, [row])

    assert (read.faults, read.rows) == ([], [
        StaffRow(2, "101", "Åsa", "Öberg", "asa@x.example", "", date(2020, 1, 1), None, Decimal(80), "Kundrådgivare", "",
                 ("Bolaget", "Kundservice"), "", "Ada Test", "Malmö", "SE", ""),
    ])  # fmt: skip


def test_levels_in_several_columns_are_a_path_and_what_stands_twice_is_one_step(tmp_path):
    head = ("Anst.nr", "Namn", "Nivå 1", "Nivå 2", "Nivå 3")

    read = staff(
        tmp_path,
        [(1, "Svensson, Anna", "Bolaget", "Sverige", "Sverige"), (2, "Per von Otter", "Bolaget", "", "Stab")],
        head,
    )

    assert [(row.given, row.family, row.path) for row in read.rows] == [
        ("Anna", "Svensson", ("Bolaget", "Sverige")), ("Per", "von Otter", ("Bolaget", "Stab")),
    ]  # fmt: skip


def test_every_cell_that_breaks_a_rule_is_told(tmp_path):
    head = (
        "Anställningsnummer", "Förnamn", "Efternamn", "E-post", "Titel", "Omfattning", "Anställd från", "Anställd till", "Språk",
        "Land", "Tidszon",
    )  # fmt: skip
    rows = [
        ("", "Bo", "Berg", "bo", "Säljare", 140, "igår", "", "klingonska", "Atlantis", "Mars"),
        (2, "", "Dahl", "", "x" * 161, 0, "2026-01-01", "2025-01-01", "", "", ""),
    ]

    read = staff(tmp_path, rows, head)

    assert told(read.faults) == [
        ("missing", "A2", "", {"about": "number"}), ("bad-email", "D2", "bo", {}), ("bad-share", "F2", "140", {}),
        ("bad-date", "G2", "igår", {}), ("unknown-language", "I2", "klingonska", {}), ("unknown-country", "J2", "Atlantis", {}),
        ("unknown-zone", "K2", "Mars", {}), ("missing", "B3", "", {"about": "given"}), ("too-long", "E3", "x" * 161, {"most": 160}),
        ("bad-share", "F3", "0", {}), ("date-order", "H3", "2025-01-01", {"started": "2026-01-01"}),
    ]  # fmt: skip


def test_one_number_or_address_for_two_people_is_told_with_the_other_row(tmp_path):
    head = ("Anst.nr", "Namn", "E-post")

    read = staff(
        tmp_path, [(1, "Bo Berg", "b@x.example"), (1, "Cai Dahl", "c@x.example"), (3, "Dag Ek", "B@x.example")], head
    )

    assert told(read.faults) == [
        ("same-number", "A3", "1", {"other": 2, "name": "Bo Berg"}),
        ("same-email", "C4", "b@x.example", {"other": 2, "name": "Bo Berg"}),
    ]


def test_a_unit_or_a_site_told_in_two_ways_is_told_with_both(tmp_path):
    head = ("Anst.nr", "Namn", "Enhetskod", "Enhet", "Överordnad enhet", "Ort", "Land", "Tidszon")

    read = staff(tmp_path, [
        (1, "A", "K", "Kundservice", "T", "Malmö", "SE", "Stockholm"),
        (2, "B", "K", "Kundtjänst", "U", "Malmö", "DK", "Europe/Copenhagen"),
    ], head)  # fmt: skip

    assert [(code, place) for code, place, *_ in told(read.faults)] == [
        ("unit-two-names", "D3"), ("unit-two-parents", "E3"), ("site-two-countries", "G3"), ("site-two-clocks", "H3"),
    ]  # fmt: skip


def test_a_needed_column_that_is_missing_and_one_kind_of_column_twice_are_told(tmp_path):
    assert told(staff(tmp_path, [("x", "y")], ("Ort", "Skonummer")).faults) == [
        ("missing-column", "1", "Ort, Skonummer", {"about": "number"}), ("missing-column", "1", "Ort, Skonummer", {"about": "name"}),
    ]  # fmt: skip

    twice = staff(tmp_path, [(1, "Bo", "Säljare", "x")], ("Nr", "Namn", "Titel", "Grad"), {
        0: Field.NUMBER, 1: Field.NAME, 2: Field.ROLE, 3: Field.ROLE,
    })  # fmt: skip
    assert told(twice.faults) == [("column-twice", "D1", "", {"other": "Titel", "about": "role"})]
