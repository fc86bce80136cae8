"""Stability: are there areas at all, or would any shuffle of the tasks look as good?

The evidence of every role is split in two. Areas are found in one half and looked for in the other: are roles of
one area more alike there than roles of different areas? The same is done with the roles of the second half mixed
up. Only when the real figure stands clearly above the mixed ones are the areas called stable (a Mantel-like
permutation test, cross-fitted; the title does not take part).
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np

from stigar.engine.areas.likeness import Likeness, Numbers, neighbours
from stigar.engine.areas.partition import leiden
from stigar.engine.areas.roles import TITLE, Piece, RoleWork
from stigar.engine.text.model import TextModel

SPLITS, MIXES = 6, 60
CLEARLY = 2.5
FEWEST_ROLES = 4


def stable(roles: Sequence[RoleWork], model: TextModel, resolution: float, number: int, seed: int) -> bool:
    """Whether the areas found in half of the evidence are there in the other half too."""
    return evidence_of_areas(roles, model, resolution, number, seed) >= CLEARLY


def evidence_of_areas(roles: Sequence[RoleWork], model: TextModel, resolution: float, number: int, seed: int) -> float:
    """How many standard deviations above mixed-up roles the areas of one half are in the other, on average."""
    dice = random.Random(seed)
    able = [role for role in roles if len(_work(role)) >= 2]
    if len(able) < FEWEST_ROLES:
        return 0.0
    able = able if len(able) <= 120 else sorted(dice.sample(able, 120), key=lambda role: role.role)
    found = []
    for split in range(SPLITS):
        halves = [_half(role, dice) for role in able]
        one, other = ([half[side] for half in halves] for side in (0, 1))
        for here, there in ((one, other), (other, one)):
            found.append(_above_chance(here, there, model, resolution, number, seed + split))
    return float(np.mean(found)) if found else 0.0


def _work(role: RoleWork) -> list[Piece]:
    return [piece for piece in role.pieces if piece.kind != TITLE and piece.bag]


def _half(role: RoleWork, dice: random.Random) -> tuple[RoleWork, RoleWork]:
    pieces = _work(role)
    dice.shuffle(pieces)
    middle = len(pieces) // 2
    return (
        RoleWork(role.role, role.unit, role.language, tuple(pieces[:middle])),
        RoleWork(role.role, role.unit, role.language, tuple(pieces[middle:])),
    )


def _above_chance(
    here: Sequence[RoleWork], there: Sequence[RoleWork], model: TextModel, resolution: float, number: int, seed: int
) -> float:
    groups = leiden(neighbours(Likeness.of(here, model).matrix, number), resolution, seed)
    alike = Likeness.of(there, model).matrix
    same = groups[:, None] == groups[None, :]
    np.fill_diagonal(same, val=False)
    if not same.any() or same.sum() == len(same) * (len(same) - 1):
        return 0.0
    dice = np.random.default_rng(seed)
    mixed = np.array([_inside(alike, same, dice.permutation(len(same))) for _ in range(MIXES)])
    spread = float(mixed.std())
    return (_inside(alike, same, np.arange(len(same))) - float(mixed.mean())) / spread if spread > 0 else 0.0


def _inside(alike: Numbers, same: np.ndarray, order: np.ndarray) -> float:  # type: ignore[type-arg]
    return float(alike[np.ix_(order, order)][same].mean())
