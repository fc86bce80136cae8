"""Coasts and contour lines: an uneven, rounded outline around the places, with plateaus inside.

The distance from every grid point to the nearest box is softened where boxes meet, given a slow
unevenness, and cut at a level; the cut is the coast. Marching squares finds the line.
Method: W. E. Lorensen, H. E. Cline, "Marching cubes" (1987), its flat case.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stigar.engine.areas.landscape.answer import Box, Outline, Ring

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Truths = NDArray[np.bool_]

CELL = 6.0  # pixels between grid points
BLOCK = 12.0  # islands are moved in steps of two grid points


@dataclass(frozen=True, slots=True)
class Shore:
    """How wide the land reaches around its places, in pixels: the coast, its unevenness, its softness, the water kept free."""

    reach: float = 23.0
    uneven: float = 7.0
    soft: float = 11.0
    water: float = 28.0

    @property
    def most(self) -> float:
        return self.reach + self.uneven + 1.6 * self.soft


@dataclass(frozen=True, slots=True)
class Land:
    """One island before it is put on the map: its grid's first point, its dry grid points, and those it claims."""

    left: float
    top: float
    ground: Truths
    claim: Truths


@dataclass(frozen=True, slots=True)
class Site:
    """What an island is raised from: its places' boxes, the plateau each stands on, the box of its name."""

    boxes: tuple[Box, ...]
    levels: tuple[int, ...]
    name: Box
    shore: Shore
    seed: int

    def land(self) -> Land:
        """Which ground is dry and which water nobody else may use."""
        xs, ys = _grid([*self.boxes, self.name], self.shore)
        coast = self._coast(self._gaps(xs, ys), xs, ys)
        land = Land(float(xs[0]), float(ys[0]), coast < 0, coast < self.shore.water / 2)
        return _trimmed(land)

    def lines(self) -> tuple[Outline, tuple[Ring, ...]]:
        """The coast and the contour lines."""
        xs, ys = _grid([*self.boxes, self.name], self.shore)
        gaps = self._gaps(xs, ys)
        left, top = float(xs[0]), float(ys[0])
        outline = max(contours(self._coast(gaps, xs, ys), left, top), key=_size)
        wave = _unevenness(xs, ys, self.seed)
        return outline, _terraces(gaps, self.levels, self.shore, wave, left, top)

    def _gaps(self, xs: Floats, ys: Floats) -> Floats:
        import numpy as np  # noqa: PLC0415 heavy: only when asked for

        return np.stack([_distance(box, xs, ys) for box in (*self.boxes, self.name)])

    def _coast(self, gaps: Floats, xs: Floats, ys: Floats) -> Floats:
        """Negative on land."""
        import numpy as np  # noqa: PLC0415 heavy: only when asked for

        roads = _causeways([*self.boxes, self.name], xs, ys)
        land = _soft_least(np.concatenate([gaps, roads]), self.shore.soft)
        coast: Floats = land - self.shore.reach - self.shore.uneven * _unevenness(xs, ys, self.seed)
        return coast


def _trimmed(land: Land) -> Land:
    """Without the blocks at the rim that the island does not claim."""
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    rows, columns = np.flatnonzero(land.claim.any(axis=1)), np.flatnonzero(land.claim.any(axis=0))
    top, left = int(rows[0]) // 2 * 2, int(columns[0]) // 2 * 2
    part = slice(top, int(rows[-1]) + 1), slice(left, int(columns[-1]) + 1)
    return Land(land.left + left * CELL, land.top + top * CELL, land.ground[part], land.claim[part])


def contours(field: Floats, left: float, top: float) -> list[Outline]:
    """The closed lines where the field turns negative; its border must be positive. Holes and specks are left out."""
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    points, follows = _crossings(field)
    outlines = []
    while follows:
        start, step = follows.popitem()
        loop = [start]
        while step != start:
            loop.append(step)
            step = follows.pop(step)
        line = np.array([points[edge] for edge in loop]) * CELL + (left, top)
        smooth = _smoothed(line)
        if _size(smooth) > 700:
            outlines.append(smooth)
    return outlines


def _grid(boxes: list[Box], shore: Shore) -> tuple[Floats, Floats]:
    """Grid lines that start on a multiple of BLOCK, so that an island that stays keeps its place exactly."""
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    margin = shore.most + shore.water / 2 + CELL
    left = (min(box.left for box in boxes) - margin) // BLOCK * BLOCK
    top = (min(box.top for box in boxes) - margin) // BLOCK * BLOCK
    right, bottom = max(box.right for box in boxes) + margin, max(box.bottom for box in boxes) + margin
    return np.arange(left, right + CELL, CELL), np.arange(top, bottom + CELL, CELL)


def _distance(box: Box, xs: Floats, ys: Floats) -> Floats:
    """From each grid point to the box; 0 inside."""
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    across = np.maximum(np.maximum(box.left - xs, xs - box.right), 0.0)
    down = np.maximum(np.maximum(box.top - ys, ys - box.bottom), 0.0)
    distance: Floats = np.hypot(down[:, None], across[None, :])
    return distance


