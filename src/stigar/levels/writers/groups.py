"""The published figures of groups as a workbook and as CSV: the same figures as on the pages, and the same cells left empty."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from stigar.levels.queries.groups.reading import OfUnit
from stigar.library.writers.cells import safe
from stigar.library.writers.workbook import fill, formats
from stigar.people.queries import UnitRow

Counted = Sequence[tuple[UnitRow, OfUnit]]


def columns() -> list[tuple[str, float]]:
    """Headings and how wide they are."""
    return [
        (_("Unit"), 30), (_("Competence"), 34), (_("Code of the unit"), 14), (_("Asked of today"), 10), (_("Level"), 8), (_("Importance"), 11),
        (_("Counted"), 10), (_("Reach it"), 10), (_("Do not reach it"), 12), (_("Share, per cent"), 10), (_("From"), 12), (_("To"), 12),
        (_("Counted before"), 12), (_("Reached it before"), 12), (_("Not shown because"), 40),
    ]  # fmt: skip


def lines(counted: Counted, hidden: str) -> Iterator[list[Any]]:
    """A line for each unit and competence that is asked for there."""
    for unit, figures in counted:
        for cell in figures.cells.values():
            now, was = cell.now, cell.before if cell.now else None
            yield [
                unit.name, cell.name, unit.code, cell.asked, cell.level, cell.importance,
                *((now.people, now.reach, now.short, round(100 * now.share), _day(now.oldest), _day(now.newest)) if now else [""] * 6),
                *((was.people, was.reach) if was else ("", "")), "" if now else hidden,
            ]  # fmt: skip


def workbook(counted: Counted, *, about: Iterable[tuple[str, str]], hidden: str) -> bytes:
    """The bytes of an XLSX file with two sheets: what it is, and the figures."""
    import xlsxwriter  # noqa: PLC0415 - heavy: only when asked for

    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"constant_memory": True}) as book:
        looks = formats(book)
        front = book.add_worksheet(_("About the file"))
        front.set_column(0, 0, 26)
        front.set_column(1, 1, 96)
        front.hide_gridlines(2)
        for row, (word, value) in enumerate(about):
            front.write_string(row, 0, word, looks["word"])
            front.write_string(row, 1, safe(value), looks["title"] if not row else looks["text"])
        fill(book.add_worksheet(_("Figures")), columns(), lines(counted, hidden), looks)
    return kept.getvalue()


def table(counted: Counted, *, hidden: str, separator: str) -> str:
    """The same as CSV. Texts stay texts, whatever they begin with."""
    kept = io.StringIO()
    out = csv.writer(kept, delimiter=separator, lineterminator="\r\n")
    out.writerow([heading for heading, _width in columns()])
    for line in lines(counted, hidden):
        out.writerow([safe(one) if isinstance(one, str) else one for one in line])
    return kept.getvalue()


def _day(day: date) -> str:
    return day.isoformat()
