"""Reasons: which pieces of what a role does hold it in its area.

A piece counts by how much less alike the role would be to the others of its area without it. The few shown are
tried out together: taken away, they must leave the role less alike, or they are not shown as a reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from stigar.engine.areas.answer import Reason
from stigar.engine.areas.likeness import Numbers
from stigar.engine.areas.pieces import Pieces
from stigar.engine.areas.roles import Piece, RoleWork

CLEARLY = 1e-4


@dataclass(frozen=True, slots=True, eq=False)
class Mates:
    """The middle of some roles in words, in meaning and among occupations: what one more role is held against."""

    words: Numbers
    meanings: Numbers
    works: Numbers

    @classmethod
    def of(cls, made: tuple[sparse.csr_matrix, Numbers, Numbers], members: Sequence[int]) -> Mates:
        words, meanings, works = made
        these = list(members)
        return cls(
            np.asarray(words[these].mean(axis=0)).ravel(), meanings[these].mean(axis=0), works[these].mean(axis=0)
        )

    def alike(self, made: tuple[Numbers, Numbers, Numbers]) -> Numbers:
        """How alike each row is to the mates on average, 0..1."""
        parts = [made[0] @ self.words]
        parts += [rows @ middle for rows, middle in ((made[1], self.meanings), (made[2], self.works)) if len(middle)]
        found: Numbers = np.clip(sum(parts) / len(parts), 0.0, 1.0)
        return found


def held(pieces: Pieces, role: RoleWork, mates: Mates, most: int) -> tuple[float, tuple[Reason, ...]]:
    """How alike a role is to its mates (0..1), and at most ``most`` pieces that make it so, strongest first.

    Taken away together, the tasks and skills among them leave the role less alike to its mates. Where only the title
    holds the role, the title is the reason.
    """
    size = len(role.pieces)
    leave_one_out = np.vstack([np.ones(size), 1.0 - np.eye(size)]) * pieces.weight
    whole, *left = mates.alike(pieces.remade(leave_one_out))
    fall = np.array([whole - rest for rest in left])
    shown = _that_hold(pieces, mates, fall, float(whole), most)
    total = sum(max(fall[at], 1e-9) for at in shown)
    told: list[Piece] = [role.pieces[at] for at in shown]
    reasons = tuple(
        Reason(one.kind, one.text, float(max(fall[at], 1e-9) / total)) for one, at in zip(told, shown, strict=True)
    )
    return float(whole), reasons


def _that_hold(pieces: Pieces, mates: Mates, fall: NDArray[np.float64], whole: float, most: int) -> list[int]:
    """The longest list of pieces that is seen to weaken the placement when its tasks and skills are taken away."""
    order = sorted(np.flatnonzero(pieces.weight > 0).tolist(), key=lambda at: (-fall[at], at))
    work = [at for at in order if not pieces.title[at]]
    title = [at for at in order if pieces.title[at] and fall[at] > 0][: most - 1 if work else most]
    number = min(most - len(title), max(sum(fall[at] > 0 for at in work), 1), len(work))
    tries = [work[:size] for size in range(number, 0, -1)]
    tries += [[at] for at in work[1:]] + [work[:size] for size in range(number + 1, most + 1) if size <= len(work)]
    for chosen in tries:
        rest = pieces.weight.copy()
        rest[chosen] = 0.0
        if mates.alike(pieces.remade(rest[None, :]))[0] < whole - CLEARLY:
            return sorted([*chosen, *title[: most - len(chosen)]], key=lambda at: (-fall[at], at))
    return (title or order)[:most]
