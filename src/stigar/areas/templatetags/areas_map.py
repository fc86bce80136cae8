"""Small words the templates of the map use: a name by its key, how sure a placement is, a share as "6 of 8"."""

from collections.abc import Mapping
from typing import Any

from django import template

from stigar.areas.pages import words
from stigar.areas.queries.map import RoleOnMap

register = template.Library()


@register.filter
def named(names: Mapping[str, str], key: str) -> str:
    """The name under a key; the key itself when it has none.

    >>> named({"a": "Kundmöte"}, "a"), named({}, "b")
    ('Kundmöte', 'b')
    """
    return names.get(key, key)


@register.simple_tag
def sureness(role: RoleOnMap, runs: int) -> words.Sureness:
    """How sure it is that the role belongs here: a word, a sentence, a tone."""
    return words.sureness(role, runs)


@register.filter
def kind_word(because: Any) -> str:
    """What sort of evidence it is."""
    return words.kind(because)


@register.filter
def figure(number: float) -> str:
    """A number as the reader writes it, with at most one decimal."""
    return words.figure(float(number))


@register.filter
def part_of(part: float, whole: float) -> float:
    """A part of something, 0 to 1.

    >>> part_of(1, 4)
    0.25
    """
    return part / whole if whole else 0.0
