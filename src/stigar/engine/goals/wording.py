"""Wordings: what is said about a missing piece and what is offered for it, put together from the person's own words.

The sentences lie in ``words/offers-<language>.toml``, written anew in each language. Of several offers the first whose every
slot can be filled is taken, so nothing is ever offered with a hole in it other than the dots the person fills in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from string import Formatter

from stigar.engine.goals.tongue import offers, tongue

SLOTS = Formatter()
UNBENT = {"%", "procent", "prosent", "percent", "kr", "av", "of", "per"}  # said the same of one as of many


def says(code: str, language: str, slots: Mapping[str, str]) -> str:
    """What is missing, as a sentence."""
    return filled([offers(language)[code]["says"]], slots)


def offer(code: str, language: str, slots: Mapping[str, str]) -> str:
    """A wording for what is missing."""
    return filled(offers(language)[code]["offers"], slots)


def said(code: str, language: str, slots: Mapping[str, str]) -> str:
    """What is said of a question in which nothing is missing, or which cannot be told."""
    return filled([offers(language)["sound"][code]], slots)


def filled(templates: Iterable[str], slots: Mapping[str, str]) -> str:
    """The first of the templates whose every slot has words.

    >>> filled(["{one} and {other}", "only {one}"], {"one": "this", "other": ""})
    'only this'
    """
    for template in templates:
        wanted = [name for _, name, _, _ in SLOTS.parse(template) if name]
        if all(slots.get(name) for name in wanted):
            return "".join(text + (slots[name] if name else "") for text, name, _, _ in SLOTS.parse(template))
    return ""


def day(on: date | None, language: str) -> str:
    """A day as it is written.

    >>> day(date(2026, 12, 14), "nb")
    '14. desember 2026'
    """
    if on is None:
        return ""
    month = tongue(language).months[on.month - 1]
    written = month.capitalize() if language == "en" else month
    return str(offers(language)["writing"]["day"]).format(day=on.day, month=written, year=on.year)


def figure(value: float | None, language: str, *, digits: int = 2) -> str:
    """A number as it is written, no finer than is worth saying.

    >>> figure(7.25, "sv"), figure(7.26, "en", digits=0), figure(12.0, "nb"), figure(1e9, "en")
    ('7,25', '7', '12', '1000000000')
    """
    if value is None:
        return ""
    value = round(value, digits)
    short = f"{value:.2f}".rstrip("0").rstrip(".")
    return ("0" if short == "-0" else short).replace(".", str(offers(language)["writing"]["comma"]))


def counted(number: str, unit: str) -> str:
    """A number with what it counts. One alone stands without it, since people write the word for many.

    >>> counted("5", "terminaler"), counted("1", "terminaler"), counted("1", "av tio"), counted("", "calls")
    ('5 terminaler', '1', '1 av tio', '')
    """
    unit = unit.strip()
    says_it = number != "1" or unit.casefold().partition(" ")[0] in UNBENT
    return f"{number} {unit}" if number and unit and says_it else number


def quoted(words: Iterable[str], language: str) -> str:
    """Words in the language's own quotation marks."""
    mark = str(offers(language)["writing"]["quote"])
    return ", ".join(mark.replace("{}", word) for word in words if word)


def listed(parts: Iterable[str]) -> str:
    """Parts one after another."""
    return "; ".join(part for part in parts if part)


def lowered(text: str) -> str:
    """A text inside a sentence: its first letter small, unless it is a name of capitals, or I.

    >>> lowered("Ringa kunden"), lowered("HMS-kurs"), lowered("I call back")
    ('ringa kunden', 'HMS-kurs', 'I call back')
    """
    if len(text) < 2 or not text[1].islower():
        return text
    return text[0].lower() + text[1:]
