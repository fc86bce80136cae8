"""The first three steps: the goal, the rules of the profiles, and the time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.engine.text.typed import one_line
from stigar.foundation import clock, journal
from stigar.profiles.actions.projects import NoName, demand_open
from stigar.profiles.actions.records import begun
from stigar.profiles.models import Architecture, Goal, Project, TimeFrame
from stigar.profiles.queries.architecture import Rules

if TYPE_CHECKING:
    from stigar.people.models import Person

GOAL, ARCHITECTURE, TIME = 1, 2, 3


class NoSuchRules(Exception):
    """The rules contradict themselves: fewest over most, no level, or nothing left to write."""


@transaction.atomic
def set_goal(*, project: Project, kind: str, words: str, expected: str, seen: str, viewer: Person, today: date) -> Goal:
    """Say what the work is for. Raises :class:`NoName` when a part of it has no words."""
    demand_open(project, viewer, today)
    told = {"words": one_line(words, 400), "expected": one_line(expected, 400), "seen": one_line(seen, 400)}
    if not all(told.values()) or kind not in dict(Goal.KINDS):
        raise NoName
    goal = _keep(Goal, project, viewer, kind=kind, **told)
    begun(project, GOAL, viewer)
    journal.note(viewer, gettext_noop("set the goal of a profile project"), project)
    return goal  # type: ignore[no-any-return]


@transaction.atomic
def set_rules(*, project: Project, wanted: Rules, viewer: Person, today: date) -> Architecture:
    """Set the rules that the profiles keep. Profiles that break them stay as they are; the breaches are shown. Raises :class:`NoSuchRules`."""
    demand_open(project, viewer, today)
    if (
        not 1 <= wanted.fewest <= wanted.most
        or not wanted.levels
        or wanted.longest < 1
        or len(wanted.shared) > wanted.most
    ):
        raise NoSuchRules
    kept = _keep(Architecture, project, viewer, rules=wanted.as_data())
    begun(project, ARCHITECTURE, viewer)
    journal.note(viewer, gettext_noop("set the rules of a profile project"), project)
    return kept  # type: ignore[no-any-return]


@transaction.atomic
def set_time(
    *, project: Project, begins: date, workshops: int, wished: date | None, viewer: Person, today: date
) -> TimeFrame:
    """Say when it begins, how many workshops there are, and when people wish it to be ready; an unrealistic wish is kept, and warned of."""
    demand_open(project, viewer, today)
    kept = _keep(TimeFrame, project, viewer, begins=begins, workshops=workshops, wished=wished)
    begun(project, TIME, viewer)
    journal.note(viewer, gettext_noop("set the time of a profile project"), project)
    return kept  # type: ignore[no-any-return]


def _keep(model: Any, project: Project, viewer: Person, **said: Any) -> Any:
    said = {**said, "by": viewer, "at": clock.now()}
    kept, _ = model.objects.update_or_create(
        project=project, defaults=said, create_defaults={**said, "organisation_id": viewer.organisation_id}
    )
    return kept
