"""Start with one: in which order to take the areas, every point of the order visible.

A sum of five parts, each 0..1 times a weight that people may change: people reached, need, share that is common,
people's own wishes, and (taken away) the cost of coordinating many units.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """An area that could be first. ``need``, ``common``, ``wishes`` are 0..1; None = not known, counted as nothing."""

    area: str
    people: int
    need: float | None = None
    common: float | None = None
    wishes: float | None = None
    units: int = 1


@dataclass(frozen=True, slots=True)
class Part:
    """One term of the sum: ``points`` = weight x value, negative for coordination."""

    what: str
    value: float
    weight: float
    points: float
    known: bool = True


@dataclass(frozen=True, slots=True)
class Start:
    """An area's place in the order; the points of ``parts`` add up to ``score``."""

    area: str
    score: float
    parts: tuple[Part, ...]

    @property
    def because(self) -> tuple[Part, ...]:
        """The parts that speak most for (or against) the area, strongest first."""
        return tuple(
            sorted((part for part in self.parts if part.points), key=lambda part: (-abs(part.points), part.what))
        )


@dataclass(frozen=True, slots=True)
class StartOrder:
    """What to weigh, and how much.

    >>> service, law = Candidate("service", 90, need=0.6, common=0.7, units=3), Candidate("law", 5, need=0.9, common=0.2)
    >>> [one.area for one in StartOrder().of([law, service])]
    ['service', 'law']
    """

    people: float = 1.0
    need: float = 1.0
    common: float = 1.0
    wishes: float = 0.5
    coordination: float = 0.5

    def of(self, candidates: Iterable[Candidate]) -> tuple[Start, ...]:
        """Best to begin with first; the order the candidates come in changes nothing."""
        these = sorted(candidates, key=lambda one: one.area)
        most = max((one.people for one in these), default=0)
        widest = max((one.units for one in these), default=1)
        starts = [self._start(one, most, widest) for one in these]
        return tuple(sorted(starts, key=lambda one: (-one.score, one.area)))

    def _start(self, one: Candidate, most: int, widest: int) -> Start:
        parts = (
            _part("people", one.people / most if most else 0.0, self.people),
            _part("need", one.need, self.need),
            _part("common", one.common, self.common),
            _part("wishes", one.wishes, self.wishes),
            _part("coordination", (one.units - 1) / (widest - 1) if widest > 1 else 0.0, -self.coordination),
        )
        return Start(one.area, round(sum(part.points for part in parts), 6), parts)


def _part(what: str, value: float | None, weight: float) -> Part:
    known = value is not None
    number = min(1.0, max(0.0, value or 0.0))
    return Part(what, round(number, 6), weight, round(number * weight, 6), known)
