"""Finding: the steps from evidence to a map of areas, one function a step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from stigar.engine.areas import keys, linking
from stigar.engine.areas.answer import Answer, AreaMap
from stigar.engine.areas.enough import enough
from stigar.engine.areas.likeness import Likeness, neighbours
from stigar.engine.areas.overlap import adjusted_rand, org_chart
from stigar.engine.areas.partition import fitting, gather
from stigar.engine.areas.pieces import all_pieces
from stigar.engine.areas.placing import Placing
from stigar.engine.areas.questions import questions
from stigar.engine.areas.roles import identical, read
from stigar.engine.areas.slider import Slider, Step, plateau
from stigar.engine.areas.stability import stable
from stigar.engine.areas.ties import Ties
from stigar.engine.areas.variations import Variations
from stigar.engine.text.model import TextModel
from stigar.engine.vocabulary import Evidence

if TYPE_CHECKING:
    from stigar.engine.areas.finder import AreaFinder

STEPS = (0.4, 0.55, 0.7, 0.85, 1.0, 1.2, 1.5, 1.75, 2.0, 2.3, 2.6, 3.2)
RERUNS = 5
PAIRS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Decided:
    """What people have said and done: answers, placements, names, and the map they looked at."""

    answers: tuple[Answer, ...] = ()
    placed: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)
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
    ties = Ties.of(titles, decided.answers, decided.placed).joining(identical(roles))
    likeness = Likeness.of(roles, model)
    graph = neighbours(likeness.matrix, finder.neighbours)
    pieces = all_pieces(likeness.space, roles)
    varied = Variations.of(pieces, graph, finder.runs, finder.neighbours, seed)
    pull = varied.pull(titles, decided.answers)
    resolution = fitting(finder.resolution, len(roles))
    groups = gather(graph, resolution, seed, ties, pull)
    ways = varied.ways(resolution, ties, pull)
    placement = keys.keyed(titles, groups.tolist(), decided.placed, decided.before)
    placing = Placing(roles, likeness, pieces, placement, ways, finder.most_because, frozenset(decided.placed))
    needs = [linking.needs(role, model, language) for role in roles]
    areas = placing.areas(needs, decided.named, language)
    because = {one.role: one.because for area in areas for one in area.roles}
    return AreaMap(
        areas=areas,
        bridges=placing.bridges(because),
        questions=questions(titles, ways, ties, ask),
        evidence=_evidence(evidence, titles),
        org_chart=org_chart(placement, {role.role: role.unit for role in roles}),
        stable=len(areas) > 1 and stable(roles, model, resolution, finder.neighbours, seed),
        base=linking.base(needs, []),
        changes=keys.changes(decided.before, placement, because),
        likeness=_pairs(titles, likeness),
        resolution=finder.resolution,
    )


def _evidence(evidence: Sequence[Evidence], titles: Sequence[str]) -> dict[str, float]:
    said: dict[str, list[Evidence]] = {title: [] for title in titles}
    for one in evidence:
        said[one.role].append(one)
    return {role: enough(told).share for role, told in said.items()}


def _pairs(titles: Sequence[str], likeness: Likeness) -> tuple[tuple[str, str, float], ...]:
    """Each role's nearest ones, for pictures: (role, other, 0..1)."""
    near = neighbours(likeness.plain, PAIRS_SHOWN).tocoo()
    found = [
        (titles[one], titles[other], round(float(alike), 4))
        for one, other, alike in zip(near.row, near.col, near.data, strict=True)
        if one < other
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
    titles = [role.role for role in roles]
    ties = Ties.of(titles, answers, placed).joining(identical(roles))
    likeness = Likeness.of(roles, model)
    graph = neighbours(likeness.matrix, finder.neighbours)
    varied = Variations.of(all_pieces(likeness.space, roles), graph, RERUNS, finder.neighbours, seed)
    pull = varied.pull(titles, answers)
    steps = []
    for resolution in STEPS:
        fitted = fitting(resolution, len(roles))
        groups = gather(graph, fitted, seed, ties, pull)
        again = [
            gather(other, fitted, seed + at, ties, pull, attempts=2) for at, other in enumerate(varied.graphs, start=1)
        ]
        alike = float(np.mean([adjusted_rand(groups.tolist(), one.tolist()) for one in again]))
        steps.append(Step(resolution, int(groups.max()) + 1, round(max(0.0, alike), 4)))
    return Slider(tuple(steps), plateau(tuple(steps)), finder.resolution)
