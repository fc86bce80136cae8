"""Five questions asked of a goal: is it specific, measurable, attractive to the person, realistic and timed?

Nothing is ever graded as a whole and nobody is compared with anybody: each question is answered by itself, each missing piece
is named with the words that led to it, and a wording made from the person's own words is offered.
The five questions after Doran (1981), "There's a S.M.A.R.T. way to write management's goals and objectives".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from stigar.engine.goals import measurable, realistic, specific, timed
from stigar.engine.goals.answer import ATTRACTIVE, MEASURABLE, REALISTIC, SPECIFIC, TIMED, Checked, Piece, Question
from stigar.engine.goals.goal import Goal
from stigar.engine.goals.plans import plan
from stigar.engine.goals.reading import of_goal
from stigar.engine.goals.slots import Facts, ahead, slots, steps_said
from stigar.engine.goals.wording import day, figure, offer, quoted, said, says

UNANSWERED, UNATTRACTIVE = "unanswered", "unattractive"
COSTS = {
    specific.NO_TEXT: 1.0, specific.NO_VERB: 0.6, specific.VAGUE: 0.6, specific.TWO_GOALS: 0.4,
    measurable.NOTHING_COUNTED: 1.0, measurable.NO_TARGET: 0.5, measurable.HOW_OFTEN: 0.25,
    timed.ENDS_BEFORE: 1.0, timed.NO_LAST_DAY: 0.5, timed.NO_MILESTONES: 0.4, timed.LONG_GAP: 0.3,
    timed.NO_START: 0.2, timed.OUTSIDE: 0.2, timed.BACKWARDS: 0.2,
}  # fmt: skip
SOUND, MISSING = "sound", "missing"
Slots = Mapping[str, str]
Found = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class GoalCheck:
    """Settings and the one verb. ``days`` is the longest there may be between two milestones; ``enough`` is how many own values
    it takes to speak of a pace, ``stretch`` how many times that pace is still within reach; up to ``unwanted`` it is not attractive.

    >>> found = GoalCheck().of(Goal("Jag vill bli bättre på att lyssna", start=date(2026, 9, 7)))
    >>> found.missing
    ('vague', 'nothing_counted', 'unanswered', 'no_last_day', 'no_milestones')
    >>> found.pieces[0].words, found.pieces[0].offer
    (('bli bättre på att',), 'Minst en gång i veckan ska jag lyssna, och efteråt skriver jag ner vad jag sa och gjorde.')
    """

    days: int = 28
    enough: int = 3
    stretch: float = 3.0
    unwanted: int = 2

    def of(self, goal: Goal, *, today: date | None = None) -> Checked:
        """The five questions of one goal. No day before ``today`` is proposed, and nothing is missed on days that have been."""
        reading = of_goal(goal)
        last = goal.last or reading.day
        judged = realistic.judge(goal, reading, enough=self.enough, stretch=self.stretch)
        facts = Facts(goal, reading, judged, last, today, self.days)
        own = slots(facts)
        dated = timed.missing(goal, last, facts.direction, days=self.days, today=today)
        questions = (
            self._question(SPECIFIC, specific.missing(goal, reading), facts, own, specific.verbs(reading)),
            self._question(MEASURABLE, measurable.missing(goal, reading), facts, own, self._counted(facts)),
            self._attractive(facts, own),
            self._realistic(facts, own),
            self._question(TIMED, dated, facts, own, tuple(one.what for one in goal.steps if one.what)),
        )
        return Checked(goal.language, questions, plan(goal, reading))

    def _question(
        self, name: str, found: Iterable[Found], facts: Facts, own: Slots, speaks: tuple[str, ...]
    ) -> Question:
        pieces = tuple(_piece(code, name, words, facts, own) for code, words in found)
        score = round(max(0.0, 1.0 - sum(COSTS[piece.code] for piece in pieces)), 3)
        return _answered(name, score, pieces, facts, {**own, "found": quoted(speaks, facts.goal.language)}, speaks)

    def _counted(self, facts: Facts) -> tuple[str, ...]:
        if facts.goal.target is not None:
            told = (facts.goal.measure, facts.goal.unit, figure(facts.goal.target, facts.goal.language))
            return tuple(one for one in told if one.strip())[:1]
        return tuple(dict.fromkeys(facts.reading.says_how_much))

    def _attractive(self, facts: Facts, own: Slots) -> Question:
        told = facts.goal.attractive
        if told is None:
            return _answered(ATTRACTIVE, None, (_piece(UNANSWERED, ATTRACTIVE, (), facts, own),), facts, own)
        pieces = (_piece(UNATTRACTIVE, ATTRACTIVE, (), facts, own),) if told <= self.unwanted else ()
        return _answered(ATTRACTIVE, round((told - 1) / 4, 3), pieces, facts, own)

    def _realistic(self, facts: Facts, own: Slots) -> Question:
        code = facts.judged.code
        if code in (realistic.ONCE, realistic.NOTHING_TO_HOLD, realistic.NO_TIME):
            return Question(REALISTIC, None, code, why=said(code, facts.goal.language, own))
        pieces = (_piece(code, REALISTIC, (), facts, own),) if code else ()
        return _answered(REALISTIC, facts.judged.score, pieces, facts, own)


def _answered(
    name: str, score: float | None, pieces: tuple[Piece, ...], facts: Facts, own: Slots, found: tuple[str, ...] = ()
) -> Question:
    why = " ".join(piece.says for piece in pieces) or said(name, facts.goal.language, own)
    return Question(name, score, MISSING if pieces else SOUND, pieces, found, why)


def _piece(code: str, question: str, words: tuple[str, ...], facts: Facts, own: Slots) -> Piece:
    """One missing piece with its sentence and its offer."""
    goal = facts.goal
    steps = (
        facts.steps(staircase=code == timed.BACKWARDS)
        if code in (timed.NO_MILESTONES, timed.LONG_GAP, timed.BACKWARDS)
        else ()
    )
    on, value = _proposed(code, facts)
    told = {
        **own,
        "words": quoted(words, goal.language),
        "steps": steps_said(steps, facts),
        "day": day(on, goal.language),
        **_pairs(code, words, facts),
    }
    key = "too_easy_total" if code == realistic.TOO_EASY and goal.adds_up else code
    return Piece(
        code, question, words, says(key, goal.language, told), offer(key, goal.language, told), steps, on, value
    )


def _pairs(code: str, words: tuple[str, ...], facts: Facts) -> Slots:
    """The two halves of two goals, or the two ends of a gap."""
    if code == specific.TWO_GOALS and len(words) == 2:
        return {"left": words[0], "right": words[1]}
    if code == timed.LONG_GAP:
        start, end = next(facts.holes(facts.within, facts.last))
        return {"from": day(start, facts.goal.language), "to": day(end, facts.goal.language)}
    return {}


def _proposed(code: str, facts: Facts) -> tuple[date | None, float | None]:
    """The day and the value that would fill the piece, as plain data for whoever makes a button of it."""
    needed = facts.judged.needed
    if code == timed.NO_LAST_DAY:
        return facts.proposed_last, None
    if code == timed.NO_START:
        return facts.today, None
    if code == realistic.NO_HISTORY:
        return ahead(facts.first, weeks=1), None
    if needed and code == realistic.TOO_FAR:
        return None, round(max(needed.reach, 0.0), 2)
    if needed and code == realistic.TOO_EASY:
        return None, round(max(needed.fair, 0.0), 2)
    return None, None
