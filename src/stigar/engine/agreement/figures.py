"""The two figures of agreement. One asks whether people put things in the same order and on the same step; the other how
far the mean of this many people can be relied on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from stigar.engine.agreement.table import Table


@dataclass(frozen=True, slots=True)
class Parts:
    """How the ratings differ: between what is judged, between who judges, and the rest; and how many judge a thing."""

    target: float
    rater: float
    rest: float
    judges: float


def distances(counts: Any) -> Any:
    """How far apart two steps are on an ordered scale, squared: the people between them, each end counted half.

    Source: Krippendorff, Content Analysis (4th ed., 2018), ch. 12.
    """
    import numpy as np  # noqa: PLC0415 - heavy: only when asked for

    many = counts.sum(axis=0)
    place = np.cumsum(many) - many / 2
    return np.square(place[:, None] - place[None, :])


def alpha(counts: Any) -> tuple[float | None, Any]:
    """Krippendorff's alpha (ordinal) of targets x values, and each target's own: 1 is full agreement, 0 is chance.

    Things that only one has judged count for nothing. None when nothing can be compared, or all gave one and the same value.
    """
    import numpy as np  # noqa: PLC0415 - heavy: only when asked for

    judged = counts.sum(axis=1)
    pairable = counts[judged >= 2]
    own = np.full(len(counts), np.nan)
    many, total = pairable.sum(axis=0), pairable.sum()
    if total < 2:
        return None, own
    far = distances(pairable)
    expected = float(many @ far @ many) / (total - 1)  # two of the same value are no distance apart
    if expected <= 0:
        return None, own
    seen = np.einsum("uv,vw,uw->u", pairable, far, pairable, optimize=True) / (judged[judged >= 2] - 1)
    own[judged >= 2] = 1 - (seen / judged[judged >= 2]) / (expected / total)
    return float(1 - seen.sum() / expected), own


def parts(told: Table, of: Any = None) -> Parts | None:
    """The three parts of the differences, by equating each sum of squares with what it is on average (MIVQUE with zero
    weights); with every rating there it is the ordinary analysis of variance. ``of``: only these rows.

    Source: Searle, Casella and McCulloch, Variance Components (1992), ch. 11. None when they cannot be told apart.
    """
    import numpy as np  # noqa: PLC0415 - heavy: only when asked for
    from scipy.sparse import coo_array  # noqa: PLC0415 - heavy: only when asked for

    rows = slice(None) if of is None else of
    _, target = np.unique(told.target[rows], return_inverse=True)
    _, rater = np.unique(told.rater[rows], return_inverse=True)
    value, many = told.value[rows] - told.value[rows].mean(), len(target)
    per_target, per_rater = np.bincount(target).astype(float), np.bincount(rater).astype(float)
    if min(len(per_target), len(per_rater)) < 2 or many < len(per_target) + len(per_rater):
        return None
    cross = coo_array((np.ones(many), (target, rater))).tocsr()
    sums = (per_target @ per_target, per_rater @ per_rater)
    squares = np.array([[many, many, many], [many, sums[0], many], [many, many, sums[1]]])
    once = np.array([
        [many, sums[0], sums[1]],
        [sums[0], (per_target**3).sum(), per_target @ (cross @ per_rater)],
        [sums[1], per_target @ (cross @ per_rater), (per_rater**3).sum()],
    ])  # fmt: skip
    ends = np.array([many, *sums])
    system = squares - 2 * once / many + np.outer(ends, ends) / many**2
    told_by = np.array([
        value @ value, np.square(np.bincount(target, value)).sum(), np.square(np.bincount(rater, value)).sum(),
    ])  # fmt: skip
    if np.linalg.cond(system) > 1e12:
        return None
    rest, between, leniency = np.linalg.solve(system, told_by)
    return Parts(float(between), float(leniency), float(rest), float(len(per_target) / (1 / per_target).sum()))


def icc(found: Parts | None) -> float | None:
    """ICC(2,k): how far the mean of k people, taken from many alike, would come out the same with k others.

    k is the (harmonic) mean number of people behind a thing. Source: Shrout and Fleiss, Psychological Bulletin 86 (1979).
    None when nothing differs, or when the parts cannot be told apart.
    """
    if found is None:
        return None
    whole = found.target + (found.rater + found.rest) / found.judges
    return found.target / whole if whole > 1e-12 else None
