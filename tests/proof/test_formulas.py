"""What people have written stays text when it is taken along: no cell of an export begins a formula."""

import io
import json

import pytest
from python_calamine import CalamineWorkbook

from stigar.areas.actions.map import draw_map
from stigar.areas.actions.work import tell_skill, tell_task
from stigar.people.models import Role, Unit
from tests.areas.worked import tell_the_work
from tests.cast import TODAY

STARTS = ("=", "+", "-", "@", "\t", "\r")
WRITTEN = ("=1+1", "+46 701234567", "-1", "@SUM(A1)", '=HYPERLINK("http://example.com","x")', "=cmd|' /C calc'!A0")


@pytest.fixture
def taken(cast, visit):
    """HR's way of taking the result along, once everything that has a name is named like a formula."""
    tell_the_work(cast)
    Role.objects.filter(pk=cast.adviser.pk).update(title="=1+1")
    Unit.objects.filter(pk=cast.service.pk).update(name="@SUM(A1)")
    for text in WRITTEN:
        tell_task(role_id=cast.adviser.pk, text=text, viewer=cast.hedda, today=TODAY, frequency="daily")
        for role in (cast.adviser, cast.merchant_adviser):
            tell_skill(role_id=role.pk, text=text, viewer=cast.hedda, today=TODAY)
    draw_map(viewer=cast.hedda, today=TODAY)
    return lambda kind: visit(cast.hedda).get(f"/areas/{kind}/").content


def test_no_cell_of_the_workbook_begins_a_formula(taken):
    book = CalamineWorkbook.from_filelike(io.BytesIO(taken("workbook")))

    cells = [
        cell
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python()
        for cell in row
        if isinstance(cell, str)
    ]

    assert [cell for cell in cells if cell.lstrip(" ").startswith(STARTS)] == []
    assert {"'=1+1", "'@SUM(A1)"} <= set(cells)


def test_json_hands_out_the_words_as_they_were_written(taken):
    told = json.loads(taken("json"))

    roles = {one["role"] for area in told["areas"] for one in area["roles"]}
    assert "=1+1" in roles
