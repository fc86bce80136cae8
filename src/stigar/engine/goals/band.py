"""Expected progress: the line from where one is to where one wants to be, and a band around it as wide as one's own swing.

A single day outside the band says little; inside it nothing has gone wrong. With no values of one's own the line is straight,
the band wide, and the answer says so. What a tick is called is a code here; the kind words belong to the room.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from stigar.engine.goals.goal import Goal
from stigar.engine.goals.pace import pace
from stigar.engine.goals.reading import of_goal
from stigar.engine.goals.realistic import UP, ends, way
from stigar.engine.goals.timed import value
from stigar.engine.goals.tongue import offers

WITHIN, AHEAD, BEHIND = "within", "ahead", "behind"
OWN, NONE, UNKNOWN = "own", "none", "unknown"


@dataclass(frozen=True, slots=True)
class Expected:
    """One day: the value on the line, and the ends of the band."""

    day: date
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a tick stands: ``within``, ``ahead`` or ``behind`` the band of its day. Ahead is the way the person wants to go."""

    code: str
    value: float
    expected: Expected
    word: str


@dataclass(frozen=True, slots=True)
class Band:
    """The whole answer; iterates over the weeks. ``basis`` is ``own``, ``none`` (no values of one's own) or ``unknown`` (no band)."""

    basis: str
    language: str
    days: tuple[Expected, ...] = ()
    line: tuple[tuple[date, float], ...] = ()
    swing: float = 0.0
    direction: int = UP
    grows: float = 0.0
    floor: float | None = None

    def __iter__(self) -> Iterator[Expected]:
        return iter(self.days)

    @property
    def why(self) -> str:
        """What the band rests on, in the goal's language."""
        return str(offers(self.language)["band"][self.basis])

    def at(self, day: date) -> Expected | None:
        """What is expected on a day; before the first day and after the last as on these."""
        if not self.line:
            return None
        days = [on for on, _ in self.line]
        place = min(max(bisect_right(days, day), 1), len(days) - 1)
        (earlier, from_), (later, to) = self.line[place - 1], self.line[place]
        part = min(max((day - earlier) / (later - earlier), 0.0), 1.0)
        middle = from_ + (to - from_) * part
        passed = min(max((day - days[0]).days, 0), (days[-1] - days[0]).days)
        half = self.swing * (sqrt(max(passed / self.grows, 1.0)) if self.grows else 1.0)
        low = middle - half if self.floor is None else max(middle - half, self.floor)
        return Expected(day, round(middle, 6), round(low, 6), round(middle + half, 6))

    def stands(self, day: date, value: float) -> Standing | None:
        """Where a tick of that day stands, or None when there is no band."""
        expected = self.at(day)
        if expected is None:
            return None
        above, below = value > expected.high, value < expected.low
        code = WITHIN if not (above or below) else AHEAD if above == (self.direction == UP) else BEHIND
        return Standing(code, value, expected, str(offers(self.language)["standing"][code]))

    def __str__(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True)
class ProgressBand:
    """Settings and the one verb. ``swings`` own swings to each side (1.28 holds four of five ordinary values); without ``enough``
    own values, ``wide`` of the whole way to each side.

    >>> band = ProgressBand().of(Goal("Ringa tillbaka", baseline=6, target=9, start=date(2026, 9, 7), last=date(2026, 10, 5)))
    >>> band.basis, band.at(date(2026, 9, 21)), band.stands(date(2026, 9, 21), 9).word
    ('none', Expected(day=datetime.date(2026, 9, 21), value=7.5, low=6.75, high=8.25), 'före')
    """

    swings: float = 1.28
    wide: float = 0.25
    enough: int = 3

    def of(self, goal: Goal) -> Band:
        """The band of one goal. What adds up widens with the square root of the periods that have passed.

        Where nothing told, and neither end, is less than nothing, the band ends at nothing too: nobody makes fewer than no calls.
        """
        reading = of_goal(goal)
        baseline, target = ends(goal, reading)
        last = goal.last or reading.day
        if baseline is None or target is None or goal.start is None or last is None or last <= goal.start:
            return Band(UNKNOWN, goal.language)
        line = ((goal.start, baseline), *self._knots(goal, last, baseline, target), (last, target))
        direction = way(goal, reading, baseline, target)
        floor = 0.0 if min(baseline, target, *(one for _, one in goal.history)) >= 0 else None
        if len(goal.history) < self.enough:
            return _weekly(
                Band(NONE, goal.language, (), line, self.wide * abs(target - baseline), direction, 0.0, floor)
            )
        own = pace(goal.past)
        return _weekly(
            Band(OWN, goal.language, (), line, self.swings * own.spread, direction, own.gap * goal.adds_up, floor)
        )

    def _knots(self, goal: Goal, last: date, baseline: float, target: float) -> Iterator[tuple[date, float]]:
        """The milestones that have a value on the way, each at least as far as the one before."""
        direction = 1 if target >= baseline else -1
        before, day = baseline, goal.start
        for one in goal.steps:
            found = value(one, goal.language)
            if found is None or day is None or not day < one.day < last:
                continue
            if direction * before <= direction * found <= direction * target:
                yield one.day, found
                before, day = found, one.day


def _weekly(band: Band) -> Band:
    """The same band with what is expected every week, and on the last day."""
    first, last = band.line[0][0], band.line[-1][0]
    on = [first + timedelta(weeks=week) for week in range((last - first).days // 7 + 1)]
    days = tuple(one for day in (*on, *([last] if on[-1] != last else [])) if (one := band.at(day)))
    return Band(band.basis, band.language, days, band.line, band.swing, band.direction, band.grows, band.floor)
