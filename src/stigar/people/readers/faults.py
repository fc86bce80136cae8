"""What can be wrong with a file somebody brought, as data: the place, the value and the rule that was broken.

A reader never writes sentences. The door (page, terminal, REST) turns the code into words in the
reader's own language: see ``sentences.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

LONGEST_SHOWN = 120  # characters of a value that a message repeats


@dataclass(frozen=True, slots=True)
class FileFault:
    """One thing to correct: which file, row (as the spreadsheet counts), column and value, and which rule by its code.

    ``letter`` is the column's letter, ``more`` holds what the rule's sentence needs (``most``, ``rows``, ``names`` ...).

    >>> FileFault("bad-date", row=7, column="Startdatum", letter="H", value="igår").place
    'H7'
    """

    code: str
    file: str = ""
    row: int = 0
    column: str = ""
    letter: str = ""
    value: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """The cell as a spreadsheet names it, or as much of it as is known."""
        return f"{self.letter}{self.row or ''}"

    def told(self) -> dict[str, Any]:
        """As plain data, to keep or to send."""
        return {
            "code": self.code, "file": self.file, "row": self.row, "column": self.column, "letter": self.letter,
            "value": self.value[:LONGEST_SHOWN], "more": dict(self.more),
        }  # fmt: skip


class Unreadable(Exception):
    """The file cannot be used. ``faults`` tells everything that is wrong with it; nothing has been kept of it."""

    def __init__(self, faults: Iterable[FileFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(", ".join(f"{fault.code} {fault.place}".strip() for fault in self.faults[:5]))


def unreadable(code: str, file: str, **place: Any) -> Unreadable:
    """An :class:`Unreadable` with one fault.

    >>> unreadable("empty", "staff.csv").faults[0].code
    'empty'
    """
    return Unreadable([FileFault(code, file, **place)])
