"""Dotted paths: from a role to the other area where it also belongs, over water, around labels and other islands.

A cheapest path on a coarse grid (E. W. Dijkstra, 1959): water is easy, land is hard, words are nearly walls.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from stigar.engine.areas.landscape.answer import Box, Outline, Path, Point, Spot

if TYPE_CHECKING:
    import igraph
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

STEP = 12.0
OTHER_LAND, NEAR_LAND, OWN_LAND, WORDS, WALKED = 9.0, 1.5, 2.5, 60.0, 2.5


def sail(
    bridges: Sequence[tuple[Spot, str]],
    *,
    grounds: Mapping[str, Sequence[Box]],
    words: Sequence[Box],
    width: float,
    height: float,
) -> list[Path]:
    """One path a bridge, in the order given. ``grounds`` holds each area's land as small boxes, ``words`` are not to be crossed."""
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    if not bridges:
        return []
    shape = int(height // STEP) + 1, int(width // STEP) + 1
    land = {area: _marked(boxes, shape, 0.0) for area, boxes in grounds.items()}
    walls = _marked(words, shape, 4.0)
    web = _web(shape)
    walked = np.zeros(shape)
    paths = []
    for spot, area in bridges:
        cost = _costs(spot, land, walls, walked)
        cells = _cheapest(web, cost, _cell(spot.x, spot.y, shape), land[area] & ~walls)
        for cell in cells[2:]:
            walked[cell] = WALKED
        paths.append(Path(spot.role, area, _drawn(spot, cells)))
    return paths


def _marked(boxes: Sequence[Box], shape: tuple[int, int], margin: float) -> NDArray[np.bool_]:
    """The grid points inside any of the boxes."""
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    mask = np.zeros(shape, dtype=bool)
    for box in boxes:
        rows = slice(max(0, int(-(-(box.top - margin) // STEP))), int((box.bottom + margin) // STEP) + 1)
        columns = slice(max(0, int(-(-(box.left - margin) // STEP))), int((box.right + margin) // STEP) + 1)
        mask[rows, columns] = True
    return mask


def _web(shape: tuple[int, int]) -> tuple[igraph.Graph, NDArray[np.int64], Floats]:
    """Grid points joined to their eight neighbours: the graph, its edges, their lengths in steps."""
    import igraph  # noqa: PLC0415 heavy: only when asked for
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    number = np.arange(shape[0] * shape[1]).reshape(shape)
    pairs = [
        (number[:, :-1], number[:, 1:], 1.0), (number[:-1], number[1:], 1.0),
        (number[:-1, :-1], number[1:, 1:], 1.415), (number[:-1, 1:], number[1:, :-1], 1.415),
    ]  # fmt: skip
    edges = np.concatenate([np.stack([one.ravel(), other.ravel()], axis=1) for one, other, _ in pairs])
    lengths = np.concatenate([np.full(one.size, length) for one, _, length in pairs])
    return igraph.Graph(n=number.size, edges=edges), edges, lengths


def _costs(spot: Spot, land: Mapping[str, NDArray[np.bool_]], walls: NDArray[np.bool_], walked: Floats) -> Floats:
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    cost = np.ones_like(walked) + walked + walls * WORDS
    for area, mask in land.items():
        cost += mask * (OWN_LAND if area == spot.area else OTHER_LAND)
        cost += NEAR_LAND * (_around(mask) & ~mask)
    edge: Floats = cost
    edge[[0, -1], :] += 4.0
    edge[:, [0, -1]] += 4.0
    return edge


def _around(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The mask grown by one grid point to each side."""
    grown = mask.copy()
    grown[1:] |= mask[:-1]
    grown[:-1] |= mask[1:]
    grown[:, 1:] |= mask[:, :-1]
    grown[:, :-1] |= mask[:, 1:]
    return grown


def _cheapest(
    web: tuple[igraph.Graph, NDArray[np.int64], Floats], cost: Floats, start: tuple[int, int], goal: NDArray[np.bool_]
) -> list[tuple[int, int]]:
    """The cells from the start to the first that belongs to the goal."""
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    graph, edges, lengths = web
    flat = np.where(goal, 1.0, cost).ravel()
    weights = (flat[edges[:, 0]] + flat[edges[:, 1]]) / 2 * lengths
    ends = np.flatnonzero(goal.ravel())
    columns = cost.shape[1]
    begin = start[0] * columns + start[1]
    away = graph.distances(source=begin, weights=weights.tolist())[0]
    way = [int(ends[int(np.argmin(np.array(away)[ends]))])]
    while way[-1] != begin:
        way.append(min(graph.neighbors(way[-1]), key=lambda step: _back(away, flat, columns, step, way[-1])))
    return [(step // columns, step % columns) for step in reversed(way)]


def _back(away: Sequence[float], flat: Floats, columns: int, step: int, here: int) -> float:
    """How long the way is from the start over this step to here."""
    slanting = abs(step - here) not in (1, columns)
    return away[step] + float(flat[step] + flat[here]) / 2 * (1.415 if slanting else 1.0)


def _cell(x: float, y: float, shape: tuple[int, int]) -> tuple[int, int]:
    return min(shape[0] - 1, round(y / STEP)), min(shape[1] - 1, round(x / STEP))


def _drawn(spot: Spot, cells: Sequence[tuple[int, int]]) -> Outline:
    """The cells as a calm line: every third one, evened out, from the dot to the landing."""
    line: list[Point] = [(spot.x, spot.y), *((column * STEP, row * STEP) for row, column in cells[1:])]
    for _ in range(3):
        inner = [
            ((a[0] + 2 * b[0] + c[0]) / 4, (a[1] + 2 * b[1] + c[1]) / 4)
            for a, b, c in zip(line, line[1:], line[2:], strict=False)
        ]
        line = [line[0], *inner, line[-1]]
    kept = [line[0], *line[2:-2:3], line[-1]] if len(line) > 4 else line
    return tuple((round(x, 1), round(y, 1)) for x, y in kept)
