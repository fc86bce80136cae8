"""What people write in cells, as values: days in four styles, shares of full time, languages, names. ``ValueError`` when not understood."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from stigar.people.readers.tables import Cell

FIRST_YEAR, ENDLESS_YEAR = 1900, 2199  # HR systems write 9999-12-31 for "until further notice"
FIRST_SERIAL, LAST_SERIAL = 10_000, 110_000  # bare day numbers from 1927 to 2201
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})")
_CLOCK = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$")
_PARTICLES = {
    "af",
    "av",
    "al",
    "bin",
    "da",
    "de",
    "del",
    "den",
    "der",
    "di",
    "do",
    "dos",
    "du",
    "el",
    "la",
    "le",
    "van",
    "von",
    "zu",
}
_LANGUAGES = {
    "sv": "sv sve swe svenska svensk swedish svse svfi",
    "nb": "nb no nob nor norsk norska norwegian bokmål norskbokmål norwegianbokmål nbno nono",
    "en": "en eng engelska engelsk english engb enus enie",
}
_LANGUAGE = {word: code for code, words in _LANGUAGES.items() for word in words.split()}


def day(cell: Cell, epoch: date) -> date | None:
    """A day from a real date, from text as 2026-11-21, 21.11.2026, 21/11/2026 or 20261121, or from a bare day number.

    The day stands before the month. An empty cell and a year past 2199 ("until further notice") are ``None``.

    >>> [day(text, date(1899, 12, 30)) == date(2026, 11, 21) for text in ("2026-11-21", "21.11.2026", 20261121, 46347)]
    [True, True, True, True]
    """
    if cell == "":
        return None
    found = cell if isinstance(cell, date) else _day_from(cell, epoch)
    if found.year < FIRST_YEAR:
        raise ValueError(cell)
    return None if found.year > ENDLESS_YEAR else found


def share(cell: Cell) -> Decimal:
    """Per cent of full time, over 0 and at most 100, from 80, 0.8, "0,8" or "80 %". An empty cell is full time.

    >>> share(0.8), share("80 %"), share(1)
    (Decimal('80'), Decimal('80'), Decimal('100'))
    """
    if cell == "":
        return Decimal(100)
    text = str(cell).replace("\N{NO-BREAK SPACE}", "").replace(" ", "").replace(",", ".")
    in_words = text.endswith(("%", "procent", "prosent"))
    try:
        number = Decimal(text.removesuffix("%").removesuffix("procent").removesuffix("prosent"))
        number = round(number * 100 if number <= 1 and not in_words else number, 2)
    except InvalidOperation as problem:
        raise ValueError(cell) from problem
    if not 0 < number <= 100:
        raise ValueError(cell)
    return Decimal(int(number)) if number == int(number) else number.normalize()


def language(cell: Cell) -> str:
    """``sv``, ``nb`` or ``en`` from a code or a name in any of them; empty for an empty cell.

    >>> language("Svenska"), language("nb-NO"), language("")
    ('sv', 'nb', '')
    """
    text = "".join(letter for letter in str(cell).casefold() if letter.isalpha())
    if text and text not in _LANGUAGE:
        raise ValueError(cell)
    return _LANGUAGE.get(text, "")


def names(whole: str) -> tuple[str, str]:
    """Given and family name from "Svensson, Anna" or "Anna Svensson".

    >>> names("Svensson, Anna"), names("Anna Maria von Otter"), names("Sting")
    (('Anna', 'Svensson'), ('Anna Maria', 'von Otter'), ('Sting', ''))
    """
    family, comma, given = whole.partition(",")
    if comma and given.strip():
        return given.strip(), family.strip()
    words = whole.replace(",", " ").split()
    if len(words) < 2:
        return " ".join(words), ""
    split = len(words) - 1
    while split > 1 and words[split - 1].casefold() in _PARTICLES:
        split -= 1
    return " ".join(words[:split]), " ".join(words[split:])


def _day_from(cell: Cell, epoch: date) -> date:
    if isinstance(cell, bool | date):
        raise ValueError(cell)
    if isinstance(cell, int | float):
        return _day_from_number(int(cell), epoch)
    text = _CLOCK.sub("", cell).strip()
    if found := _ISO.fullmatch(text):
        return date(int(found[1]), int(found[3]), int(found[4]))
    if found := _DAY_FIRST.fullmatch(text):
        return date(int(found[4]), int(found[3]), int(found[1]))
    if text.isdecimal() and text.isascii() and len(text) in (5, 6, 8):
        return _day_from_number(int(text), epoch)
    raise ValueError(cell)


def _day_from_number(number: int, epoch: date) -> date:
    if FIRST_SERIAL <= number <= LAST_SERIAL:
        return epoch + timedelta(days=number)
    if 10_000_101 <= number <= 99_991_231:
        return date(number // 10_000, number // 100 % 100, number % 100)
    raise ValueError(number)
