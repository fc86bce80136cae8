"""Roles as people have decided on them: a merged variant counts as the role it was merged into."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, QuerySet
from django.db.models.functions import Coalesce

from stigar.engine.text.order import sort_key
from stigar.foundation.journal import kept_until
from stigar.foundation.prepared import prepared
from stigar.people.models import Person, Position, Role
from stigar.people.rules import positions_today

CHANGING = (
    "people.role",
    "people.merge",
    "people.person",
    "people.position",
    "people.import",
)  # as the journal calls them


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role with the variants of its title and how many people have it today."""

    id: uuid.UUID
    title: str
    language: str
    people: int
    variants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Headcount:
    """How many people have a role in a unit at a site today. ``unit_id`` and ``site_id`` may be None."""

    role_id: uuid.UUID
    unit_id: uuid.UUID | None
    site_id: uuid.UUID | None
    people: int


def standing_roles(*, today: date) -> list[RoleRow]:
    """Every role that has not been merged into another, by title. Two queries, however many there are."""
    of_title = people_of_titles(today=today)
    people: dict[uuid.UUID, int] = defaultdict(int)
    variants: dict[uuid.UUID, list[str]] = defaultdict(list)
    standing = []
    for pk, title, language, kept in Role.objects.order_by("title").values_list(
        "pk", "title", "language", "merge__kept"
    ):
        people[kept or pk] += of_title.get(pk, 0)
        if kept:
            variants[kept].append(title)
        else:
            standing.append((pk, title, language))
    return [RoleRow(pk, title, language, people[pk], tuple(variants[pk])) for pk, title, language in standing]


def role_row(role_id: uuid.UUID, *, today: date) -> RoleRow | None:
    """One standing role, or None when there is no such role here or it has been merged."""
    return next((role for role in register(today=today, language="sv") if role.id == role_id), None)


def people_of_titles(*, today: date) -> dict[uuid.UUID, int]:
    """How many people have each title today, variants counted by themselves; one query."""
    standing = Position.objects.standing(today).exclude(role=None)
    return dict(standing.values_list("role").annotate(people=Count("person", distinct=True)).order_by())


def headcounts(*, today: date, roles: Iterable[uuid.UUID] | None = None) -> list[Headcount]:
    """People per standing role, unit and site today; one query."""
    standing = (
        Position.objects.standing(today).exclude(role=None).annotate(now=Coalesce(F("role__merge__kept"), F("role")))
    )
    if roles is not None:
        standing = standing.filter(now__in=list(roles))
    rows = standing.values_list("now", "unit", "site").annotate(people=Count("person", distinct=True)).order_by()
    return [Headcount(*row) for row in rows]


def roles_held(person: Person, *, today: date) -> frozenset[uuid.UUID]:
    """The standing roles this person has today."""
    held = Position.objects.standing(today).filter(person=person).exclude(role=None)
    return frozenset(held.values_list(Coalesce(F("role__merge__kept"), F("role")), flat=True))


def roles_today(person: Person, *, today: date) -> list[Role]:
    """The same, as roles, the one with the largest share first. One query."""
    roles = (stands_as(row.role) for row in positions_today(person, today=today) if row.role)
    return list({role.pk: role for role in roles}.values())


def stands_as(role: Role) -> Role:
    """The role that this one counts as: what it was merged into, or itself. Nothing is asked when ``merge__kept`` was read with it."""
    merge = getattr(role, "merge", None)
    return merge.kept if merge else role


def roles_held_and_led(person: Person, *, today: date) -> tuple[frozenset[uuid.UUID], frozenset[uuid.UUID]]:
    """The standing roles this person has today, and those that the people they lead have; one query."""
    rows = _near(person, today=today)
    return (
        frozenset(role for holder, role in rows if holder == person.pk),
        frozenset(role for holder, role in rows if holder != person.pk),
    )


def held_and_led(person: Person, *, today: date) -> tuple[QuerySet[Any, Any], QuerySet[Any, Any]]:
    """The standing roles of this person, and all those of the people here whom they lead in any position; as parts of another query."""
    standing = Position.objects.standing(today)
    led = standing.filter(manager=person, person__in=Person.objects.here(today)).values("person")
    own, theirs = (standing.filter(person__in=people).exclude(role=None) for people in ([person.pk], led))
    now = Coalesce(F("role__merge__kept"), F("role"))
    return own.values_list(now, flat=True), theirs.values_list(now, flat=True)


@prepared
def _near(person: Person, *, today: date) -> QuerySet[Position, tuple[uuid.UUID, uuid.UUID]]:
    """Who has which role: the person, and those they lead. Not one condition with "or", for which SQLite reads every position."""
    standing = Position.objects.standing(today).exclude(role=None)
    own, led = (
        standing.filter(**{tie: person}).values_list("person", Coalesce(F("role__merge__kept"), F("role")))
        for tie in ("person", "manager")
    )
    near: QuerySet[Position, tuple[uuid.UUID, uuid.UUID]] = own.union(led)
    return near


def standing_role_id(role_id: uuid.UUID) -> uuid.UUID | None:
    """The role that this title counts as; None when there is no such role here."""
    return Role.objects.filter(pk=role_id).values_list(Coalesce(F("merge__kept"), F("pk")), flat=True).first()


def roles_in_order(*, today: date, language: str) -> list[RoleRow]:
    """Every standing role in the reader's alphabetical order."""
    return sorted(standing_roles(today=today), key=lambda role: sort_key(role.title, language))


@kept_until(CHANGING)
def register(*, today: date, language: str) -> tuple[RoleRow, ...]:
    """The same, kept in memory."""
    return tuple(roles_in_order(today=today, language=language))


def places_of_role(role_id: uuid.UUID, *, today: date) -> list[tuple[str, str, int]]:
    """Where the role is found today, as (unit, site, people), most people first. One query."""
    now = Coalesce(F("role__merge__kept"), F("role"))
    standing = Position.objects.standing(today).annotate(now=now).filter(now=role_id)
    rows = standing.values_list("unit__name", "site__name").annotate(people=Count("person", distinct=True))
    return sorted(
        ((unit or "", site or "", people) for unit, site, people in rows), key=lambda row: (-row[2], row[0], row[1])
    )
