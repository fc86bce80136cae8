"""Each requirement with its words, as the page of one person shows it: a row of the table and a card of what is known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import get_language

from stigar.levels.models import Experience, Level
from stigar.levels.pages.gap_words import state_words, why_words
from stigar.levels.templatetags.levels_pictures import level_of_number, shows
from stigar.profiles.templatetags.profile_pictures import importance_words, level_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stigar.levels.queries.gaps import GapPicture, GapRow

TAGS = {"below": " tag--attention", "expired": " tag--attention", "meets": " tag--good", "surplus": " tag--good"}


@dataclass(frozen=True, slots=True)
class Line:
    """A requirement in words. ``shows``: what one sees of somebody at the level that is asked for, where it is not reached."""

    row: GapRow
    state: str
    tag: str
    why: list[str]
    asked: str
    importance: str
    shows: Sequence[str]


def told(picture: GapPicture, names: dict[UUID, str], *, about_me: bool) -> list[Line]:
    """Each row with its words; ``names`` of what must come first. What many rows say is looked up once."""
    states, asks, matters, language = cache(state_words), cache(level_words), cache(importance_words), get_language()
    return [
        Line(
            row, states(row.state), TAGS.get(row.state, ""), why_words(row, names, about_me=about_me, language=language),
            asks((row.asked.level, row.asked.until)), matters(row.asked.importance),
            shows(row.asked.shown, row.asked.level) if row.missing and row.asked.shown else (),
        )
        for row in picture.rows
    ]  # fmt: skip


def words_of(picture: GapPicture) -> dict[str, Any]:
    """What rows say again and again, said once: the levels, where they come from, and what somebody would like."""
    top = max((row.asked.top for row in picture.rows), default=5)
    return {
        "levels": {level: level_of_number(level) for level in (None, *range(top + 1))},
        "sources": dict(Level.SOURCES),
        "interests": dict(Experience.INTERESTS),
    }
