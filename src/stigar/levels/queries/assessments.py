"""An assessment as one of the two sees it: their own part while writing, both parts side by side when both have handed in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, F, OuterRef

from stigar.foundation.prepared import prepared
from stigar.levels import rules
from stigar.levels.models import Assessment, Level, Part, Rating, Reply
from stigar.library.queries.shelf import CompetenceShown, shelf

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from stigar.people.models import Person


@dataclass(frozen=True, slots=True)
class Judging:
    """One competence in an assessment: what the viewer gave, and (only when both have handed in) what the other gave."""

    competence: CompetenceShown
    mine: Rating | None
    theirs: Rating | None
    given: Level | None  # the level that came of the other's judgement, which the person may answer
    replies: tuple[Reply, ...]

    @property
    def answered(self) -> bool:
        return self.mine is not None and (self.mine.level is not None or self.mine.cannot_say)

    @property
    def apart(self) -> int | None:
        """How many levels lie between the two; None when one of them cannot say."""
        if not self.mine or not self.theirs or self.mine.level is None or self.theirs.level is None:
            return None
        return abs(self.mine.level - self.theirs.level)


@dataclass(frozen=True, slots=True)
class AssessmentShown:
    """The whole of it, for one of the two."""

    row: Assessment
    of_me: bool
    other: Person
    handed_in: bool
    other_handed_in: bool
    judging: tuple[Judging, ...]

    @property
    def revealed(self) -> bool:
        return self.row.revealed_at is not None

    @property
    def left(self) -> tuple[Judging, ...]:
        """What the viewer has not answered yet."""
        return tuple(one for one in self.judging if not one.answered)

    @property
    def alike(self) -> tuple[Judging, ...]:
        return tuple(one for one in self.judging if one.apart == 0)

    @property
    def differing(self) -> tuple[Judging, ...]:
        """Where the two see different levels, the furthest apart first: what is most worth talking about."""
        apart = [one for one in self.judging if one.apart]
        return tuple(sorted(apart, key=lambda one: -(one.apart or 0)))

    @property
    def unsaid(self) -> tuple[Judging, ...]:
        """Where one of the two could not say."""
        return tuple(one for one in self.judging if one.apart is None)


def assessment_shown(row: Assessment, *, viewer: Person, language: str) -> AssessmentShown:
    """What ``viewer``, one of the two, may see of it now. Four queries, six when both have handed in."""
    parts = {part.giver_id: part for part in Part.objects.filter(assessment=row)}
    mine = parts[viewer.pk]
    theirs = next(part for giver, part in parts.items() if giver != viewer.pk)
    seen = [mine, theirs] if row.revealed_at else [mine]
    ratings = {(one.part_id, one.competence_id): one for one in Rating.objects.filter(part__in=seen)}
    of_me = viewer.pk == row.person_id
    given = _given(row) if row.revealed_at else {}
    replies = _replies(given.values())
    books = shelf(language).by_id
    keys = [UUID(one) for one in row.competences]
    return AssessmentShown(
        row, of_me, row.reviewer if of_me else row.person, mine.submitted_at is not None, theirs.submitted_at is not None,
        tuple(
            Judging(books[key], ratings.get((mine.pk, key)), ratings.get((theirs.pk, key)), given.get(key), replies.get(key, ()))
            for key in keys if key in books
        ),
    )  # fmt: skip


@prepared
def judged_together(viewer: Person, person: Person, *, today: date) -> QuerySet[Assessment]:
    """Those of one person that the viewer sees: those not revealed yet, where the viewer's part is ``handed_in`` last; then those that
    are revealed, the latest first."""
    mine = Part.objects.filter(assessment=OuterRef("pk"), giver=viewer).exclude(submitted_at=None)
    rows = rules.visible_assessments(viewer, today=today).filter(person=person)
    order = (F("revealed_at").desc(nulls_first=True), "handed_in", "opened_at")
    return rows.annotate(handed_in=Exists(mine)).select_related("person", "reviewer").order_by(*order)


@prepared
def leads_somebody(viewer: Person, *, today: date) -> QuerySet[Person, UUID]:
    """One of the people whose levels the viewer sees side by side, if there is any."""
    return rules.team(viewer, today=today).values_list("pk", flat=True)[:1]


def _given(row: Assessment) -> dict[UUID, Level]:
    return {one.competence_id: one for one in Level.objects.filter(assessment=row, source=Level.MANAGER)}


def _replies(given: Iterable[Level]) -> dict[UUID, tuple[Reply, ...]]:
    found: dict[UUID, list[Reply]] = {}
    for reply in Reply.objects.filter(level__in=list(given)).select_related("level", "by", "settled_by").order_by("at"):
        found.setdefault(reply.level.competence_id, []).append(reply)
    return {key: tuple(rows) for key, rows in found.items()}
