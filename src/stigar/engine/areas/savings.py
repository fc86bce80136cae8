"""One programme or one per department: the hours each way takes, with every term visible.

Only hours that differ are counted: preparing the common part, holding it for groups, and agreeing with each other.
The participants' own hours are the same either way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One line of the account, in hours."""

    what: str
    joint: float
    separate: float

    @property
    def saved(self) -> float:
        return self.separate - self.joint


@dataclass(frozen=True, slots=True)
class Account:
    """The lines; how many groups either way needs."""

    terms: tuple[Term, ...]
    joint_groups: int
    separate_groups: int

    @property
    def joint(self) -> float:
        return sum(term.joint for term in self.terms)

    @property
    def separate(self) -> float:
        return sum(term.separate for term in self.terms)

    @property
    def saved(self) -> float:
        """Hours saved by one joint programme; negative where coordination costs more than it gives."""
        return self.separate - self.joint


@dataclass(frozen=True, slots=True)
class JointProgramme:
    """The figures people enter. Hours; ``preparation`` is hours of preparing per hour held.

    Two departments of 10, an 8-hour common part, 5 hours of preparation an hour: 40 instead of 80 to prepare.

    >>> JointProgramme(hours=8, preparation=5, group=10, trainers=1, coordination=3).of({"North": 10, "South": 10}).saved
    34.0
    """

    hours: float = 8.0
    preparation: float = 5.0
    group: int = 12
    trainers: int = 1
    coordination: float = 4.0

    def __post_init__(self) -> None:
        if self.group < 1 or self.trainers < 0 or min(self.hours, self.preparation, self.coordination) < 0:
            raise ValueError("a group needs at least one person, and hours cannot be negative")

    def of(self, people: Mapping[str, int]) -> Account:
        """Compare for so many people in each department; departments without people do not count."""
        sizes = [number for number in people.values() if number > 0]
        together, apart = self._groups(sum(sizes)), sum(self._groups(number) for number in sizes)
        prepare, hold = self.hours * self.preparation, self.hours * self.trainers
        terms = (
            Term("preparation", prepare * bool(sizes), prepare * len(sizes)),
            Term("holding", hold * together, hold * apart),
            Term("coordination", self.coordination * len(sizes) if len(sizes) > 1 else 0.0, 0.0),
        )
        return Account(terms, together, apart)

    def _groups(self, people: int) -> int:
        return -(-people // self.group)
