"""Questions: which yes/no question to people would settle most.

The engine looks at many ways the roles could be grouped. The gain of asking about a pair is the expected fall in
uncertainty over all pairs: how much of what differs between those ways goes together with the answer.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stigar.engine.areas.answer import Question
from stigar.engine.areas.partition import Groups
from stigar.engine.areas.ties import Ties

CANDIDATES = 400
LEAST_GAIN = 1e-6


def together(ways: Sequence[Groups]) -> NDArray[np.float64]:
    """Share of the ways in which two roles are in one group."""
    table = np.array(ways)
    size = table.shape[1] if table.size else 0
    found = np.zeros((size, size))
    for way in table:
        found += way[:, None] == way[None, :]
    return found / max(len(table), 1)


def questions(roles: Sequence[str], ways: Sequence[Groups], ties: Ties, number: int) -> tuple[Question, ...]:
    """The ``number`` best questions to ask next, best first, each counting what those before it settle."""
    if len(roles) < 2 or number <= 0 or not ways:
        return ()
    one, other = np.triu_indices(len(roles), 1)
    table = np.array(ways)
    same = (table[:, one] == table[:, other]).astype(np.float32)
    chance = same.mean(axis=0)
    open_ = np.argsort(-(chance * (1 - chance)), kind="stable")[:CANDIDATES]
    open_ = np.array([at for at in open_ if not _decided(ties, int(one[at]), int(other[at]))], dtype=int)
    same -= chance
    same = same[:, chance * (1 - chance) > 0.01] if len(chance) > 5000 else same
    asked = table[:, one[open_]] == table[:, other[open_]]
    return tuple(
        Question(roles[one[open_[at]]], roles[other[open_[at]]], gain)
        for at, gain in _best(asked.astype(np.float32), same, number)
    )


def _decided(ties: Ties, one: int, other: int) -> bool:
    a, b = sorted((ties.block[one], ties.block[other]))
    return a == b or (a, b) in ties.apart


def _best(asked: NDArray[np.float32], rest: NDArray[np.float32], number: int) -> list[tuple[int, float]]:
    """Greedy choice: take the pair that explains most, take away what it explains, go on."""
    asked = asked - asked.mean(axis=0)
    found: list[tuple[int, float]] = []
    for _ in range(min(number, asked.shape[1])):
        spread = (asked**2).sum(axis=0)
        shared = asked.T @ rest
        gain = np.where(spread > LEAST_GAIN, (shared**2).sum(axis=1) / np.maximum(spread, LEAST_GAIN), 0.0)
        at = int(gain.argmax())
        if gain[at] / len(asked) < LEAST_GAIN:
            break
        found.append((at, float(gain[at]) / len(asked)))
        chosen = asked[:, at : at + 1].copy()
        rest = rest - chosen @ (chosen.T @ rest) / spread[at]
        asked = asked - chosen @ (chosen.T @ asked) / spread[at]
    return found
