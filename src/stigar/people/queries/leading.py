"""Who leads whom today: a person's manager, and everybody below somebody, step by step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from stigar.engine.text.order import sort_key
from stigar.foundation.prepared import prepared
from stigar.people.models import Person, PersonQuerySet, Position, PositionQuerySet
from stigar.people.rules import people_led_by, positions_today

# A person, their names and last day, and the role they have there.
Place = tuple[UUID, str, str, date | None, UUID | None]


@dataclass(frozen=True, slots=True)
class Led:
    """Somebody in a team: their roles today (a merged title counts as the role it was merged into), and the last day if one is known."""

    id: UUID
    given: str
    name: str
    ended: date | None
    roles: tuple[UUID, ...]


def manager_of(person: Person, *, today: date) -> Person | None:
    """The person's manager today, who works here; of several positions the largest share. One query."""
    return next(iter(managers_of(person, today=today)), None)


def managers_of(person: Person, *, today: date) -> list[Person]:
    """Everybody who leads the person today and works here; of several positions that of the largest share first. One query."""
    found = (one.manager for one in positions_today(person, today=today))
    return list({one.pk: one for one in found if one and one.pk != person.pk and one.is_here(today)}.values())


@prepared
def first_led(viewer: Person, *, today: date) -> PersonQuerySet:
    """The first sixty of the people the viewer leads, by name."""
    found: PersonQuerySet = people_led_by(viewer, today=today).order_by("order_sv")[:60]
    return found


def taken_over(viewer: Person, *, today: date, days: int) -> PositionQuerySet:
    """The positions in which the viewer has come to lead somebody in the last ``days``, whom somebody else led before. Not run yet."""
    since = today - timedelta(days=days)
    before = Position.objects.filter(person=OuterRef("person"), begins__lt=OuterRef("begins"))
    by_viewer = before.filter(manager=viewer).filter(Q(ends=None) | Q(ends__gte=since))
    fresh = Position.objects.standing(today).filter(manager=viewer, begins__gt=since).exclude(person=viewer)
    by_others = before.exclude(manager=viewer).exclude(manager=None)
    there: PositionQuerySet = fresh.filter(Exists(by_others), ~Exists(by_viewer), person__in=Person.objects.here(today))
    return there


def below(leads: Mapping[UUID, frozenset[UUID]], leader: UUID) -> frozenset[UUID]:
    """Everybody below ``leader`` in ``leads`` (leader -> those led), step by step; a ring of leaders ends where it began.

    >>> ada, bo, cai = (UUID(int=n) for n in (1, 2, 3))
    >>> below({ada: frozenset({bo}), bo: frozenset({cai, ada})}, ada) == {bo, cai}
    True
    """
    found: set[UUID] = set()
    waiting = [leader]
    while waiting:
        fresh = leads.get(waiting.pop(), frozenset()) - found - {leader}
        found |= fresh
        waiting.extend(fresh)
    return frozenset(found)


def who_leads_whom(*, today: date) -> dict[UUID, frozenset[UUID]]:
    """Leader -> those led today, of everybody. One query."""
    led: dict[UUID, set[UUID]] = defaultdict(set)
    for leader, person in Position.objects.standing(today).exclude(manager=None).values_list("manager", "person"):
        if leader != person:
            led[leader].add(person)
    return {leader: frozenset(people) for leader, people in led.items()}


def first_leaders(*, today: date) -> dict[UUID, UUID]:
    """Person -> the one who leads them that day; of several positions, the one with the largest share. One query."""
    rows = (
        Position.objects.standing(today)
        .exclude(manager=None)
        .exclude(manager=F("person"))
        .order_by("-share", "begins", "pk")
    )
    found: dict[UUID, UUID] = {}
    for person, leader in rows.values_list("person", "manager"):
        found.setdefault(person, leader)
    return found


def leads_leaders(viewer: Person, *, today: date) -> bool:
    """Whether somebody the viewer leads today leads somebody else. One query."""
    leading = Position.objects.standing(today).filter(manager=OuterRef("pk"), person__in=Person.objects.here(today))
    led = people_led_by(viewer, today=today).filter(
        Exists(leading.exclude(person=OuterRef("pk")).exclude(person=viewer))
    )
    return bool(led.exists())


def places_of(people: PersonQuerySet, *, today: date) -> QuerySet[Position, Place]:
    """Where these people stand today, the largest share first; asked by :func:`team_of`."""
    rows = Position.objects.standing(today).filter(person__in=people.values("pk")).order_by("-share", "begins")
    told: QuerySet[Position, Place] = rows.values_list(
        "person", "person__given", "person__family", "person__ended", Coalesce(F("role__merge__kept"), F("role"))
    )
    return told


def team_of(places: Iterable[Place], *, language: str) -> list[Led]:
    """The people who stand in these places with their roles, by name and by nothing else."""
    names: dict[UUID, tuple[str, str, date | None]] = {}
    roles: dict[UUID, dict[UUID, None]] = defaultdict(dict)
    for person, given, family, ended, role in places:
        names[person] = (given, f"{given} {family}".strip(), ended)
        if role:
            roles[person][role] = None
    found = [Led(person, *told, tuple(roles[person])) for person, told in names.items()]
    return sorted(found, key=lambda one: (sort_key(one.name, language), str(one.id)))
