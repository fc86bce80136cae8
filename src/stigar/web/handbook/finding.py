"""Finding words in the handbook: the sections where most of them stand, with a few words around the first.

A word is found in any of its forms, and within a longer one: "samtalen" finds "medarbetarsamtal". Where all words stand is
told and nowhere else, if there is such a place; first where they stand in the heading, then where they stand most often.
"""

import re
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from stigar.engine.text.words import root
from stigar.web.handbook.book import Chapter, Section, address, chapters, front

WORD = re.compile(r"\w+")
MARKS = re.compile(r"!\[[^]]*\]\([^)]*\)|\]\([^)]*\)|[*`\[]")  # around words
BEGINNINGS = re.compile(r"^\|[-|]+\|$|^\| | \|$|^\s*(?:-|\d+\.|>)\s", re.MULTILINE)  # of lines: lists and tables
CELLS = re.compile(r" \|+(?= )")
SHORTEST, MOST_WORDS, MOST, AROUND = 3, 8, 12, 90


@dataclass(frozen=True, slots=True)
class Found:
    """A section in which words were found: its chapter, and a piece of its text in parts, each with whether it is a word looked for."""

    chapter: Chapter
    section: Section
    piece: tuple[tuple[str, bool], ...]

    @property
    def at(self) -> str:
        """Where it is."""
        return address(self.chapter.key, self.section.anchor)


def find(words: str, language: str) -> list[Found]:
    """The sections that hold most of the ``words``, the best first; nothing for nothing.

    >>> find("", "en")
    []
    """
    sought = _sought(words, language)
    told = [
        (chapter, section, text, _held(sought, f"{section.title} {text}")) for chapter, section, text in _said(language)
    ]
    most = max(map(itemgetter(3), told))
    if not most:
        return []
    anyone = re.compile("|".join(map(_forms, sought)), re.IGNORECASE)
    held_most = [(chapter, section, text) for chapter, section, text, held in told if held == most]
    best = sorted(held_most, key=lambda one: (-_held(sought, one[1].title), -len(anyone.findall(one[2]))))
    return [Found(chapter, section, _piece(text, anyone)) for chapter, section, text in best[:MOST]]


def _sought(words: str, language: str) -> list[str]:
    asked = WORD.findall(words.lower())[:MOST_WORDS]
    longer = [word for word in asked if len(word) >= SHORTEST]
    return list(dict.fromkeys(_bare(word, language) for word in longer or asked))


def _bare(word: str, language: str) -> str:
    """Without its ending, unless hardly anything is left: "ledig" is not looked for as "led"."""
    bare = root(word, language)
    return bare if SHORTEST < len(bare) < len(word) else word


def _forms(word: str) -> str:
    """The whole words that count as this one: a short one begins another, a longer one may stand within."""
    return rf"\b{word}\w*" if len(word) <= SHORTEST else rf"\w*{word}\w*"


def _held(sought: list[str], text: str) -> int:
    low = text.lower()
    return sum(word in low if len(word) > SHORTEST else bool(re.search(_forms(word), low)) for word in sought)


@cache
def _said(language: str) -> list[tuple[Chapter, Section, str]]:
    """Every section with its text in plain words."""
    book = [front(language), *chapters(language).values()]
    return [(chapter, section, _plain(section.text)) for chapter in book for section in chapter.sections]


def _plain(text: str) -> str:
    return " ".join(CELLS.sub(" ·", BEGINNINGS.sub(" ", MARKS.sub("", text))).split())


def _piece(text: str, anyone: re.Pattern[str]) -> tuple[tuple[str, bool], ...]:
    """The words around the first that is found (else the first words), in parts."""
    first = anyone.search(text)
    at = first.start() if first else 0
    begin = text.rfind(" ", 0, at - AROUND) + 1 if at > AROUND else 0
    end = text.find(" ", at + 2 * AROUND)
    shown = ("… " if begin else "") + (text[begin:] if end < 0 else f"{text[begin:end]} …")
    parts, place = [], 0
    for hit in anyone.finditer(shown):
        parts += [(shown[place : hit.start()], False), (hit[0], True)]
        place = hit.end()
    return tuple(part for part in (*parts, (shown[place:], False)) if part[0])
