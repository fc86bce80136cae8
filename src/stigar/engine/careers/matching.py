"""Who could take on a role, among those who have said that they want to be found: all who meet the bar, in no order.

It answers with sets. There is no best one, no score and no second place; what comes next is a talk with each.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, eq=False)
class Matches:
    """The numbers of those who meet all, and per competence of those who lack just that one (arrays, in no order of worth)."""

    all: Any
    but_one: Mapping[str, Any]

    def people(self, names: Sequence[Hashable]) -> frozenset[Hashable]:
        """Those who meet all, by name."""
        return frozenset(names[at] for at in self.all.tolist())

    def lacking(self, competence: str, names: Sequence[Hashable]) -> frozenset[Hashable]:
        """Those who lack just this competence, by name."""
        return (
            frozenset(names[at] for at in self.but_one[competence].tolist())
            if competence in self.but_one
            else frozenset()
        )

    def why(self, number: int) -> str | None:
        """What somebody of this number lacks: a competence, nothing at all (empty), or None for who is in no set."""
        if (self.all == number).any():
            return ""
        return next((name for name, these in self.but_one.items() if (these == number).any()), None)

    def __len__(self) -> int:
        return len(self.all) + sum(len(these) for these in self.but_one.values())


@dataclass(frozen=True, slots=True)
class Matching:
    """``top`` is the highest level; a byte above it means exempt, which is no level. ``near``: also who lacks just one.

    >>> import numpy as np
    >>> table = {"calm": np.array([3, 3, 0], np.uint8), "care": np.array([2, 1, 2], np.uint8)}
    >>> found = Matching().of({"calm": 3, "care": 2}, table, np.array([True, True, True]))
    >>> found.people(["Ada", "Bo", "Eve"]), found.lacking("care", ["Ada", "Bo", "Eve"])
    (frozenset({'Ada'}), frozenset({'Bo'}))
    """

    top: int = 7
    near: bool = True

    def of(self, required: Mapping[str, int], levels: Mapping[str, Any], opted: Any) -> Matches:
        """Required competence -> level; each competence's bytes over all people; who has said yes to being found.

        What is not known is not met. A competence of which nothing is held about anybody is met by no one.
        """
        import numpy as np  # noqa: PLC0415 - heavy: only when asked for

        opted = np.asarray(opted, dtype=bool)
        there = np.flatnonzero(opted)
        if not len(there) or not required:
            return Matches(there[:0], {})
        few = len(there) * 4 < len(opted)  # fetching a few is quicker than looking at all
        missing = np.zeros(len(there) if few else len(opted), dtype=np.uint8)
        nobody = np.zeros(len(opted), dtype=np.uint8)
        names = sorted(required)
        for name in names:
            row = levels.get(name, nobody)
            missing += self._short(row[there] if few else row, required[name])
        if not few:
            missing = missing[there]
        return Matches(there[missing == 0], self._but_one(required, levels, there[missing == 1]) if self.near else {})

    def _short(self, row: Any, level: int) -> Any:
        """Where the level is not reached: below it, not known, or exempt."""
        import numpy as np  # noqa: PLC0415 - heavy: only when asked for

        return (row - np.uint8(level)) > np.uint8(self.top - level)  # bytes below go round and come out high

    def _but_one(self, required: Mapping[str, int], levels: Mapping[str, Any], these: Any) -> dict[str, Any]:
        found = {}
        for name in sorted(required):
            short = these[self._short(levels[name][these], required[name])] if name in levels else these
            if len(short):
                found[name] = short
        return found
