"""Where everybody stands today: units, roles and leaders; and which units a leader leads as a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from uuid import UUID

from django.db.models import F
from django.db.models.functions import Coalesce

from stigar.foundation.journal import kept_until
from stigar.people.models import Person, Position
from stigar.people.queries.roles import CHANGING
from stigar.people.queries.units import tree


@dataclass(slots=True)
class Stands:
    """Somebody employed today: their units, roles (a merged title counts as the role it was merged into) and leaders, and the last day
    if one is known."""

    ended: date | None
    units: set[UUID] = field(default_factory=set)
    roles: dict[UUID, None] = field(default_factory=dict)
    leaders: set[UUID] = field(default_factory=set)


def where_all_stand(*, today: date) -> dict[UUID, Stands]:
    """Everybody who is employed today and has a position. One query."""
    rows = Position.objects.standing(today).filter(person__in=Person.objects.here(today).values("pk"))
    told = rows.order_by("-share", "begins").values_list(
        "person", "person__ended", "unit", Coalesce(F("role__merge__kept"), F("role")), "manager"
    )
    found: dict[UUID, Stands] = {}
    for person, ended, unit, role, leader in told:
        there = found.setdefault(person, Stands(ended))
        if unit:
            there.units.add(unit)
        if role:
            there.roles[role] = None
        if leader and leader != person:
            there.leaders.add(leader)
    return found


def units_above(parents: Mapping[UUID, UUID | None]) -> dict[UUID, frozenset[UUID]]:
    """Each unit together with all it lies in."""
    found: dict[UUID, frozenset[UUID]] = {}
    for unit in parents:
        path: list[UUID] = []
        at: UUID | None = unit
        while at is not None and at not in path:
            path.append(at)
            at = parents.get(at)
        found[unit] = frozenset(path)
    return found


@kept_until((*CHANGING, "people.unit"))
def units_led(*, today: date) -> Mapping[UUID, frozenset[UUID]]:
    """The units of each leader: those in which everybody, in their parts too, is the leader or works below them, step by step.

    In a unit where somebody answers to others, its figures are not that leader's to see. Two queries.
    """
    everybody = where_all_stand(today=today)
    parents = {row.id: row.parent_id for row in tree()}
    above = units_above(parents)
    leaders_of = {person: frozenset(_leaders(person, everybody)) for person in everybody}
    whole: dict[UUID, frozenset[UUID]] = {}
    people: dict[UUID, set[UUID]] = defaultdict(set)
    for person, stands in everybody.items():
        mine = leaders_of[person] | {person}
        for unit in frozenset().union(*(above.get(one, frozenset({one})) for one in stands.units)):
            whole[unit] = whole[unit] & mine if unit in whole else mine
            people[unit].add(person)
    led: dict[UUID, set[UUID]] = defaultdict(set)
    for unit, leaders in whole.items():
        for leader in leaders:
            if people[unit] != {leader}:
                led[leader].add(unit)
    return MappingProxyType({leader: frozenset(units) for leader, units in led.items()})


def _leaders(person: UUID, everybody: Mapping[UUID, Stands]) -> Iterable[UUID]:
    """All above somebody, step by step; a ring of leaders ends where it began, and nobody in it is above themself."""
    found: set[UUID] = set()
    waiting = [person]
    while waiting:
        stands = everybody.get(waiting.pop())
        fresh = (stands.leaders if stands else set()) - found - {person}
        found |= fresh
        waiting.extend(fresh)
    return found
