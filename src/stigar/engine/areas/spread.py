"""Spread: how far the people who rated a trait agree, told so that anyone can check it by hand.

Agreement is 1 when all gave the same and 0 when they are as far apart as the scale allows (half at each end): one
minus the mean difference between two raters, as a share of the largest possible.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean, pstdev


@dataclass(frozen=True, slots=True)
class Spread:
    """``mean`` and ``spread`` (standard deviation) in steps of the scale; figures are None with too few raters."""

    raters: int
    mean: float | None = None
    spread: float | None = None
    agreement: float | None = None

    @property
    def too_few(self) -> bool:
        return self.mean is None


def spread(ratings: Iterable[float], *, lowest: float = 1, highest: float = 5, fewest: int = 3) -> Spread:
    """How far raters agree. A rating outside the scale is a ValueError.

    >>> spread([4, 4, 4]).agreement, spread([1, 5, 1, 5]).agreement, spread([3, 4]).too_few
    (1.0, 0.0, True)
    """
    given = list(ratings)
    if any(not lowest <= one <= highest for one in given):
        raise ValueError(f"a rating must be between {lowest} and {highest}")
    if len(given) < max(fewest, 2):
        return Spread(len(given))
    differences = sum(abs(one - other) for one, other in combinations(given, 2))
    farthest = (len(given) // 2) * (len(given) - len(given) // 2) * (highest - lowest)
    return Spread(len(given), round(fmean(given), 4), round(pstdev(given), 4), round(1 - differences / farthest, 4))
