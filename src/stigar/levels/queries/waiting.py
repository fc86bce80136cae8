"""Assessments in which somebody has not handed in their part yet, as rows that another room can count its own with."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, QuerySet, Value

from stigar.levels.models import Part
from stigar.levels.rules import visible_assessments

if TYPE_CHECKING:
    from stigar.people.models import Person

ASSESSMENT = "assessment"


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
