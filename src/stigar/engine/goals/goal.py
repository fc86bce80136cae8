"""A goal as somebody has written it: their words, what is counted, from where to where, and the days between.

Everything but the words may be missing; what is missing is what the checker is there to name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

LANGUAGES = ("sv", "nb", "en")
EVERY = ("", "day", "week", "month")
LARGEST = 1e15


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day on the way and what is true by then; ``value`` in the goal's own measure when it has one."""

    day: date
    what: str = ""
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal of one person.

    ``language`` is the one it is written in. ``every`` is how often it is counted (day, week, month). ``adds_up``: the values are
    collected until the last day (eleven talks before the summer); else each value is a level (calls an hour). ``attractive`` is
    1-5 and the person's own answer, or None. ``history`` is (day, value) of the same measure, the person's own.

    >>> Goal("Ringa tillbaka inom två dagar", attractive=6)
    Traceback (most recent call last):
        ...
    ValueError: how attractive it is goes from 1 to 5
    """

    text: str
    language: str = "sv"
    measure: str = ""
    unit: str = ""
    baseline: float | None = None
    target: float | None = None
    every: str = ""
    adds_up: bool = False
    start: date | None = None
    last: date | None = None
    milestones: tuple[Milestone, ...] = ()
    attractive: int | None = None
    history: tuple[tuple[date, float], ...] = ()
    plan: str = ""

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise ValueError(f"a goal is read in {', '.join(LANGUAGES)}")
        if self.every not in EVERY:
            raise ValueError("a goal is counted by day, week or month")
        if self.attractive is not None and not 1 <= self.attractive <= 5:
            raise ValueError("how attractive it is goes from 1 to 5")
        numbers = (
            self.baseline,
            self.target,
            *(value for _, value in self.history),
            *(m.value for m in self.milestones),
        )
        if not all(abs(number) < LARGEST for number in numbers if number is not None):
            raise ValueError("a value is not a number one could count to")

    @property
    def past(self) -> tuple[tuple[date, float], ...]:
        """The history, oldest first."""
        return tuple(sorted(self.history))

    @property
    def steps(self) -> tuple[Milestone, ...]:
        """The milestones in the order of their days."""
        return tuple(
            sorted(self.milestones, key=lambda one: (one.day, one.what, -1e300 if one.value is None else one.value))
        )
