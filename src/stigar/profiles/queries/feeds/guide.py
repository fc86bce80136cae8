"""An interview guide from a profile: what to ask about each required competence, what to listen for, and a scorecard.

Everybody gets the same questions, and each interviewer scores alone before they talk.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stigar.profiles.queries.feeds.telling import ProfileOut, RequiredOut

if TYPE_CHECKING:
    from collections.abc import Iterable

MINUTES = 4  # a question with its answer


@dataclass(frozen=True, slots=True)
class Asked:
    """One competence in the interview: (question, weak answer, strong answer) each, and what the required level looks like."""

    required: RequiredOut
    questions: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """The whole guide: what cannot be done without first. ``without`` are required competences that have no questions."""

    profile: ProfileOut
    asked: tuple[Asked, ...]
    without: tuple[RequiredOut, ...]

    @property
    def minutes(self) -> int:
        """About how long it takes to ask everything."""
        return MINUTES * sum(len(one.questions) for one in self.asked)


def guide_of(profile: ProfileOut) -> Guide:
    """The guide, from a profile as it is told: the words that may leave are already sorted out there."""
    profile = replace(profile, requirements=tuple(one for one in profile.requirements if not one.closed))
    asked = [Asked(one, tuple(_questions(one))) for one in profile.requirements]
    return Guide(
        profile, tuple(one for one in asked if one.questions), tuple(one.required for one in asked if not one.questions)
    )


def _questions(one: RequiredOut) -> Iterable[tuple[str, str, str]]:
    """The competence's interview questions; one that says which levels it suits only when it suits the required."""
    for item in one.known.interviews if one.known else ():
        fits = item.level is None or (
            item.level <= (one.until or one.level) and one.level <= (item.until or item.level)
        )
        if fits:
            yield item.text, item.words.get("low", ""), item.words.get("high", "")
