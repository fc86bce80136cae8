"""Ways from here to a role, over roles in between, none of the steps larger than somebody can take.

What has been learnt stays: after each step the person has what the role required. A way costs the levels that have to be
learnt along it, so a way with more steps costs more only for what the target does not need. The cheapest ways are found in
order, by A* (Hart, Nilsson and Raphael 1968) with the levels still missing for the target as the least it can cost.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stigar.engine.careers.answer import Lack
from stigar.engine.careers.role import Have, Role

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

TOO_FAR, NO_SUCH_ROLE, THERE, GAVE_UP = "too far", "no such role", "there", "gave up"


@dataclass(frozen=True, slots=True)
class Step:
    """One role on the way and what is to be learnt for it, what matters most first."""

    role: str
    title: str
    learn: tuple[Lack, ...]

    @property
    def levels(self) -> float:
        """Levels to learn in this step."""
        return sum(one.levels for one in self.learn)


@dataclass(frozen=True, slots=True)
class Path:
    """A whole way; ``levels`` is what is learnt along it."""

    steps: tuple[Step, ...]

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)

    @property
    def levels(self) -> float:
        return sum(one.levels for one in self.steps)

    def __str__(self) -> str:
        return " > ".join(f"{one.title} (+{one.levels:g})" for one in self.steps)


@dataclass(frozen=True, slots=True)
class Paths:
    """The ways, least to learn first. Without any, ``why`` says why: a code, and the smallest ``cap`` with which there is one."""

    paths: tuple[Path, ...]
    why: str = ""
    smallest_cap: float | None = None

    def __iter__(self) -> Iterator[Path]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)

    def __str__(self) -> str:
        return "\n".join(map(str, self.paths)) or self.why


@dataclass(frozen=True, slots=True)
class PathFinder:
    """``cap``: the most levels to learn in one step; ``ways`` to tell of; at most ``steps`` each; ``patience`` in looked-at ways.

    A step goes to a role for which something is to be learnt, and one on the way towards what the target requires: each
    step but the last leaves less missing for it than before.
    """

    cap: float = 4.0
    ways: int = 3
    steps: int = 4
    patience: int = 5000

    def __post_init__(self) -> None:
        if self.cap <= 0 or min(self.ways, self.steps, self.patience) < 1:
            raise ValueError("a step is larger than nothing, and at least one way of one step is looked for")

    def of(self, have: Have, roles: Iterable[Role], *, target: str) -> Paths:
        """The ways from what somebody has to the role with the key ``target``."""
        table = _Table.of(have, roles)
        if target not in table.number:
            return Paths((), NO_SUCH_ROLE)
        goal = table.number[target]
        if not table.missing(table.start)[goal]:
            return Paths((), THERE)
        found, gave_up = self._search(table, goal, self.cap)
        if found:
            return Paths(tuple(table.path(have, one) for one in found))
        return Paths((), GAVE_UP if gave_up else TOO_FAR, self._least_cap(table, goal))

    def _search(
        self, table: _Table, goal: int, cap: float, ways: int | None = None
    ) -> tuple[list[tuple[int, ...]], bool]:
        """Ways as role numbers, cheapest first; and whether it was left off before all was looked at."""
        ahead: list[tuple[float, int, tuple[int, ...], float]] = [(float(table.missing(table.start)[goal]), 0, (), 0.0)]
        found: list[tuple[int, ...]] = []
        for _ in range(self.patience):
            if not ahead or len(found) == (ways or self.ways):
                return found, False
            _, _, way, spent = heapq.heappop(ahead)
            if way and way[-1] == goal:
                found.append(way)
            elif len(way) < self.steps:
                for to, size, left in table.onward(way, goal, cap):
                    heapq.heappush(ahead, (spent + size + left, len(way) + 1, (*way, to), spent + size))
        return found, bool(ahead)

    def _least_cap(self, table: _Table, goal: int) -> float | None:
        """The smallest cap with which a way is found: halving between the sizes that steps may have."""
        straight = float(table.missing(table.start)[goal])
        low, high = self.cap, straight
        while high - low > 0.5:
            middle = (low + high) / 2
            found, _ = self._search(table, goal, middle, ways=1)
            if found:
                high = max(table.sizes(found[0]))
            else:
                low = middle
        return high


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """Roles x competences: what each requires; and what the person starts with."""

    roles: Sequence[Role]
    number: Mapping[str, int]
    required: Numbers
    start: Numbers

    @classmethod
    def of(cls, have: Have, roles: Iterable[Role]) -> _Table:
        import numpy as np  # noqa: PLC0415 - heavy: only when asked for

        these = sorted((one for one in roles if one.key != have.now), key=lambda one: one.key)
        names = sorted({level.competence for one in these for level in one.competences})
        column = {name: at for at, name in enumerate(names)}
        required = np.zeros((len(these), len(names)))
        for row, role in enumerate(these):
            for level in role.competences:
                required[row, column[level.competence]] = level.level
        start = np.array([float(have.levels.get(name, 0)) for name in names])
        return cls(these, {one.key: at for at, one in enumerate(these)}, required, start)

    def missing(self, has: Numbers) -> Numbers:
        """Levels to learn for each role."""
        import numpy as np  # noqa: PLC0415 - heavy: only when asked for

        found: Numbers = np.maximum(self.required - has, 0.0).sum(axis=1)
        return found

    def onward(self, way: tuple[int, ...], goal: int, cap: float) -> Iterator[tuple[int, float, float]]:
        """Roles one could step to at the end of a way: number, size of the step, what is left to the target then."""
        import numpy as np  # noqa: PLC0415 - heavy: only when asked for

        has = np.maximum(self.start, self.required[list(way)].max(axis=0)) if way else self.start
        sizes = self.missing(has)
        left = np.maximum(self.required[goal] - np.maximum(self.required, has), 0.0).sum(axis=1)
        for to in np.flatnonzero((sizes > 0) & (sizes <= cap) & (left < sizes[goal])).tolist():
            if to not in way:
                yield to, float(sizes[to]), float(left[to])

    def sizes(self, way: tuple[int, ...]) -> list[float]:
        """How large each step of a way is."""
        import numpy as np  # noqa: PLC0415 - heavy: only when asked for

        has, found = self.start, []
        for at in way:
            found.append(float(self.missing(has)[at]))
            has = np.maximum(has, self.required[at])
        return found

    def path(self, have: Have, way: tuple[int, ...]) -> Path:
        """A way with what is learnt in each step."""
        levels, steps = dict(have.levels), []
        for at in way:
            role = self.roles[at]
            learn = [
                Lack(one.competence, one.level, levels.get(one.competence), one.importance)
                for one in role.competences
                if levels.get(one.competence, 0) < one.level
            ]
            learn.sort(key=lambda one: (-one.importance, -one.levels, one.competence))
            steps.append(Step(role.key, role.title, tuple(learn)))
            levels |= {one.competence: one.required for one in learn}
        return Path(tuple(steps))
