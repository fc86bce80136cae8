"""A team or a unit side by side as a workbook (numbers, and the colours of the heat map) and as a text file with columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from stigar.library.writers.cells import safe
from stigar.library.writers.workbook import formats

if TYPE_CHECKING:
    from stigar.levels.queries.team import Cell, OfTeam, Team

COLOURS = {
    "meets": "#E3EFE8", "surplus": "#BFDCCB", "below": "#FBE3C0", "far": "#F2B56B", "expired": "#FBE3C0", "not known": "#FFFFFF",
    "exempt": "#F1F3F2", "not asked": "#FFFFFF",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the figures: what the table is of, which day, what signs mean, and what a cell says as text."""

    title: str
    day: str
    samples: Sequence[tuple[str, str, str]]
    text_of: Callable[[Cell], str]
    words_of: Callable[[OfTeam], Sequence[str]]


def workbook(team: Team, around: Around) -> bytes:
    """The bytes of an XLSX file with three sheets: the matrix, each competence in words, and what the signs mean."""
    import xlsxwriter  # noqa: PLC0415 - heavy: only when asked for

    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"constant_memory": True}) as book:
        looks = formats(book)
        _matrix(book.add_worksheet(_("Levels")), team, around, looks, _colours(book))
        _competences(book.add_worksheet(_("Competences")), team, around, looks)
        _about(book.add_worksheet(_("About")), around, looks)
    return kept.getvalue()


def listing(team: Team, around: Around) -> bytes:
    """The bytes of a CSV file, parted by semicolons: a row for each person, the level that has been seen or nothing."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow([safe(one) for one in (_("Name"), *(row.name for row in team.rows))])
    for place, one in enumerate(team.people):
        levels = (row.cells[place].level for row in team.rows)
        writer.writerow([safe(one.name), *("" if level is None else level for level in levels)])
    return text.getvalue().encode("utf-8-sig", "replace")


def _colours(book: Any) -> dict[str, Any]:
    base = {"font_name": "Calibri", "font_size": 11, "align": "center", "border": 1, "border_color": "#DDE3DF"}
    return {
        state: book.add_format({**base, "bg_color": colour, "bold": state == "far"})
        for state, colour in COLOURS.items()
    }


def _matrix(page: Any, team: Team, around: Around, looks: dict[str, Any], colours: dict[str, Any]) -> None:
    page.set_column(0, 0, 28)
    page.set_column(1, max(1, len(team.rows)), 11)
    for place, heading in enumerate((_("Name"), *(row.name for row in team.rows))):
        page.write_string(0, place, safe(heading), looks["heading"])
    page.write_string(1, 0, _("Asked of most"), looks["word"])
    for place, row in enumerate(team.rows, start=1):
        page.write_number(1, place, row.level, looks["word"])
    for number, one in enumerate(team.people, start=2):
        page.write_string(number, 0, safe(one.name), looks["text"])
        for place, row in enumerate(team.rows, start=1):
            _cell(page, number, place, row.cells[number - 2], around, colours)
    page.freeze_panes(2, 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0, 1)


def _cell(page: Any, row: int, column: int, one: Cell, around: Around, colours: dict[str, Any]) -> None:
    look = colours["far" if one.state == "below" and one.steps > 1 else one.state]
    if one.level is not None:
        page.write_number(row, column, one.level, look)
    elif one.state != "not asked":
        page.write_string(row, column, around.text_of(one), look)


def _competences(page: Any, team: Team, around: Around, looks: dict[str, Any]) -> None:
    columns = (
        (_("Competence"), 34),
        (_("Asked of"), 10),
        (_("Level"), 8),
        (_("Can"), 8),
        (_("Not known"), 11),
        (_("How it stands"), 70),
    )
    for place, (heading, width) in enumerate(columns):
        page.set_column(place, place, width)
        page.write_string(0, place, heading, looks["heading"])
    for number, row in enumerate(team.rows, start=1):
        page.write_string(number, 0, safe(row.name), looks["text"])
        for place, value in enumerate((row.asked, row.level, row.can, row.unknown), start=1):
            page.write_number(number, place, value, looks["text"])
        page.write_string(number, 5, safe(" ".join(around.words_of(row))), looks["text"])


def _about(page: Any, around: Around, looks: dict[str, Any]) -> None:
    page.set_column(0, 0, 16)
    page.set_column(1, 1, 90)
    page.hide_gridlines(2)
    told = [
        (_("Concerns"), around.title), (_("Day"), around.day),
        ("", _("People stand in alphabetical order. Nothing is added up over a person, and the table is no ground for pay.")),
        *((shown, words) for _kind, shown, words in around.samples),
    ]  # fmt: skip
    for number, (word, value) in enumerate(told):
        page.write_string(number, 0, safe(word), looks["word"])
        page.write_string(number, 1, safe(value), looks["text"])
