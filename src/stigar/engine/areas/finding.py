"""Finding: the steps from evidence to a map of areas, one function a step."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from stigar.engine.areas import keys, linking, naming
from stigar.engine.areas.answer import Answer, Area, AreaMap, Bridge, PlacedRole, Reason
from stigar.engine.areas.enough import enough
from stigar.engine.areas.likeness import Likeness, neighbours
from stigar.engine.areas.overlap import adjusted_rand, org_chart
from stigar.engine.areas.partition import Groups, leiden
from stigar.engine.areas.questions import questions, together
from stigar.engine.areas.reasons import reasons, strength
from stigar.engine.areas.roles import Piece, RoleWork, read
from stigar.engine.areas.slider import Slider, Step, plateau
from stigar.engine.areas.stability import stable
from stigar.engine.areas.ties import Ties
from stigar.engine.text.model import TextModel
from stigar.engine.vocabulary import Evidence

if TYPE_CHECKING:
    from stigar.engine.areas.finder import AreaFinder

MANY_ROLES = 400  # beyond this, runs vary only the seed, not the evidence
FINER, COARSER = 1.7, 0.6
BRIDGE_FROM = 0.25
STEPS = (0.4, 0.55, 0.7, 0.85, 1.0, 1.2, 1.4, 1.6, 1.9, 2.2, 2.6, 3.2)
PAIRS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Decided:
    """What people have said and done: answers, placements, names, and the map they looked at."""

    answers: tuple[Answer, ...] = ()
    placed: Mapping[str, str] | None = None
    named: Mapping[str, str] | None = None
    before: AreaMap | None = None


def find(
    finder: AreaFinder,
    evidence: Sequence[Evidence],
    model: TextModel,
    decided: Decided,
    *,
    language: str,
    ask: int,
    seed: int,
) -> AreaMap:
    """All steps in order: read, compare, gather, vary, name, explain, ask."""
    roles = read(evidence, model, finder.title_weight)
    if not roles:
        return AreaMap()
    titles = [role.role for role in roles]
    ties = Ties.of(titles, decided.answers, decided.placed)
    likeness = Likeness.of(roles, model)
    groups = leiden(neighbours(likeness.matrix, finder.neighbours), finder.resolution, seed, ties)
    ways = vary(finder, roles, likeness, ties, seed)
    placement = keys.keyed(titles, groups.tolist(), decided.placed or {}, decided.before)
    areas = _areas(finder, roles, likeness, placement, ways, decided, model, language)
    because = {one.role: one.because for area in areas for one in area.roles}
    needed = [linking.needs(role, model, language) for role in roles]
    return AreaMap(
        areas=areas,
        bridges=_bridges(titles, placement, ways, because),
        questions=questions(titles, ways, ties, ask),
        evidence=_evidence(evidence, titles),
        org_chart=org_chart(placement, {role.role: role.unit for role in roles}),
        stable=len(areas) > 1 and stable(roles, model, finder.resolution, finder.neighbours, seed),
        base=linking.base(needed, []),
        changes=keys.changes(decided.before, placement, because),
        likeness=_pairs(titles, likeness),
        resolution=finder.resolution,
    )


def vary(finder: AreaFinder, roles: Sequence[RoleWork], likeness: Likeness, ties: Ties, seed: int) -> list[Groups]:
    """The search repeated on varied evidence, seed and resolution: how else the roles could be grouped."""
    dice = random.Random(seed)
    graph = neighbours(likeness.matrix, finder.neighbours)
    found = []
    for run in range(finder.runs):
        if len(roles) <= MANY_ROLES:
            varied = [_varied(role, dice) for role in roles]
            graph = neighbours(Likeness.of(varied, likeness.space.model).matrix, finder.neighbours)
        resolution = finder.resolution * COARSER * (FINER / COARSER) ** dice.random()
        found.append(leiden(graph, resolution, seed + run + 1, ties))
    return found


def _varied(role: RoleWork, dice: random.Random) -> RoleWork:
    """The role as if its evidence had been weighed a little differently (a Bayesian bootstrap)."""
    pieces = tuple(Piece(one.kind, one.text, one.weight * dice.expovariate(1.0), one.bag) for one in role.pieces)
    return RoleWork(role.role, role.unit, role.language, pieces)


def _areas(
    finder: AreaFinder,
    roles: Sequence[RoleWork],
    likeness: Likeness,
    placement: Mapping[str, str],
    ways: Sequence[Groups],
    decided: Decided,
    model: TextModel,
    language: str,
) -> tuple[Area, ...]:
    members: dict[str, list[int]] = {}
    for at, role in enumerate(roles):
        members.setdefault(placement[role.role], []).append(at)
    sure = _confidence(members, ways, len(roles))
    needed = [linking.needs(role, model, language) for role in roles]
    areas: list[Area] = []
    for key, inside in sorted(members.items(), key=lambda item: (-len(item[1]), roles[item[1][0]].role)):
        outside = [at for at in range(len(roles)) if at not in set(inside)]
        shared = linking.base([needed[at] for at in inside], [needed[at] for at in outside])
        area, others = [roles[at] for at in inside], [roles[at] for at in outside]
        known_by = shared or linking.base([needed[at] for at in inside], [needed[at] for at in outside], linking.NAMED_BY)
        name = (decided.named or {}).get(key) or naming.name(area, others, known_by, model, language)
        taken = {one.name for one in areas}
        name = name if name not in taken else f"{name} ({area[0].role})"
        placed = [_placed(finder, likeness, roles, at, inside, sure[at], decided) for at in inside]
        only = {role.role: linking.specific(role, area) for role in area}
        areas.append(Area(key, name, tuple(placed), shared, only))
    return tuple(areas)


def _placed(
    finder: AreaFinder,
    likeness: Likeness,
    roles: Sequence[RoleWork],
    at: int,
    inside: Sequence[int],
    sure: float,
    decided: Decided,
) -> PlacedRole:
    mates = [other for other in inside if other != at]
    role = roles[at]
    because: tuple[Reason, ...] = reasons(likeness, role, mates or inside, finder.most_because)
    hold = strength(likeness, role.pieces, mates)
    return PlacedRole(role.role, role.unit, sure, because, hold, role.role in (decided.placed or {}))


def _confidence(members: Mapping[str, Sequence[int]], ways: Sequence[Groups], size: int) -> list[float]:
    """Share of the runs in which a role stands in the group that is most like its area."""
    found = np.zeros(size)
    for way in ways:
        count = np.bincount(way)
        for inside in members.values():
            shared = np.bincount(way[list(inside)], minlength=len(count))
            best = int((shared / (count + len(inside) - shared)).argmax())
            found[list(inside)] += way[list(inside)] == best
    return [round(float(one), 6) for one in found / max(len(ways), 1)]


def _bridges(
    titles: Sequence[str],
    placement: Mapping[str, str],
    ways: Sequence[Groups],
    because: Mapping[str, tuple[Reason, ...]],
) -> tuple[Bridge, ...]:
    """Roles that stand with another area in at least a quarter of the runs."""
    often = together(ways)
    keys_ = sorted(set(placement.values()))
    inside = {key: [at for at, role in enumerate(titles) if placement[role] == key] for key in keys_}
    found = []
    for at, role in enumerate(titles):
        shares = {key: float(often[at, inside[key]].mean()) for key in keys_ if key != placement[role]}
        near = sorted((key for key in shares if shares[key] >= BRIDGE_FROM), key=lambda key: (-shares[key], key))
        if near:
            found.append(Bridge(role, tuple(near), because[role]))
    return tuple(found)


def _evidence(evidence: Sequence[Evidence], titles: Sequence[str]) -> dict[str, float]:
    said: dict[str, list[Evidence]] = {title: [] for title in titles}
    for one in evidence:
        said[one.role].append(one)
    return {role: enough(told).share for role, told in said.items()}


def _pairs(titles: Sequence[str], likeness: Likeness) -> tuple[tuple[str, str, float], ...]:
    """Each role's nearest ones, for pictures: (role, other, 0..1)."""
    near = neighbours(likeness.plain, PAIRS_SHOWN).tocoo()
    found = [
        (titles[a], titles[b], round(float(v), 4))
        for a, b, v in zip(near.row, near.col, near.data, strict=True)
        if a < b
    ]
    return tuple(sorted(found))


