"""What goes along when somebody gets a new manager: what was agreed, the goals that the manager may read, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Case, F, Q, When

from stigar.dialogues import rules
from stigar.dialogues.models import Agreed, Goal, Talk
from stigar.foundation.prepared import prepared
from stigar.levels.queries.shown import INTEREST, PLAN, shown_in_words
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


NOTHING = Handover(None, "", (), ())


@dataclass(frozen=True, slots=True)
class Beside:
    """What a manager reads in the room of competence: of the plan and of interests only what the person shows, by what it is called."""

    activities: tuple[str, ...]
    interests: tuple[str, ...]


def given_to(viewer: Person, person: Person, *, today: date) -> Handover:
    """What ``viewer``, who leads the person today, is given. Nothing for anybody else."""
    return given_and_held(viewer, person, today=today)[0]


def given_and_held(viewer: Person, person: Person, *, today: date) -> tuple[Handover, list[Talk]]:
    """The same, and the viewer's own dialogues with the person, the latest first. Three queries."""
    if not rules.inherits(viewer, person, today=today):
        return NOTHING, []
    rows = _with_the_given(viewer, person, today=today)
    given = next((one for one in rows if vars(one)["is_given"]), None)
    return _told(given, _goals_seen(viewer, person, today=today)), [one for one in rows if one is not given]


def given_or_would_be(manager: Person | None, person: Person, *, today: date) -> tuple[Handover, bool, list[Talk]]:
    """What the person's manager is given of what was before, and True; where that is nothing, what the next one would be given, and False.
    And the person's open dialogues with somebody who led them and does so no longer. Three queries."""
    leads = manager if manager and rules.inherits(manager, person, today=today) else None
    rows = _of_oneself(person, leads, today=today)
    given = next((one for one in rows if vars(one)["is_given"]), None)
    is_new = leads is not None and given is not None and given.reviewer_id != leads.pk
    goals = _goals_seen(leads, person, today=today) if leads else _shared_by(person)
    return _told(given, goals), is_new, _left(person, (one for one in rows if one is not given), today=today)


def given_to_the_next(person: Person) -> Handover:
    """What whoever comes to lead the person next would be given."""
    return _told(_given_on.first(person), _shared_by(person))


def left_open(person: Person, *, today: date) -> list[Talk]:
    """The person's open dialogues with somebody who led them and does so no longer. Two queries."""
    return _left(person, _open_ones(person, today=today).select_related("reviewer"), today=today)


def beside(viewer: Person, person: Person, *, today: date) -> Beside:
    """Of the plan and of interests, what the person shows this manager. One query beside the rules' own."""
    rows = shown_in_words(viewer, person, towards=grounds(viewer, person, today=today), today=today)
    return Beside(
        tuple(words for what, *_, words in rows if what == PLAN),
        tuple(words for what, *_, words in rows if what == INTEREST),
    )


@prepared
def _with_the_given(viewer: Person, person: Person, *, today: date) -> QuerySet[Talk]:
    """Twenty of the viewer's dialogues with the person, and the one that the viewer is given of."""
    held = rules.visible_talks(viewer, today=today).filter(person=person).order_by("-opened_at")[:20]
    return _and_given(person, held, rules.given_of_others(person, viewer))


@prepared
def _of_oneself(viewer: Person, manager: Person | None, *, today: date) -> QuerySet[Talk]:
    """The viewer's open dialogues with those who led them, and the one that the manager is given of, or the next would be."""
    return _and_given(viewer, _open_ones(viewer, today=today), rules.given_on(viewer, manager))


@prepared
def _given_on(person: Person) -> QuerySet[Talk]:
    return _and_given(person, Talk.objects.none(), rules.given_on(person))


def _and_given(person: Person, talks: QuerySet[Talk], given: QuerySet[Talk]) -> QuerySet[Talk]:
    """Both of the person's at once, the latest first. Only the one that is given is read with its summary."""
    is_given = Q(pk__in=given.values("pk"))
    summary = Case(When(is_given, then=F("summary__text")), default=None)
    rows = Talk.objects.filter(is_given | Q(pk__in=talks.values("pk")), person=person).defer("blocks")
    rows = rows.select_related("reviewer").order_by("-opened_at")
    return rows.annotate(is_given=Case(When(is_given, then=True), default=False), words=summary)


def _open_ones(person: Person, *, today: date) -> QuerySet[Talk]:
    talks = rules.visible_talks(person, today=today)
    return talks.filter(person=person, as_manager=True, closed_at=None, round=None).order_by("-opened_at")


def _left(person: Person, talks: Iterable[Talk], *, today: date) -> list[Talk]:
    leading = {one.pk for one in managers_of(person, today=today)}
    return [one for one in talks if one.reviewer_id not in leading]


@prepared
def _goals_seen(viewer: Person, person: Person, *, today: date) -> QuerySet[Goal]:
    return rules.goals_near(viewer, today=today).filter(person=person).order_by("put_down_on", "at")


@prepared
def _shared_by(person: Person) -> QuerySet[Goal]:
    return Goal.objects.filter(person=person, shared=True).order_by("put_down_on", "at")


@prepared
def _agreed_in(talk: Talk) -> QuerySet[Agreed]:
    return Agreed.objects.filter(talk=talk, dropped_at=None).select_related("who").order_by("at")


def _told(talk: Talk | None, goals: Iterable[Goal]) -> Handover:
    agreed = _agreed_in(talk) if talk else ()
    return Handover(talk, (vars(talk)["words"] if talk else "") or "", tuple(agreed), tuple(goals))
