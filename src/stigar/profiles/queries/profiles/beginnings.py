"""What a profile can be started from: what the area's roles share, the role's everyday work, and what a brought model says.

Each competence is proposed with its reasons; people tick what fits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from stigar.areas.queries import skills_of, tasks_of
from stigar.areas.queries.map import base_near
from stigar.library.queries.shelf import CompetenceShown
from stigar.profiles.queries.matching import meant
from stigar.profiles.queries.profiles.standing import said_in

if TYPE_CHECKING:
    from stigar.profiles.models import Profile

MOST = 14
SHARE, NEAR = 0.5, 0.8  # so much of a sentence has to be about the competence; a second one so close to the best
WEIGHTS = {"base": 1.2, "daily": 1.0, "weekly": 0.8, "monthly": 0.5, "seldom": 0.3, "skill": 0.8}
BASE, TASK, SKILL = "base", "task", "skill"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a competence is proposed: the words in the work, and for the area's base how many of its roles say so."""

    kind: str
    text: str
    has: int = 0
    of: int = 0


@dataclass(slots=True)
class Beginning:
    """A proposed requirement: level in the middle of the scale, to be talked about; importance from how much speaks for it."""

    competence: CompetenceShown
    weight: float = 0.0
    reasons: list[Reason] = field(default_factory=list)

    @property
    def level(self) -> int:
        levels = [level for level, _ in self.competence.model.scale]
        return levels[len(levels) // 2] if levels else 1

    @property
    def importance(self) -> int:
        return 3 if self.weight >= 2.0 else 2 if self.weight >= 0.8 else 1

    @property
    def origin(self) -> str:
        return "base" if any(one.kind == BASE for one in self.reasons) else "specific"


def beginnings(profile: Profile, language: str) -> list[Beginning]:
    """At most fourteen competences that are not required yet, what most speaks for first."""
    found: dict[UUID, Beginning] = {}
    for weight, reason in _evidence(profile.role_id, language):
        spoken = meant(reason.text, language, limit=2)
        for one in spoken:
            if one.share >= SHARE and one.score >= NEAR * spoken[0].score:
                beginning = found.setdefault(one.competence.id, Beginning(one.competence))
                beginning.weight += weight * one.share
                beginning.reasons.append(reason)
    there = {row.competence_id for row in said_in(profile)}
    fresh = (one for key, one in found.items() if key not in there)
    return sorted(fresh, key=lambda one: (-one.weight, one.competence.name))[:MOST]


def _evidence(role: UUID, language: str) -> Iterator[tuple[float, Reason]]:
    for row in base_near(str(role), language):
        yield WEIGHTS["base"] * row.coverage, Reason(BASE, row.text, row.has, row.of)
    for task in tasks_of(role):
        yield WEIGHTS[task.frequency], Reason(TASK, task.text)
    for skill in skills_of(role):
        yield WEIGHTS["skill"] * (1.0 if skill.essential else 0.5), Reason(SKILL, skill.text)
