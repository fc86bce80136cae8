"""What a goal's words say: which numbers, how often, by which day, and whether something is done or only named.

Dates, clock times and names such as "maskin 4" are set aside first, so that they are not taken for amounts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from stigar.engine.goals.goal import LARGEST, Goal
from stigar.engine.goals.tongue import Tongue, tongue

LONGEST = 2000
UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
A_TIME, PER = re.compile(r"(?<=\w)/(?=(?:dag|vecka|månad|timme|tim|h|uke|måned|time|day|week|month|hour)\b)"), " per "
WORD = re.compile(r"[^\W_]+(?:[-'’:][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Number:
    """An amount in a text: its value (None for "hälften"), and the words it stands in."""

    value: float | None
    said: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it was read. ``small`` has the same length and places as ``text``."""

    text: str
    small: str
    language: str
    numbers: tuple[Number, ...]
    often: tuple[str, ...]
    once: tuple[str, ...]
    limits: tuple[str, ...]
    baseline: float | None
    target: float | None
    day: date | None

    @property
    def words(self) -> tuple[str, ...]:
        """The words, small."""
        return tuple(WORD.findall(self.small))

    @property
    def says_how_much(self) -> tuple[str, ...]:
        """The words by which somebody else could see whether it happened: amounts, how often, limits, or a thing that gets done."""
        return (*(one.said for one in self.numbers), *self.often, *self.limits, *self.once)

    @property
    def tongue(self) -> Tongue:
        return tongue(self.language)


def read(text: str, language: str, after: date | None = None) -> Reading:
    """Read a text. ``after`` gives the year to a day that is said without one.

    >>> found = read("Gå från 14 till 8 felplock i veckan på linje 3, senast 12 mars", "sv", date(2026, 9, 1))
    >>> found.baseline, found.target, found.often, found.day
    (14.0, 8.0, ('i veckan',), datetime.date(2027, 3, 12))
    """
    known = tongue(language)
    clean = tidy(text)
    small = _small(clean)
    day = next((found for match in known.dates.finditer(small) if (found := _day(match, known, after))), None)
    rest, limits = _without(known.clock, small)
    rest, _ = _without(known.dates, rest)
    once = _as_written(known.once, rest, clean)
    rest, _ = _without(known.labels, rest)
    numbers = tuple(_numbers(rest, known))
    baseline, target = _ends(rest, numbers, known)
    often = _as_written(known.often, rest, clean)
    return Reading(clean, small, language, numbers, often, once, tuple(limits), baseline, target, day)


def _as_written(found: re.Pattern[str], small: str, text: str) -> tuple[str, ...]:
    return tuple(text[match.start() : match.end()].strip() for match in found.finditer(small))


def of_goal(goal: Goal) -> Reading:
    """The goal's own words, read."""
    return read(goal.text, goal.language, goal.start)


def tidy(text: str) -> str:
    """A text on one line, without what cannot be seen, and "kunder/dag" as "kunder per dag"."""
    return A_TIME.sub(PER, " ".join(unicodedata.normalize("NFC", text[:LONGEST]).translate(UNSEEN).split()))


def value_of(text: str, language: str) -> float | None:
    """The one amount a milestone speaks of, or None when it is none or more than one.

    >>> value_of("sju av tio", "sv"), value_of("16 av 20", "nb"), value_of("dag fem", "sv"), value_of("en på två veckor", "sv")
    (7.0, 16.0, 5.0, None)
    """
    known = tongue(language)
    small = _small(tidy(text))
    for aside in (known.clock, known.dates, known.labels):
        small, _ = _without(aside, small)
    small = re.sub(r"(?<=\w) (?:av|of|out of) \w+", "", small)
    found = [number.value for number in _numbers(small, known)]
    first = WORD.match(small)
    if first and first.group() in known.ones:
        found = [1.0] if found in ([], [1.0]) else [*found, 1.0]
    return found[0] if len(found) == 1 else None


def number_of(said: str, known: Tongue) -> float | None:
    """The value of a number in figures or in a word."""
    bare = said.rstrip("% \u00a0").replace(" ", "").replace("\u00a0", "").replace(",", ".")
    if bare in known.numbers:
        return known.numbers[bare]
    with suppress(ValueError):
        value = float(bare)
        return value if abs(value) < LARGEST else None
    return None


def _small(text: str) -> str:
    """Small letters, each in its own place."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def _without(found: re.Pattern[str], small: str) -> tuple[str, list[str]]:
    """The text with these blanked out by dots of the same length, and what was there."""
    there: list[str] = []

    def blank(match: re.Match[str]) -> str:
        there.append(match.group())
        return "·" * len(match.group())

    return found.sub(blank, small), there


def _numbers(small: str, known: Tongue) -> Iterator[Number]:
    for match in known.number.finditer(small):
        yield Number(number_of(match.group(), known), match.group())
    for match in known.share.finditer(small):
        if match.group() not in known.numbers:
            yield Number(None, match.group())
    for match in known.one.finditer(small):
        yield Number(1.0, match.group())


def _ends(small: str, numbers: tuple[Number, ...], known: Tongue) -> tuple[float | None, float | None]:
    """From where to where, when the words leave no doubt."""
    if match := known.from_to.search(small):
        return number_of(match["from"], known), number_of(match["to"], known)
    marked = {number_of(match["to"], known) for match in known.towards.finditer(small)}
    if len(marked) == 1:
        return None, marked.pop()
    values = {one.value for one in numbers}
    return None, values.pop() if len(values) == 1 and not marked else None


def _day(match: re.Match[str], known: Tongue, after: date | None) -> date | None:
    told = match.groupdict()
    day = told["day"] or told["day_"] or told["_day"] or told["day__"]
    month = told["month"] or told["_month"] or told["month_"]
    if told["name"]:
        month = str(1 + next(at for at, name in enumerate(known.months) if name.startswith(told["name"][:3])))
    year = told["year"] or told["year_"] or told["_year"]
    if not day or not month or not (year or after):
        return None
    with suppress(ValueError):
        if year:
            return date(int(year), int(month), int(day))
        if after:
            near = date(after.year, int(month), int(day))
            return near if near > after else date(after.year + 1, int(month), int(day))
    return None
