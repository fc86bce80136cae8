"""Reasons: which pieces of what a role does hold it in its area.

A piece counts by how much less alike the role would be to the others of its area without it. The few shown are
tried out together: taken away, they must leave the role less alike, or they are not shown as a reason.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from stigar.engine.areas.answer import Reason
from stigar.engine.areas.likeness import Likeness, Numbers
from stigar.engine.areas.roles import TITLE, Piece, RoleWork, together


def strength(likeness: Likeness, pieces: Sequence[Piece], mates: Sequence[int]) -> float:
    """How alike a role made of these pieces is to its mates, on average (0..1)."""
    return float(strengths(likeness, [pieces], mates)[0])


def strengths(likeness: Likeness, versions: Sequence[Sequence[Piece]], mates: Sequence[int]) -> Numbers:
    """The same for several versions of a role at once."""
    if not mates:
        return np.zeros(len(versions))
    bags = [together(pieces) for pieces in versions]
    target = np.asarray(likeness.words[list(mates)].mean(axis=0)).ravel()
    total: Numbers = np.asarray(likeness.space.words(bags) @ target).ravel()
    number = 1
    for rows, all_ in (
        (likeness.space.meanings(bags), likeness.meanings),
        (likeness.space.works(versions), likeness.works),
    ):
        if all_.shape[1]:
            total = total + np.maximum(rows @ all_[list(mates)].T, 0.0).mean(axis=1)
            number += 1
    return total / number


def reasons(likeness: Likeness, role: RoleWork, mates: Sequence[int], most: int) -> tuple[Reason, ...]:
    """At most ``most`` pieces, strongest first; removing them leaves the role less alike to its mates."""
    pieces = [piece for piece in role.pieces if piece.bag and piece.weight > 0]
    if not pieces or most < 1:
        return ()
    without = [[other for other in pieces if other is not piece] for piece in pieces]
    whole, *left = strengths(likeness, [pieces, *without], mates)
    falls = {id(piece): float(whole - rest) for piece, rest in zip(pieces, left, strict=True)}
    order = sorted(pieces, key=lambda piece: (-falls[id(piece)], piece.kind, piece.text))
    chosen = _that_hold(likeness, order, pieces, mates, most, whole, falls)
    total = sum(max(falls[id(piece)], 1e-9) for piece in chosen)
    return tuple(Reason(one.kind, one.text, max(falls[id(one)], 1e-9) / total) for one in chosen)


def _that_hold(
    likeness: Likeness, order: list[Piece], pieces: list[Piece], mates: Sequence[int], most: int, whole: float,
    falls: dict[int, float],
) -> list[Piece]:  # fmt: skip
    """The longest list of reasons that is seen to weaken the placement when taken away, title not counted on."""
    work = [piece for piece in order if piece.kind != TITLE]
    title = [piece for piece in order if piece.kind == TITLE and falls[id(piece)] > 0]
    positive = sum(falls[id(piece)] > 0 for piece in work)
    for number in range(min(most - len(title), max(positive, 1)), 0, -1):
        chosen = work[:number]
        if strength(likeness, [one for one in pieces if one not in chosen], mates) < whole:
            return sorted([*chosen, *title], key=lambda one: -falls[id(one)])
    return (title + work)[:most]
