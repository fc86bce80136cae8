"""What is asked of somebody: the approved profile of the role, and profiles that hold for the person besides; layers add up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from stigar.foundation.journal import kept_until
from stigar.foundation.prepared import prepared
from stigar.levels.models import HoldsFor
from stigar.library.queries.shelf import CHANGING as SHELVED
from stigar.library.queries.shelf import CompetenceShown, Shelf, shelf
from stigar.people.queries.roles import roles_today
from stigar.profiles.queries.profiles.asking import CHANGING as ASKING
from stigar.profiles.queries.profiles.asking import AskedFor, Asking, Askings, askings

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from stigar.people.models import Person, Role


@dataclass(frozen=True, slots=True)
class Required:
    """A competence that is asked of somebody. ``shown`` is None when it is no longer on the shelf; ``of`` says which profiles ask."""

    competence: UUID
    name: str
    level: int
    until: int | None
    importance: int
    top: int
    shown: CompetenceShown | None
    of: tuple[str, ...]


def role_and_required(person: Person, *, language: str, today: date) -> tuple[Role | None, list[Required]]:
    """The person's (main) role today and what is asked of them, in the order of the profile. Three queries while nothing has changed."""
    roles = roles_today(person, today=today)
    there, books = asked_and_shelved(language)
    asking = profiles_of(there, [role.pk for role in roles], held_today(person, today=today))
    return (roles[0] if roles else None), required_among(asking, books.by_id)


@kept_until((*ASKING, *SHELVED), most=16)
def asked_and_shelved(language: str) -> tuple[Askings, Shelf]:
    """All approved profiles and the shelf. One query while nothing of either has changed."""
    return askings(), shelf(language)


def profiles_for(person: Person, roles: Iterable[UUID], *, today: date) -> list[Asking]:
    """The approved profiles that hold for the person: those of the roles, or variants chosen instead, and those besides."""
    return profiles_of(askings(), roles, held_today(person, today=today))


@prepared
def held_today(person: Person, *, today: date) -> QuerySet[HoldsFor, UUID]:
    """The profiles that hold for the person today beside the role's, or instead of it. One query."""
    return held_on(person, today)


def held_on(person: Person, day: date) -> QuerySet[HoldsFor, UUID]:
    """The profiles that hold for the person that day beside the role's, or instead of it. Not run yet."""
    held = HoldsFor.objects.filter(person=person, begins__lte=day).filter(Q(ends=None) | Q(ends__gte=day))
    return held.values_list("profile", flat=True)


def profiles_of(there: Askings, roles: Iterable[UUID], held: Iterable[UUID]) -> list[Asking]:
    """The same from what is read already: of all approved profiles, by roles and by the profiles that hold besides."""
    chosen = [there.by_profile[key] for key in held if key in there.by_profile]
    replaced = {one.core for one in chosen}
    own = [
        there.by_role[role] for role in roles if role in there.by_role and there.by_role[role].profile not in replaced
    ]
    return [*own, *chosen]


def required_in(profiles: Iterable[Asking], *, language: str) -> list[Required]:
    """What these profiles ask for together: of the same competence the highest level and the greatest importance count."""
    return required_among(profiles, shelf(language).by_id)


def required_among(profiles: Iterable[Asking], books: Mapping[UUID, CompetenceShown]) -> list[Required]:
    """The same with the shelf at hand."""
    found: dict[UUID, Required] = {}
    for profile in profiles:
        for one in profile.asked:
            known, there = books.get(one.competence), found.get(one.competence)
            found[one.competence] = _more(there, one, profile) if there else Required(
                one.competence, known.name if known else one.name, one.level, one.until, one.importance, one.top, known,
                (profile.heading,),
            )  # fmt: skip
    return list(found.values())


def _more(there: Required, one: AskedFor, profile: Asking) -> Required:
    level, until = max(there.level, one.level), max(there.until or there.level, one.until or one.level)
    return replace(
        there, level=level, until=until if until > level else None, importance=max(there.importance, one.importance),
        of=(*there.of, profile.heading),
    )  # fmt: skip
