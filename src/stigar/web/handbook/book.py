"""The chapters: in what order they stand, which sections they have, and each made into a page once.

A section has the same address in every language, made of its English heading: whoever changes language stays where they were.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.urls import reverse
from django.utils.text import slugify

HERE = Path(__file__).resolve().parent
LANGUAGES = ("sv", "nb", "en")
FRONT = "README"  # the first page: which chapters there are, and for whom
ROW = re.compile(
    r"^\| (?P<who>[^|]+) \| \[(?P<title>[^]]+)\]\((?P<key>[\w-]+)\.md\) \| (?P<takes>[^|]+) \|$", re.MULTILINE
)
HEADING = re.compile(r"^(?P<depth>##?) (?P<title>.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a chapter, its anchor, and its text as it is written. What comes before the first heading has no anchor."""

    anchor: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter in one language: its key in the address, its title, for whom it is, how long it takes to read, and its sections."""

    key: str
    title: str
    who: str
    takes: str
    sections: tuple[Section, ...]


def spoken(language: str | None) -> str:
    """The language the handbook answers in: the visitor's own, else English."""
    return language if language in LANGUAGES else "en"


@cache
def chapters(language: str) -> dict[str, Chapter]:
    """Every chapter in this language, in the order of the first page."""
    listed = list(ROW.finditer(_text(language, FRONT)))
    return {row["key"]: _chapter(language, row["key"], row["who"], row["takes"]) for row in listed}


@cache
def front(language: str) -> Chapter:
    """The first page, told as a chapter."""
    return _chapter(language, FRONT, "", "")


def address(key: str, anchor: str = "") -> str:
    """Where a chapter is, or a section of it: ``address("hr", "what-not-to-do")``."""
    at = reverse("handbook") if key == FRONT else reverse("handbook-chapter", args=[key])
    return f"{at}#{anchor}" if anchor else at


def beside(key: str, language: str) -> tuple[Chapter | None, Chapter | None]:
    """The chapter before this one, and the one after it."""
    row: list[Chapter | None] = [None, *chapters(language).values(), None]
    at = next(number for number, one in enumerate(row) if one and one.key == key)
    return row[at - 1], row[at + 1]


def _chapter(language: str, key: str, who: str, takes: str) -> Chapter:
    text = _text(language, key)
    heads = list(HEADING.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)]
    titles = [head["title"] for head in heads]
    parts = zip(
        _anchors(key),
        titles,
        [text[head.end() : end].strip() for head, end in zip(heads, ends, strict=True)],
        strict=False,
    )
    return Chapter(key, titles[0], who, takes, tuple(Section(*part) for part in parts))


def _anchors(key: str) -> list[str]:
    """Nothing for the chapter's own heading; then one for each section, from its English words."""
    heads = HEADING.finditer(_text("en", key))
    return ["" if head["depth"] == "#" else slugify(head["title"]) for head in heads]


@cache
def _text(language: str, key: str) -> str:
    return (HERE / language / f"{key}.md").read_text(encoding="utf-8")
