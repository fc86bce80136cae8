"""The sea: where each island lies among the others.

Areas that resemble each other are neighbours. A first sketch comes from their likenesses alone
(classical scaling: W. S. Torgerson, "Multidimensional scaling", 1952); then the islands are put down
one at a time where they fit, in the lowest picture that holds them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import sqrt
from typing import TYPE_CHECKING

from stigar.engine.areas.landscape.coast import BLOCK, Land

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Clashes = dict[tuple[int, int], NDArray[np.bool_]]

Corner = tuple[int, int]  # column and row, in blocks
SKETCH = (1.0, 0.15, 0.02)  # how much the first sketch of likenesses counts in each turn
STAY = (20.0, 3.0, 3.0)  # and how much it counts to stay near where an island already lies
PRESS = (0.4, 1.2, 2.0)  # how hard islands are drawn to the middle line, in the first, second and third turn


@dataclass(frozen=True, slots=True)
class Sea:
    """The islands to be placed, how alike their areas are (n x n, 0-1), and where they lay last time (blocks or None)."""

    lands: Sequence[Land]
    likeness: Floats
    targets: Floats  # n x 2 between 0 and 1
    before: Sequence[Corner | None]
    columns: int
    rows: int = 0  # how tall the picture is at least
    sketched: bool = False  # the targets are where the islands already lie, to be kept if they can


def sketch(likeness: Floats) -> Floats:
    """A rough map of areas from likeness alone: n x 2 between 0 and 1, the longer way across."""
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    count = len(likeness)
    if count < 2:
        return np.full((count, 2), 0.5)
    distance = 1.0 - likeness / max(float(likeness.max()), 1e-9) * 0.9
    np.fill_diagonal(distance, 0.0)
    centred = distance**2 - (distance**2).mean(axis=0) - (distance**2).mean(axis=1)[:, None] + (distance**2).mean()
    values, vectors = np.linalg.eigh(-centred / 2)
    spread = np.round(vectors[:, [-1, -2]] * np.sqrt(np.maximum(values[[-1, -2]], 0.0)), 9)
    spread *= np.where(spread[np.abs(spread).argmax(axis=0), (0, 1)] < 0, -1.0, 1.0)
    ranks = spread.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    shares: Floats = (ranks + 0.5) / count
    return shares


def place(sea: Sea) -> tuple[list[Corner], int]:
    """The upper left corner of each island's grid, in blocks, and how many rows of blocks the picture needs."""
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    claims = [_coarse(land.claim) for land in sea.lands]
    if any(claim.shape[1] > sea.columns for claim in claims):
        raise ValueError(sea.columns)
    rows = max([sea.rows, *(len(claim) for claim in claims)])
    if not sea.rows:
        rows = max(rows, int(sum(claim.sum() for claim in claims) / sea.columns / 0.74))
    clashes = _clashes(claims)
    while True:
        tries = (_put_down(sea, claims, clashes, targets, order, rows) for targets, order in _variants(sea, claims))
        found = [corners for corners in tries if corners is not None]
        if found:
            best = min(found, key=lambda corners: round(_total(sea, claims, corners), 6))
            return (best, rows) if any(sea.before) else _cropped(best, claims, sea.columns)
        rows += max(1, int(np.ceil(rows * 0.05)))


def _cropped(corners: list[Corner], claims: list[NDArray[np.bool_]], columns: int) -> tuple[list[Corner], int]:
    """The same map without empty rows above and below, in the middle of the picture's width."""
    left, top = min(column for column, _ in corners), min(row for _, row in corners)
    right = max(column + claim.shape[1] for (column, _), claim in zip(corners, claims, strict=True))
    bottom = max(row + claim.shape[0] for (_, row), claim in zip(corners, claims, strict=True))
    across = (columns - right + left) // 2 - left
    return [(column + across, row - top) for column, row in corners], bottom - top


