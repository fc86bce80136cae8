"""The slider: from few wide areas to many narrow ones, and where between them the picture holds still."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One position: the resolution, how many areas it gives, and how alike (0..1) its own reruns are."""

    resolution: float
    areas: int
    stability: float


@dataclass(frozen=True, slots=True)
class Slider:
    """All positions; ``plateau`` is the (low, high) resolution between which the number of areas stays the same."""

    steps: tuple[Step, ...] = ()
    plateau: tuple[float, float] = (0.0, 0.0)
    default: float = 0.0

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)


def plateau(steps: tuple[Step, ...]) -> tuple[float, float]:
    """The longest stretch with one number of areas, weighed by how stable it is; more than one area if possible.

    >>> plateau((Step(0.5, 1, 1.0), Step(1.0, 4, 0.9), Step(1.5, 4, 0.9), Step(2.0, 9, 0.5)))
    (1.0, 1.5)
    """
    best, found = -1.0, (0.0, 0.0)
    for at, first in enumerate(steps):
        stretch = [first]
        for step in steps[at + 1 :]:
            if step.areas != first.areas:
                break
            stretch.append(step)
        worth = sum(step.stability for step in stretch) if first.areas > 1 else 0.0
        if worth > best:
            best, found = worth, (first.resolution, stretch[-1].resolution)
    return found
