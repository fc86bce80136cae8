"""What waits for somebody in this room, as rows that another room can count its own with: parts of assessments to hand in, those
that both have handed in, and levels that the person sees differently and wants to talk about."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value

from stigar.levels.models import Level, Part, Reply
from stigar.levels.rules import visible_assessments
from stigar.people.rules import people_led_by

if TYPE_CHECKING:
    from stigar.people.models import Person

ASSESSMENT, REVEALED, CONTESTED = "assessment", "revealed", "contested"
TO_TALK = timedelta(days=14)  # so long the talk about what both have handed in is what comes next


def parts_to_write(viewer: Person, *, today: date) -> QuerySet[Part, tuple[Any, ...]]:
    """(kind, assessment, its person, whose names: the person's given and family, the reviewer's given and family; due). Not run yet.

    Only assessments that the viewer may still see: a part asked of a manager ends with the assignment.
    """
    waiting = visible_assessments(viewer, today=today).filter(revealed_at=None)
    own = Part.objects.filter(giver=viewer, submitted_at=None, assessment__in=waiting.values("pk"))
    return _as_told(own, ASSESSMENT)


def handed_in_by_both(viewer: Person, *, today: date) -> QuerySet[Part, tuple[Any, ...]]:
    """Assessments that the viewer handed in first and the other lately, so that both see both parts: in the shape of
    :func:`parts_to_write`. Who hands in last sees them at once and is not told. Not run yet."""
    lately = visible_assessments(viewer, today=today).filter(revealed_at__date__gt=today - TO_TALK)
    first = Part.objects.filter(giver=viewer, assessment__in=lately.values("pk"))
    later = Part.objects.filter(assessment=OuterRef("assessment"), submitted_at__gt=OuterRef("submitted_at"))
    return _as_told(first.filter(Exists(later)), REVEALED)


def to_talk_about(viewer: Person, *, today: date) -> QuerySet[Reply, tuple[Any, ...]]:
    """Levels of those the viewer leads that are contested and not settled: those the viewer gave, and of what others gave (an earlier
    manager, a colleague, a file) the one that stands, so that nobody contests in vain. (kind, competence, person, their given and
    family name, two that are empty, the day of the level.) Not run yet."""
    led = people_led_by(viewer, today=today)
    level = Level.objects.filter(taken_back=None, competence=OuterRef("level__competence"))
    stands = level.filter(person=OuterRef("level__person"), source=OuterRef("level__source")).order_by("-on", "-at")
    seen = Q(level__by=viewer) | Q(level=Subquery(stands.values("pk")[:1]))
    rows = Reply.objects.filter(seen, contests=True, settled_at=None, level__taken_back=None, level__person__in=led)
    empty = [Value("", CharField()) for _ in range(2)]
    return rows.values_list(
        Value(CONTESTED, CharField()), "level__competence", "level__person", "level__person__given", "level__person__family",
        *empty, "level__on",
    )  # fmt: skip


def _as_told(parts: QuerySet[Part], kind: str) -> QuerySet[Part, tuple[Any, ...]]:
    return parts.values_list(
        Value(kind, CharField()), "assessment", "assessment__person", "assessment__person__given", "assessment__person__family",
        "assessment__reviewer__given", "assessment__reviewer__family", "assessment__due",
    )  # fmt: skip
