"""The ratings as columns of numbers, the same whatever order they come in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stigar.engine.agreement.agreement import Rating


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One row a rating: which rater, which target (a competence of a subject), and the value. Names are in order."""

    raters: tuple[str, ...]
    targets: tuple[tuple[str, str], ...]  # (competence, subject)
    rater: Any
    target: Any
    value: Any

    def counts(self, of: Any = None) -> tuple[Any, Any]:
        """Targets x distinct values: how many gave which, and the values, lowest first. ``of``: only these targets."""
        import numpy as np  # noqa: PLC0415 - heavy: only when asked for

        values, at = np.unique(self.value, return_inverse=True)
        counted = np.zeros((len(self.targets), len(values)))
        np.add.at(counted, (self.target, at), 1)
        return (counted if of is None else counted[of]), values


def table(ratings: Iterable[Rating]) -> Table:
    """Put the ratings in a table. The same rater on the same target twice raises ``ValueError``: one judges once."""
    import numpy as np  # noqa: PLC0415 - heavy: only when asked for

    rows = sorted((one.competence, one.subject, one.rater, one.value) for one in ratings)
    targets = sorted({(competence, subject) for competence, subject, _rater, _value in rows})
    raters = sorted({rater for _competence, _subject, rater, _value in rows})
    target_at = {name: at for at, name in enumerate(targets)}
    rater_at = {name: at for at, name in enumerate(raters)}
    target = np.array([target_at[row[0], row[1]] for row in rows], dtype=np.int64)
    rater = np.array([rater_at[row[2]] for row in rows], dtype=np.int64)
    if len(np.unique(target * max(len(raters), 1) + rater)) < len(rows):
        raise ValueError("a rater has judged the same thing twice")
    value = np.array([row[3] for row in rows], dtype=float)
    if not np.isfinite(value).all():
        raise ValueError("a value is not a number")
    return Table(tuple(raters), tuple(targets), rater, target, value)
