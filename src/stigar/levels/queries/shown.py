"""What somebody shows another of their plan and of the roles they would like to grow into. Asked on every page about a person."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from stigar.foundation.policy import Ground
from stigar.foundation.prepared import prepared
from stigar.levels import rules

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from stigar.levels.models import Activity, CareerInterest
    from stigar.people.models import Person


@prepared
def plan_shown(viewer: Person, person: Person, *, towards: frozenset[Ground], today: date) -> QuerySet[Activity]:
    """What the viewer sees of the person's plan: what is left to do first, by its day."""
    seen = rules.visible_activities(viewer, person, today=today, towards=towards)
    return seen.order_by("done_on", "by_day", "at")


@prepared
def plan_states(person: Person, *, towards: frozenset[Ground]) -> QuerySet[Activity, Any]:
    """How the plan stands, without its words, for HR that has said why."""
    return rules.visible_plan_states(person, towards)


@prepared
def interests_shown(
    viewer: Person, person: Person, *, towards: frozenset[Ground], today: date
) -> QuerySet[CareerInterest]:
    """The roles the person lets the viewer know of, in the order they were told."""
    rows = rules.visible_interests(viewer, person, today=today, towards=towards)
    return rows.select_related("role").order_by("at")
