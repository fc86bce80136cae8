"""Overlap: areas laid beside the org chart. They are meant to overlap only in part; nothing is forced to match."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from stigar.engine.areas.answer import OrgChart, Overlap


def org_chart(placement: Mapping[str, str], units: Mapping[str, str]) -> OrgChart:
    """Area against unit for the roles that have a unit.

    >>> org_chart({"a": "x", "b": "x"}, {"a": "North", "b": "South"}).overlap[0]
    Overlap(area='x', unit='North', roles=1, jaccard=0.5)
    """
    roles = [role for role in sorted(placement) if units.get(role)]
    areas, chart = Counter(placement[role] for role in roles), Counter(units[role] for role in roles)
    shared = Counter((placement[role], units[role]) for role in roles)
    overlap = [
        Overlap(area, unit, number, number / (areas[area] + chart[unit] - number))
        for (area, unit), number in shared.items()
    ]
    overlap.sort(key=lambda one: (-one.jaccard, one.area, one.unit))
    agreement = adjusted_rand([placement[role] for role in roles], [units[role] for role in roles])
    return OrgChart(agreement, tuple(overlap))


def adjusted_rand(one: Sequence[object], other: Sequence[object]) -> float:
    """How far two groupings agree, 1 for the same and about 0 by chance (Hubert and Arabie 1985).

    >>> adjusted_rand("aabb", "ccdd"), round(adjusted_rand("aabb", "abab"), 6)
    (1.0, -0.5)
    """
    pairs = _pairs(Counter(zip(one, other, strict=True)).values())
    rows, columns = _pairs(Counter(one).values()), _pairs(Counter(other).values())
    everything = _pairs([len(one)])
    if not everything:
        return 0.0
    expected = rows * columns / everything
    most = (rows + columns) / 2
    return 1.0 if most == expected else (pairs - expected) / (most - expected)


def _pairs(numbers: Iterable[int]) -> float:
    return float(sum(number * (number - 1) // 2 for number in numbers))
