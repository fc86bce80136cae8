"""A skill matrix as LibreOffice saves it goes in exactly as the same one from Excel or as text."""

from __future__ import annotations

import pytest

from stigar.levels.models import Level
from tests.levels.test_files import brought, chosen, levels, look, written
from tests.people import corpus

HEAD = ["Anst.nr", "Namn", "Lyssna på kunden", "Skriva tydligt"]
SHAPES = {
    "people down": [HEAD, ["4", "Bo Test", 3, 2], ["5", "Cai Test", 4, ""]],
    "people across": [["", "Bo Test", "Cai Test"], ["Lyssna på kunden", 3, 4], ["Skriva tydligt", 2, ""]],
    "one level a row": [
        ["Person", "Kompetens", "Nivå"], ["Bo Test", "Lyssna på kunden", 3], ["Bo Test", "Skriva tydligt", 2],
        ["Cai Test", "Lyssna på kunden", 4],
    ],
    "a title above": [["Matris", "", "", ""], [], HEAD, ["4", "Bo Test", 3, 2], ["5", "Cai Test", 4, ""]],
}  # fmt: skip
WRITERS = {"matris.xlsx": corpus.workbook, "matris.ods": corpus.ods, "matris.csv": corpus.listing}


def _brought_as(name, rows, browser, folder, cast, books):
    """What was understood, what was planned, and the levels that came; then they are gone again."""
    file = WRITERS[name](folder / name, rows)
    address = brought(browser, file.read_bytes(), name)
    seen = look(browser, address)
    page = chosen(browser, address)
    told = {key: value for key, value in page.context["result"].items() if key != "digest"}
    written(browser, address, page)
    found = levels(cast, books)
    Level.objects.all().delete()
    return seen["shape"], seen["things"], told, found


@pytest.mark.parametrize("shape", SHAPES)
def test_an_ods_gives_the_same_as_an_xlsx_and_a_text(cast, books, visit, tmp_path, shape):
    browser = visit(cast.ada)

    given = [_brought_as(name, SHAPES[shape], browser, tmp_path, cast, books) for name in WRITERS]

    assert given[0] == given[1] == given[2]
    assert [(who, what, level) for who, what, level, *_ in given[1][3]] == [
        ("Bo", "listening", 3), ("Bo", "writing", 2), ("Cai", "listening", 4),
    ]  # fmt: skip


def test_a_fault_stands_in_the_same_cell_of_either(cast, books, visit, tmp_path):
    rows = [HEAD, ["4", "Bo Test", 9, 2], ["99", "Ingen Alls", 4, 1]]
    browser, found = visit(cast.ada), []

    for name in ("matris.xlsx", "matris.ods"):
        address = brought(browser, WRITERS[name](tmp_path / name, rows).read_bytes(), name)
        found.append([{**one, "file": ""} for one in chosen(browser, address).context["result"]["faults"]])

    assert found[0] == found[1]
    assert len(found[1]) == 2
    assert not Level.objects.filter(source="file").exists()
