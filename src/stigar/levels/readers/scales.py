"""What stands in the cells, as levels: numbers, words and crosses, each value once, to be looked through by whoever brings the file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from stigar.levels.readers.grids import key

LEFT_OUT = -1  # the value says nothing: no level comes of it
MOST_VALUES = 30
_RANKED = (
    "inget ingen ej saknas kanej kaninte inte alls none no nej nei ikke intet mangler never notyet intännu ikkeennå",
    "grund grundläggande grunder grunn grunnleggende basic basics beginner novice nybörjare nybegynner novis bas lite litt låg lav low"
    " lärling junior underupplärning underopplæring introducerad introdusert",
    "god bra good kan middels medel medium intermediate ok självständig selvstendig independent competent kompetent van vant practitioner"
    " tillräcklig tilstrekkelig",
    "mycketgod mycketbra sværtgod meget megetgod verygood avancerad avansert advanced erfaren hög høy high proficient senior skicklig dyktig",
    "expert ekspert specialist spesialist mästare mester master lärareut kanlärauf kanläraut kanlæreut coach authority ledande ledende",
)
_RANK = {word: rank for rank, words in enumerate(_RANKED) for word in words.split()}
_NOTHING = {
    "",
    "-",
    "–",
    "—",
    "?",
    "n/a",
    "na",
    "ej aktuellt",
    "ej aktuell",
    "ikke aktuelt",
    "not applicable",
    ".",
    "*",
}
CROSSES = {"x", "✓", "✔", "ja", "yes", "true", "1x", "✗", "√", "v"}
_NUMBERED = re.compile(r"(\d{1,2})\s*(?:[-–:.)=(]\s*)?\D.*")


def values_in(cells: Iterable[Any]) -> Counter[str]:
    """Each different value and how often it stands there."""
    found = Counter(cells)
    told: Counter[str] = Counter()
    for cell, often in found.items():
        if (said := key(cell)) != "":
            told[said] += often
    return told


def looks_like_a_scale(values: Mapping[str, int]) -> bool:
    """Whether a column's values can be levels: few, and each a small number, a known word, a cross or nothing.

    >>> looks_like_a_scale({"1": 3, "2": 1, "expert": 2}), looks_like_a_scale({"Kundservice": 3})
    (True, False)
    """
    said = [one for one in values if one not in _NOTHING]
    known = [one for one in said if one in CROSSES or _rank(one) is not None or _number(one) is not None]
    return bool(said) and len(said) <= 12 and len(known) * 2 > len(said)


def guessed(values: Iterable[str], scale: Mapping[int, Iterable[str]]) -> dict[str, int | None]:
    """Each value's level on ``scale`` (level -> what it is called); None where somebody has to say: a cross, or what lies outside.

    >>> scale = {1: ["Grund"], 2: ["God"], 3: ["Mycket god"], 4: ["Expert"]}
    >>> guessed(["0", "4", "7", "expert", "god", "x", "-"], scale)
    {'0': 0, '4': 4, '7': None, 'expert': 4, 'god': 2, 'x': None, '-': -1}
    """
    names = {key(name): level for level, called in scale.items() for name in called}
    levels = {0, *scale}
    return {one: _guess(one, names, levels) for one in values}


def _guess(value: str, names: Mapping[str, int], levels: set[int]) -> int | None:
    if value in _NOTHING:
        return LEFT_OUT
    if value in names:
        return names[value]
    number = _number(value)
    if number is not None:
        return number if number in levels else None
    rank, top = _rank(value), max(levels)
    if rank is None or value in CROSSES:
        return None
    return 0 if not rank else round(1 + (rank - 1) * (top - 1) / 3)


def _number(value: str) -> int | None:
    if value.isascii() and value.isdigit() and len(value) < 3:
        return int(value)
    found = _NUMBERED.fullmatch(value)
    return int(found[1]) if found else None


def _rank(value: str) -> int | None:
    return _RANK.get("".join(sign for sign in value if sign.isalnum()))
