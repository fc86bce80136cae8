"""One row of a model's table as what its columns mean: each text by its language, checked for mark-up and length."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from stigar.library.readers.models import checks
from stigar.library.readers.models.headings import IN_A_LANGUAGE, Column
from stigar.people.readers.faults import FileFault
from stigar.people.readers.tables import Table, as_text

KEPT_AS_TEXT = (
    "'=",
    "'+",
    "'-",
    "'@",
    "'＝",
    "'＋",
    "'－",
    "'＠",
)  # how our own file keeps a text from being a formula
LIMITS = {"competence": "name", "family": "family", "name": "name", "role": "role", "key": "key"}


@dataclass(slots=True)
class Line:
    """A row: its number, what it says by column and language, and what is wrong in its cells."""

    number: int
    said: dict[str, dict[str, str]] = field(default_factory=dict)
    levels: list[tuple[int, dict[str, dict[str, str]], int]] = field(default_factory=list)
    faults: list[FileFault] = field(default_factory=list)

    def get(self, what: str) -> str:
        """What a column says that is not in any language."""
        return self.said.get(what, {}).get("", "")

    def texts(self, what: str) -> dict[str, str]:
        """What a column says, by language; empty cells left out."""
        return dict(self.said.get(what, {}))

    def has(self, what: str) -> bool:
        return bool(self.said.get(what))

    def per_level(self) -> list[tuple[int, dict[str, dict[str, str]], int]]:
        """A framework's cells as (level, texts, place of the column)."""
        return self.levels


def lines_of(table: Table, columns: Mapping[int, Column], language: str) -> Iterator[Line]:
    """Every row of the table; text without a language in its heading is in ``language``."""
    for number, cells in table.rows:
        line = Line(number)
        per_level: dict[int, tuple[dict[str, dict[str, str]], int]] = {}
        for place, column in columns.items():
            words = _words(cells[place])
            if not words:
                continue
            line.faults += _wrong(table, number, place, column, words)
            spoken = column.language or language
            if column.what == "per level":
                per_level.setdefault(column.level, ({}, place))[0][spoken] = {"text": words}
            else:
                line.said.setdefault(column.what, {})[spoken if column.what in IN_A_LANGUAGE else ""] = words
        line.levels = [(level, texts, place) for level, (texts, place) in sorted(per_level.items())]
        yield line


def _words(cell: Any) -> str:
    """A cell's text with its line breaks but no other space to spare; our own apostrophe before a sign taken off."""
    text = as_text(cell)
    if text.startswith(KEPT_AS_TEXT):
        text = text[1:]
    if "\n" not in text and "  " not in text and "\t" not in text:
        return text
    return "\n".join(line for part in text.splitlines() if (line := " ".join(part.split())))


def _wrong(table: Table, number: int, place: int, column: Column, words: str) -> Iterator[FileFault]:
    if tag := checks.marked_up(words):
        yield table.fault("mark-up", number, place, tag[:60])
    most = checks.LONGEST[LIMITS.get(column.what, "text")]
    if len(words) > most:
        yield table.fault("text-too-long", number, place, words[:60], most=most, length=len(words))