def _causeways(boxes: list[Box], xs: Floats, ys: Floats) -> Floats:
    """Distances to the straight lines that join each box to the nearest one already joined: an island is one piece."""
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    middles = np.array([box.middle for box in boxes])
    joined, lines = [len(boxes) - 1], []
    waiting = list(range(len(boxes) - 1))
    while waiting:
        away = np.hypot(*(middles[waiting][:, None] - middles[joined][None]).transpose(2, 0, 1))
        new, old = np.unravel_index(int(np.argmin(away)), away.shape)
        lines.append(_distance_to_line(middles[waiting[int(new)]], middles[joined[int(old)]], xs, ys))
        joined.append(waiting.pop(int(new)))
    return np.array(lines).reshape(-1, len(ys), len(xs))


def _distance_to_line(one: Floats, other: Floats, xs: Floats, ys: Floats) -> Floats:
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    way = other - one
    dx, dy = xs[None, :] - one[0], ys[:, None] - one[1]
    share = np.clip((dx * way[0] + dy * way[1]) / max(float(way @ way), 1e-9), 0.0, 1.0)
    distance: Floats = np.hypot(dx - share * way[0], dy - share * way[1])
    return distance


def _soft_least(distances: Floats, soft: float) -> Floats:
    """The least of the distances, rounded off where several are about equally small (log-sum-exp)."""
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    least = distances.min(axis=0)
    softened: Floats = least - soft * np.log(np.exp((least[None] - distances) / soft).sum(axis=0)).clip(0, 1.6)
    return softened


def _unevenness(xs: Floats, ys: Floats, seed: int) -> Floats:
    """A slow wave between -1 and 1 that belongs to the island, whatever lies on it."""
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    draw = np.random.default_rng(seed)
    wave = np.zeros((len(ys), len(xs)))
    for length in (190.0, 120.0, 80.0, 55.0):
        angle, phase = draw.random(2) * 2 * np.pi
        along = np.cos(angle) * xs[None, :] + np.sin(angle) * ys[:, None]
        wave += np.sin(2 * np.pi * along / length + phase)
    bounded: Floats = np.tanh(wave / 2)
    return bounded


def _terraces(
    gaps: Floats, levels: tuple[int, ...], shore: Shore, wave: Floats, left: float, top: float
) -> tuple[Ring, ...]:
    """Plateau 1 carries every role; higher ones only those with more in common, and go around the others' labels."""
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    rings = []
    for height, reach in ((1, 0.52), (2, 0.36), (3, 0.22)):
        high = [n for n, level in enumerate(levels) if level >= height]
        if not high:
            continue
        low = [n for n in range(len(gaps)) if n not in set(high)]
        field = _soft_least(gaps[high], shore.soft / 2) - shore.reach * reach - shore.uneven * 0.3 * wave
        field = np.maximum(field, 4.5 - gaps[low].min(axis=0))
        rings.append(Ring(height, tuple(contours(field, left, top))))
    return tuple(ring for ring in rings if ring.outlines)


def _crossings(field: Floats) -> tuple[dict[int, tuple[float, float]], dict[int, int]]:
    """Marching squares: where the line crosses each grid edge, and which crossing follows which (land on the left)."""
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    columns = field.shape[1]
    inside = field < 0
    case = inside[:-1, :-1] * 1 + inside[:-1, 1:] * 2 + inside[1:, 1:] * 4 + inside[1:, :-1] * 8
    points: dict[int, tuple[float, float]] = {}
    follows: dict[int, int] = {}
    for row, column in np.argwhere((case > 0) & (case < 15)).tolist():
        at = row * columns + column
        edges = (2 * at, 2 * (at + 1) + 1, 2 * (at + columns), 2 * at + 1)  # above, right, below, left
        for one, other in _TURNS[int(case[row, column])]:
            follows[edges[one]] = edges[other]
    values = field.ravel()
    for edge in follows:
        at, upright = divmod(edge, 2)
        here, there = float(values[at]), float(values[at + (columns if upright else 1)])
        share = here / (here - there)
        row, column = divmod(at, columns)
        points[edge] = (column, row + share) if upright else (column + share, row)
    return points, follows


# For each of the sixteen ways four corners can be land or water: from which side of the square to which the line runs.
_TURNS: dict[int, tuple[tuple[int, int], ...]] = {
    1: ((0, 3),), 2: ((1, 0),), 3: ((1, 3),), 4: ((2, 1),), 5: ((0, 1), (2, 3)), 6: ((2, 0),), 7: ((2, 3),),
    8: ((3, 2),), 9: ((0, 2),), 10: ((3, 0), (1, 2)), 11: ((1, 2),), 12: ((3, 1),), 13: ((0, 1),), 14: ((3, 0),),
}  # fmt: skip


def _smoothed(line: Floats) -> Outline:
    """Evened out and thinned to a point every 14 pixels or so."""
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    for _ in range(2):
        line = (np.roll(line, 1, axis=0) + 2 * line + np.roll(line, -1, axis=0)) / 4
    kept = line[:: 3 if len(line) > 24 else 2]
    return tuple((round(float(x), 1), round(float(y), 1)) for x, y in kept)


def _size(outline: Outline) -> float:
    """Area in square pixels; negative for a hole."""
    turned = (*outline[1:], outline[0])
    return sum(x * v - u * y for (x, y), (u, v) in zip(outline, turned, strict=True)) / 2
