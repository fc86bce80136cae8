"""Levels and assessments that lie behind somebody: what came before the level that stands, by day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from stigar.levels.models import Assessment, Level

if TYPE_CHECKING:
    from stigar.people.models import Person


def earlier_levels(*, by: date, person: Person | None = None) -> QuerySet[Level]:
    """Seen no later than ``by`` and not standing any more: another of the same kind came after it, or it was taken back."""
    after = Level.objects.filter(
        person=OuterRef("person"), competence=OuterRef("competence"), source=OuterRef("source"), taken_back=None
    ).filter(Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), at__gt=OuterRef("at")))
    rows = Level.objects.filter(on__lte=by).filter(~Q(taken_back=None) | Exists(after))
    return rows.filter(person=person) if person else rows


def seen_assessments(*, by: date, person: Person | None = None) -> QuerySet[Assessment]:
    """Those that both have handed in, or that were put down, no later than ``by``."""
    rows = Assessment.objects.filter(Q(revealed_at__date__lte=by) | Q(revealed_at=None, put_down_at__date__lte=by))
    return rows.filter(person=person) if person else rows


def behind(*, by: date) -> list[tuple[UUID, date]]:
    """(person, day) of all of it. Three queries."""
    levels = earlier_levels(by=by).order_by().values_list("person", "on").distinct()
    judged = seen_assessments(by=by).exclude(revealed_at=None).values_list("person", "revealed_at__date")
    ended = seen_assessments(by=by).filter(revealed_at=None).values_list("person", "put_down_at__date")
    return [*levels, *judged, *ended]
