"""One competence of one person: every level that may be seen with what was answered, the evidence, and what the person tells besides."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from stigar.foundation.policy import Ground
from stigar.foundation.prepared import prepared
from stigar.levels.models import Experience, Reply
from stigar.levels.rules import visible_evidence, visible_levels
from stigar.people.rules import leads_since

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from stigar.levels.models import Evidence, Level
    from stigar.library.queries.shelf import CompetenceShown
    from stigar.people.models import Person


@dataclass(frozen=True, slots=True)
class Seen:
    """A level with what was answered to it."""

    level: Level
    replies: tuple[Reply, ...]

    @property
    def contested(self) -> Reply | None:
        """The reply that waits for a talk."""
        return next((one for one in self.replies if one.contests and not one.settled_at), None)


@dataclass(frozen=True, slots=True)
class OneCompetence:
    """What is known of it, the latest first."""

    competence: CompetenceShown
    levels: tuple[Seen, ...]
    evidence: tuple[Evidence, ...]
    experience: Experience | None


def one_competence(
    viewer: Person, person: Person, competence: CompetenceShown, *, towards: frozenset[Ground], today: date
) -> OneCompetence:
    """As far as the viewer, who is ``towards`` to the person, may see. Four queries, one more for a manager."""
    begun = leads_since(viewer, person, today=today) if Ground.MANAGER in towards else None
    asked: Any = {"towards": towards, "since": begun or today, "today": today}
    rows = _levels(viewer, person, competence.id, **asked)
    replies: dict[UUID, list[Reply]] = defaultdict(list)
    for reply in _replies([row.pk for row in rows]):
        replies[reply.level_id].append(reply)
    shown = _evidence(viewer, person, competence.id, **asked)
    told = _experience.first(person, competence.id)
    return OneCompetence(competence, tuple(Seen(row, tuple(replies[row.pk])) for row in rows), tuple(shown), told)


@prepared
def _levels(
    viewer: Person, person: Person, competence: UUID, *, towards: frozenset[Ground], since: date, today: date
) -> QuerySet[Level]:
    rows = visible_levels(viewer, person, today=today, towards=towards, since=since)
    return rows.filter(competence=competence).select_related("by").order_by("-on", "-at")


@prepared
def _replies(levels: list[UUID]) -> QuerySet[Reply]:
    return Reply.objects.filter(level__in=levels).select_related("by", "settled_by").order_by("at")


@prepared
def _evidence(
    viewer: Person, person: Person, competence: UUID, *, towards: frozenset[Ground], since: date, today: date
) -> QuerySet[Evidence]:
    levels = visible_levels(viewer, person, today=today, towards=towards, since=since)
    rows = visible_evidence(viewer, person, levels, today=today, towards=towards, since=since)
    return rows.filter(competence=competence).select_related("by", "upload").order_by("-on", "-at")


@prepared
def _experience(person: Person, competence: UUID) -> QuerySet[Experience]:
    return Experience.objects.filter(person=person, competence=competence).order_by("-on", "-at")
