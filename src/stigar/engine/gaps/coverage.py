"""Who can, and will it last? Per competence: how many need it, can, leave, and how old what is known of them is.

Leaving is an end of employment that the organisation knows the day of; nothing is guessed from age or leave.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from stigar.engine.gaps.ageing import Ageing
from stigar.engine.gaps.picture import EPOCH, Picture
from stigar.engine.gaps.reasons import CAN, FEW_CAN, LEAVES, MANY_OLD, NONE_CAN, Why, why

STRONG, COVERED, AT_RISK = "strong", "covered", "at risk"
NOBODY_LEAVES: Mapping[Hashable, date] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class OfCover:
    """One competence: ``can`` stand on ``level`` or above, which is what most of those who need it need; of them ``leaving``
    go within the time asked about, and of ``old`` what is known is older than a half-life."""

    competence: str
    level: int
    needed: int
    can: int
    leaving: int
    old: int
    state: str
    why: tuple[Why, ...]

    @property
    def left(self) -> int:
        """Who can and stays."""
        return self.can - self.leaving


@dataclass(frozen=True, slots=True)
class Covered:
    """All competences needed here, in the order of their names."""

    rows: tuple[OfCover, ...]

    def __iter__(self) -> Iterator[OfCover]:
        return iter(self.rows)

    def of(self, competence: str) -> OfCover | None:
        """The row of one competence."""
        return next((one for one in self.rows if one.competence == competence), None)

    @property
    def strong(self) -> tuple[OfCover, ...]:
        """Enough can, stay, and are freshly known."""
        return tuple(one for one in self.rows if one.state == STRONG)

    @property
    def at_risk(self) -> tuple[OfCover, ...]:
        """Few can, or few will, or what is known is old; the fewest first."""
        found = [one for one in self.rows if one.state == AT_RISK]
        return tuple(sorted(found, key=lambda one: (one.left, one.can, one.competence)))

    def __str__(self) -> str:
        return "\n".join(f"{one.competence}: {one.state}. {' '.join(map(str, one.why))}" for one in self.rows)


@dataclass(frozen=True, slots=True)
class Coverage:
    """``few`` who can are a risk; ``enough`` is the share of those who need it that must be able to; days to look ahead."""

    few: int = 2
    enough: float = 0.8
    within_days: int = 365
    ageing: Ageing = field(default_factory=Ageing)

    def of(
        self,
        picture: Picture,
        *,
        today: date,
        leaving: Mapping[Hashable, date] = NOBODY_LEAVES,
        numbers: Any = None,
    ) -> Covered:
        """Of everybody, or of some by number. A day of leaving that has passed leaves somebody uncounted."""
        import numpy as np  # noqa: PLC0415 - heavy: only when asked for

        these = np.arange(len(picture.people)) if numbers is None else np.asarray(numbers)
        ends = today + timedelta(days=self.within_days)
        gone, going = np.zeros(len(picture.people), dtype=bool), np.zeros(len(picture.people), dtype=bool)
        for person, day in leaving.items():
            if person in picture.number:
                gone[picture.number[person]] = day < today
                going[picture.number[person]] = today <= day <= ends
        these = these[~gone[these]]
        holders = np.bincount(picture.profile[these], minlength=len(picture.profiles))
        rows = [self._row(picture, name, these, holders, going, today) for name in picture.competences]
        return Covered(tuple(one for one in rows if one))

    def _row(self, picture: Picture, name: str, these: Any, holders: Any, going: Any, today: date) -> OfCover | None:
        import numpy as np  # noqa: PLC0415 - heavy: only when asked for

        row = picture.row[name]
        wanted = np.bincount(
            picture.lower[row], weights=holders * (picture.importance[row] > 0), minlength=picture.top + 1
        )
        needed = int(wanted[1:].sum())
        if not needed:
            return None
        level = int(picture.top - np.argmax(wanted[::-1]))  # what most need; the higher of two that as many need
        able = picture.able(name, level, these)
        days = picture.days[row, able]
        limit = today.toordinal() - EPOCH - self.ageing.half_life(name)
        old = int(((days > 0) & (days < limit)).sum())
        return self._judged(name, level, needed, len(able), int(going[able].sum()), old, today)

    def _judged(self, name: str, level: int, needed: int, can: int, leaving: int, old: int, today: date) -> OfCover:
        told = [why(CAN, can=can, needed=needed, level=level)]
        if not can:
            told.append(why(NONE_CAN))
        elif can <= self.few:
            told.append(why(FEW_CAN, can=can))
        if leaving:
            told.append(why(LEAVES, leaving=leaving, by=today + timedelta(days=self.within_days)))
        if old * 2 > can:
            months = self.ageing.own.get(name, self.ageing.months)
            told.append(why(MANY_OLD, old=old, can=can, months=months))
        few = can - leaving <= self.few
        state = AT_RISK if few or old * 2 > can else STRONG if can - leaving >= self.enough * needed else COVERED
        return OfCover(name, level, needed, can, leaving, old, state, tuple(told))
