"""A sheet as it was brought, of whatever shape: cells by row and column, turned over when people stand across instead of down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

from stigar.engine.text.typed import one_line
from stigar.people.readers.faults import FileFault, Unreadable, unreadable
from stigar.people.readers.listings import read_listing
from stigar.people.readers.tables import as_text
from stigar.people.readers.weighing import Limits, Weight, letter_of
from stigar.people.readers.workbooks import EPOCH, Sheet, is_workbook, read_workbook

LIMITS = Limits(bytes=30 << 20, rows=250_000, columns=1_000, cells=2_500_000)
HEADINGS_WITHIN = 25


@dataclass(frozen=True, slots=True)
class Grid:
    """The sheet: ``rows`` are (row number, cells). ``turned``: rows are the file's columns, and the places of faults are turned back."""

    file: str
    sheet: str
    sheets: tuple[str, ...]
    rows: Sequence[tuple[int, Sequence[Any]]]
    epoch: date = EPOCH
    turned: bool = False
    weight: Weight | None = None

    @property
    def width(self) -> int:
        return max((len(cells) for _, cells in self.rows), default=0)

    def cell(self, row: int, column: int) -> Any:
        """What stands there; ``row`` as it is numbered, ``column`` from 0. Nothing outside the sheet."""
        found = next((cells for number, cells in self.rows if number == row), ())
        return clean(found[column]) if 0 <= column < len(found) else ""

    def over(self) -> Grid:
        """The same with rows and columns changed with each other."""
        numbers = [number for number, _ in self.rows]
        columns = zip_longest(*(cells for _, cells in self.rows), fillvalue="")
        last = max(numbers, default=0)
        turned = []
        for place, column in enumerate(columns, start=1):
            cells = [""] * last
            for number, cell in zip(numbers, column, strict=True):
                cells[number - 1] = cell
            turned.append((place, cells))
        return Grid(self.file, self.sheet, self.sheets, turned, self.epoch, not self.turned, self.weight)

    def fault(
        self, code: str, row: int, column: int | None, heading: str = "", value: object = "", **more: Any
    ) -> FileFault:
        """A fault in a cell, its place as the file has it."""
        if column is not None and self.turned:
            row, column = column + 1, row - 1
        letter = "" if column is None else letter_of(column + 1)
        return FileFault(code, self.file, row, heading, letter, as_text(value), more)


def read_grid(path: Path, name: str, *, sheet: str = "", limits: Limits = LIMITS) -> Grid:
    """The sheet called ``sheet``, or the one with most in it. Raises ``Unreadable`` for what is no table, or larger than it may be."""
    if path.stat().st_size == 0:
        raise unreadable("empty", name)
    if path.stat().st_size > limits.bytes:
        raise unreadable("too-large", name, more={"most": limits.bytes >> 20})
    content = path.read_bytes()
    if not is_workbook(content):
        lines = read_listing(content, limits, name)
        if not lines:
            raise unreadable("empty", name)
        return Grid(name, "", (), lines)
    sheets = [one for one in read_workbook(content, limits, name) if one.rows]
    if not sheets:
        raise unreadable("empty", name)
    chosen = next((one for one in sheets if one.name == sheet), None) or max(sheets, key=_filled)
    _answered(chosen, name)
    return Grid(name, chosen.name, tuple(one.name for one in sheets), chosen.rows, chosen.epoch, False, chosen.weight)


def clean(cell: Any) -> Any:
    """A value as it is handed on: text without space around it, whole numbers whole, midnight as a day.

    >>> clean(" 3 "), clean(3.0), clean(2.5)
    ('3', 3, 2.5)
    """
    if isinstance(cell, str):
        return one_line(cell)
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell.date() if isinstance(cell, datetime) else cell


def key(cell: Any) -> str:
    """A cell as it is held against others: without case and space.

    >>> key("  Anna   LIND "), key(7.0), key("")
    ('anna lind', '7', '')
    """
    return as_text(clean(cell)).casefold()


def _filled(sheet: Sheet) -> int:
    return sum(len(cells) - list(cells).count("") for _, cells in sheet.rows[:2_000])


def _answered(sheet: Sheet, file: str) -> None:
    """A formula that was never worked out would be a level that nobody sees."""
    told = [("no-value", sheet.weight.unanswered), ("wrong-value", sheet.weight.wrong)]
    faults = [
        FileFault(code, file, row, letter=letter_of(column)) for code, places in told for row, column in places[:100]
    ]
    if faults:
        raise Unreadable(faults)
