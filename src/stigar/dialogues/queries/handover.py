"""What goes along when somebody gets a new manager: what was agreed, the goals that the manager may read, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from stigar.dialogues import rules
from stigar.dialogues.models import Agreed, Goal, Talk
from stigar.foundation.prepared import prepared
from stigar.levels.queries.shown import interests_shown, plan_shown
from stigar.levels.rules import grounds
from stigar.people.queries.leading import managers_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from stigar.people.models import Person


@dataclass(frozen=True, slots=True)
class Handover:
    """All that a manager who was not there before is given: the latest signed summary with what was agreed, and the goals."""

    talk: Talk | None
    summary: str
    agreed: tuple[Agreed, ...]
    goals: tuple[Goal, ...]

    def __bool__(self) -> bool:
        return bool(self.talk or self.goals)


@dataclass(frozen=True, slots=True)
class Beside:
    """What a manager reads in the room of competence: of the plan and of interests only what the person shows."""

    activities: tuple[Any, ...]
    interests: tuple[Any, ...]


def given_to(viewer: Person, person: Person, *, today: date) -> Handover:
    """What ``viewer``, who leads the person today, is given. Nothing for anybody else."""
    goals = rules.goals_near(viewer, today=today).filter(person=person)
    return _handover(rules.inherited_talks(viewer, person, today=today), goals)


def given_to_the_next(person: Person) -> Handover:
    """What whoever comes to lead the person next would be given."""
    talk = _given_on.first(person)
    return _told(talk, _shared_by(person))


def given_or_would_be(manager: Person | None, person: Person, *, today: date) -> tuple[Handover, bool]:
    """What the person's manager is given of what was before, and True; nothing was: what the next one would be given, and False."""
    theirs = rules.inherited_talks(manager, person, today=today) if manager else None
    if manager and theirs and theirs.exists():
        return given_to(manager, person, today=today), True
    return given_to_the_next(person), False


@prepared
def _given_on(person: Person) -> QuerySet[Talk]:
    return rules.given_on(person).select_related("reviewer", "person", "summary")


@prepared
def _shared_by(person: Person) -> QuerySet[Goal]:
    return Goal.objects.filter(person=person, shared=True).order_by("put_down_on", "at")


@prepared
def _agreed_in(talk: Talk) -> QuerySet[Agreed]:
    return Agreed.objects.filter(talk=talk, dropped_at=None).select_related("who").order_by("at")


def beside(viewer: Person, person: Person, *, today: date) -> Beside:
    """Of the plan and of interests, what the person shows this manager. Two queries beside the rules' own."""
    towards = grounds(viewer, person, today=today)
    asked: Any = {"towards": towards, "today": today}
    return Beside(tuple(plan_shown(viewer, person, **asked)), tuple(interests_shown(viewer, person, **asked)))


def left_open(person: Person, talks: QuerySet[Talk], *, today: date) -> list[Talk]:
    """The person's open dialogues with somebody who led them and does so no longer. Two queries, one when there are none."""
    open_ones = talks.filter(person=person, as_manager=True, closed_at=None, round=None)
    rows = list(open_ones.select_related("reviewer").order_by("-opened_at"))
    leading = {one.pk for one in managers_of(person, today=today)} if rows else set()
    return [one for one in rows if one.reviewer_id not in leading]


def _handover(talks: QuerySet[Talk], goals: QuerySet[Goal]) -> Handover:
    talk = next(iter(talks.select_related("reviewer", "person", "summary")), None)
    return _told(talk, goals.order_by("put_down_on", "at"))


def _told(talk: Talk | None, goals: Iterable[Goal]) -> Handover:
    summary = getattr(talk, "summary", None)
    agreed = _agreed_in(talk) if talk else ()
    return Handover(talk, summary.text if summary else "", tuple(agreed), tuple(goals))