def slide(
    finder: AreaFinder,
    evidence: Sequence[Evidence],
    model: TextModel,
    answers: Sequence[Answer],
    placed: Mapping[str, str],
    *,
    seed: int,
) -> Slider:
    """Every position of the slider: number of areas and how alike reruns on varied evidence are."""
    roles = read(evidence, model, finder.title_weight)
    if not roles:
        return Slider(default=finder.resolution)
    ties = Ties.of([role.role for role in roles], answers, placed)
    likeness = Likeness.of(roles, model)
    graph = neighbours(likeness.matrix, finder.neighbours)
    dice = random.Random(seed)
    varied = [
        neighbours(Likeness.of([_varied(role, dice) for role in roles], model).matrix, finder.neighbours)
        for _ in range(4 if len(roles) <= MANY_ROLES else 0)
    ]
    steps = []
    for resolution in STEPS:
        groups = leiden(graph, resolution, seed, ties)
        again = [leiden(one, resolution, seed + at, ties) for at, one in enumerate(varied or [graph, graph])]
        alike = float(np.mean([adjusted_rand(groups.tolist(), one.tolist()) for one in again]))
        steps.append(Step(resolution, int(groups.max()) + 1, round(max(0.0, alike), 4)))
    return Slider(tuple(steps), plateau(tuple(steps)), finder.resolution)
