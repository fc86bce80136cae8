"""Which walks are taken at every landing, and which only by night (``bin/nightly``): the languages take turns.

At every landing each visitor walks once, in one of the three languages, and together they walk in all of them, at the desk and on the
phone, in the light and in the dark. Every night everybody walks in every language.
"""

from collections.abc import Iterable
from typing import Any

import pytest

LANGUAGES = ("sv", "nb", "en")


def by_night(walks: Iterable[tuple[Any, ...]]) -> list[Any]:
    """Walks that are not taken at every landing."""
    return [pytest.param(*walk, marks=pytest.mark.nightly) for walk in walks]


def in_turn(turn: str) -> pytest.MarkDecorator:
    """A journey in all three languages: in this one at every landing, in the two others by night."""
    others = [(one,) for one in LANGUAGES if one != turn]
    return pytest.mark.parametrize("language", [turn, *by_night(others)])
