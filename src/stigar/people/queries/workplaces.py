"""Everybody who works here today with unit, roles and managers, read at once: for those who ask something of the whole organisation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import CharField, F
from django.db.models.functions import Cast, Coalesce

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

    def is_in(self, units: frozenset[UUID]) -> bool:
        """Whether they work in any of the units today."""
        return not units.isdisjoint(self.units)


def workplaces(*, language: str, today: date) -> dict[UUID, Workplace]:
    """Everybody employed today, in the order of the reader's alphabet. Two queries."""
    order = "order_nb" if language == "nb" else "order_sv"
    told = Person.objects.here(today).order_by(order, "pk").values_list("pk", "given", "family", "language")
    names = {key: (f"{given} {family}".strip(), spoken) for key, given, family, spoken in told}
    role = Coalesce(F("role__merge__kept"), F("role"))
    standing = Position.objects.standing(today).order_by("-share", "begins", "pk")
    ids = _Ids({key.hex: key for key in names})
    held: dict[UUID, list[tuple[UUID | None, ...]]] = defaultdict(list)
    for person, *there in standing.values_list(*(_text(one) for one in (F("person"), F("unit"), role, F("manager")))):
        held[ids[person]].append(tuple(ids[key] if key else None for key in there))
    return {key: Workplace(key, *named, *_places(held.get(key, ()))) for key, named in names.items()}


class _Ids(dict[str, UUID]):
    """Ids by the text the database has them as: each is made once, however many rows it stands in."""

    def __missing__(self, text: str) -> UUID:
        found = UUID(text)
        self[text] = found = self.setdefault(found.hex, found)
        return found


def _text(key: Any) -> Cast:
    return Cast(key, CharField())


def _places(rows: Sequence[tuple[UUID | None, ...]]) -> tuple[tuple[UUID, ...], tuple[UUID, ...], tuple[UUID, ...]]:
    """Units, roles and managers of somebody's positions, each once."""
    if len(rows) == 1:
        unit, role, manager = rows[0]
        return (unit,) if unit else (), (role,) if role else (), (manager,) if manager else ()
    units, roles, managers = zip(*rows, strict=True) if rows else ((), (), ())
    return _there(units), _there(roles), _there(managers)


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
