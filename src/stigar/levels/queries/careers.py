"""Roles within reach of one person: what they have against what each approved profile requires, and ways there in steps.

Nobody is compared with anybody: roles are in order, never people. Only the person asks about themself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING
from uuid import UUID

from stigar.areas.queries.work import evidence_rows
from stigar.engine.careers import FULL, Careers, Ground, Have, Near, Path, PathFinder, Paths, Role
from stigar.engine.careers import Level as Asked
from stigar.foundation.journal import kept_until
from stigar.levels.models import CareerInterest, Experience, Level
from stigar.levels.queries.plan import GLADLY, Way, way
from stigar.levels.queries.required import asked_and_shelved
from stigar.profiles.queries.profiles.asking import CHANGING as ASKING
from stigar.profiles.queries.profiles.asking import askings

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from stigar.library.queries.shelf import Shelf
    from stigar.profiles.queries.profiles.asking import Asking, Askings

CHANGING = (*ASKING, "areas.task", "areas.skill", "areas.import")
PARTS, CAPS = 5, (4, 8, 12)  # parts that are told of a score; levels to learn in one step that one may choose among


@dataclass(frozen=True, slots=True)
class Told:
    """A part of a score: the kind of signal, what it is about in the reader's words, its points and its share of the whole score."""

    signal: str
    name: str
    points: int
    part: float


@dataclass(frozen=True, slots=True)
class Missing:
    """A competence that a role requires above what is there; ``have`` None where nothing is known."""

    name: str
    have: float | None
    required: float


@dataclass(frozen=True, slots=True)
class RoleNear:
    """A role within reach, its whole score and what makes it up; and what is still to be learnt."""

    role: UUID
    profile: UUID
    title: str
    score: int
    told: tuple[Told, ...]
    missing: tuple[Missing, ...]
    levels: int
    interest: CareerInterest | None

    @property
    def full(self) -> int:
        return FULL


@dataclass(frozen=True, slots=True)
class StepShown:
    """One role on the way, what is to be learnt for it, and activities that lead there."""

    title: str
    levels: int
    ways: tuple[Way, ...]
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class WaysThere:
    """The ways to a role with steps no larger than ``cap``; without any, why, and the smallest cap with which there is one.

    ``raised``: nobody chose the cap, and it is larger than the usual since smaller steps lead nowhere.
    """

    ways: tuple[tuple[StepShown, ...], ...]
    why: str
    smallest: int | None
    cap: int
    raised: bool = False


def ground(*, today: date) -> Ground:
    """All roles that have an approved profile, read once and laid side by side once."""
    return _laid(asked_roles(today=today))


@lru_cache(maxsize=16)
def _laid(roles: tuple[Role, ...]) -> Ground:
    return Ground.of(roles)


def have_of(levels: QuerySet[Level], roles: Iterable[UUID], wishes: Iterable[str], *, today: date) -> Have:
    """What a person comes with: levels others have seen, and their own word where nobody has; and the work of their role. One query."""
    told = list(levels.filter(on__lte=today).order_by("on", "at").values_list("competence", "level", "source"))
    own = {str(one): level for one, level, source in told if source == Level.SELF}
    seen = {str(one): level for one, level, source in told if source in Level.SEEN_BY_OTHERS}
    now = [str(role) for role in roles]
    mine = next((one for one in ground(today=today).roles if one.key in now), None)
    return Have(
        levels={**own, **seen}, skills=mine.skills if mine else frozenset(), tasks=mine.tasks if mine else (),
        titles=(mine.title, *mine.titles) if mine else (), wishes=frozenset(wishes), now=mine.key if mine else "",
    )  # fmt: skip


def wishes_of(interests: Iterable[CareerInterest], experience: QuerySet[Experience]) -> frozenset[str]:
    """Roles the person has an interest in, and competences they say they want to work with. One query."""
    latest = {one.competence_id: one.interest for one in experience.order_by("on", "at")}
    return frozenset(str(one.role_id) for one in interests) | {
        str(key) for key, told in latest.items() if told == GLADLY
    }


