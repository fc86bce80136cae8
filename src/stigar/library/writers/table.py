"""A model as a text file with columns: the lines of those who wrote it first, then our own layout."""

from __future__ import annotations

import csv
import io

from stigar.library.queries.taking import ModelOut
from stigar.library.writers.cells import safe
from stigar.library.writers.layout import headings, rows
from stigar.library.writers.words import lines_above


def table(model: ModelOut, language: str) -> bytes:
    """The bytes of a CSV file, parted by semicolons and marked as UTF-8 so that spreadsheets read it right."""
    columns = headings(model.languages, language)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    for line in lines_above(model):
        writer.writerow([safe(line)])
    writer.writerow([heading for _what, _code, heading in columns])
    for told in rows(model, language):
        writer.writerow([_cell(told.get((what, code), "")) for what, code, _heading in columns])
    return text.getvalue().encode("utf-8-sig", "replace")


def _cell(value: str | int | float) -> str:
    return safe(value) if isinstance(value, str) else f"{value:g}"
