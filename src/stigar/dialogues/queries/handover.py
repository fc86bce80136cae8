"""What goes along when somebody gets a new manager: what was agreed, the goals that the manager may read, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from stigar.dialogues import rules
from stigar.dialogues.models import Agreed, Goal, Summary, Talk
from stigar.levels.rules import grounds, visible_activities, visible_interests
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
    goals = rules.visible_goals(viewer, today=today).filter(person=person)
    return _handover(rules.inherited_talks(viewer, person, today=today), goals)


def given_to_the_next(person: Person) -> Handover:
    """What whoever comes to lead the person next would be given."""
    return _handover(rules.given_on(person), Goal.objects.filter(person=person, shared=True))


def beside(viewer: Person, person: Person, *, today: date) -> Beside:
    """Of the plan and of interests, what the person shows this manager. Two queries beside the rules' own."""
    towards = grounds(viewer, person, today=today)
    activities = visible_activities(viewer, person, today=today, towards=towards).order_by("done_on", "by_day", "at")
    interests = visible_interests(viewer, person, today=today, towards=towards).select_related("role").order_by("at")
    return Beside(tuple(activities), tuple(interests))


def left_open(person: Person, talks: QuerySet[Talk], *, today: date) -> list[Talk]:
    """The person's open dialogues with somebody who led them and does so no longer. Two queries."""
    leading = {one.pk for one in managers_of(person, today=today)}
    rows = talks.filter(person=person, as_manager=True, closed_at=None, round=None).exclude(reviewer__in=leading)
    return list(rows.select_related("reviewer").order_by("-opened_at"))


def _handover(talks: QuerySet[Talk], goals: QuerySet[Goal]) -> Handover:
    talk = talks.select_related("reviewer", "person").first()
    agreed: Iterable[Agreed] = (
        Agreed.objects.filter(talk=talk, dropped_at=None).select_related("who").order_by("at") if talk else ()
    )
    summary = Summary.objects.filter(talk=talk).first() if talk else None
    return Handover(talk, summary.text if summary else "", tuple(agreed), tuple(goals.order_by("put_down_on", "at")))
