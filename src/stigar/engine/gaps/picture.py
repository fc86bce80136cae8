"""The whole organisation in one table of bytes: what counts of every person, competence by competence.

A byte is the level that counts, 0 where nothing is known, and one past the scale where somebody is exempt. What is
required lies beside it once per profile. Every figure is found by counting how many people of each profile stand on
each level, which is quick for a hundred thousand people, and a changed level is one byte.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from stigar.engine.gaps.known import MOST, Need
from stigar.engine.gaps.told import OfCompetence, Told
from stigar.engine.gaps.units import Units

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Bytes = NDArray[np.uint8]
    Numbers = NDArray[np.int64]

EPOCH = date(1970, 1, 1).toordinal()
REQUIRED, KNOWN, MEETS, BELOW, SURPLUS, GAP, POINTS, EXEMPT = range(8)
STATES = {"required": REQUIRED, "known": KNOWN, "meets": MEETS, "below": BELOW, "surplus": SURPLUS, "exempt": EXEMPT}


@dataclass(frozen=True, slots=True)
class Placed:
    """Somebody with a profile (one, or several made into one by ``strictest``) in a unit."""

    person: Hashable
    profile: str
    unit: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What counts of somebody in a competence, and the day it was given or last used; exempt needs no level."""

    person: Hashable
    competence: str
    level: int
    on: date | None = None
    exempt: bool = False


@dataclass(frozen=True, slots=True)
class Picturing:
    """Settings: the highest level of any scale here.

    >>> people = [Placed("Ada", "adviser", "North"), Placed("Bo", "adviser", "North")]
    >>> picture = Picturing().of(people, {"adviser": [Need("calm", 3, 3)]}, {"North": None}, [Mark("Ada", "calm", 1)])
    >>> print(picture.whole())
    calm: 2 need it, 1 known, 0 meet it, 1 below, 6 points
    """

    top: int = 7

    def __post_init__(self) -> None:
        if not 1 <= self.top <= MOST:
            raise ValueError(f"the highest level is 1 to {MOST}")

    def of(
        self,
        people: Iterable[Placed],
        profiles: Mapping[str, Iterable[Need]],
        units: Mapping[str, str | None],
        marks: Iterable[Mark] = (),
    ) -> Picture:
        """Lay out the table and put every mark in it; a mark of somebody or something not here is passed over."""
        picture = self.laid(people, profiles, units)
        for one in marks:
            if one.person in picture.number and one.competence in picture.row:
                picture.patch(one.person, one.competence, one.level, on=one.on, exempt=one.exempt)
        return picture

    def laid(
        self, people: Iterable[Placed], profiles: Mapping[str, Iterable[Need]], units: Mapping[str, str | None]
    ) -> Picture:
        """The empty table; people in the order of their ids, competences and profiles in that of their names."""
        import numpy as np  # noqa: PLC0415 - heavy: only when asked for

        rows = sorted(people, key=lambda one: str(one.person))
        needs = {name: tuple(profiles[name]) for name in sorted(profiles)}
        competences = tuple(sorted({one.competence for these in needs.values() for one in these}))
        tree, at = Units.of(units), {name: place for place, name in enumerate(needs)}
        number = {one.person: place for place, one in enumerate(rows)}
        if len(number) < len(rows):
            raise ValueError("a person stands in the picture once; make several profiles into one")
        lower, upper, importance = _required(competences, needs, self.top)
        return Picture(
            self.top,
            competences,
            tuple(one.person for one in rows),
            tuple(needs),
            tree,
            np.zeros((len(competences), len(rows)), dtype=np.uint8),
            np.zeros((len(competences), len(rows)), dtype=np.uint16),
            np.array([at[one.profile] for one in rows], dtype=np.int64),
            np.array([tree.numbers[one.unit] for one in rows], dtype=np.int64),
            lower,
            importance,
            _figures(lower, upper, importance, self.top),
            number,
            {name: place for place, name in enumerate(competences)},
        )


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """The table. ``codes`` and ``days`` (since 1970, 0 = no day) are competences x people and change only by ``fill`` and ``patch``."""

    top: int
    competences: tuple[str, ...]
    people: tuple[Hashable, ...]
    profiles: tuple[str, ...]
    units: Units
    codes: Bytes
    days: NDArray[np.uint16]
    profile: Numbers
    unit: Numbers
    lower: Bytes
    importance: Bytes
    figures: Any
    number: Mapping[Hashable, int]
    row: Mapping[str, int]

    def fill(self, competence: str, numbers: Any, levels: Any, days: Any = 0) -> None:
        """Many people's levels at once: their numbers (``number``), levels (0 = not known) and days since 1970."""
        import numpy as np  # noqa: PLC0415 - heavy: only when asked for

        given = np.asarray(levels)
        if given.size and not 0 <= int(given.min()) <= int(given.max()) <= self.top:
            raise ValueError(f"a level is 0 (not known) to {self.top}")
        self.codes[self.row[competence], numbers] = given
        self.days[self.row[competence], numbers] = days

    def patch(
        self, person: Hashable, competence: str, level: int, *, on: date | None = None, exempt: bool = False
    ) -> None:
        """One person's level has changed: one byte."""
        if not 0 <= level <= self.top:
            raise ValueError(f"a level is 0 (not known) to {self.top}")
        at = self.row[competence], self.number[person]
        self.codes[at] = self.top + 1 if exempt else level
        self.days[at] = max(0, on.toordinal() - EPOCH) if on else 0

    def numbers_in(self, unit: str) -> Numbers:
        """The numbers of all people in a unit and below it."""
        import numpy as np  # noqa: PLC0415 - heavy: only when asked for

        first, end = self.units.run(unit)
        return np.flatnonzero((self.unit >= first) & (self.unit < end))

    def whole(self) -> Told:
        """Every competence over everybody."""
        return self._told(None)

    def in_unit(self, unit: str) -> Told:
        """The same for a unit and all below it."""
        return self._told(self.numbers_in(unit))

    def among(self, numbers: Any) -> Told:
        """The same for some people, by number or as a mask over everybody."""
        import numpy as np  # noqa: PLC0415 - heavy: only when asked for

        given = np.asarray(numbers)
        return self._told(np.flatnonzero(given) if given.dtype == bool else given.astype(np.int64))

    def votes(self, competence: str, state: str, numbers: Any = None) -> Numbers:
        """The numbers of those who are so in a competence (a key of ``STATES``), for a guard to count."""
        import numpy as np  # noqa: PLC0415 - heavy: only when asked for

        row = self.row[competence]
        these = np.arange(len(self.people)) if numbers is None else np.asarray(numbers)
        places = self.profile[these] * (self.top + 2) + self.codes[row, these]
        found: Numbers = these[self.figures[STATES[state], row][places] > 0]
        return found

    def points(self, competence: str, numbers: Any = None) -> Numbers:
        """Each of these people's gap in a competence, times its importance; -1 where it is not known or not required."""
        import numpy as np  # noqa: PLC0415 - heavy: only when asked for

        row = self.row[competence]
        these = np.arange(len(self.people)) if numbers is None else np.asarray(numbers)
        places = self.profile[these] * (self.top + 2) + self.codes[row, these]
        found: Numbers = np.where(self.figures[KNOWN, row][places] > 0, self.figures[POINTS, row][places], -1)
        return found

    def able(self, competence: str, level: int, numbers: Any = None) -> Numbers:
        """The numbers of those known to stand on a level or above it, whether it is required of them or not."""
        import numpy as np  # noqa: PLC0415 - heavy: only when asked for

        these = np.arange(len(self.people)) if numbers is None else np.asarray(numbers)
        codes = self.codes[self.row[competence], these]
        found: Numbers = these[(codes >= level) & (codes <= self.top)]
        return found

    def _told(self, numbers: Numbers | None) -> Told:
        counted = self._counts(numbers)
        told = [OfCompetence(name, *map(int, counted[:, at])) for at, name in enumerate(self.competences)]
        people = len(self.people) if numbers is None else len(numbers)
        return Told(tuple(one for one in told if one.required or one.exempt), people)

    def _counts(self, numbers: Numbers | None) -> Any:
        """Figures x competences, from how many of each profile stand on each level."""
        import numpy as np  # noqa: PLC0415 - heavy: only when asked for

        width = self.top + 2
        profile, figures, codes = self.profile, self.figures, self.codes
        if numbers is not None:
            there, profile = np.unique(self.profile[numbers], return_inverse=True)
            columns = (there[:, None] * width + np.arange(width)).ravel()
            figures, codes = figures[:, :, columns], codes[:, numbers]
        base, size = profile * width, figures.shape[2]
        stand = np.array([np.bincount(base + row, minlength=size) for row in codes], dtype=np.int64)
        stand = stand.reshape(len(codes), size)
        return np.einsum("fcx,cx->fc", figures, stand, dtype=np.int64)


