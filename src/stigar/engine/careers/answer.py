"""Roles within reach, each with the points that make up its score and what is still to be learnt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

FULL = 1000  # points that a role would have in which everything is shared
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Part:
    """Points that one thing gives: a kind of signal, and the competence, skill, task or title; no item for the whole."""

    signal: str
    item: str
    points: int


@dataclass(frozen=True, slots=True)
class Lack:
    """What a role requires above what is there. ``have`` is None where nothing is known: to be learnt, or to be shown."""

    competence: str
    required: float
    have: float | None
    importance: int = 2

    @property
    def levels(self) -> float:
        """Levels to learn; all of them where nothing is known."""
        return self.required - (self.have or 0)


@dataclass(frozen=True, slots=True)
class Near:
    """A role, its score of ``FULL`` points, the parts that are its whole sum, and what it requires above what is there."""

    key: str
    title: str
    parts: tuple[Part, ...]
    lacks: tuple[Lack, ...]

    @property
    def score(self) -> int:
        """The sum of the parts."""
        return sum(one.points for one in self.parts)

    @property
    def levels(self) -> float:
        """Levels to learn in all."""
        return sum(one.levels for one in self.lacks)

    @property
    def by_signal(self) -> tuple[tuple[str, int], ...]:
        """Each signal's points, most first; they add up to the score too."""
        found: dict[str, int] = {}
        for one in self.parts:
            found[one.signal] = found.get(one.signal, 0) + one.points
        return tuple(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    def shown(self, most: int = 5) -> tuple[Part, ...]:
        """The strongest parts and one for all the others, adding up to the score."""
        rest = sum(one.points for one in self.parts[most:])
        return (*self.parts[:most], *([Part(OTHER, "", rest)] if rest else []))

    def __str__(self) -> str:
        told = " + ".join(f"{one.points} {one.item or one.signal}" for one in self.shown())
        return f"{self.title}: {self.score} = {told}" if told else f"{self.title}: 0"


@dataclass(frozen=True, slots=True)
class Reach:
    """The nearest roles, most points first. Roles are in order, never people."""

    roles: tuple[Near, ...]

    def __iter__(self) -> Iterator[Near]:
        return iter(self.roles)

    def __len__(self) -> int:
        return len(self.roles)

    def of(self, key: str) -> Near | None:
        """The answer about one role, if it is among the nearest."""
        return next((one for one in self.roles if one.key == key), None)

    def why(self, key: str) -> tuple[Part, ...]:
        """The parts of a role's score; nothing for a role that is not among the nearest."""
        found = self.of(key)
        return found.parts if found else ()

    def __str__(self) -> str:
        return "\n".join(map(str, self.roles))
