"""The result as a workbook: everything is there, numbers are numbers, and no text can become a formula."""

import io
import re
import time
import zipfile
from dataclasses import replace

import pytest
from python_calamine import load_workbook

from stigar.areas.writers.result import AreaResult, Piece, RoleResult, SharedRow
from stigar.areas.writers.workbook import safe, workbook
from tests.areas.results import HARMFUL, RESULT, TESTER, with_texts


def sheets(result):
    book = load_workbook(io.BytesIO(workbook(result)))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def formulas(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        parts = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/")]
    return [found for part in parts for found in re.findall(r"<f>.*?</f>", part)]


def test_every_sheet_is_there_and_the_first_says_what_it_is():
    book = sheets(replace(RESULT, language="en"))

    first = [str(cell) for row in next(iter(book.values())) for cell in row if cell != ""]
    assert list(book)[1:] == [
        "Areas", "Roles", "Evidence", "Common base", "Specific", "Bridges", "Open questions", "Shared and own", "Org chart",
        "Where to start", "Hours saved",
    ]  # fmt: skip
    assert first[0] == "Competence areas · Alvbro"
    assert "Drawn from 4 tasks and 2 skills told of 3 roles." in first
    assert "2026-11-20" in first
    assert "ESCO v1.2, CC BY 4.0" in first


def test_each_role_stands_in_its_area_with_how_sure_and_why():
    rows = sheets(replace(RESULT, language="en"))["Roles"]

    assert rows[1] == [
        "Kundrådgivare", "Kundmöte", 24.0, "Konsument", 0.875, "sure", 1.0, "Lyssna in kundens ärende", "Svarar i telefon", "", "", "",
    ]  # fmt: skip
    assert [row[:6] for row in rows[2:]] == [
        ["Butiksrådgivare", "Kundmöte", 8.0, "Handel", 0.5, "unsure"],
        ["Testare", "Programvara", 4.0, "Teknik", 1.0, "decided"],
    ]


def test_the_reasons_of_the_order_add_up_to_its_points():
    rows = sheets(replace(RESULT, language="en"))["Where to start"]

    assert rows[1:] == [
        [1.0, "Kundmöte", 2.0, 3.0, "not known", -1.0, "pilot"],
        [2.0, "Programvara", 0.5, 0.5, "not known", 0.0, "not started"],
    ]


def test_hours_are_summed_for_each_area():
    assert sheets(replace(RESULT, language="en"))["Hours saved"][-1] == ["Kundmöte", "In all", 100.0, 112.0, 12.0]


def test_the_matrix_has_a_column_for_each_role():
    assert sheets(replace(RESULT, language="en"))["Shared and own"] == [
        ["Task or skill", "Kind", "Roles", "Kundrådgivare", "Butiksrådgivare", "Testare"],
        ["Lyssna in kundens ärende", "skill", 2.0, "●", "●", ""],
    ]


@pytest.mark.parametrize(("language", "name"), [("sv", "Områden"), ("nb", "Områder"), ("en", "Areas")])
def test_headings_are_in_the_readers_language(language, name):
    assert list(sheets(replace(RESULT, language=language)))[1] == name


def test_what_is_not_known_is_left_out():
    book = sheets(replace(RESULT, language="en", order=(), savings=(), meetings=(), questions=(), common=()))

    assert {"Where to start", "Hours saved", "Org chart", "Open questions"} & set(book) == set()


def test_no_text_becomes_a_formula_here_or_when_saved_as_something_else():
    content = workbook(with_texts(HARMFUL))

    book = load_workbook(io.BytesIO(content))
    cells = [
        cell
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python()
        for cell in row
        if isinstance(cell, str)
    ]
    risky = [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@", "＝"))]
    assert formulas(content) == []
    assert risky == []


def test_a_text_longer_than_a_cell_is_cut():
    assert len(safe("x" * 40_000)) == 32_000


def test_the_same_result_gives_the_same_bytes():
    assert workbook(RESULT) == workbook(RESULT)


def test_two_hundred_roles_are_written_in_seconds():
    roles = tuple(
        replace(TESTER, title=f"Roll {n}", because=(Piece("task", "Skriver tester", 1.0),) * 5) for n in range(200)
    )
    shared = tuple(SharedRow("task", f"Uppgift {n}", frozenset({f"Roll {n % 200}"})) for n in range(2000))
    large = replace(
        RESULT, areas=(AreaResult("x", "Allt", roles),), shared=shared, order=(), savings=(), meetings=(), questions=()
    )
    began = time.process_time()

    content = workbook(large)

    assert time.process_time() - began < 6
    assert len(content) > 50_000


def test_a_role_without_anything_is_a_role():
    bare = replace(
        RESULT,
        language="en",
        areas=(AreaResult("x", "Allt", (RoleResult("Ensam"),)),),
        order=(),
        savings=(),
        meetings=(),
    )

    assert sheets(bare)["Roles"][1][:5] == ["Ensam", "Allt", "", "", 0.0]