def strictest(needs: Iterable[Iterable[Need]]) -> tuple[Need, ...]:
    """Several profiles of one person as one: of each competence the highest level and the greatest importance.

    >>> strictest([[Need("calm", 2, 3)], [Need("calm", 3, 1)]])
    (Need(competence='calm', level=3, importance=3, until=None, place=0),)
    """
    found: dict[str, Need] = {}
    for one in (need for profile in needs for need in profile):
        there = found.get(one.competence, one)
        level, highest = max(one.level, there.level), max(one.highest, there.highest)
        found[one.competence] = Need(
            one.competence, level, max(one.importance, there.importance), highest if highest > level else None, there.place
        )  # fmt: skip
    return tuple(found.values())


def _required(competences: Sequence[str], needs: Mapping[str, tuple[Need, ...]], top: int) -> tuple[Bytes, ...]:
    """Lowest, highest and importance, competences x profiles; importance 0 where nothing is required."""
    import numpy as np  # noqa: PLC0415 - heavy: only when asked for

    row = {name: at for at, name in enumerate(competences)}
    found = tuple(np.zeros((len(competences), len(needs)), dtype=np.uint8) for _ in range(3))
    for column, profile in enumerate(needs.values()):
        for one in profile:
            if one.highest > top:
                raise ValueError(f"{one.competence} is required at {one.highest}, above the highest level {top}")
            at = row[one.competence], column
            found[0][at], found[1][at], found[2][at] = one.level, one.highest, one.importance
    return found


def _figures(lower: Bytes, upper: Bytes, importance: Bytes, top: int) -> Any:
    """What one person of a profile on a level adds to each figure: figures x competences x (profile, level)."""
    import numpy as np  # noqa: PLC0415 - heavy: only when asked for

    level = np.arange(top + 2)
    low, high, weight = (one.astype(np.int64)[:, :, None] for one in (lower, upper, importance))
    exempt = (level == top + 1) & (weight > 0)
    required = (weight > 0) & (level <= top)
    known = required & (level > 0)
    below, surplus = known & (level < low), known & (level > high)
    gap = np.where(below, low - level, 0)
    stack = np.stack([required, known, known & ~below, below, surplus, gap, gap * weight, exempt])
    return np.ascontiguousarray(stack.reshape(8, len(lower), lower.shape[1] * (top + 2)), dtype=np.int32)
