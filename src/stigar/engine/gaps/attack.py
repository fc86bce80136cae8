"""The attacker: whoever knows exactly who is in every shown figure, and tries to find out something of under five people.

It tries everything that can be had by adding and subtracting figures, and everything that follows from levels having ends.
It is used to prove the guard, and may be run over all that a door lets out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from stigar.engine.gaps.guarding import Publication

SURE = 1e-7


@dataclass(frozen=True, slots=True)
class Cell:
    """A shown total and the records it is over; who has moved since a sum was made may be in it twice."""

    records: tuple[str, ...]
    total: float


def cells(publication: Publication) -> list[Cell]:
    """What a publication shows, group by group, as the attacker sees it."""
    found = []
    for group, figure in publication:
        inside = (one.versions for one in publication.blocks if group in one.common)
        found.append(Cell(tuple(record for versions in inside for record in versions), figure.total))
    return found


def solvable(
    shown: Iterable[Cell],
    *,
    smallest: int = 5,
    ends: Mapping[str, tuple[float, float]] | None = None,
) -> tuple[frozenset[str], ...]:
    """Groups of fewer than ``smallest`` records of which a sum (with any weights) is settled by what is shown; none is safe.

    Records that always go together are one unknown. A set of them is given away exactly when its rows in the
    space of all changes that leave every figure as it is depend on each other. With the ``ends`` of every record: also what is
    settled because it can only lie at an end; when nothing lies there for certain, ends settle nothing more. A record whose
    ends are one was known before, and is taken away from all figures.

    >>> [sorted(one) for one in solvable([Cell(tuple("abcdefg"), 20), Cell(tuple("abcde"), 15)])]
    [['f', 'g']]
    """
    import numpy as np  # noqa: PLC0415 - heavy: only when asked for
    from scipy.linalg import null_space  # noqa: PLC0415 - heavy: only when asked for

    given = _unknown(shown, ends or {})
    if not given:
        return ()
    atoms, table = _atoms(given)
    free = null_space(table, rcond=1e-9)
    sizes = [len(one) for one in atoms]
    found = [frozenset().union(*(atoms[at] for at in these)) for these in _dependent(free, sizes, smallest)]
    if ends is not None:
        totals = np.array([one.total for one in given])
        low, high = (np.array([sum(ends[one][side] for one in atom) for atom in atoms]) for side in (0, 1))
        found += [atoms[at] for at in _at_an_end(table, totals, low, high)]
    return tuple(sorted(set(found), key=sorted))


def _unknown(shown: Iterable[Cell], ends: Mapping[str, tuple[float, float]]) -> list[Cell]:
    """The cells without the records that could only have one value."""
    fixed = {record: low for record, (low, high) in ends.items() if low == high}
    found = [
        Cell(
            tuple(record for record in one.records if record not in fixed),
            one.total - sum(fixed.get(record, 0.0) for record in one.records),
        )
        for one in shown
    ]
    return [one for one in found if one.records]


def _atoms(given: Sequence[Cell]) -> tuple[list[frozenset[str]], Any]:
    """Records that are in the same cells as often, and cells x atoms."""
    import numpy as np  # noqa: PLC0415 - heavy: only when asked for

    where: dict[str, Counter[int]] = {}
    for at, one in enumerate(given):
        for record in one.records:
            where.setdefault(record, Counter())[at] += 1
    together: dict[tuple[tuple[int, int], ...], set[str]] = {}
    for record, places in where.items():
        together.setdefault(tuple(sorted(places.items())), set()).add(record)
    table = np.zeros((len(given), len(together)))
    for column, there in enumerate(together):
        for row, times in there:
            table[row, column] = times
    return [frozenset(one) for one in together.values()], table


def _dependent(free: Any, sizes: Sequence[int], smallest: int) -> list[tuple[int, ...]]:
    """The least sets of small atoms whose rows depend on each other."""
    import numpy as np  # noqa: PLC0415 - heavy: only when asked for

    small = [at for at, size in enumerate(sizes) if size < smallest]
    products = free @ free.T
    found: list[tuple[int, ...]] = []
    for many in range(1, smallest):
        sets = [
            these
            for these in combinations(small, many)
            if sum(sizes[at] for at in these) < smallest and not any(set(one) <= set(these) for one in found)
        ]
        if not sets:
            continue
        index = np.array(sets)
        least = np.linalg.eigvalsh(products[index[:, :, None], index[:, None, :]])[:, 0]
        found += [these for these, value in zip(sets, least, strict=True) if value < SURE]
    return found


def _at_an_end(table: Any, totals: Any, low: Any, high: Any) -> list[int]:
    """The atoms of which every record lies at an end, whatever it is that was counted.

    One linear programme: push every atom off its ends as far as the figures let it, all at once; what cannot be
    pushed at all lies there for certain.
    """
    import numpy as np  # noqa: PLC0415 - heavy: only when asked for
    from scipy.optimize import linprog  # noqa: PLC0415 - heavy: only when asked for

    many, push = len(low), 1e-3
    same = np.hstack([table, np.zeros_like(table)])
    unit = np.eye(many)
    off = np.vstack([np.hstack([-unit, push * unit]), np.hstack([unit, push * unit])])
    edge = np.concatenate([-low, high])
    bounds = [*zip(low, high, strict=True), *[(0.0, 1.0)] * many]
    answer = linprog(
        np.concatenate([np.zeros(many), -np.ones(many)]), A_ub=off, b_ub=edge, A_eq=same, b_eq=totals, bounds=bounds
    )
    if not answer.success:
        raise ValueError("the figures contradict each other")
    return [int(at) for at in np.flatnonzero(answer.x[many:] < 1e-5)]
