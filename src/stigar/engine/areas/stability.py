"""Stability: are there areas at all, or would any shuffle of the tasks look as good?

The evidence of every role is split in two. Areas are found in one half and looked for in the other: are roles of
one area more alike there than roles of different areas? The same is done with the roles of the second half mixed
up. Only when the real figure stands clearly above the mixed ones are the areas called stable (a cross-fitted
permutation test in the manner of Mantel 1967; the title does not take part).
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stigar.engine.areas.likeness import Numbers, Space, neighbours
from stigar.engine.areas.partition import gather
from stigar.engine.areas.pieces import Pieces
from stigar.engine.areas.roles import TITLE, Piece, RoleWork
from stigar.engine.text.model import TextModel

SPLITS, MIXES, MOST_ROLES, MOST_PIECES = 5, 60, 100, 12
CLEARLY = 2.5
FEWEST_ROLES = 4


def stable(roles: Sequence[RoleWork], model: TextModel, resolution: float, near: int, seed: int) -> bool:
    """Whether the areas found in half of the evidence are there in the other half too."""
    return evidence_of_areas(roles, model, resolution, near, seed) >= CLEARLY


def evidence_of_areas(roles: Sequence[RoleWork], model: TextModel, resolution: float, near: int, seed: int) -> float:
    """How many standard deviations above mixed-up roles the areas of one half are in the other, on average."""
    dice = random.Random(seed)
    work = [[piece for piece in role.pieces if piece.kind != TITLE and piece.bag] for role in roles]
    able = [_fewer(pieces, dice) for pieces in work if len(pieces) >= 2]
    if len(able) < FEWEST_ROLES:
        return 0.0
    able = able if len(able) <= MOST_ROLES else dice.sample(able, MOST_ROLES)
    pieces = _pieces(able, model)
    found = []
    for split in range(SPLITS):
        half = _half(able, dice)
        one, other = pieces.likeness(half), pieces.likeness(1.0 - half)
        found += [_above_chance(one, other, resolution, near, seed + split)]
        found += [_above_chance(other, one, resolution, near, seed + split)]
    return float(np.mean(found))


def _pieces(told: Sequence[Sequence[Piece]], model: TextModel) -> Pieces:
    roles = [RoleWork(str(at), "", "en", tuple(pieces)) for at, pieces in enumerate(told)]
    return Pieces.of(Space.of(roles, model), told)


def _fewer(pieces: list[Piece], dice: random.Random) -> list[Piece]:
    return pieces if len(pieces) <= MOST_PIECES else dice.sample(pieces, MOST_PIECES)


def _half(told: Sequence[Sequence[Piece]], dice: random.Random) -> Numbers:
    """1 for the pieces of the first half, 0 for the others, role by role."""
    chosen: list[float] = []
    for pieces in told:
        first = set(dice.sample(range(len(pieces)), len(pieces) // 2))
        chosen += [float(at in first) for at in range(len(pieces))]
    return np.array(chosen)


def _above_chance(here: Numbers, there: Numbers, resolution: float, near: int, seed: int) -> float:
    groups = gather(neighbours(here, near), resolution, seed, attempts=1)
    same = groups[:, None] == groups[None, :]
    np.fill_diagonal(same, val=False)
    if not same.any() or same.sum() == len(same) * (len(same) - 1):
        return 0.0
    dice = np.random.default_rng(seed)
    mixed = np.array([_inside(there, same, dice.permutation(len(same))) for _ in range(MIXES)])
    spread = float(mixed.std())
    return (_inside(there, same, np.arange(len(same))) - float(mixed.mean())) / spread if spread > 0 else 0.0


def _inside(alike: Numbers, same: NDArray[np.bool_], order: NDArray[np.int64]) -> float:
    return float(alike[np.ix_(order, order)][same].mean())
