"""The ground of one island: where each role lies, and how high.

Places are put down one at a time, each in the best free spot: near the roles it resembles, towards the
middle of the island, and, when the role also belongs elsewhere, out at the shore in that direction.
Nothing is ever put where something else already is, so labels cannot collide.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

GAP_ACROSS = 14.0
GAP_DOWN = 9.0


@dataclass(frozen=True, slots=True)
class Room:
    """What has to find room on an island: n boxes with their sizes, likenesses (0-1) and pulls towards a shore."""

    sizes: Floats  # n x 2, width and height
    likeness: Floats  # n x n
    pulls: Floats  # n x 2, unit vectors; 0 for a role that belongs only here
    before: Floats  # n x 2, where it lay last time; nan when it is new
    aspect: float
    widest: float
    seed: int

    @property
    def lanes(self) -> bool:
        """On a phone there is room for two labels beside each other, if neither lies in the middle."""
        return self.widest < 340


def settle(room: Room) -> Floats:
    """Middle points (n x 2) of boxes that do not overlap, around the origin."""
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    order = _order(room)
    spots = np.full((len(order), 2), np.nan)
    draw = np.random.default_rng(room.seed)
    shifts = draw.random((len(order), 2))
    for turn in range(2):
        for role in order:
            if turn and (_known(room, role) or len(order) == 1):
                continue
            spots[role] = np.nan
            spots[role] = _best_spot(room, role, spots, shifts[role])
    return spots


def heights(likeness: Floats, pulls: Floats) -> list[int]:
    """The plateau of each role: 3 for those with most in common with their nearest three, 1 for the outskirts."""
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    count = len(likeness)
    if count < 4:
        return [2] * count
    closest = np.sort(likeness, axis=1)[:, -3:].mean(axis=1)
    low, high = np.quantile(closest, 0.34), np.quantile(closest, 0.67)
    if high - low < 1e-9:
        return [2] * count
    levels = 1 + (closest >= low).astype(int) + (closest >= high).astype(int)
    levels[np.abs(pulls).sum(axis=1) > 0] = 1
    return [int(level) for level in levels]


def crown(sizes: Floats, spots: Floats, *, width: float, height: float, widest: float) -> tuple[float, float]:
    """Where the island's name goes (its middle point): above every role in its column, as low and central as it can."""
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    half, gap = sizes / 2, GAP_DOWN + 5
    left, right = float((spots - half)[:, 0].min()), float((spots + half)[:, 0].max())
    slack = max(0.0, (widest - width) / 2)
    middle = min(slack, max(-slack, (left + right) / 2))
    chosen, least = (middle, 0.0), np.inf
    for x in np.linspace(max(left, -slack), min(right, slack), 15):
        under = np.abs(spots[:, 0] - x) < half[:, 0] + width / 2 + 6
        if not under.any():
            continue
        y = float((spots - half)[under, 1].min()) - gap - height / 2
        cost = -y + 0.3 * abs(x - middle)
        if cost < least:
            chosen, least = (float(x), y), cost
    return chosen


def _known(room: Room, role: int) -> bool:
    return bool(room.before[role, 0] == room.before[role, 0])


def _order(room: Room) -> list[int]:
    """Those who lay here before first, then the most typical of the area; bridges come last and land at the shore."""
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    bridge = np.abs(room.pulls).sum(axis=1) > 0
    typical = room.likeness.sum(axis=1)
    return sorted(range(len(typical)), key=lambda n: (not _known(room, n), bool(bridge[n]), -round(typical[n], 9), n))


def _best_spot(room: Room, role: int, spots: Floats, shift: Floats) -> Floats:
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    there = ~np.isnan(spots[:, 0])
    if not there.any() and not _known(room, role):
        return np.array([-_slack(room, role) if room.lanes else 0.0, 0.0])
    for stretch in (1.0, 1.6, 2.6, 4.5, 9.0):
        tried = _candidates(room, role, shift, stretch)
        apart = (room.sizes[there] + room.sizes[role]) / 2 + np.array([GAP_ACROSS, GAP_DOWN])
        beside = np.abs(tried[:, :1] - spots[there, 0]) < apart[:, 0]
        level = np.abs(tried[:, 1:] - spots[there, 1]) < apart[:, 1]
        free = ~(beside & level).any(axis=1)
        if free.any():
            tried = tried[free]
            best: Floats = tried[int(np.argmin(_cost(room, role, tried, spots, there)))]
            return best
    bottom = float((spots[there] + room.sizes[there] / 2)[:, 1].max())
    return np.array([0.0, bottom + GAP_DOWN + room.sizes[role, 1] / 2])


def _slack(room: Room, role: int) -> float:
    """How far from the middle line the role's box may lie."""
    return max(0.0, (room.widest - float(room.sizes[role, 0])) / 2)


def _candidates(room: Room, role: int, shift: Floats, stretch: float) -> Floats:
    """A lattice of spots to try, moved a little for each role so that nothing lines up like a table."""
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    need = float(((room.sizes + np.array([GAP_ACROSS, GAP_DOWN])).prod(axis=1)).sum()) * 1.7
    free = _slack(room, role)
    across = min(free, 0.62 * (need * room.aspect) ** 0.5 + 20)
    down = (0.62 * max((need / room.aspect) ** 0.5, need / room.widest) + 30) * stretch
    xs = np.clip(np.arange(-across, across + 17, 17) + (shift[0] - 0.5) * 16, -free, free)
    if room.lanes:
        xs = np.array([-free, (shift[0] - 1) * free * 0.4 - free * 0.6, free * 0.6 + shift[0] * free * 0.4, free])
    ys = np.arange(-down, down + 10, 10) + (shift[1] - 0.5) * 9
    lattice = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    if not _known(room, role):
        return lattice
    return np.concatenate([room.before[role][None], lattice])


def _cost(room: Room, role: int, tried: Floats, spots: Floats, there: NDArray[np.bool_]) -> Floats:
    import numpy as np  # noqa: PLC0415 heavy: only when asked for

    steep = 1.4 * room.aspect  # labels are wide and low: a step down is a longer way than it looks
    x, y = tried[:, 0], tried[:, 1] * steep
    inward = np.hypot(x * (0.0 if room.lanes else 1.0), y) / room.aspect**0.5
    alike = room.likeness[role, there]
    away = np.hypot(x[:, None] - spots[there, 0], y[:, None] - spots[there, 1] * steep) @ alike
    typical = float(room.likeness[role].sum()) / max(float(room.likeness.sum(axis=1).max()), 1e-9)
    cost: Floats = (0.3 + 0.5 * typical) * inward + away / max(float(alike.sum()), 1e-9)
    cost = cost - 1.25 * (tried @ room.pulls[role])
    if _known(room, role):
        cost = cost + 50 * np.hypot(*(tried - room.before[role]).T)
    return cost
