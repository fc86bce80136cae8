"""How it goes afterwards: how secure people feel (only together), how old each profile is and how it is used, and what has changed under it."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Exists, Max, OuterRef, Q

from stigar.areas.queries import newest_told
from stigar.areas.queries.neighbours import among_others
from stigar.foundation.journal import changed_since, kept_until
from stigar.foundation.prepared import prepared
from stigar.people.queries.answers import together
from stigar.people.queries.audiences import managers_of, places
from stigar.people.queries.roles import held_and_led
from stigar.profiles.models import (
    Learned,
    Participant,
    Profile,
    Project,
    ProjectRole,
    Pulse,
    Use,
)
from stigar.profiles.queries.viewpoints import CHANGING

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from stigar.people.models import Person

A_YEAR = timedelta(days=365)
_OF_A_ROUND = [one.attname for one in Pulse._meta.concrete_fields]
ENOUGH_LEARNED = 2 / 3  # of the managers, before the step is done


@dataclass(frozen=True, slots=True)
class Round:
    """A round of asking, told together: people counted (whole fives), their mean, and when it is over how many gave each answer."""

    pulse: Pulse
    people: int
    mean: Decimal | None
    shown: Mapping[int, int]

    @property
    def reached(self) -> bool:
        """Whether those counted feel as secure as was set."""
        return self.mean is not None and self.mean >= self.pulse.threshold


@dataclass(frozen=True, slots=True)
class Followed:
    """A profile afterwards: when it was approved, how often it was used in the last year, and what has changed since:
    the everyday work of its role, or which roles stand with it in its area."""

    profile: Profile
    approved: datetime | None
    uses: Mapping[str, int]
    work_changed: bool
    map_changed: bool
    old: bool


def rounds(project: Project, *, today: date) -> list[Round]:
    """Every round, the latest first. One query: a round comes once for each answer, and once without any."""
    pulses: dict[uuid.UUID, Pulse] = {}
    given: dict[uuid.UUID, list[tuple[int, uuid.UUID]]] = defaultdict(list)
    for answer, answered, *row in _with_answers(project):
        key = row[0]
        if key not in pulses:
            pulses[key] = Pulse.from_db(connection.alias, _OF_A_ROUND, row)
        if answered:  # one answer a person: the row is the person
            given[key].append((answer, answered))
    return [told(one, given[key], today=today) for key, one in pulses.items()]


@prepared
def _with_answers(project: Project) -> QuerySet[Pulse, Any]:
    rows = Pulse.objects.filter(project=project).order_by("-number", "answers__at", "answers__pk")
    return rows.values_list("answers__answer", "answers__pk", *_OF_A_ROUND)


def told(pulse: Pulse, votes: list[tuple[int, uuid.UUID]], *, today: date) -> Round:
    """The answers of one round: five people at a time, and how many gave each answer only when no more can come."""
    counted = together(votes, over=today > pulse.closes)
    return Round(pulse, counted.people, counted.mean, counted.shown)


def open_pulse(project: Project, *, today: date) -> Pulse | None:
    """The round that can be answered today. One query."""
    found: Pulse | None = Pulse.objects.filter(project=project, opens__lte=today, closes__gte=today).first()
    return found


def asked(person: Person, *, today: date) -> list[Pulse]:
    """The rounds this person may answer and has not: of projects about a role they have or lead somebody in, or take part in.
    One query. The same people as :func:`asked_of`."""
    return _asked(person, today=today) if person.is_here(today) else []


@prepared
def _asked(person: Person, *, today: date) -> QuerySet[Pulse]:
    of_it = {"project": OuterRef("project")}
    held, led = held_and_led(person, today=today)
    about = ProjectRole.objects.filter(Q(role__in=held) | Q(role__in=led), **of_it)
    inside = Participant.objects.filter(**of_it, left=None, person=person)
    standing = Pulse.objects.filter(opens__lte=today, closes__gte=today).exclude(answers__person=person)
    found: QuerySet[Pulse] = standing.filter(Q(project__owner=person) | Exists(inside) | Exists(about))
    return found.select_related("project").order_by("opens", "pk")


def asks(pulse: Pulse, person: Person, *, today: date) -> bool:
    """Whether this round asks this person, who has not answered. One query."""
    return pulse in asked(person, today=today)


def asked_of(project: Project, *, today: date) -> frozenset[uuid.UUID]:
    """Whom the project's rounds ask: those in its roles, their managers, and those who take part. Four queries."""
    roles = list(project.roles.values_list("role", flat=True))
    holders = {one.person_id for one in places(today=today, roles=roles)} if roles else set()
    taking_part = set(project.participants.filter(left=None).values_list("person", flat=True))
    return frozenset(holders | managers_of(holders, today=today) | taking_part | {project.owner_id})


