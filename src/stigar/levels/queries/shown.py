"""What somebody shows another of their plan and of the roles they would like to grow into. Asked on every page about a person."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import DateField, F, Value
from django.db.models.functions import Cast

from stigar.foundation.policy import Ground
from stigar.foundation.prepared import prepared
from stigar.levels import rules

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from stigar.levels.models import Activity, CareerInterest
    from stigar.people.models import Person

PLAN, INTEREST = "plan", "interest"


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


@prepared
def shown_in_words(
    viewer: Person, person: Person, *, towards: frozenset[Ground], today: date
) -> QuerySet[Activity, Any]:
    """The same two without more than what they are called: (``PLAN`` or ``INTEREST``, ..., words), each in its order. One query for both."""
    plan = rules.visible_activities(viewer, person, today=today, towards=towards)
    interests = rules.visible_interests(viewer, person, today=today, towards=towards)
    no_day = Cast(Value(None), DateField())
    asked = plan.annotate(what=Value(PLAN), words=F("name"), done=F("done_on"), by=F("by_day"))
    told = interests.annotate(what=Value(INTEREST), words=F("role__title"), done=no_day, by=no_day)
    order = ("what", "done", "by", "at")
    return asked.values_list(*order, "words").union(told.values_list(*order, "words"), all=True).order_by(*order)
