"""The answer about one person: every requirement with what is known beside it, and the sum anyone can follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from stigar.engine.gaps.known import Exemption, Need, Prerequisite
from stigar.engine.gaps.reasons import BELOW, NOT_KNOWN, Why


@dataclass(frozen=True, slots=True)
class Side:
    """A level as one source sees it: when it was given, how much it counts today and how far it may be off.

    ``gap`` and ``surplus`` are in levels against the requirement; ``fresh`` is the day it was given or last used;
    ``lowest`` to ``highest`` is the band, within the scale's lower end.
    """

    level: int
    source: str
    on: date
    fresh: date
    weight: float
    band: float
    gap: int
    surplus: int
    by: str = ""

    @property
    def lowest(self) -> float:
        return max(0.0, round(self.level - self.band, 2))

    @property
    def highest(self) -> float:
        return round(self.level + self.band, 2)

    @property
    def old(self) -> bool:
        """Older than one half-life."""
        return self.weight < 0.5


@dataclass(frozen=True, slots=True)
class Paper:
    """A certificate with a last day; ``days`` left, below nought when it has expired. ``counts``: the level rests on it."""

    level: int
    last_day: date
    days: int
    counts: bool

    @property
    def expired(self) -> bool:
        return self.days < 0


@dataclass(frozen=True, slots=True)
class Gap:
    """One requirement. ``points`` = max(0, required - level) x importance; None where nothing is assessed, never nought.

    ``assessed`` is the latest that counts; ``own`` (what the person says) and ``peers`` stand beside it and change nothing.
    ``first`` is what comes before it can be learnt, deepest first.
    """

    need: Need
    state: str
    points: int | None
    assessed: Side | None
    own: Side | None
    peers: tuple[Side, ...]
    paper: Paper | None
    exemption: Exemption | None
    first: tuple[Prerequisite, ...]
    why: tuple[Why, ...]

    @property
    def competence(self) -> str:
        return self.need.competence

    @property
    def levels(self) -> range:
        """The levels still to reach, lowest first; from the first one where nothing is assessed."""
        if self.exemption:
            return range(0)
        return range((self.assessed.level if self.assessed else 0) + 1, self.need.level + 1)

    def __str__(self) -> str:
        return f"{self.competence}: {' '.join(map(str, self.why))}"


@dataclass(frozen=True, slots=True)
class Gaps:
    """All requirements in the profile's order."""

    gaps: tuple[Gap, ...]
    today: date

    def __iter__(self) -> Iterator[Gap]:
        return iter(self.gaps)

    def __len__(self) -> int:
        return len(self.gaps)

    def of(self, competence: str) -> Gap | None:
        """The one about a competence."""
        return next((one for one in self.gaps if one.competence == competence), None)

    def why(self, competence: str) -> tuple[Why, ...]:
        """The reasons of one requirement; nothing for what is not required."""
        found = self.of(competence)
        return found.why if found else ()

    @property
    def by_importance(self) -> tuple[Gap, ...]:
        """What cannot be done without first, then in the profile's order. Requirements are sorted, never persons."""
        return tuple(sorted(self.gaps, key=lambda one: -one.need.importance))

    @property
    def points(self) -> int:
        """The sum over what is assessed."""
        return sum(one.points for one in self.gaps if one.points is not None)

    @property
    def below(self) -> tuple[Gap, ...]:
        """The requirements with something still to reach."""
        return tuple(one for one in self.gaps if one.state == BELOW)

    @property
    def not_known(self) -> tuple[Gap, ...]:
        """The requirements nobody has assessed: the sum says nothing of them."""
        return tuple(one for one in self.gaps if one.state == NOT_KNOWN)

    def __str__(self) -> str:
        return "\n".join(map(str, self.gaps))
