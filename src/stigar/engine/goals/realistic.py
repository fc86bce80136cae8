"""Is it realistic: the pace it takes, held against the person's own pace so far. Never against anybody else's.

A level is held against the person's swing: moving by one ordinary swing in four weeks is what a changed habit does, or the
trend the person is already on. What adds up is held against how much there has been in the same time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from statistics import fmean, median

from stigar.engine.goals.goal import Goal
from stigar.engine.goals.measurable import is_once
from stigar.engine.goals.pace import Pace, pace
from stigar.engine.goals.reading import Reading, number_of

NO_HISTORY, TOO_FAR, TOO_EASY = "no_history", "too_far", "too_easy"
FAIR = 0.5
ONCE, NOTHING_TO_HOLD, NO_TIME = "once", "nothing_to_hold", "no_time"
UP, DOWN = 1, -1


@dataclass(frozen=True, slots=True)
class Needed:
    """What it takes: ``ratio`` is needed pace over own pace; ``fair`` and ``reach`` are how far one gets by the last day at half
    the own pace and at the longest stretch; ``weeks`` is how long the goal takes at that stretch; ``there`` is the share of the
    own values that are there already.
    """

    ratio: float
    reach: float
    fair: float
    weeks: float
    there: float


@dataclass(frozen=True, slots=True)
class Judged:
    """A code when something is missing or cannot be told (else ""), the score, and the figures."""

    code: str
    score: float | None
    needed: Needed | None = None


def judge(goal: Goal, reading: Reading, *, enough: int, stretch: float) -> Judged:
    """The goal against its own history. ``enough`` values are needed; ``stretch`` times the own pace is the furthest."""
    if is_once(goal, reading):
        return Judged(ONCE, None)
    baseline, target = ends(goal, reading)
    if target is None and not reading.numbers and not reading.often:
        return Judged(NOTHING_TO_HOLD, None)
    if len(goal.history) < enough:
        return Judged(NO_HISTORY, None)
    if target is None:
        return Judged(NOTHING_TO_HOLD, None)
    weeks = _weeks(goal.start, goal.last or reading.day)
    own = pace(goal.past)
    needed = (_total if goal.adds_up else _level)(goal, reading, own, baseline, target, weeks, stretch)
    return _judged(needed, weeks, stretch)


def _weeks(start: date | None, last: date | None) -> float:
    return max((last - start).days, 0) / 7 if start and last else 0.0


def ends(goal: Goal, reading: Reading) -> tuple[float | None, float | None]:
    """Baseline and target: as given, else as the words say without doubt."""
    baseline = goal.baseline if goal.baseline is not None else reading.baseline
    return baseline, goal.target if goal.target is not None else reading.target


def way(goal: Goal, reading: Reading, level: float, target: float) -> int:
    """Whether more or less is wanted: as the words say about the target itself, else as it lies from where one is."""
    known = reading.tongue
    for direction, words in ((UP, known.least), (DOWN, known.most)):
        for match in re.finditer(rf"(?<!\w)(?:{words}) (?:ca |cirka |about )?({known.number.pattern})", reading.small):
            if number_of(match.group(1), known) == target:
                return direction
    return UP if target >= level else DOWN


def _level(
    goal: Goal, reading: Reading, own: Pace, baseline: float | None, target: float, weeks: float, stretch: float
) -> Needed:
    direction = way(goal, reading, own.level if baseline is None else baseline, target)
    there = fmean(direction * value >= direction * target for value in own.values)
    a_week = max(direction * own.slope, own.spread / 4)
    away = max(direction * (target - own.level), 0.0)
    fair, reach = (own.level + direction * a_week * times * max(weeks, 1.0) for times in (FAIR, stretch))
    best = max(direction * value for value in own.values) >= direction * target
    ratio = away / (a_week * weeks) if weeks and a_week else 0.0
    needed_weeks = away / (a_week * stretch) if a_week else 0.0
    return Needed(min(ratio, stretch) if best else ratio, reach, fair, needed_weeks, there)


def _total(
    _goal: Goal, _reading: Reading, own: Pace, baseline: float | None, target: float, weeks: float, stretch: float
) -> Needed:
    a_week = max(median(own.values), fmean(own.values)) * 7 / own.gap
    away = max(target - (baseline or 0.0), 0.0)
    ratio = away / (a_week * weeks) if weeks and a_week > 0 else (stretch + 1 if weeks else 0.0)
    there = 1.0 if not away or (weeks and 0 < ratio <= 0.5) else 0.0
    fair, reach = ((baseline or 0.0) + a_week * times * max(weeks, 1.0) for times in (FAIR, stretch))
    return Needed(ratio, reach, fair, away / (a_week * stretch) if a_week > 0 else 0.0, there)


def _judged(needed: Needed, weeks: float, stretch: float) -> Judged:
    if needed.there >= 0.5:
        return Judged(TOO_EASY, 0.4, needed)
    if not weeks:
        return Judged(NO_TIME, None, needed)
    score = round(min(1.0, max(0.0, 1 - (needed.ratio - 1) / (2 * stretch - 1))), 3)
    return Judged(TOO_FAR if needed.ratio > stretch else "", score, needed)
