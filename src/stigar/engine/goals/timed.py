"""Is it timed: a last day, and milestones at least every four weeks from the first day to the last, each on the way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from stigar.engine.goals.goal import Goal, Milestone
from stigar.engine.goals.reading import value_of
from stigar.engine.goals.wording import day

NO_START, NO_LAST_DAY, NO_MILESTONES = "no_start", "no_last_day", "no_milestones"
MOST = 40
LONG_GAP, OUTSIDE, BACKWARDS, ENDS_BEFORE = "long_gap", "outside", "backwards", "ends_before"


def missing(
    goal: Goal, last: date | None, direction: int | None, *, days: int, today: date | None = None
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The codes of what is missing, each with the milestones' words that led to it.

    ``direction`` is 1 where more is wanted, -1 where less, None where nobody can tell; ``days`` is the longest between two.
    """
    if goal.start and last and last <= goal.start:
        yield ENDS_BEFORE, ()
        return
    if goal.start is None:
        yield NO_START, ()
    if last is None:
        yield NO_LAST_DAY, ()
    out = tuple(one for one in goal.steps if _is_outside(one, goal.start, last))
    if out:
        yield OUTSIDE, tuple(_named(one, goal.language) for one in out)
    within = tuple(one for one in goal.steps if not _is_outside(one, goal.start, last))
    gaps = tuple(holes(within, goal.start, last, days=days, today=today))
    if not within and (gaps or goal.start is None or last is None):
        yield NO_MILESTONES, ()
    elif gaps:
        yield LONG_GAP, ()
    if direction and (back := tuple(_backwards(within, goal.language, direction))):
        yield BACKWARDS, back


def holes(
    within: tuple[Milestone, ...], start: date | None, last: date | None, *, days: int, today: date | None = None
) -> Iterator[tuple[date, date]]:
    """The stretches without a milestone that are longer than ``days``. Only what is left of them from ``today``, when that is given:
    nobody can put a milestone where the days have been.

    >>> list(holes((), date(2026, 9, 7), date(2026, 11, 30), days=28, today=date(2026, 11, 20)))
    []
    """
    told = [one.day for one in within]
    marks = [*([start] if start else []), *told, *([last] if last else [])]
    for earlier, later in pairwise(marks):
        left = max(earlier, today) if today else earlier
        if (later - left).days > days:
            yield left, later


def fillers(hole: tuple[date, date], *, days: int) -> Iterator[date]:
    """Days that divide a stretch evenly so that no part is longer than ``days``; never more than 39.

    >>> list(map(str, fillers((date(2026, 9, 7), date(2026, 11, 30)), days=28)))
    ['2026-10-05', '2026-11-02']
    """
    earlier, later = hole
    whole = (later - earlier).days
    parts = min(-(-whole // days), MOST)
    for part in range(1, parts):
        yield earlier + timedelta(days=whole * part // parts)


def _named(one: Milestone, language: str) -> str:
    return one.what.strip() or day(one.day, language)


def _is_outside(one: Milestone, start: date | None, last: date | None) -> bool:
    return bool(start and one.day < start) or bool(last and one.day > last)


def value(one: Milestone, language: str) -> float | None:
    """A milestone's value: as given, else the one its words speak of."""
    return one.value if one.value is not None else value_of(one.what, language)


def _backwards(within: tuple[Milestone, ...], language: str, direction: int) -> Iterator[str]:
    """The milestones that lie further from the target than the one before them."""
    before: float | None = None
    for one in within:
        found = value(one, language)
        if found is None:
            continue
        if before is not None and direction * (found - before) < 0:
            yield _named(one, language)
        before = found
