"""Who talks with whom in a round: everybody with their manager, unless HR has said otherwise; and who cannot be paired, with the reason.

Nobody is guessed at: who has no manager, whose manager has left, who is their own, or who stands in a ring of managers is listed by
name, and waits until HR chooses somebody or leaves them out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from stigar.areas.queries.map import newest_map
from stigar.dialogues.models import Pairing
from stigar.dialogues.rules import AREA, units_of
from stigar.people.queries.workplaces import Workplace, people_named, unit_and_parts, workplaces

if TYPE_CHECKING:
    from stigar.dialogues.models import Round

NONE, OWN, RING, LEFT = "none", "own", "ring", "left"


@dataclass(frozen=True, slots=True)
class Pair:
    """One dialogue to be: ``chosen`` when HR has named the reviewer, ``as_manager`` when the reviewer leads the person."""

    person: Workplace
    reviewer: UUID
    reviewer_name: str
    as_manager: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class Lacking:
    """Somebody who cannot be paired, why, and the names that tell it: the manager who has left, or the ring."""

    person: Workplace
    why: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole: pairs and those who lack one, by name, and those HR has left out."""

    pairs: tuple[Pair, ...]
    lacking: tuple[Lacking, ...]
    left_out: tuple[Workplace, ...]

    @property
    def reviewers(self) -> int:
        return len({pair.reviewer for pair in self.pairs})

    @property
    def chosen(self) -> int:
        """How many HR has given somebody else than their manager."""
        return sum(pair.chosen for pair in self.pairs)

    @property
    def most(self) -> tuple[str, int]:
        """Who would hold the most dialogues, and how many."""
        held: dict[str, int] = {}
        for pair in self.pairs:
            held[pair.reviewer_name] = held.get(pair.reviewer_name, 0) + 1
        return max(held.items(), key=lambda one: (one[1], one[0]), default=("", 0))


def plan_of(row: Round, *, language: str, today: date) -> Plan:
    """Who would talk with whom if the round began today. Three queries; one more for a unit or for names of who has left, two for an area."""
    everybody = workplaces(language=language, today=today)
    words = {one.person_id: one for one in Pairing.objects.filter(round=row)}
    return paired(everybody, chosen_of(everybody.values(), row.whom, language=language), words)


def chosen_of(people: Iterable[Workplace], whom: Mapping[str, Any], *, language: str) -> list[Workplace]:
    """Those the round is for."""
    if chosen := units_of(whom):
        units = frozenset[UUID]().union(*(unit_and_parts(UUID(key)) for key in chosen))
        return [one for one in people if not units.isdisjoint(one.units)]
    if whom.get("kind") == AREA:
        view = newest_map(language)
        area = view.area(whom.get("key", "")) if view else None
        roles = {UUID(role.id) for role in area.roles} if area else set()
        return [one for one in people if not roles.isdisjoint(one.roles)]
    return list(people)


def paired(everybody: Mapping[UUID, Workplace], wanted: Iterable[Workplace], words: Mapping[UUID, Pairing]) -> Plan:
    """Each of ``wanted`` with their manager or whom HR has named. A query only when somebody's manager has left."""
    rings = rings_of({one.id: boss for one in everybody.values() if (boss := manager_among(one, everybody))})
    pairs, left_out = list[Pair](), list[Workplace]()
    lacking: list[tuple[Workplace, str, tuple[UUID, ...]]] = []
    for one in wanted:
        said = words.get(one.id)
        reviewer = said.reviewer_id if said else None
        if said and said.left_out:
            left_out.append(one)
        elif reviewer and reviewer in everybody:
            pairs.append(Pair(one, reviewer, everybody[reviewer].name, reviewer in one.managers, chosen=True))
        elif reviewer:
            lacking.append((one, LEFT, (reviewer,)))
        elif one.id in rings:
            lacking.append((one, RING, rings[one.id]))
        elif boss := manager_among(one, everybody):
            pairs.append(Pair(one, boss, everybody[boss].name, as_manager=True, chosen=False))
        else:
            lacking.append((one, _why(one), tuple(boss for boss in one.managers if boss != one.id)))
    return Plan(tuple(pairs), _named(lacking, everybody), tuple(left_out))


def manager_among(one: Workplace, everybody: Mapping[UUID, Workplace]) -> UUID | None:
    """The manager who works here, of several the one with the largest share; nobody is their own."""
    return next((boss for boss in one.managers if boss != one.id and boss in everybody), None)


def rings_of(leads_to: Mapping[UUID, UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """Everybody who comes back to themself by going from manager to manager, with the ring they stand in.

    >>> ada, bo, cai = (UUID(int=n) for n in (1, 2, 3))
    >>> rings_of({ada: bo, bo: ada, cai: ada}) == {ada: (ada, bo), bo: (ada, bo)}
    True
    """
    found: dict[UUID, tuple[UUID, ...]] = {}
    walked: dict[UUID, UUID] = {}  # who was passed -> on the walk from whom
    for start in leads_to:
        path, at = [], start
        while at in leads_to and at not in walked:
            walked[at] = start
            path.append(at)
            at = leads_to[at]
        if walked.get(at) == start and at in path:
            ring = tuple(path[path.index(at) :])
            found |= dict.fromkeys(ring, ring)
    return found


def _why(one: Workplace) -> str:
    if not one.managers:
        return NONE
    return OWN if set(one.managers) == {one.id} else LEFT


def _named(
    lacking: list[tuple[Workplace, str, tuple[UUID, ...]]], everybody: Mapping[UUID, Workplace]
) -> tuple[Lacking, ...]:
    gone = {key for _one, _why, keys in lacking for key in keys if key not in everybody}
    names = {**(people_named(gone) if gone else {}), **{key: one.name for key, one in everybody.items()}}
    return tuple(
        Lacking(one, why, tuple(names[key] for key in keys if key in names and (why == RING or key in gone)))
        for one, why, keys in lacking
    )
