"""Which programme would close most: the gaps it could close, of whom nothing is assumed beyond what is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from stigar.engine.gaps.picture import Picture
from stigar.engine.gaps.reasons import CLOSES, Why, why


@dataclass(frozen=True, slots=True)
class Offer:
    """A programme: what it develops, hours a participant, and the level it takes people to at most (None: all the way)."""

    key: str
    competences: tuple[str, ...]
    hours: float = 0.0
    reaches: int | None = None

    def __post_init__(self) -> None:
        if self.hours < 0:
            raise ValueError("hours cannot be negative")


@dataclass(frozen=True, slots=True)
class Worth:
    """What an offer would do: points closed (levels x importance), for so many people, in so many hours all together."""

    offer: Offer
    people: int
    points: int
    hours: float
    why: tuple[Why, ...]

    @property
    def an_hour(self) -> float | None:
        """Points closed by an hour; None where no hours were given."""
        return round(self.points / self.hours, 3) if self.hours else None

    def __str__(self) -> str:
        return f"{self.offer.key}: {self.points} points, {self.people} people, {self.hours:g} h"


@dataclass(frozen=True, slots=True)
class ProgrammeOrder:
    """``by_hours``: most closed by an hour first, instead of most closed in all. Programmes are sorted, never people."""

    by_hours: bool = False

    def of(self, offers: Iterable[Offer], picture: Picture, *, numbers: Any = None) -> tuple[Worth, ...]:
        """Every offer and what it would close, of everybody or of some by number."""
        import numpy as np  # noqa: PLC0415 - heavy: only when asked for

        these = np.arange(len(picture.people)) if numbers is None else np.asarray(numbers)
        found = [_worth(one, picture, these) for one in offers]
        return tuple(sorted(found, key=lambda one: (-self._measure(one), one.offer.key)))

    def _measure(self, one: Worth) -> float:
        return (one.an_hour or 0.0) if self.by_hours else one.points


def takers(offer: Offer, picture: Picture, numbers: Any = None) -> Any:
    """The numbers of those with a gap that the offer would close, for a guard to count or a manager to talk with."""
    import numpy as np  # noqa: PLC0415 - heavy: only when asked for

    these = np.arange(len(picture.people)) if numbers is None else np.asarray(numbers)
    some = np.zeros(len(these), dtype=bool)
    for name in _here(offer, picture):
        some |= _closed(offer, picture, name, these) > 0
    return these[some]


def _worth(offer: Offer, picture: Picture, these: Any) -> Worth:
    import numpy as np  # noqa: PLC0415 - heavy: only when asked for

    some = np.zeros(len(these), dtype=bool)
    told, total = [], 0
    for name in _here(offer, picture):
        closed = _closed(offer, picture, name, these)
        points, people = int(closed.sum()), int((closed > 0).sum())
        some |= closed > 0
        total += points
        if points:
            told.append((points, why(CLOSES, competence=name, points=points, people=people)))
    people = int(some.sum())
    reasons = tuple(reason for _, reason in sorted(told, key=lambda one: (-one[0], str(one[1]))))
    return Worth(offer, people, total, offer.hours * people, reasons)


def _here(offer: Offer, picture: Picture) -> list[str]:
    return [name for name in sorted(set(offer.competences)) if name in picture.row]


def _closed(offer: Offer, picture: Picture, name: str, these: Any) -> Any:
    """Levels x importance that the offer would close, a figure a person."""
    import numpy as np  # noqa: PLC0415 - heavy: only when asked for

    row = picture.row[name]
    level = np.arange(picture.top + 2)
    goal = np.minimum(picture.lower[row].astype(np.int64), offer.reaches or picture.top)[:, None]
    known = (level > 0) & (level <= picture.top)
    table = np.where(known, np.maximum(goal - level, 0), 0) * picture.importance[row].astype(np.int64)[:, None]
    return table.ravel()[picture.profile[these] * (picture.top + 2) + picture.codes[row, these]]
