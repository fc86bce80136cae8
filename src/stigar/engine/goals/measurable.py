"""Is it measurable: an amount, or a yes or no, that somebody else could see; and how often it is looked at?"""

from __future__ import annotations

from collections.abc import Iterator

from stigar.engine.goals.goal import Goal
from stigar.engine.goals.reading import Reading, read, value_of

NOTHING_COUNTED, NO_TARGET, HOW_OFTEN = "nothing_counted", "no_target", "how_often"


def missing(goal: Goal, reading: Reading) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The codes of what is missing, each with the words that led to it."""
    if goal.target is None and not reading.says_how_much:
        named = (
            (goal.measure,)
            if goal.measure
            else tuple(m.group() for m in reading.tongue.counted.finditer(reading.small))
        )
        yield (NO_TARGET, named) if named else (NOTHING_COUNTED, ())
    elif not is_once(goal, reading) and not _how_often(goal, reading):
        yield HOW_OFTEN, tuple(one.said for one in reading.numbers)


def is_once(goal: Goal, reading: Reading) -> bool:
    """It is done or not done, on one day: a certificate, a course, a thing handed in. There is no rate to hold it to."""
    if goal.target is not None or reading.often:
        return False
    return bool(reading.once or (reading.says_how_much and not reading.numbers) or _is_total(reading))


def _is_total(reading: Reading) -> bool:
    """An amount without a rate, a limit, a share or a change, such as "två dagar": done when it is done."""
    known = reading.tongue
    limited = (
        known.towards.search(reading.small)
        or known.share_of.search(reading.small)
        or set(reading.words) & known.changes
    )
    return len(reading.numbers) == 1 and reading.baseline is None and not limited


def _how_often(goal: Goal, reading: Reading) -> bool:
    """Said outright, said in what is counted, or seen from at least two milestones that have a value."""
    told = read(f"{goal.measure} {goal.unit}", goal.language)
    valued = sum(one.value is not None or value_of(one.what, goal.language) is not None for one in goal.milestones)
    return bool(goal.every or reading.often or told.often or valued >= 2)
