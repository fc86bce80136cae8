"""Some are strict and some are kind: how much, and what the ratings would be without it.

Every rating is taken as the thing's own value plus the rater's leniency. It can only be told apart when the raters are tied
together by things that several of them have judged.
"""

from __future__ import annotations

from typing import Any

from stigar.engine.agreement.table import Table

ENOUGH = 1e-10


def groups(told: Table) -> tuple[tuple[str, ...], ...]:
    """The raters that are tied together by what they have judged, the largest group first. One group means connected."""
    import numpy as np  # noqa: PLC0415 - heavy: only when asked for
    from scipy.sparse import coo_array  # noqa: PLC0415 - heavy: only when asked for
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - heavy: only when asked for

    size = len(told.raters) + len(told.targets)
    graph = coo_array((np.ones(len(told.rater)), (told.rater, told.target + len(told.raters))), shape=(size, size))
    _, label = connected_components(graph, directed=False)
    found: dict[int, list[str]] = {}
    for rater, at in zip(told.raters, label, strict=False):  # the targets come after the raters
        found.setdefault(int(at), []).append(rater)
    return tuple(sorted((tuple(group) for group in found.values()), key=lambda group: (-len(group), group)))


def leniencies(told: Table, ridge: float) -> Any:
    """How much each rater gives above what the others would, in steps of the scale; together they are zero.

    Least squares with every thing's value free and ``ridge`` pulling the leniencies towards zero.
    """
    import numpy as np  # noqa: PLC0415 - heavy: only when asked for
    from scipy.sparse import coo_array  # noqa: PLC0415 - heavy: only when asked for
    from scipy.sparse.linalg import LinearOperator, cg  # noqa: PLC0415 - heavy: only when asked for

    cross = coo_array((np.ones(len(told.rater)), (told.rater, told.target))).tocsr()
    per_rater, per_target = cross.sum(axis=1), cross.sum(axis=0)
    across = cross.T.tocsr()
    centred = told.value - (np.bincount(told.target, told.value) / per_target)[told.target]

    def without_targets(given: Any) -> Any:
        given = np.ravel(given)
        return (per_rater + ridge) * given - cross @ ((across @ given) / per_target)

    size = len(told.raters)
    operator = LinearOperator((size, size), matvec=without_targets, dtype=float)
    easier = LinearOperator((size, size), matvec=lambda given: np.ravel(given) / (per_rater + ridge), dtype=float)
    found, _ = cg(operator, np.bincount(told.rater, centred), rtol=ENOUGH, maxiter=2000, M=easier)
    return found - found.mean()


def means(told: Table, leniency: Any = None) -> Any:
    """The mean of what each thing was given; with ``leniency`` each rating less its rater's."""
    import numpy as np  # noqa: PLC0415 - heavy: only when asked for

    value = told.value if leniency is None else told.value - leniency[told.rater]
    return np.bincount(told.target, value) / np.bincount(told.target)