def reach(have: Have, interests: Mapping[UUID, CareerInterest], *, language: str, today: date) -> list[RoleNear]:
    """The nearest roles, with every point of their scores told."""
    known = asked_and_shelved(language)
    return [_near(one, interests, *known) for one in Careers().of(have, ground(today=today))]


def one_role(
    role: UUID, have: Have, interests: Mapping[UUID, CareerInterest], *, language: str, today: date
) -> RoleNear | None:
    """The same about one role, however far away it is; None for one without an approved profile, and for the person's own."""
    there = ground(today=today)
    found = Careers(most=max(1, len(there.roles))).of(have, there).of(str(role))
    return _near(found, interests, *asked_and_shelved(language)) if found else None


def ways_there(
    role: UUID, have: Have, *, cap: int | None, taken: Iterable[UUID], language: str, today: date
) -> WaysThere:
    """Ways over roles with no step larger than ``cap`` levels, least to learn first, with activities for every step.

    Without a cap it is the usual one, or the smallest with which there is a way.
    """
    found, smallest = _paths(role, have, cap or CAPS[0], today)
    used = smallest if cap is None and smallest else cap or CAPS[0]
    if raised := used > (cap or CAPS[0]):
        found, smallest = _paths(role, have, used, today)
    return WaysThere(tuple(_steps(one, set(taken), language) for one in found), found.why, smallest, used, raised)


def _paths(role: UUID, have: Have, cap: int, today: date) -> tuple[Paths, int | None]:
    found = PathFinder(cap=float(cap)).of(have, ground(today=today).roles, target=str(role))
    return found, None if found.smallest_cap is None else ceil(found.smallest_cap)


@kept_until(CHANGING)
def asked_roles(*, today: date) -> tuple[Role, ...]:
    """Every role with an approved profile: what it asks for, its skills and its everyday work."""
    tasks: defaultdict[UUID, list[str]] = defaultdict(list)
    skills: defaultdict[UUID, set[str]] = defaultdict(set)
    for row in evidence_rows(today=today):
        if row.kind == "task":
            tasks[row.role_id].append(row.text)
        elif row.kind == "skill":
            skills[row.role_id].add(row.text)
    return tuple(
        Role(str(key), one.title, _required(one), frozenset(skills[key]), tuple(tasks[key]))
        for key, one in askings().by_role.items()
    )


def _required(one: Asking) -> tuple[Asked, ...]:
    """What a profile asks for, each competence once."""
    asked = {row.competence: Asked(str(row.competence), row.level, row.importance) for row in one.asked}
    return tuple(asked.values())


def _near(one: Near, interests: Mapping[UUID, CareerInterest], there: Askings, books: Shelf) -> RoleNear:
    asking = there.by_role[UUID(one.key)]
    told = tuple(
        Told(part.signal, _name(part.item, books), part.points, part.points / one.score if one.score else 0.0)
        for part in one.shown(PARTS)
    )
    missing = tuple(Missing(_name(lack.competence, books), lack.have, lack.required) for lack in one.lacks)
    return RoleNear(
        asking.role, asking.profile, asking.title, one.score, told, missing, int(one.levels), interests.get(asking.role)
    )


def _steps(path: Path, taken: set[UUID], language: str) -> tuple[StepShown, ...]:
    shelved = asked_and_shelved(language)[1]
    books = shelved.by_id
    found = []
    for step in path:
        ways = tuple(
            way(books[UUID(one.competence)], int(one.have or 0), int(one.required), taken)
            for one in step.learn if UUID(one.competence) in books
        )  # fmt: skip
        missing = tuple(Missing(_name(one.competence, shelved), one.have, one.required) for one in step.learn)
        found.append(StepShown(step.title, int(step.levels), ways, missing))
    return tuple(found)


def _name(item: str, books: Shelf) -> str:
    """A competence's id as its name; everything else is in words already."""
    try:
        known = books.by_id.get(UUID(item))
    except ValueError:
        return item
    return known.name if known else ""
