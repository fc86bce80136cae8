"""A language as goals are read in it: its verbs, hollow phrases, numbers and days, from ``words/<language>.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

WORDS = Path(__file__).parent / "words"
DIGITS = r"\d{1,3}(?:[ \u00a0]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language's patterns, put together once. A pattern holds from one word's border to another's."""

    hollow: re.Pattern[str]
    loose: re.Pattern[str]
    how: re.Pattern[str]
    once: re.Pattern[str]
    counted: re.Pattern[str]
    often: re.Pattern[str]
    share: re.Pattern[str]
    share_of: re.Pattern[str]
    one: re.Pattern[str]
    clock: re.Pattern[str]
    dates: re.Pattern[str]
    labels: re.Pattern[str]
    number: re.Pattern[str]
    from_to: re.Pattern[str]
    towards: re.Pattern[str]
    least: str
    most: str
    conjunction: re.Pattern[str]
    also: re.Pattern[str]
    both: re.Pattern[str]
    hanging: re.Pattern[str]
    hedge: re.Pattern[str]
    plan: re.Pattern[str]
    verbs: frozenset[str]
    nouns_too: frozenset[str]
    not_verbs: frozenset[str]
    not_endings: tuple[str, ...]
    subjects: frozenset[str]
    modals: frozenset[str]
    refers: frozenset[str]
    ones: frozenset[str]
    changes: frozenset[str]
    changing: re.Pattern[str]
    infinitive: str
    states: frozenset[str]
    strong: re.Pattern[str]
    numbers: Mapping[str, float]
    months: tuple[str, ...]


@cache
def tongue(language: str) -> Tongue:
    """The language's patterns."""
    told = tomllib.loads((WORDS / f"{language}.toml").read_text(encoding="utf-8"))
    number = rf"(?:{DIGITS}|{'|'.join(sorted(map(re.escape, told['numbers']), key=lambda one: (-len(one), one)))})"
    months = tuple(told["months"].split())
    start, end = told["from_to"]
    least, most = "|".join(told["least"]), "|".join(told["most"])
    plain = {
        name: pattern(told[name])
        for name in ("hollow", "loose", "how", "once", "counted", "often", "share", "one", "clock", "also", "both")
    }
    return Tongue(
        **plain,
        dates=_dates(months),
        labels=pattern([rf"(?:{'|'.join(told['labels'].split())}) \d+(?:\s?[–-]\s?\d+)?(?: (?:till|til|to|och|og|and) \d+)?"]),
        number=pattern([rf"{number}(?:\s?%)?"]),
        from_to=pattern([rf"{start} (?P<from>{number})(?:\s?%)?(?: \w+){{0,3}} {end} (?:\w+ )?(?P<to>{number})"]),
        towards=pattern([rf"(?:{least}|{most}|{end}) (?:ca |cirka |about )?(?P<to>{number})"]),
        share_of=re.compile(r"%|(?<!\w)(?:procent|prosent|per ?cent)(?!\w)"),
        least=least,
        most=most,
        conjunction=re.compile(rf"\s*,?\s+(?:{'|'.join(told['and'])})\s+"),
        hanging=re.compile(rf"[\s,]+(?:{'|'.join(told['and'])})\s*$"),
        hedge=re.compile(rf"\s*(?:{'|'.join(told['hedges'])})\s+", re.IGNORECASE),
        plan=re.compile(rf"^\W*(?:{'|'.join(told['plan'])})", re.IGNORECASE | re.DOTALL),
        verbs=frozenset(told["verbs"].split()),
        nouns_too=frozenset(told["also_nouns"].split()),
        not_verbs=frozenset(told["not_verbs"].split()),
        not_endings=tuple(told["not_endings"].split()),
        subjects=frozenset(told["subjects"].split()),
        modals=frozenset(told["modals"].split()),
        refers=frozenset(told["refers"].split()),
        ones=frozenset(told["ones"].split()),
        changes=frozenset(told["changes"].split()),
        changing=re.compile(rf"^(?:{'|'.join(told['changing'])})"),
        infinitive=told["infinitive"],
        states=frozenset(told["states"].split()),
        strong=pattern([told["strong_and"]]),
        numbers=MappingProxyType({word: float(value) for word, value in told["numbers"].items()}),
        months=months,
    )  # fmt: skip


def pattern(alternatives: Iterable[str]) -> re.Pattern[str]:
    """Any of these, from one word's border to another's."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)")


def _dates(months: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(f"{name[:3]}(?:{name[3:]})?" if len(name) > 4 else name for name in months)
    nth = r"(?:\.|:e|:a|st|nd|rd|th)"
    forms = (
        r"(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)",
        rf"(?P<day_>\d{{1,2}}){nth}? (?P<name>{names})\.?(?: (?P<year_>20\d\d))?",
        r"(?P<_day>\d{1,2})[./](?P<_month>\d{1,2})[./](?P<_year>20\d\d)",
        r"(?P<day__>\d{1,2})/(?P<month_>\d{1,2})",
        rf"(?:den |the )?\d{{1,2}}{nth}(?= )",
        r"20[2-4]\d",
        r"(?:vecka|uke|week) \d{1,2}",
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")


def offers(language: str) -> Mapping[str, Any]:
    """What is said and offered in the language, from ``words/offers-<language>.toml``."""
    return _offers(language)


@cache
def _offers(language: str) -> Mapping[str, Any]:
    return MappingProxyType(tomllib.loads((WORDS / f"offers-{language}.toml").read_text(encoding="utf-8")))
