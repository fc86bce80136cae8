"""What waits for somebody in this room, as rows that another room can count its own with: parts of assessments to hand in, and levels
that the person sees differently and wants to talk about."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, QuerySet, Value

from stigar.levels.models import Part, Reply
from stigar.levels.rules import visible_assessments
from stigar.people.rules import people_led_by

if TYPE_CHECKING:
    from stigar.people.models import Person

ASSESSMENT, CONTESTED = "assessment", "contested"


def parts_to_write(viewer: Person, *, today: date) -> QuerySet[Part, tuple[Any, ...]]:
    """(kind, assessment, its person, whose names: the person's given and family, the reviewer's given and family; due). Not run yet.

    Only assessments that the viewer may still see: a part asked of a manager ends with the assignment.
    """
    waiting = visible_assessments(viewer, today=today).filter(revealed_at=None)
    own = Part.objects.filter(giver=viewer, submitted_at=None, assessment__in=waiting.values("pk"))
    return own.values_list(
        Value(ASSESSMENT, CharField()), "assessment", "assessment__person", "assessment__person__given", "assessment__person__family",
        "assessment__reviewer__given", "assessment__reviewer__family", "assessment__due",
    )  # fmt: skip


def to_talk_about(viewer: Person, *, today: date) -> QuerySet[Reply, tuple[Any, ...]]:
    """Levels that the viewer gave to somebody they lead, contested and not settled: (kind, competence, person, their given and family
    name, two that are empty, the day of the level). Not run yet."""
    led = people_led_by(viewer, today=today)
    rows = Reply.objects.filter(contests=True, settled_at=None, level__by=viewer, level__person__in=led)
    empty = [Value("", CharField()) for _ in range(2)]
    return rows.values_list(
        Value(CONTESTED, CharField()), "level__competence", "level__person", "level__person__given", "level__person__family",
        *empty, "level__on",
    )  # fmt: skip