def _coarse(claim: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The claim in blocks of two by two grid points: a block is claimed when any of its points is."""
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    rows, columns = (-(-side // 2) * 2 for side in claim.shape)
    padded = np.zeros((rows, columns), dtype=bool)
    padded[: claim.shape[0], : claim.shape[1]] = claim
    blocks: NDArray[np.bool_] = np.asarray(padded.reshape(rows // 2, 2, columns // 2, 2).any(axis=(1, 3)))
    return blocks


def _variants(sea: Sea, claims: list[NDArray[np.bool_]]) -> Iterator[tuple[Floats, list[int]]]:
    """Different first sketches to try: the same map mirrored is as true, but may fit better."""
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    order = sorted(range(len(claims)), key=lambda n: (sea.before[n] is None, -int(claims[n].sum()), n))
    if any(sea.before) or sea.sketched:
        yield sea.targets, order
        return
    for across, down in product((False, True), repeat=2):
        yield np.where([across, down], 1 - sea.targets, sea.targets), order


def _put_down(
    sea: Sea, claims: list[NDArray[np.bool_]], clashes: Clashes, targets: Floats, order: list[int], rows: int
) -> list[Corner] | None:
    """All islands in this order, then each taken up again and put where it is best; None when one finds no room."""
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    corners: dict[int, Corner] = {}
    for turn in range(3):
        for one in order:
            if turn and sea.before[one] is not None:
                continue
            corners.pop(one, None)
            free = _free(claims, one, corners, clashes, (sea.columns, rows))
            if not free.any():
                return None
            cost = _cost(sea, claims, one, corners, targets[one] * (sea.columns, rows), rows, free, turn)
            row, column = np.unravel_index(int(np.argmin(np.where(free, cost, np.inf))), free.shape)
            corners[one] = int(column), int(row)
    return [corners[one] for one in range(len(claims))]


def _cost(
    sea: Sea,
    claims: list[NDArray[np.bool_]],
    one: int,
    corners: dict[int, Corner],
    wanted: Floats,
    rows: int,
    free: NDArray[np.bool_],
    turn: int,
) -> Floats:
    """What each corner costs: far from its place in the sketch, from areas like it, and from the picture's middle line."""
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    across = np.arange(free.shape[1])[None, :] + claims[one].shape[1] / 2
    down = np.arange(free.shape[0])[:, None] + claims[one].shape[0] / 2
    sketched = (STAY if sea.sketched else SKETCH)[turn]
    cost: Floats = sketched * np.hypot(across - wanted[0], down - wanted[1])
    for other, corner in corners.items():
        x, y = np.array(corner) + _half(claims[other])
        cost = cost + (0.15 + 1.5 * float(sea.likeness[one, other])) * np.hypot(across - x, down - y)
    cost = cost + PRESS[turn] * np.abs(down - rows / 2) + 0.3 * np.abs(across - sea.columns / 2)
    before = sea.before[one]
    if before is not None:
        half = _half(claims[one])
        cost = cost + 1000 * np.hypot(across - half[0] - before[0], down - half[1] - before[1])
    return cost


def _free(
    claims: list[NDArray[np.bool_]], one: int, corners: dict[int, Corner], clashes: Clashes, room: Corner
) -> NDArray[np.bool_]:
    """For each corner inside the picture: would the island there touch no other?"""
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    claim = claims[one]
    free = np.ones((room[1] - claim.shape[0] + 1, room[0] - claim.shape[1] + 1), dtype=bool)
    for other, (column, row) in corners.items():
        met = clashes[one, other]
        top, left = row - claim.shape[0] + 1, column - claim.shape[1] + 1
        part = free[max(0, top) : top + met.shape[0], max(0, left) : left + met.shape[1]]
        high, wide = max(0, -top), max(0, -left)
        part[met[high : high + part.shape[0], wide : wide + part.shape[1]]] = False
    return free


def _clashes(claims: list[NDArray[np.bool_]]) -> Clashes:
    """For each pair, at which distances from the other's corner an island would touch it (correlation by Fourier transform)."""
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    size = (2 * max((claim.shape[0] for claim in claims), default=1), 2 * max(claim.shape[1] for claim in claims))
    ahead = [np.fft.rfft2(claim, size) for claim in claims]
    turned = [np.fft.rfft2(claim[::-1, ::-1], size) for claim in claims]
    found: Clashes = {}
    for one, mine in enumerate(claims):
        for other, theirs in enumerate(claims[:one]):
            tall, wide = (a + b - 1 for a, b in zip(mine.shape, theirs.shape, strict=True))
            met: NDArray[np.bool_] = np.fft.irfft2(turned[one] * ahead[other], size)[:tall, :wide] > 0.5
            found[one, other], found[other, one] = met, met[::-1, ::-1]
    return found


def _half(claim: NDArray[np.bool_]) -> Floats:
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    return np.array([claim.shape[1], claim.shape[0]]) / 2


def _total(sea: Sea, claims: list[NDArray[np.bool_]], corners: list[Corner]) -> float:
    """How far apart areas lie, weighted by how alike they are, and how tall the picture becomes."""
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    middles = np.array([np.array(corner) + _half(claim) for corner, claim in zip(corners, claims, strict=True)])
    away = np.hypot(*(middles[:, None] - middles[None]).transpose(2, 0, 1))
    return float((away * sea.likeness).sum()) / sqrt(len(corners)) + 1.5 * _cropped(corners, claims, sea.columns)[1]


def pixels(corner: Corner, land: Land) -> tuple[float, float]:
    """How far the island's own points move to stand on the map."""
    return corner[0] * BLOCK - land.left, corner[1] * BLOCK - land.top
