"""Reads a table somebody brought (XLSX, ODS, CSV) into headings and rows of plain values, or tells what is wrong with it.

The row of headings and the sheet are found by the headings that the caller knows, so a title above the table and
a sheet of notes beside it do no harm. Nothing is guessed about the values themselves: see ``values.py`` for that.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeAlias

from stigar.people.readers.faults import FileFault, Unreadable, unreadable
from stigar.people.readers.listings import read_listing
from stigar.people.readers.weighing import Limits, Weight, letter_of
from stigar.people.readers.workbooks import EPOCH, Sheet, is_workbook, read_workbook

Cell: TypeAlias = str | int | float | bool | date
Row: TypeAlias = tuple[int, list[Cell]]
Known: TypeAlias = Callable[[str], bool]
HEADINGS_WITHIN = 25  # the headings stand among the first so many rows
MOST_TOLD = 200  # faults of one kind that are told one by one
_UNSEEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127, 0xFEFF))


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was handed in. ``rows`` are (row number as the spreadsheet counts, cells), as many cells as headings.

    A cell is text without space around it (``""`` when empty), a number, a truth value or a date.
    """

    file: str
    headings: tuple[str, ...]
    rows: list[Row]
    sheet: str = ""  # empty for a text file
    sheets: tuple[str, ...] = ()  # every sheet that could be meant, for the person to choose among
    heading_row: int = 1
    epoch: date = field(default=EPOCH)  # the day from which bare day numbers count

    def column(self, heading: str) -> int | None:
        """Where a heading stands, counted from 0."""
        return self.headings.index(heading) if heading in self.headings else None

    def fault(self, code: str, row: int, column: int, value: object = "", **more: Any) -> FileFault:
        """A fault in one of the table's cells; ``column`` is counted from 0.

        >>> Table("a.csv", ("Namn", "Ort"), []).fault("missing", 4, 1).place
        'B4'
        """
        return FileFault(code, self.file, row, self.headings[column], letter_of(column + 1), as_text(value), more)


def read_table(
    path: Path,
    name: str = "",
    *,
    known: Known | None = None,
    sheet: str = "",
    limits: Limits | None = None,
) -> Table:
    """Read the table in the file at ``path``, called ``name`` by the person. Raises :class:`Unreadable`.

    ``known`` tells whether a heading is one that the caller understands; the row and the sheet with most of them are
    taken (without it, the first row of the first sheet). ``sheet`` chooses a sheet by name.

    Example: ``read_table(path, "tasks.xlsx", known=lambda heading: heading.casefold() in {"role", "task"})``.
    """
    file, limits = name or path.name, limits or Limits()
    if path.stat().st_size == 0:
        raise unreadable("empty", file)
    if path.stat().st_size > limits.bytes:
        raise unreadable("too-large", file, more={"most": limits.bytes >> 20})
    content = path.read_bytes()
    if is_workbook(content):
        return _from_workbook(list(read_workbook(content, limits, file)), known, sheet, file)
    lines = read_listing(content, limits, file)
    return _table(Sheet("", lines, Weight()), known, (), file)


def as_text(cell: object) -> str:
    """A cell as a person would write it.

    >>> as_text(date(2026, 11, 21)), as_text(12.5), as_text("x")
    ('2026-11-21', '12.5', 'x')
    """
    return cell if isinstance(cell, str) else str(cell)


def plain(heading: str) -> str:
    """A heading without what differs between systems: case, spaces, dots, underscores and other marks.

    >>> plain("Anst.nr "), plain("ANST_NR"), plain("E-post (arbete)")
    ('anstnr', 'anstnr', 'epostarbete')
    """
    return "".join(letter for letter in unicodedata.normalize("NFC", heading).casefold() if letter.isalnum())


def _from_workbook(sheets: list[Sheet], known: Known | None, wanted: str, file: str) -> Table:
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        raise unreadable("empty", file)
    if wanted:
        chosen = [sheet for sheet in filled if sheet.name == wanted]
        if not chosen:
            raise unreadable("no-such-sheet", file, value=wanted, more={"names": [sheet.name for sheet in filled]})
        return _table(chosen[0], known, tuple(sheet.name for sheet in filled), file)
    best = max(filled, key=lambda sheet: _heading_row(sheet.rows, known)[1])
    return _table(best, known, tuple(sheet.name for sheet in filled), file)


