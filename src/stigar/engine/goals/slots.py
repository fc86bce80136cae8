"""What the wordings may take from a goal: its words, days and figures, written as its language writes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from stigar.engine.goals.goal import Goal, Milestone
from stigar.engine.goals.pace import pace
from stigar.engine.goals.reading import Reading
from stigar.engine.goals.realistic import Judged, ends
from stigar.engine.goals.specific import opening_text, verbs
from stigar.engine.goals.timed import fillers, holes
from stigar.engine.goals.wording import day, figure, listed, lowered

WEEKS_AHEAD = 12


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
    def proposed_last(self) -> date | None:
        """Twelve weeks from the start, or from today."""
        begins = self.goal.start or self.today
        return begins + timedelta(weeks=WEEKS_AHEAD) if begins else None

    def steps(self, *, staircase: bool = False) -> tuple[Milestone, ...]:
        """Milestones that would fill what is missing, with the value that lies on the straight line; ``staircase``: all of them."""
        start, last = self.goal.start, self.last or self.proposed_last
        if not start or not last or last <= start:
            return ()
        within = () if staircase else tuple(one for one in self.goal.steps if start <= one.day <= last)
        found = [on for hole in holes(within, start, last, days=self.days) for on in fillers(hole, days=self.days)]
        return tuple(Milestone(on, "", self._on_line(on, start, last)) for on in found)

    def _on_line(self, on: date, start: date, last: date) -> float | None:
        baseline, target = self.ends
        if baseline is None or target is None:
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
        "deed": (text if someone else deed[:1].upper() + deed[1:]) if verbs(facts.reading) else "",
        "counted": goal.measure or goal.unit or lowered(deed),
        "unit": goal.unit,
        "value": figure(goal.attractive, language),
        "start": day(goal.start, language),
        "today": day(facts.today, language),
        "last": day(facts.last, language),
        **_rest(facts),
        **_figures(facts),
    }


def _rest(facts: Facts) -> dict[str, str]:
    """What stands after a hollow phrase: "ta svåra samtal" of "bli bättre på att ta svåra samtal"."""
    known, reading = facts.reading.tongue, facts.reading
    match = (
        None
        if known.how.search(reading.small)
        else (known.hollow.search(reading.small) or known.loose.search(reading.small))
    )
    if match is None:
        return {"rest_verb": "", "rest_noun": ""}
    rest = reading.text[match.end() :].strip(" .,!;:")
    to = match.group().split()[-1] == known.infinitive
    return {"rest_verb": rest if to else "", "rest_noun": "" if to else rest}


def _figures(facts: Facts) -> dict[str, str]:
    goal, language, needed = facts.goal, facts.goal.language, facts.judged.needed
    baseline, target = facts.ends
    near = max((abs(value) for value in (baseline, target) if value is not None), default=10.0)
    own = pace(goal.past) if goal.history else None
    told = {
        "baseline": figure(baseline, language),
        "target": figure(target, language),
        "level": figure(own.level if own else baseline, language, near=near),
        "count": figure(len(own.values) if own else None, language),
    }
    if needed is None or own is None:
        return told
    later = goal.start + timedelta(weeks=-(-needed.weeks // 1)) if goal.start and needed.weeks < 520 else None
    return {
        **told,
        "there": figure(round(needed.there * len(own.values)), language),
        "ratio": figure(round(needed.ratio, 1), language),
        "reach": figure(max(needed.reach, 0.0), language, near=near),
        "fair": figure(max(needed.fair, 0.0), language, near=near),
        "later": day(later, language),
    }


def steps_said(steps: tuple[Milestone, ...], goal: Goal) -> str:
    """Milestones in words: "5 oktober 2026: 10 samtal; ..."."""
    near = max((abs(one.value) for one in steps if one.value is not None), default=10.0)
    return listed(
        f"{day(one.day, goal.language)}: {figure(one.value, goal.language, near=near)} {goal.unit}".strip()
        if one.value is not None
        else day(one.day, goal.language)
        for one in steps
    )
