"""What is required, and what is known of one person, as plain data.

A level is a whole number from 1 up, as on the competence's own scale; 0 is "not yet", which somebody has seen and said.
That nothing is known is never a level.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MOST = 15  # the highest level there is room for; models have three to seven


class Source(StrEnum):
    """Who or what a level comes from."""

    SELF = "self"
    MANAGER = "manager"
    PEER = "peer"
    OBSERVATION = "observation"
    CERTIFICATE = "certificate"
    FILE = "file"


ASSESSED = (Source.MANAGER, Source.OBSERVATION, Source.CERTIFICATE, Source.FILE)


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody's level in a competence, as one source gave it on one day.

    ``by`` tells peers apart; ``turn`` is the order of what came on the same day; ``last_day`` is until when a
    certificate holds. Which of two comes from the same day and turn is settled by source, and then by the lower level.
    """

    competence: str
    level: int
    source: Source
    on: date
    by: str = ""
    turn: int = 0
    last_day: date | None = None

    def __post_init__(self) -> None:
        _on_scale(self.level, self.competence, lowest=0)


@dataclass(frozen=True, slots=True)
class Need:
    """What a profile requires of a competence: a level, or from one to another; ``importance`` 1-3; ``place`` is its order.

    >>> Need("listening", 3, until=4).highest
    4
    """

    competence: str
    level: int
    importance: int = 2
    until: int | None = None
    place: int = 0

    def __post_init__(self) -> None:
        _on_scale(self.level, self.competence)
        if self.until is not None and not self.level < self.until <= MOST:
            raise ValueError(f"a range goes upward: {self.competence} from {self.level} to {self.until}")
        if not 1 <= self.importance <= 3:
            raise ValueError(f"importance is 1, 2 or 3: {self.competence} has {self.importance}")

    @property
    def highest(self) -> int:
        """Beyond this level is surplus."""
        return self.level if self.until is None else self.until


@dataclass(frozen=True, slots=True)
class Exemption:
    """Somebody need not meet a requirement, why, and until when (no day: until it is taken away)."""

    competence: str
    reason: str
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """``competence`` is learnt when ``needs`` is there at ``level``."""

    competence: str
    needs: str
    level: int = 1


def _on_scale(level: int, competence: str, *, lowest: int = 1) -> None:
    if not lowest <= level <= MOST:
        raise ValueError(f"a level is {lowest} to {MOST}: {competence} has {level}")
