"""What every text of a model must keep to, whatever file it came in: no mark-up, not too long, a scale of three to seven levels."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from stigar.people.readers.tables import plain

LONGEST: Mapping[str, int] = {"name": 200, "family": 120, "role": 160, "level": 60, "text": 2000, "key": 100}
LEAST_LEVELS, MOST_LEVELS, USUAL_LEVELS = 3, 7, 5
MOST_WARNED = 100  # odd things of one kind that are told one by one
LEVEL_WORD: Mapping[str, str] = {"sv": "Nivå", "nb": "Nivå", "en": "Level"}
_SOFT = "p|br|b|strong|i|em|u|s|ul|ol|li|span|div|sub|sup|a|h[1-6]|small|font|hr|blockquote|pre|code|table|tbody|thead|tr|td|th|mark"
_HARD = "script|style|iframe|img|svg|math|object|embed|form|input|button|link|meta|base|video|audio|html|head|body|template|textarea|select"
_SOFT_TAG = re.compile(rf"</?(?:{_SOFT})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ANY_TAG = re.compile(rf"</?(?:{_SOFT}|{_HARD})(?:[\s/][^<>]*)?>?", re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|/p|/li|/div|/h[1-6]|/tr)\s*/?>", re.IGNORECASE)


def marked_up(text: str) -> str:
    """The first tag in a text; empty when there is none. A lone "<" is only a sign.

    >>> marked_up("Svarar inom < 2 timmar"), marked_up("<b>Lyssnar</b>")
    ('', '<b>')
    """
    found = _ANY_TAG.search(text) if "<" in text else None
    word = found and re.match(r"</?\w+", found.group())
    if not found or not word:
        return ""
    return found.group() if re.fullmatch(rf"</?(?:{_SOFT}|{_HARD})", word.group(), re.IGNORECASE) else ""


def unmarked(text: str) -> str:
    """A text without the tags that only say how it looks.

    >>> unmarked("<p>Hör &amp; ser</p><p>Svarar</p>")
    'Hör & ser\\nSvarar'
    """
    if "<" not in text:
        return text
    bare = _SOFT_TAG.sub("", _BREAK.sub("\n", text))
    lines = (" ".join(line.split()) for line in html.unescape(bare).splitlines())
    return "\n".join(line for line in lines if line)


def key_of(words: str, number: int, *, longest: int = LONGEST["key"]) -> str:
    """A stable key made of words: letters, figures and hyphens.

    >>> key_of("Lyssna på kunden", 3), key_of("!", 3)
    ('lyssna-pa-kunden', 'c3')
    """
    plainer = words.translate(str.maketrans("åäæöøÅÄÆÖØé", "aaaooAAAOOe")).lower()
    return re.sub(r"[^a-z0-9]+", "-", plainer).strip("-")[:longest].strip("-") or f"c{number}"


def scale_of(
    names: Mapping[int, Mapping[str, str]], count: int, languages: tuple[str, ...]
) -> tuple[dict[str, str], ...]:
    """``count`` levels with their names; one that has none is called by its number.

    >>> scale_of({1: {"sv": "Ny"}}, 3, ("sv",))
    ({'sv': 'Ny'}, {'sv': 'Nivå 2'}, {'sv': 'Nivå 3'})
    """
    usual = [{code: f"{LEVEL_WORD.get(code, 'Level')} {level}" for code in languages} for level in range(1, count + 1)]
    return tuple(dict(names.get(level) or usual[level - 1]) for level in range(1, count + 1))


def level_of(cell: str, scale: tuple[Mapping[str, str], ...]) -> int | None:
    """A level told by its number or its name; None when it is neither.

    >>> level_of("Nivå 2", ({"sv": "Ny"},) * 3), level_of("ny", ({"sv": "Ny"},)), level_of("9", ({"sv": "Ny"},))
    (2, 1, None)
    """
    if found := re.fullmatch(r"\D{0,8}?\s*(\d{1,2})", cell.strip()):
        return int(found.group(1)) if 1 <= int(found.group(1)) <= len(scale) else None
    meant = plain(cell)
    return next(
        (place for place, names in enumerate(scale, 1) if meant in {plain(name) for name in names.values()}), None
    )
