"""A model as a workbook: a front sheet that says whose it is, everything in our own layout, and what roles are expected to have."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from stigar.library.queries.taking import ModelOut
from stigar.library.writers.cells import safe
from stigar.library.writers.layout import HEADINGS, headings, rows
from stigar.library.writers.words import about

INK = "#1F5A47"
WIDTHS = {
    "definition": 50,
    "not": 40,
    "text": 60,
    "low": 40,
    "high": 40,
    "competence": 26,
    "esco": 30,
    "key": 20,
    "name": 26,
}


def workbook(model: ModelOut, language: str) -> bytes:
    """The bytes of an XLSX file. Brought back here it is the same model."""
    import xlsxwriter  # noqa: PLC0415 - heavy: only when asked for

    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"constant_memory": True}) as book:
        looks = formats(book)
        _front(book.add_worksheet(_("About the file")), model, looks)
        columns = headings(model.languages, language)
        lines = ([told.get((what, code), "") for what, code, _heading in columns] for told in rows(model, language))
        fill(
            book.add_worksheet(_("The model")),
            [(heading, WIDTHS.get(what, 14)) for what, _code, heading in columns],
            lines,
            looks,
        )
        if model.expectations:
            names = {one.key: next(iter(one.texts.values()), {}).get("name", one.key) for one in model.competences}
            ours = language if language in ("sv", "nb", "en") else "en"
            heads = [
                ({"sv": "Roll", "nb": "Rolle", "en": "Role"}[ours], 30),
                (HEADINGS["competence"][ours], 30),
                (HEADINGS["level"][ours], 10),
            ]
            fill(
                book.add_worksheet(_("Roles")),
                heads,
                ([role, names[key], level] for role, key, level in model.expectations),
                looks,
            )
    return kept.getvalue()


def formats(book: Any) -> dict[str, Any]:
    """How cells look."""
    plain = {"font_name": "Calibri", "font_size": 11, "valign": "top", "text_wrap": True}
    return {
        "text": book.add_format(plain),
        "title": book.add_format({**plain, "bold": True, "font_size": 18, "font_color": INK, "text_wrap": False}),
        "heading": book.add_format({**plain, "bold": True, "font_color": "#FFFFFF", "bg_color": INK}),
        "word": book.add_format({**plain, "bold": True}),
    }  # fmt: skip


def fill(page: Any, columns: Sequence[tuple[str, float]], lines: Iterable[Sequence[Any]], looks: dict[str, Any]) -> int:
    """A sheet with its headings in sight; texts are written as texts, never as formulas. Returns how many rows."""
    for place, (heading, width) in enumerate(columns):
        page.set_column(place, place, width)
        page.write_string(0, place, heading, looks["heading"])
    page.freeze_panes(1, 2)
    number = 0
    for number, line in enumerate(lines, start=1):
        for place, value in enumerate(line):
            if isinstance(value, int | float):
                page.write_number(number, place, value, looks["text"])
            elif value:
                page.write_string(number, place, safe(value), looks["text"])
    if number:
        page.autofilter(0, 0, number, len(columns) - 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    return number


def _front(page: Any, model: ModelOut, looks: dict[str, Any]) -> None:
    page.set_column(0, 0, 26)
    page.set_column(1, 1, 90)
    page.hide_gridlines(2)
    for row, (word, value) in enumerate(about(model)):
        page.write_string(row, 0, word, looks["word"])
        page.write_string(row, 1, safe(value), looks["title"] if not row else looks["text"])