def _heading_row(rows: Sequence[tuple[int, list[Any]]], known: Known | None) -> tuple[int, int]:
    """Which of the first rows holds most known headings (the first among equals), and how many it holds."""
    if known is None:
        return 0, 1
    counts = [
        len({plain(cell) for cell in line if isinstance(cell, str) and cell.strip() and known(cell.strip())})
        for _, line in rows[:HEADINGS_WITHIN]
    ]
    best = max(counts, default=0)
    return (counts.index(best) if best else 0), best


def _table(sheet: Sheet, known: Known | None, sheets: tuple[str, ...], file: str) -> Table:
    if not sheet.rows:
        raise unreadable("empty", file)
    top, found = _heading_row(sheet.rows, known)
    heading_row, line = sheet.rows[top]
    if not found:
        raise unreadable(
            "no-headings", file, row=heading_row, value=", ".join(as_text(cell) for cell in line if cell != "")[:80]
        )
    headings = [_cell(cell) for cell in line]
    width = max((index for index, heading in enumerate(headings, 1) if heading != ""), default=0)
    texts = tuple(as_text(heading) for heading in headings[:width])
    below = sheet.rows[top + 1 :]
    faults = [
        *_merged(sheet.weight, heading_row, file), *_same_headings(texts, heading_row, file),
        *_beside(texts, below, sheet.weight, heading_row, file), *_unanswered(sheet.weight, texts, heading_row, file),
    ]  # fmt: skip
    if faults:
        raise Unreadable(faults)
    rows = [(number, [_cell(cell) for cell in cells[:width]]) for number, cells in below]
    rows = [(number, cells) for number, cells in rows if any(cell != "" for cell in cells)]
    if not rows:
        raise unreadable("no-rows", file, row=heading_row)
    return Table(file, texts, rows, sheet.name, sheets, heading_row, sheet.epoch)


def _merged(weight: Weight, heading_row: int, file: str) -> Iterable[FileFault]:
    for (top, left), (bottom, right) in sorted(weight.merged)[:MOST_TOLD]:
        if bottom >= heading_row and (top, left) != (bottom, right):
            code = "merged-heading" if top <= heading_row else "merged"
            area = f"{letter_of(left)}{top}:{letter_of(right)}{bottom}"
            yield FileFault(code, file, max(top, heading_row), letter=letter_of(left), value=area)


def _same_headings(headings: Sequence[str], row: int, file: str) -> Iterable[FileFault]:
    seen: dict[str, int] = {}
    for number, heading in enumerate(headings, start=1):
        key = heading.casefold()
        if key and key in seen:
            yield FileFault(
                "same-heading", file, row, heading, letter_of(number), heading, {"other": letter_of(seen[key])}
            )
        seen.setdefault(key, number)


def _beside(
    headings: Sequence[str], below: Sequence[tuple[int, list[Any]]], weight: Weight, heading_row: int, file: str
) -> Iterable[FileFault]:
    """Values with no heading above them, and lines that stop before the last heading."""
    bare = {index for index, heading in enumerate(headings) if heading == ""}
    told = 0
    for number, cells in below:
        over = next(
            (index for index, cell in enumerate(cells) if cell != "" and (index in bare or index >= len(headings))),
            None,
        )
        if over is not None and _cell(cells[over]) != "":
            yield FileFault("no-heading", file, number, letter=letter_of(over + 1), value=as_text(cells[over]))
        elif len(cells) < len(headings):
            more = {"cells": len(cells), "headings": len(headings)}
            yield FileFault("short-row", file, number, value=" ".join(map(as_text, cells)).strip()[:80], more=more)
        else:
            continue
        told += 1
        if told >= MOST_TOLD:
            return


def _unanswered(weight: Weight, headings: Sequence[str], heading_row: int, file: str) -> Iterable[FileFault]:
    for code, cells in (("no-value", weight.unanswered), ("wrong-value", weight.wrong)):
        for row, column in cells[:MOST_TOLD]:
            if row >= heading_row and column <= len(headings):
                yield FileFault(code, file, row, headings[column - 1], letter_of(column))


def _cell(value: Any) -> Cell:
    """A value as we hand it on: text without marks that cannot be seen, whole numbers whole, midnight as a day."""
    if isinstance(value, str):
        text = value.strip()
        if not text.isprintable():
            text = text.translate(_UNSEEN).strip()
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, bool | int | float | date) else str(value)
