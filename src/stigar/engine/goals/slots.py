"""What the wordings may take from a goal: its words, days and figures, written as its language writes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from stigar.engine.goals.goal import Goal, Milestone
from stigar.engine.goals.pace import pace
from stigar.engine.goals.reading import Reading
from stigar.engine.goals.realistic import Judged, ends, way
from stigar.engine.goals.specific import hollow, opening_text
from stigar.engine.goals.timed import fillers, holes
from stigar.engine.goals.wording import counted, day, figure, listed, lowered
from stigar.engine.text.words import STOPS

WEEKS_AHEAD, MOST_WEEKS = 12, 520


@dataclass(frozen=True, slots=True)
class Facts:
    """A goal as it has been read and judged; what the slots are filled from."""

    goal: Goal
    reading: Reading
    judged: Judged
    last: date | None
    today: date | None
    days: int

    @property
    def ends(self) -> tuple[float | None, float | None]:
        return ends(self.goal, self.reading)

    @property
    def direction(self) -> int | None:
        """1 where more is wanted, -1 where less; None when it is not known from where to where."""
        baseline, target = self.ends
        if baseline is None or target is None or baseline == target:
            return None
        return way(self.goal, self.reading, baseline, target)

    @property
    def proposed_last(self) -> date | None:
        """Twelve weeks from the start, or from today when that has been."""
        return ahead(self.first, weeks=WEEKS_AHEAD)

    @property
    def first(self) -> date | None:
        """The day from which something can still be done: the start, or today when the start has been."""
        return max((one for one in (self.goal.start, self.today) if one), default=None)

    def holes(self, within: tuple[Milestone, ...], last: date | None) -> Iterator[tuple[date, date]]:
        """The long stretches without a milestone that lie ahead."""
        return holes(within, self.goal.start, last, days=self.days, today=self.today)

    def steps(self, *, staircase: bool = False) -> tuple[Milestone, ...]:
        """Milestones that would fill what is missing, with the value that lies on the straight line; ``staircase``: all of them."""
        within = () if staircase else self.within
        start, last = self.goal.start, self.last or (None if within else self.proposed_last)
        empty = holes(within, start, last, days=self.days) if staircase else self.holes(within, last)
        found = [on for hole in empty for on in fillers(hole, days=self.days)]
        return tuple(Milestone(on, "", self._on_line(on, start, last)) for on in found)

    @property
    def within(self) -> tuple[Milestone, ...]:
        """The milestones between the first day and the last, as far as these are known."""
        start, last = self.goal.start, self.last
        return tuple(
            one for one in self.goal.steps if (not start or one.day >= start) and (not last or one.day <= last)
        )

    def _on_line(self, on: date, start: date | None, last: date | None) -> float | None:
        baseline, target = self.ends
        if baseline is None or target is None or not start or not last:
            return None
        return baseline + (target - baseline) * ((on - start) / (last - start))


def slots(facts: Facts) -> Mapping[str, str]:
    """The slots that hold for any piece; a slot without words is left empty."""
    goal, language = facts.goal, facts.goal.language
    text = facts.reading.text.strip(" .!;")
    deed, someone = opening_text(facts.reading)
    return {
        "text": text,
        "text_low": lowered(text),
        "deed": "" if hollow(goal, facts.reading) else text if someone else deed[:1].upper() + deed[1:],
        "counted": goal.measure or goal.unit or lowered(deed),
        "unit": goal.unit,
        "value": figure(goal.attractive, language),
        "start": day(goal.start, language),
        "today": day(facts.today, language),
        "last": day(facts.last, language),
        **_rest(facts),
        **_figures(facts),
    }


def ahead(day: date | None, *, weeks: float) -> date | None:
    """So many weeks later, or None."""
    if day is None or not 0 <= weeks <= MOST_WEEKS:
        return None
    with suppress(OverflowError):
        return day + timedelta(weeks=ceil(weeks))
    return None


def _rest(facts: Facts) -> dict[str, str]:
    """What stands after a hollow phrase: "ta svåra samtal" of "bli bättre på att ta svåra samtal". Nothing where the phrase does not
    end in a small word that leads on ("på", "inom").
    """
    known, reading = facts.reading.tongue, facts.reading
    match = known.hollow.search(reading.small) or known.loose.search(reading.small)
    if match is None:
        return {}
    rest, leads_on = reading.text[match.end() :].strip(" .,!;:"), match.group().split()[-1]
    if leads_on == known.infinitive:
        return {"rest_verb": rest}
    return {"rest_noun": rest} if leads_on in STOPS[reading.language] else {}


def _digits(facts: Facts) -> int:
    """Whole numbers are answered with whole numbers."""
    told = [value for _, value in facts.goal.history] + [value for value in facts.ends if value is not None]
    return 0 if all(float(value).is_integer() or abs(value) >= 10 for value in told) else 1


def _figures(facts: Facts) -> dict[str, str]:
    goal, language, needed, digits = facts.goal, facts.goal.language, facts.judged.needed, _digits(facts)
    baseline, target = facts.ends
    own = pace(goal.past) if goal.history else None
    told = {
        "baseline": figure(baseline, language),
        "target": figure(target, language),
        "target_counted": counted(figure(target, language), goal.unit),
        "level_counted": counted(figure(own.level if own else baseline, language, digits=digits), goal.unit),
        "count": figure(len(own.values) if own else None, language),
    }
    if needed is None or own is None:
        return told
    return {
        **told,
        "there": figure(round(needed.there * len(own.values)), language),
        "ratio": figure(needed.ratio, language, digits=1),
        "reach_counted": counted(figure(max(needed.reach, 0.0), language, digits=digits), goal.unit),
        "fair_counted": counted(figure(max(needed.fair, 0.0), language, digits=digits), goal.unit),
        "later": day(ahead(goal.start, weeks=needed.weeks), language),
    }


def steps_said(steps: tuple[Milestone, ...], facts: Facts) -> str:
    """Milestones in words: "5 oktober 2026: 10 samtal; ..."."""
    language, unit, digits = facts.goal.language, facts.goal.unit, _digits(facts)
    return listed(
        f"{day(one.day, language)}: {counted(figure(one.value, language, digits=digits), unit)}"
        if one.value is not None
        else day(one.day, language)
        for one in steps
    )
