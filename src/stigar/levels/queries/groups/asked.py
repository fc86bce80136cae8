"""Who is asked for what today, all over the organisation: by competence, and by unit as far as everybody may know it.

What a unit is asked for is told from roles and their approved profiles, which all may read. What holds for a single person besides
counts in the figures, and is told nowhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from stigar.levels.models import HoldsFor
from stigar.levels.queries.required import Required, profiles_of, required_among
from stigar.people.queries import tree
from stigar.people.queries.placing import Stands, units_above, where_all_stand
from stigar.profiles.queries.profiles.asking import Askings, askings

Needs = Mapping[UUID, Required]


class OfUnit(NamedTuple):
    """What a unit is asked for in a competence: of how many, the level that most of them need, and the greatest importance."""

    people: int
    level: int
    importance: int


@dataclass(slots=True)
class AskedOfAll:
    """Everybody's requirements (``needs``, shared by those with the same profiles), all units of each (``groups``), last days that are
    known (``ended``), who is asked for a competence (``of``), and what each unit is asked for (``units``)."""

    needs: dict[UUID, Needs] = field(default_factory=dict)
    groups: dict[UUID, frozenset[str]] = field(default_factory=dict)
    ended: dict[UUID, date | None] = field(default_factory=dict)
    of: dict[UUID, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    units: dict[UUID, dict[UUID, OfUnit]] = field(default_factory=dict)
    sizes: Counter[UUID] = field(default_factory=Counter)


def asked_of_all(*, today: date) -> AskedOfAll:
    """Everybody who works here today. Four queries."""
    there, everybody = askings(), where_all_stand(today=today)
    above = units_above({row.id: row.parent_id for row in tree()})
    held = _held(today)
    made: dict[tuple[UUID, ...], Needs] = {}
    found, alike = AskedOfAll(), Counter[tuple[frozenset[UUID], tuple[UUID, ...]]]()
    for person, stands in everybody.items():
        units = frozenset[UUID]().union(*(above.get(one, frozenset()) for one in stands.units))
        found.groups[person], found.ended[person] = frozenset(map(str, units)), stands.ended
        found.needs[person] = _needs(there, stands, held.get(person, ()), made)
        found.sizes.update(units)
        for competence in found.needs[person]:
            found.of[competence].append(person)
        alike[units, tuple(stands.roles)] += 1
    found.units = _of_units(alike, there, made)
    return found


def _held(today: date) -> dict[UUID, list[UUID]]:
    rows = HoldsFor.objects.filter(begins__lte=today).filter(Q(ends=None) | Q(ends__gte=today))
    held: dict[UUID, list[UUID]] = defaultdict(list)
    for person, profile in rows.order_by("begins").values_list("person", "profile"):
        held[person].append(profile)
    return held


def _needs(there: Askings, stands: Stands, held: Iterable[UUID], made: dict[tuple[UUID, ...], Needs]) -> Needs:
    """What profiles ask for together, made once for all who have the same."""
    holding = profiles_of(there, stands.roles, held)
    key = tuple(one.profile for one in holding)
    if key not in made:
        made[key] = {one.competence: one for one in required_among(holding, {})}
    return made[key]


def _of_units(
    alike: Mapping[tuple[frozenset[UUID], tuple[UUID, ...]], int], there: Askings, made: dict[tuple[UUID, ...], Needs]
) -> dict[UUID, dict[UUID, OfUnit]]:
    """By unit and competence, from how many with the same roles are in the same units."""
    levels: dict[UUID, dict[UUID, Counter[int]]] = defaultdict(lambda: defaultdict(Counter))
    weights: dict[tuple[UUID, UUID], int] = {}
    for (units, roles), people in alike.items():
        needs = _needs(there, Stands(None, roles=dict.fromkeys(roles)), (), made)
        for unit in units:
            for competence, need in needs.items():
                levels[unit][competence][need.level] += people
                at = (unit, competence)
                weights[at] = max(weights.get(at, 0), need.importance)
    return {
        unit: {
            one: OfUnit(counted.total(), max(counted, key=lambda level: (counted[level], level)), weights[unit, one])
            for one, counted in of_unit.items()
        }
        for unit, of_unit in levels.items()
    }
