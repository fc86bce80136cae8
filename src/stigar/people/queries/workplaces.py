"""Everybody who works here today with unit, roles and managers, read at once: for those who ask something of the whole organisation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F
from django.db.models.functions import Coalesce

from stigar.people.models import Person, Position
from stigar.people.queries.units import tree


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where somebody stands today. ``managers`` are all who lead them, the one with the largest share of their time first."""

    id: UUID
    name: str
    language: str
    units: tuple[UUID, ...]
    roles: tuple[UUID, ...]
    managers: tuple[UUID, ...]

    @property
    def unit(self) -> UUID | None:
        return self.units[0] if self.units else None


def workplaces(*, language: str, today: date) -> dict[UUID, Workplace]:
    """Everybody employed today, in the order of the reader's alphabet. Two queries."""
    order = "order_nb" if language == "nb" else "order_sv"
    told = Person.objects.here(today).order_by(order, "pk").values_list("pk", "given", "family", "language")
    names = {key: (f"{given} {family}".strip(), spoken) for key, given, family, spoken in told}
    role = Coalesce(F("role__merge__kept"), F("role"))
    standing = Position.objects.standing(today).order_by("-share", "begins", "pk")
    held: dict[UUID, list[tuple[Any, ...]]] = defaultdict(list)
    for person, *told_of in standing.values_list("person", "unit", role, "manager"):
        held[person].append(tuple(told_of))
    return {
        key: Workplace(key, *named, *(_there(rows) for rows in zip(*held[key], strict=True)))
        if key in held
        else Workplace(key, *named, (), (), ())
        for key, named in names.items()
    }


def people_named(keys: Iterable[UUID]) -> Mapping[UUID, str]:
    """The names of these people, also of those who have left. One query."""
    told = Person.objects.filter(pk__in=list(keys)).values_list("pk", "given", "family")
    return {key: f"{given} {family}".strip() for key, given, family in told}


def unit_and_parts(unit: UUID) -> frozenset[UUID]:
    """The unit and everything under it; empty for a unit that is not there. One query beside the kept tree."""
    found: set[UUID] = set()
    for row in tree():
        if row.id == unit or row.parent_id in found:
            found.add(row.id)
    return frozenset(found)


def _there(keys: Iterable[UUID | None]) -> tuple[UUID, ...]:
    return tuple(dict.fromkeys(key for key in keys if key))
