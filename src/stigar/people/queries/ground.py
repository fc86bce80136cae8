"""How things stand before an import: everybody, their positions, and the roles, units and sites there are. Five queries."""

import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from stigar.people.models import Person, Position, Role, Site, Unit


class PersonNow(NamedTuple):
    """A person as remembered."""

    id: uuid.UUID
    number: str
    given: str
    family: str
    email: str
    language: str
    started: date | None
    ended: date | None

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}".strip()


class PositionNow(NamedTuple):
    """One of somebody's positions as remembered."""

    id: uuid.UUID
    person: uuid.UUID
    role: uuid.UUID | None
    unit: uuid.UUID | None
    site: uuid.UUID | None
    manager: uuid.UUID | None
    share: Decimal
    begins: date
    ends: date | None


class UnitNow(NamedTuple):
    """A unit as remembered."""

    id: uuid.UUID
    code: str
    name: str
    parent: uuid.UUID | None


class SiteNow(NamedTuple):
    """A site as remembered."""

    id: uuid.UUID
    name: str
    country: str
    zone: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything an import is compared with. Persons by employee number, positions by person (the latest last), roles by title."""

    persons: dict[str, PersonNow]
    positions: dict[uuid.UUID, list[PositionNow]]
    roles: dict[str, uuid.UUID]
    units: dict[uuid.UUID, UnitNow]
    sites: dict[uuid.UUID, SiteNow]


def standing() -> Standing:
    """How things stand now, in the organisation whose world is open."""
    persons = Person.objects.order_by("number").values_list(
        "id", "number", "given", "family", "email", "language", "started", "ended"
    )
    positions = Position.objects.order_by("begins").values_list(
        "id", "person", "role", "unit", "site", "manager", "share", "begins", "ends"
    )
    held: dict[uuid.UUID, list[PositionNow]] = {}
    for row in positions:
        held.setdefault(row[1], []).append(PositionNow(*row))
    return Standing(
        persons={row[1]: PersonNow(*row) for row in persons},
        positions=held,
        roles=dict(Role.objects.order_by("title").values_list("title", "id")),
        units={
            row[0]: UnitNow(*row) for row in Unit.objects.order_by("code").values_list("id", "code", "name", "parent")
        },
        sites={
            row[0]: SiteNow(*row)
            for row in Site.objects.order_by("name").values_list("id", "name", "country", "time_zone")
        },
    )
