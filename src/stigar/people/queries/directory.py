"""The directory: who works here, as what, where; and one person with the positions over time."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from stigar.foundation.journal import kept_until
from stigar.people.models import Duty, Person, PersonQuerySet, Position
from stigar.people.queries.roles import CHANGING


@dataclass(frozen=True, slots=True)
class Standing:
    """One position of a person: what, where, for whom, how much, from when to when."""

    role: str
    role_id: uuid.UUID | None
    unit: str
    site: str
    manager: str
    manager_id: uuid.UUID | None
    share: float
    begins: date
    ends: date | None

    def stands(self, on: date) -> bool:
        """In force that day."""
        return self.begins <= on and (self.ends is None or self.ends >= on)


def with_work(people: PersonQuerySet, *, today: date) -> QuerySet[Person]:
    """People with ``role_title``, ``unit_name`` and ``site_name`` of their position today (or the next one)."""
    position = (
        Position.objects.filter(person=OuterRef("pk")).filter(Q(ends=None) | Q(ends__gte=today)).order_by("begins")
    )
    return people.annotate(
        role_title=Subquery(
            position.annotate(title=Coalesce(F("role__merge__kept__title"), F("role__title"))).values("title")[:1]
        ),
        unit_name=Subquery(position.values("unit__name")[:1]),
        site_name=Subquery(position.values("site__name")[:1]),
    )


def by_number() -> dict[str, Person]:
    """Everyone in the organisation by employee number, with what acting needs. One query."""
    return {person.number: person for person in Person.objects.select_related("organisation")}


def positions(person: Person) -> list[Standing]:
    """The person's positions, the latest first. One query."""
    rows = (
        Position.objects.filter(person=person)
        .select_related("role__merge__kept", "unit", "site", "manager")
        .order_by("-begins")
    )
    return [_standing(row) for row in rows]


def people_led(person: Person, *, today: date) -> list[Person]:
    """Those this person leads today, by name."""
    led = list(Position.objects.standing(today).filter(manager=person).values_list("person", flat=True))
    found = with_work(Person.objects.here(today).filter(pk__in=led), today=today) if led else []
    return sorted(found, key=lambda one: one.order_sv)


def duties(person: Person, *, today: date) -> list[Duty]:
    """The duties the person has in the product today."""
    return list(Duty.objects.standing(today).filter(person=person).select_related("unit").order_by("kind"))


@kept_until(CHANGING)
def unit_headcounts(*, today: date) -> Mapping[uuid.UUID, int]:
    """People per unit today, those of its parts not counted in. Kept in memory."""
    standing = Position.objects.standing(today).exclude(unit=None)
    return MappingProxyType(dict(standing.values_list("unit").annotate(people=Count("pk")).order_by()))


def _standing(row: Position) -> Standing:
    role = _standing_role(row)
    return Standing(
        role=role.title if role else "",
        role_id=role.pk if role else None,
        unit=row.unit.name if row.unit else "",
        site=row.site.name if row.site else "",
        manager=row.manager.name if row.manager else "",
        manager_id=row.manager_id,
        share=float(row.share),
        begins=row.begins,
        ends=row.ends,
    )


def _standing_role(row: Position):  # type: ignore[no-untyped-def]  # a Role or None
    if row.role is None:
        return None
    merge = getattr(row.role, "merge", None)
    return merge.kept if merge else row.role
