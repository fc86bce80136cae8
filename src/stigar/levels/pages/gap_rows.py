"""Each requirement with its words, as the page of one person shows it: a row of the table and a card of what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from stigar.levels.models import Experience, Level
from stigar.levels.pages.gap_words import state_words, why_words
from stigar.levels.templatetags.levels_pictures import level_of_number, shows
from stigar.profiles.templatetags.profile_pictures import importance_words, level_words

if TYPE_CHECKING:
    from stigar.levels.queries.gaps import GapPicture, GapRow

TAGS = {"below": " tag--attention", "expired": " tag--attention", "meets": " tag--good", "surplus": " tag--good"}


def told(picture: GapPicture, names: dict[UUID, str], *, about_me: bool) -> list[dict[str, Any]]:
    """Each row with its words; ``names`` of what must come first."""
    return [_told(row, names, about_me) for row in picture.rows]


def words_of(picture: GapPicture) -> dict[str, Any]:
    """What rows say again and again, said once: the levels, where they come from, and what somebody would like."""
    top = max((row.asked.top for row in picture.rows), default=5)
    return {
        "levels": {level: level_of_number(level) for level in (None, *range(top + 1))},
        "sources": dict(Level.SOURCES),
        "interests": dict(Experience.INTERESTS),
    }


def _told(row: GapRow, names: dict[UUID, str], about_me: bool) -> dict[str, Any]:
    asked = row.asked
    return {
        "row": row, "state": state_words(row.state), "tag": TAGS.get(row.state, ""), "why": why_words(row, names, about_me=about_me),
        "asked": level_words(asked), "importance": importance_words(asked.importance),
        "shows": shows(asked.shown, asked.level) if row.missing and asked.shown else (),
    }  # fmt: skip
