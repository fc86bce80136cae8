"""Groups of people for those who plan work with them: where somebody stands, who has certain roles, and who leads those people."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from stigar.foundation.prepared import prepared
from stigar.people.models import Duty, Person, Position
from stigar.people.queries.units import tree


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands today: role, department, site and country; what is not known is empty."""

    person_id: uuid.UUID
    role_id: uuid.UUID | None
    role: str
    department: str
    site: str
    country: str


def places(*, today: date, persons: Iterable[uuid.UUID] = (), roles: Iterable[uuid.UUID] = ()) -> list[Place]:
    """Today's positions of these people, or of everybody in these roles (variants counted in). One query beside the kept tree."""
    departments = {unit.id: unit.department for unit in tree()}
    return [
        Place(person, role, named or "", departments.get(unit, ""), site or "", country or "")
        for person, role, named, unit, site, country in _places(list(persons), list(roles), today=today)
    ]


@prepared
def _places(persons: list[uuid.UUID], roles: list[uuid.UUID], *, today: date) -> QuerySet[Position, Any]:
    now = Coalesce(F("role__merge__kept"), F("role"))
    title = Coalesce(F("role__merge__kept__title"), F("role__title"))
    standing = Position.objects.standing(today).filter(person__in=Person.objects.here(today))
    standing = standing.annotate(now=now, named=title)
    wanted = standing.filter(Q(person__in=persons) | Q(now__in=roles)).order_by("person__order_sv")
    found: QuerySet[Position, Any] = wanted.values_list("person", "now", "named", "unit", "site__name", "site__country")
    return found


def holding(roles: QuerySet[Any, uuid.UUID], *, today: date) -> frozenset[uuid.UUID]:
    """Everybody employed who has one of these roles today, variants counted in. One query."""
    standing = Position.objects.standing(today).filter(person__in=Person.objects.here(today))
    now = Coalesce(F("role__merge__kept"), F("role"))
    return frozenset(standing.annotate(now=now).filter(now__in=roles).values_list("person", flat=True))


def managers_of(people: Iterable[uuid.UUID], *, today: date) -> frozenset[uuid.UUID]:
    """Those who lead somebody of these people today. One query."""
    led = Position.objects.standing(today).filter(person__in=list(people)).exclude(manager=None)
    return frozenset(led.values_list("manager", flat=True))


def representatives(*, today: date) -> frozenset[uuid.UUID]:
    """Those employed who speak for the others: union and safety representatives. One query."""
    here = Person.objects.here(today)
    standing = Duty.objects.standing(today).filter(kind=Duty.REPRESENTATIVE, person__in=here)
    return frozenset(standing.values_list("person", flat=True))


def employed(*, today: date) -> frozenset[uuid.UUID]:
    """Everybody who is employed today. One query."""
    return frozenset(Person.objects.here(today).values_list("pk", flat=True))


def readers(people: Iterable[uuid.UUID], *, today: date) -> list[Person]:
    """These people, as letters need them, those who have left not among them; by name. One query."""
    here = Person.objects.here(today).filter(pk__in=list(people)).select_related("organisation", "identity")
    return list(here.order_by("order_sv"))
