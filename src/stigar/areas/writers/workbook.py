"""The result as a workbook: a sheet for each thing one may want to sort, count or take further.

Texts are written as text and never as formulas; one that could be taken for a formula when the sheet is saved as
something else gets an apostrophe in front. Numbers are numbers, shares are percentages, headings stay in sight.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from stigar.areas.writers import sheets
from stigar.areas.writers.result import Result
from stigar.areas.writers.sheets import Sheet

LONGEST_CELL = 32_000  # characters; a cell holds 32,767
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
DAYS = {"sv": "yyyy-mm-dd", "nb": "dd.mm.yyyy", "en": "d mmm yyyy"}
INK, PALE, LINE = "#1F5A47", "#EBF0EE", "#C9D3CD"


@dataclass(frozen=True, slots=True)
class Formats:
    """How cells look."""

    text: Any
    whole: Any
    points: Any
    share: Any
    day: Any
    heading: Any
    upright: Any
    title: Any
    lead: Any
    mark: Any


def workbook(result: Result) -> bytes:
    """The result as the bytes of an XLSX file, in the result's language.

    Example: ``Path("areas.xlsx").write_bytes(workbook(result))``.
    """
    import xlsxwriter  # noqa: PLC0415 - heavy: only when asked for

    kept = io.BytesIO()
    with override(result.language), xlsxwriter.Workbook(kept, {"constant_memory": True}) as book:
        created = datetime(result.made.year, result.made.month, result.made.day)
        book.set_properties({"title": _("Competence areas"), "company": safe(result.organisation), "created": created})
        formats, every = _formats(book, result.language), tuple(sheets.all_sheets(result))
        _about(book.add_worksheet(_("About the file")), formats, result, every)
        for sheet in every:
            _write(book.add_worksheet(sheet.name[:31]), sheet, formats)
    return kept.getvalue()


def safe(text: str) -> str:
    """A text that stays a text, here and in whatever the sheet is saved as.

    >>> safe("=1+1"), safe("Svarar i telefon"), safe("  @SUM(A1)")
    ("'=1+1", 'Svarar i telefon', "'  @SUM(A1)")
    """
    clean = "".join(sign for sign in text if sign in "\n\t" or ord(sign) >= 32)
    clean = clean.encode("utf-8", "replace").decode("utf-8")[:LONGEST_CELL]
    risky = clean.startswith(STARTS_A_FORMULA) or clean.lstrip().startswith(STARTS_A_FORMULA)
    return f"'{clean}" if risky else clean


def _formats(book: Any, language: str) -> Formats:
    plain = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
    head = {**plain, "bold": True, "font_color": "#FFFFFF", "bg_color": INK, "text_wrap": True, "valign": "vcenter"}

    def made(**more: Any) -> Any:
        return book.add_format({**plain, **more})

    return Formats(
        text=made(text_wrap=True), whole=made(num_format="#,##0"), points=made(num_format="#,##0.0"), share=made(num_format="0 %"),
        day=made(num_format=DAYS.get(language, DAYS["en"]), align="left"), heading=book.add_format(head),
        upright=book.add_format({**head, "rotation": 60, "text_wrap": False, "valign": "bottom"}),
        title=made(bold=True, font_size=20, font_color=INK), lead=made(font_size=12, text_wrap=True),
        mark=made(align="center", font_color=INK),
    )  # fmt: skip


def _about(page: Any, formats: Formats, result: Result, every: Sequence[Sheet]) -> None:
    """The first sheet: what this is, when it was made, from what, and what lies on the others."""
    page.set_column(0, 0, 26)
    page.set_column(1, 1, 96)
    page.hide_gridlines(2)
    _paper(page)
    for row, (name, value) in enumerate(_told(result, every)):
        if isinstance(value, date):
            page.write_datetime(row, 1, datetime(value.year, value.month, value.day), formats.day)
        else:
            style = formats.title if row == 0 else formats.lead if row == 1 else formats.text
            page.write_string(row, 1 if row > 1 else 0, safe(value), style)
        if name:
            page.write_string(row, 0, name, formats.text)


def _told(result: Result, every: Sequence[Sheet]) -> Iterator[tuple[str, str | date]]:
    yield from sheets.about(result)
    yield "", ""
    for number, sheet in enumerate(every):
        yield (_("Sheets") if not number else ""), f"{sheet.name}: {sheet.what}"
    for number, line in enumerate(result.licences):
        yield (_("Licences") if not number else ""), line


def _write(page: Any, sheet: Sheet, formats: Formats) -> None:
    """A sheet with its headings frozen; rows are written from the top and let go as they are written."""
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
    page.freeze_panes(1, sheet.fixed)
    page.repeat_rows(0)
    _paper(page)
    if any(column.kind == "mark" for column in sheet.columns):
        page.set_row(0, 150)
    for place, column in enumerate(sheet.columns):
        page.write_string(0, place, safe(column.heading), formats.upright if column.kind == "mark" else formats.heading)
    last = 0
    for last, row in enumerate(sheet.rows, start=1):
        _write_row(page, last, row, [column.kind for column in sheet.columns], formats)
    if last:
        page.autofilter(0, 0, last, len(sheet.columns) - 1)


def _write_row(page: Any, line: int, row: Iterable[Any], kinds: Sequence[str], formats: Formats) -> None:
    for place, (value, kind) in enumerate(zip(row, kinds, strict=True)):
        if value is None or value == "":
            continue
        style = getattr(formats, kind)
        if isinstance(value, int | float):
            page.write_number(line, place, value, style)
        else:
            page.write_string(line, place, safe(str(value)), style)


def _paper(page: Any) -> None:
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.set_footer("&L&A&R&P / &N")
