"""How a measure has moved so far: where it lies, which way it goes, and how much it swings, untroubled by single odd values.

Slope by Theil (1950) and Sen (1968), the median of all pairs' slopes; spread as the median absolute deviation from that line,
times 1.4826 so that it is a standard deviation where values are normal (Rousseeuw and Croux, 1993).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

SHARE_OF_LEVEL = 0.05
AS_DEVIATION = 1.4826
MOST = 400


@dataclass(frozen=True, slots=True)
class Pace:
    """``level`` is where the measure lies now, ``slope`` its change a week, ``spread`` its ordinary swing."""

    level: float
    slope: float
    spread: float
    values: tuple[float, ...]
    gap: float


def pace(history: tuple[tuple[date, float], ...]) -> Pace:
    """The pace of a history, oldest first. The newest 400 values count. The swing is never less than that of one step of the scale.

    >>> weeks = tuple((date(2026, 9, 7 + 7 * week), value) for week, value in enumerate((9.0, 10.0, 9.0)))
    >>> pace(weeks).level, pace(weeks).slope
    (9.0, 0.0)
    """
    told = history[-MOST:]
    values = tuple(value for _, value in told)
    weeks = [(day - told[0][0]).days / 7 for day, _ in told]
    slopes = [
        (values[late] - values[early]) / (weeks[late] - weeks[early])
        for early in range(len(told))
        for late in range(early + 1, len(told))
        if weeks[late] > weeks[early]
    ]
    slope = median(slopes) if slopes else 0.0
    start = median(value - slope * week for value, week in zip(values, weeks, strict=True))
    off = [abs(value - start - slope * week) for value, week in zip(values, weeks, strict=True)]
    level = median(values[-3:]) if len(values) < 6 else median(values[-5:])
    steps = sorted(set(values))
    step = min((later - earlier for earlier, later in pairwise(steps)), default=0.0)
    spread = max(AS_DEVIATION * median(off), SHARE_OF_LEVEL * abs(median(values)), AS_DEVIATION * step / 2)
    gaps = [(later - earlier).days for (earlier, _), (later, _) in pairwise(told)]
    return Pace(level, slope, spread, values, float(max(median(gaps), 1)) if gaps else 7.0)
