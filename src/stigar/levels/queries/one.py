"""One competence of one person: every level that may be seen with what was answered, the evidence, and what the person tells besides."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from stigar.levels.models import Experience, Reply

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
    person: Person, competence: CompetenceShown, levels: QuerySet[Level], evidence: QuerySet[Evidence]
) -> OneCompetence:
    """``levels`` and ``evidence`` are those the viewer may see. Four queries."""
    rows = list(levels.filter(competence=competence.id).select_related("by").order_by("-on", "-at"))
    replies: dict[UUID, list[Reply]] = defaultdict(list)
    for reply in Reply.objects.filter(level__in=rows).select_related("by", "settled_by").order_by("at"):
        replies[reply.level_id].append(reply)
    shown = evidence.filter(competence=competence.id).select_related("by", "upload").order_by("-on", "-at")
    told = Experience.objects.filter(person=person, competence=competence.id).order_by("-on", "-at").first()
    return OneCompetence(competence, tuple(Seen(row, tuple(replies[row.pk])) for row in rows), tuple(shown), told)
