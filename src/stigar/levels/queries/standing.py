"""What holds for whom: profiles besides the role's, exemptions, and what must come before a competence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from stigar.levels.models import Exemption, HoldsFor, Prerequisite
from stigar.levels.queries.required import profiles_of
from stigar.library.queries.shelf import shelf
from stigar.people.queries.roles import roles_today
from stigar.profiles.queries.profiles.asking import Asking, askings

if TYPE_CHECKING:
    from stigar.people.models import Person, PersonQuerySet


@dataclass(frozen=True, slots=True)
class Layer:
    """A profile that holds for somebody: because of the role, or because somebody said so (``held``)."""

    asking: Asking
    held: HoldsFor | None


@dataclass(frozen=True, slots=True)
class Before:
    """What must come first: the competence it is about, what that needs, and at which level; names in the reader's language."""

    row: Prerequisite
    name: str
    level: int


def layers(person: Person, *, today: date) -> list[Layer]:
    """Every profile that holds for the person, the role's first; a variant stands in the place of its core. Two queries."""
    there = askings()
    held = {one.profile_id: one for one in holding(today=today).filter(person=person).select_related("by")}
    roles = [role.pk for role in roles_today(person, today=today)]
    return [Layer(one, held.get(one.profile)) for one in profiles_of(there, roles, held)]


def holding(*, today: date) -> QuerySet[HoldsFor]:
    """What is said to hold besides the roles, in order of time."""
    rows: QuerySet[HoldsFor] = HoldsFor.objects.filter(Q(ends=None) | Q(ends__gte=today), begins__lte=today)
    return rows.order_by("begins", "at")


def held_by(profile: UUID, people: PersonQuerySet, *, today: date) -> list[HoldsFor]:
    """For whom of these people a profile holds besides the role, by name. One query."""
    rows = holding(today=today).filter(profile=profile, person__in=people).select_related("person", "by")
    return sorted(rows, key=lambda one: one.person.name.casefold())


def exemptions(rows: QuerySet[Exemption], *, today: date) -> tuple[list[Exemption], list[Exemption]]:
    """Those that stand and those that have ended, the newest first. One query."""
    told = list(rows.select_related("by", "answered_by").order_by("-begins", "-at"))
    stands = [one for one in told if one.begins <= today and (one.ends is None or one.ends >= today)]
    return stands, [one for one in told if one not in stands]


def first(competence: UUID, names: dict[UUID, str]) -> tuple[list[Before], list[Before]]:
    """What must come before a competence, and what it comes before itself. One query."""
    rows = Prerequisite.objects.filter(Q(competence=competence) | Q(needs=competence)).order_by("at")
    told = [(one, one.needs_id if one.competence_id == competence else one.competence_id) for one in rows]
    shown = [Before(one, names[other], one.level) for one, other in told if other in names]
    before = [one for one in shown if one.row.competence_id == competence]
    return before, [one for one in shown if one not in before]


def named(way: Sequence[UUID], names: dict[UUID, str]) -> list[str]:
    """A way from competence to competence in words."""
    return [names.get(one, "") for one in way]


def levels_there_are(language: str) -> list[int]:
    """The numbers of all levels on the shelf: which of them a competence has is said by its own scale."""
    return sorted({at for model in shelf(language).models for at, _name in model.scale})
