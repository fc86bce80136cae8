"""Placing: from groups of roles to areas that can be shown, each role with its reasons and how sure it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from stigar.engine.areas import linking, naming
from stigar.engine.areas.answer import Area, Bridge, PlacedRole, Reason
from stigar.engine.areas.likeness import Likeness
from stigar.engine.areas.partition import Groups
from stigar.engine.areas.pieces import Pieces
from stigar.engine.areas.questions import together
from stigar.engine.areas.reasons import Mates, held
from stigar.engine.areas.roles import RoleWork

BRIDGE_FROM = 0.25
MOSTLY = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Placing:
    """What is needed to tell of a placement: the roles, how alike they are, where they stand and how else they could."""

    roles: Sequence[RoleWork]
    likeness: Likeness
    pieces: Pieces | None
    placement: Mapping[str, str]
    ways: Sequence[Groups]
    most_because: int
    decided: frozenset[str] = frozenset()

    def members(self) -> list[tuple[str, list[int]]]:
        """Area keys with the numbers of their roles, the largest area first."""
        found: dict[str, list[int]] = {}
        for at, role in enumerate(self.roles):
            found.setdefault(self.placement[role.role], []).append(at)
        return sorted(found.items(), key=lambda item: (-len(item[1]), self.roles[item[1][0]].role))

    def areas(self, needs: Sequence[linking.Needs], named: Mapping[str, str], language: str) -> tuple[Area, ...]:
        """All areas: name, roles with reasons, what they share and what is specific to each."""
        sure = confidence([self.placement[role.role] for role in self.roles], self.ways)
        areas: list[Area] = []
        for key, inside in self.members():
            outside = sorted(set(range(len(self.roles))) - set(inside))
            here, there = [needs[at] for at in inside], [needs[at] for at in outside]
            area, others = [self.roles[at] for at in inside], [self.roles[at] for at in outside]
            shared = linking.base(here, there)
            known_by = shared or linking.base(here, there, linking.NAMED_BY)
            name = named.get(key) or naming.name(area, others, known_by, self.likeness.space.model, language)
            name = name if name not in {one.name for one in areas} else f"{name} ({area[0].role})"
            placed = tuple(self._placed(at, inside, sure[at]) for at in inside)
            areas.append(Area(key, name, placed, shared, {role.role: linking.specific(role, area) for role in area}))
        return tuple(areas)

    def _placed(self, at: int, inside: Sequence[int], sure: float) -> PlacedRole:
        role = self.roles[at]
        alone = len(inside) == 1
        mates = Mates.of(self.likeness.parts, inside if alone else [other for other in inside if other != at])
        pieces = self.pieces.only(at) if self.pieces else Pieces.of(self.likeness.space, [role.pieces])
        strength, because = held(pieces, role, mates, self.most_because)
        return PlacedRole(role.role, role.unit, sure, because, 0.0 if alone else strength, role.role in self.decided)

    def bridges(self, because: Mapping[str, tuple[Reason, ...]]) -> tuple[Bridge, ...]:
        """Roles that stand with another area in at least a quarter of the runs, nearest area first."""
        often = together(self.ways)
        inside = dict(self.members())
        found = []
        for at, role in enumerate(self.roles):
            own = self.placement[role.role]
            shares = {key: float(often[at, these].mean()) for key, these in inside.items() if key != own}
            near = sorted((key for key in shares if shares[key] >= BRIDGE_FROM), key=lambda key: (-shares[key], key))
            if near:
                found.append(Bridge(role.role, tuple(near), because.get(role.role, ())))
        return tuple(found)


def confidence(areas: Sequence[str], ways: Sequence[Groups]) -> list[float]:
    """Share of the runs in which those a role stands with are mostly of its own area; alone counts when it is alone.

    >>> confidence(["x", "x", "y"], [np.array([0, 0, 1]), np.array([0, 1, 1])])
    [0.5, 0.5, 0.5]
    """
    own = np.array(areas)
    mates = (own[:, None] == own[None, :]) & ~np.eye(len(own), dtype=bool)
    found = np.zeros(len(own))
    for way in ways:
        with_ = (way[:, None] == way[None, :]) & ~np.eye(len(own), dtype=bool)
        company = with_.sum(axis=1)
        kept = np.where(company > 0, (with_ & mates).sum(axis=1) / np.maximum(company, 1), mates.sum(axis=1) == 0)
        found += kept > MOSTLY
    return [round(float(one), 6) for one in found / max(len(ways), 1)]
