"""What can be wrong with a vocabulary file, as data.

The reader says what it met and where; the door it came through (page, terminal, REST) turns
the code into a sentence in the user's language. Nothing is ever half read.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Rule(StrEnum):
    """The rule that was broken. Each one has a sentence and a remedy at the doors."""

    MISSING = "missing"  # there is no such file or folder
    EMPTY = "empty"  # the file holds nothing
    DAMAGED = "damaged"  # cut in the middle, or not the kind of file its name says
    LOCKED = "locked"  # the archive asks for a password
    TOO_LARGE = "too-large"  # unpacked it would be larger (``most``, in MB) than any official release
    TOO_MANY = "too-many"  # more files (``most``) than any official release has
    NOT_UTF8 = "not-utf8"  # letters that cannot be read
    UNKNOWN = "unknown"  # neither ESCO, O*NET nor JobTech
    SEVERAL_SOURCES = "several-sources"  # two vocabularies in one upload
    NO_CONCEPTS = "no-concepts"  # relations or groups only: the list of concepts is missing
    NO_LANGUAGE = "no-language"  # the file name does not tell the language of the labels
    NO_COLUMN = "no-column"  # a needed heading is missing
    SHORT_ROW = "short-row"  # fewer cells than headings
    NO_URI = "no-uri"  # a concept without an identifier
    BAD_URI = "bad-uri"  # an identifier that is no address
    NO_LABEL = "no-label"  # a concept without a name
    BAD_NUMBER = "bad-number"  # a rating that is no number
    LONG_LABEL = "long-label"  # a name longer than 1,000 characters


@dataclass(eq=False)
class VocabularyFault(Exception):
    """A vocabulary that cannot be read: which file, row (heading = 1), column, value and rule.

    >>> VocabularyFault(Rule.NO_LABEL, file="skills_sv.csv", row=7, column="preferredLabel").row
    7
    """

    rule: Rule
    file: str = ""
    row: int = 0
    column: str = ""
    value: str = ""
    most: int = 0

    def told(self) -> dict[str, Any]:
        """As plain data, to keep or to send."""
        return {
            "code": self.rule.value, "file": self.file, "row": self.row, "column": self.column,
            "value": self.value[:120], "most": self.most,
        }  # fmt: skip

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.file, f"row {self.row}" if self.row else "", self.column) if part)
        return f"{self.rule.value}: {place} {self.value[:80]}".strip()