def followed(project: Project, *, today: date) -> list[Followed]:
    """The project's profiles with their age, use and what has changed under them. At most seven queries."""
    rows = Profile.objects.filter(project=project, put_down=None).select_related("role", "core")
    profiles = list(rows.annotate(approved_at=Max("versions__approval__at")))
    profiles.sort(key=lambda one: (one.core.name if one.core else one.name, one.core_id is not None, one.name))
    approved = {one.pk: one.approved_at for one in profiles if one.approved_at}
    told = newest_told({one.role_id for one in profiles})
    used: dict[uuid.UUID, Counter[str]] = {one.pk: Counter() for one in profiles}
    for profile, kind, times in Use.objects.filter(profile__in=profiles, month__gte=today - A_YEAR).values_list(
        "profile", "kind", "times"
    ):
        used[profile][kind] += times
    work = _changes(profiles, min(approved.values())) if approved else {}
    moved = (
        among_others({one.role_id: approved[one.pk] for one in profiles if one.pk in approved})
        if approved
        else frozenset()
    )
    for role, at in told.items():
        work[str(role)] = max(at, work.get(str(role), at))
    return [_followed(one, approved.get(one.pk), used[one.pk], work, moved, today) for one in profiles]


@kept_until((*CHANGING, "profiles.learned"), most=64)
def learners_kept(project: uuid.UUID, *, today: date) -> tuple[frozenset[uuid.UUID], frozenset[uuid.UUID]]:
    """The same as :func:`learners` for pages, kept in memory: one query while nothing has changed."""
    return learners(Project.objects.get(pk=project), today=today)


def learners(project: Project, *, today: date) -> tuple[frozenset[uuid.UUID], frozenset[uuid.UUID]]:
    """The managers of those in the project's roles, and those of them who have been through a guide. Four queries."""
    roles = list(project.roles.values_list("role", flat=True))
    return learners_among([one.person_id for one in places(today=today, roles=roles)] if roles else [], today=today)


def learners_among(holders: Iterable[uuid.UUID], *, today: date) -> tuple[frozenset[uuid.UUID], frozenset[uuid.UUID]]:
    """The same, from those who have the roles. Two queries."""
    managers = managers_of(holders, today=today)
    return managers, frozenset(Learned.objects.filter(person__in=managers).values_list("person", flat=True))


def _changes(profiles: Iterable[Profile], since: datetime) -> dict[str, datetime]:
    """When the everyday work of each role was last changed; what is older than ``since`` is left out."""
    roles = [str(one.role_id) for one in profiles]
    tasks = changed_since(("areas.task",), since).filter(details__role__in=roles).order_by("at")
    return {details["role"]: at for details, at in tasks.values_list("details", "at")}


def _followed(
    profile: Profile, approved: datetime | None, uses: Mapping[str, int], work: Mapping[str, datetime],
    moved: frozenset[uuid.UUID], today: date,
) -> Followed:  # fmt: skip
    if approved is None:
        return Followed(profile, None, uses, False, False, False)
    changed = work.get(str(profile.role_id))
    return Followed(
        profile, approved, uses, changed is not None and changed > approved, profile.role_id in moved,
        approved.date() + A_YEAR < today,
    )  # fmt: skip
