"""Goals as they are read: the five questions of what is being written, where one stands on the way, and goals that many have alike.

A goal's words are asked in the goal's own language. Nothing here grades a goal or compares people: each question stands by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Exists, OuterRef, Q, prefetch_related_objects

from stigar.dialogues import rules
from stigar.dialogues.models import Comment, Goal, Milestone, Talk, Tick
from stigar.engine.goals import Band, CopiedGoals, GoalCheck, Piece, ProgressBand, Said, counted
from stigar.engine.goals import Goal as Read
from stigar.engine.goals import Milestone as Mark
from stigar.foundation.prepared import prepared

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from stigar.people.models import Person

WORDING = {
    "no_verb",
    "vague",
    "nothing_counted",
    "no_target",
    "how_often",
}  # offers that are a wording of the goal itself
STEPS = {"no_milestones", "long_gap", "backwards"}
PLAN = "plan"
CENT = Decimal("0.01")
MOST = 200
History = Sequence[tuple[date, float]]
OfGoal = TypeVar("OfGoal", Milestone, Tick)


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone as it is written: its day, what is true by then, and the value if the goal has one."""

    day: date
    text: str = ""
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A goal as somebody is writing it; everything but the day it begins may be missing."""

    text: str
    language: str
    begins: date
    counts: str = ""
    unit: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    rhythm: str = Goal.WEEK
    ends: date | None = None
    attractive: int | None = None
    plan: str = ""
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """One missing piece: what is missing, a wording offered, and whether it can be taken in with a click."""

    code: str
    says: str
    words: str
    takes: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """One of the five questions. ``sound`` is None when it cannot be told yet."""

    name: str
    sound: bool | None
    why: str
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """The five questions in order, and a beginning of an if-then plan when none is written."""

    questions: tuple[Asked, ...]
    plan: Offer | None

    @property
    def missing(self) -> int:
        """How many of the five have something missing."""
        return sum(one.sound is False for one in self.questions)


@dataclass(frozen=True, slots=True)
class Period:
    """A day on the way with what is expected, and how it went up to then. ``standing``: within, ahead, behind, or "" when not told."""

    day: date
    low: float
    high: float
    value: Decimal | None
    standing: str


@dataclass(frozen=True, slots=True)
class GoalShown:
    """One goal with its way. ``due``: nothing is told yet of the day, week or month that is now."""

    row: Goal
    steps: tuple[Milestone, ...]
    ticks: tuple[Tick, ...]
    due: bool

    @property
    def last(self) -> Tick | None:
        return self.ticks[-1] if self.ticks else None

    @property
    def next_step(self) -> Milestone | None:
        """The first that is not reached; its day may have been."""
        return next((one for one in self.steps if one.reached_on is None), None)

    @property
    def on_its_way(self) -> bool:
        """Counted upwards, and told how far it has come: so much of so much."""
        told, row = self.last, self.row
        return bool(
            told and row.target and row.unit and (row.baseline or 0) < row.target and 0 <= told.value <= row.target
        )

    @property
    def unit_of_target(self) -> str:
        """What stands after "3 of 8": not a share ("of ten"), which would make it "3 of 8 of ten"."""
        return "" if self.row.unit.casefold().startswith(("av ", "of ")) else self.row.unit

    @property
    def counted(self) -> bool:
        """Told as a figure; else it is done or not."""
        return bool(self.row.counts or self.row.unit or self.row.target is not None)


def in_unit(number: str, unit: str) -> str:
    """A number in the person's own word for what is counted; one alone without it, since the word is written for many."""
    return counted(number, unit)


def draft_of(goal: Goal) -> Draft:
    """A goal that is kept, as what is written."""
    steps = tuple(Step(one.day, one.text, one.value) for one in sorted(goal.milestones.all(), key=lambda one: one.day))
    return Draft(
        goal.text, goal.language, goal.begins, goal.counts, goal.unit, goal.baseline, goal.target, goal.rhythm, goal.ends,
        goal.attractive, goal.plan, steps,
    )  # fmt: skip


def answers(draft: Draft, *, history: History, today: date) -> Answers:
    """The five questions of what is written."""
    found = GoalCheck().of(_read(draft, history), today=today)
    asked = tuple(
        Asked(one.name, None if one.score is None and not one.pieces else not one.pieces, one.why, tuple(map(_offer, one.pieces)))
        for one in found
    )  # fmt: skip
    return Answers(asked, None if found.plan.known else Offer(PLAN, "", found.plan.offer, takes=True))


def taken_in(draft: Draft, code: str, *, history: History, today: date) -> Draft:
    """The same with what was offered for the piece ``code`` taken in. A code that is not missing changes nothing."""
    found = GoalCheck().of(_read(draft, history), today=today)
    if code == PLAN:
        return replace(draft, plan=draft.plan or found.plan.offer)
    piece = next((one for one in found.pieces if one.code == code), None)
    if piece is None or not _takes(piece):
        return draft
    if piece.steps:
        return replace(draft, steps=_filled(draft, piece), ends=draft.ends or _last(draft, today))
    if code in WORDING:
        return replace(draft, text=piece.offer)
    if piece.value is not None:
        return replace(draft, target=Decimal(str(piece.value)).quantize(CENT))
    return replace(draft, ends=piece.day) if code == "no_last_day" else draft


def history_of(person: Person, counts: str) -> list[tuple[date, float]]:
    """What the person has told of the same measure in any goal of their own, oldest first. Two queries; none without a measure."""
    if not counts:
        return []
    same = [key for key, told in Goal.objects.filter(person=person).values_list("pk", "counts") if _alike(told, counts)]
    rows = Tick.objects.filter(goal__in=same).order_by("day")
    return [(day, float(value)) for day, value in rows.values_list("day", "value")]


def _alike(told: str, counts: str) -> bool:
    """The same measure, however it is written: what is sealed is compared when it is opened."""
    return told.strip().casefold() == counts.strip().casefold()


def own_goals(viewer: Person, *, today: date) -> list[GoalShown]:
    """One's own that are not put down, those on the way first; ``row.said``: something is said about it. Three queries."""
    rows = _standing(viewer)
    keys = [one.pk for one in rows]
    steps, ticks = _by_goal(_milestones(keys)), _by_goal(_ticks(keys))
    told = [_shown(one, steps[one.pk], ticks[one.pk], today) for one in rows]
    return sorted(told, key=lambda one: one.row.reached_on is not None)


@prepared
def _standing(person: Person) -> QuerySet[Goal]:
    said = Comment.objects.filter(goal=OuterRef("pk"), put_away_at=None)
    return Goal.objects.filter(person=person, put_down_on=None).annotate(said=Exists(said)).order_by("at")[:MOST]


@prepared
def _milestones(goals: list[UUID]) -> QuerySet[Milestone]:
    return Milestone.objects.filter(goal__in=goals).order_by("day")


@prepared
def _ticks(goals: list[UUID]) -> QuerySet[Tick]:
    return Tick.objects.filter(goal__in=goals).order_by("day")


def _by_goal(rows: Iterable[OfGoal]) -> dict[UUID, list[OfGoal]]:
    found: defaultdict[UUID, list[OfGoal]] = defaultdict(list)
    for one in rows:
        found[one.goal_id].append(one)
    return found


@prepared
def put_down(viewer: Person) -> QuerySet[Goal]:
    """One's own that one has put down, the latest first."""
    return Goal.objects.filter(person=viewer).exclude(put_down_on=None).order_by("-put_down_on")[:20]


@prepared
def shared_goals(viewer: Person, *, today: date) -> QuerySet[Goal]:
    """What the people one leads have shared and not put down."""
    rows = rules.goals_near(viewer, today=today).exclude(person=viewer).filter(put_down_on=None)
    return rows.select_related("person").order_by("person__order_sv", "at")[:MOST]


def one_goal(viewer: Person, key: UUID, *, today: date) -> Goal | None:
    """The goal with this id, or none, with what its page needs: one's own, or one that its person lets the viewer read. Three queries.

    ``shown_to_me`` on it: the person shows the viewer their goals, a coach for instance."""
    found = _one.first(viewer, key, today=today)
    if found:
        prefetch_related_objects([found], "milestones", "ticks")
    return found


@prepared
def _one(viewer: Person, key: UUID, *, today: date) -> QuerySet[Goal]:
    shown = rules.shown_goals(viewer, today=today).filter(pk=key)
    rows = rules.visible_goals(viewer, today=today).filter(pk=key).annotate(shown_to_me=Exists(shown))
    return rows.select_related("talk__reviewer", "talk__person", "person")


def goal_shown(row: Goal, *, today: date) -> GoalShown:
    """One goal with its milestones and ticks, both by day."""
    return _shown(row, row.milestones.all(), row.ticks.all(), today)


def _shown(row: Goal, milestones: Iterable[Milestone], ticked: Iterable[Tick], today: date) -> GoalShown:
    ticks = tuple(sorted(ticked, key=lambda one: one.day))
    steps = tuple(sorted(milestones, key=lambda one: one.day))
    now = period_of(row.rhythm, today)
    open_now = row.reached_on is None and row.put_down_on is None and row.begins <= today
    return GoalShown(row, steps, ticks, open_now and not any(one.day == now for one in ticks))


def period_of(rhythm: str, today: date) -> date:
    """The day that stands for the day, week or month that is now: the day itself, its Monday, the first of its month.

    >>> period_of("week", date(2026, 11, 20)), period_of("month", date(2026, 11, 20))
    (datetime.date(2026, 11, 16), datetime.date(2026, 11, 1))
    """
    if rhythm == Goal.DAY:
        return today
    return today.replace(day=1) if rhythm == Goal.MONTH else today - timedelta(days=today.weekday())


def way_of(shown: GoalShown, language: str) -> tuple[Band, list[Period]]:
    """The band of expected progress, told in the reader's language, and its days with what was told up to each. Empty where nobody can tell."""
    history = [(one.day, float(one.value)) for one in shown.ticks]
    band = ProgressBand().of(_read(draft_of(shown.row), history))
    return replace(band, language=language), [
        _period(band, earlier, one.day, one.low, one.high, shown.ticks) for earlier, one in _pairs(band)
    ]


def alike(viewer: Person, *, today: date) -> list[list[Goal]]:
    """Groups of goals that read the same at different people, among those the viewer may read anyway. One query."""
    rows = {str(one.pk): one for one in _readable(viewer, today=today)}
    told = [Said(key, str(one.person_id), one.text, one.language) for key, one in rows.items()]
    return [[rows[key] for key in group.goals] for group in CopiedGoals().of(told)]


@prepared
def _readable(viewer: Person, *, today: date) -> QuerySet[Goal]:
    visible, talks = rules.goals_near(viewer, today=today), rules.visible_talks(viewer, today=today)
    reach = Q(pk__in=visible.values("pk")) | Q(talk__in=talks.values("pk"))
    return Goal.objects.filter(reach, put_down_on=None).select_related("person").order_by("at")[: MOST * 2]


@prepared
def talks_to_agree_in(viewer: Person, *, today: date) -> QuerySet[Talk]:
    """The open dialogues that a goal of one's own can be agreed in. One query."""
    rows = rules.visible_talks(viewer, today=today).filter(closed_at=None).select_related("person", "reviewer")
    return rows.order_by("-opened_at")[:20]


def may_be_changed(goal: Goal) -> bool:
    """The words of a goal that both have signed stand; it can be followed, reached and put down."""
    return goal.talk is None or goal.talk.closed_at is None


def held_by(ids: Iterable[UUID], groups: list[list[Goal]]) -> list[list[Goal]]:
    """The groups that hold one of these goals."""
    wanted = set(ids)
    return [group for group in groups if any(one.pk in wanted for one in group)]


def _read(draft: Draft, history: History) -> Read:
    return Read(
        draft.text, language=draft.language, measure=draft.counts, unit=draft.unit, baseline=_float(draft.baseline),
        target=_float(draft.target), every=draft.rhythm, start=draft.begins, last=draft.ends, attractive=draft.attractive,
        milestones=tuple(Mark(one.day, one.text, _float(one.value)) for one in draft.steps), history=tuple(history), plan=draft.plan,
    )  # fmt: skip


def _offer(piece: Piece) -> Offer:
    return Offer(piece.code, piece.says, piece.offer, takes=_takes(piece))


def _takes(piece: Piece) -> bool:
    if piece.code in WORDING:
        return bool(piece.offer)
    if piece.code in STEPS:
        return bool(piece.steps)
    return piece.value is not None or (piece.code == "no_last_day" and piece.day is not None)


def _filled(draft: Draft, piece: Piece) -> tuple[Step, ...]:
    """The milestones that were there, and those offered on the days between; a staircase keeps the words of what is on the same day."""
    values = {one.day: None if one.value is None else Decimal(str(one.value)).quantize(CENT) for one in piece.steps}
    kept = () if piece.code == "backwards" else draft.steps
    fresh = [Step(day, "", value) for day, value in values.items() if day not in {one.day for one in kept}]
    return tuple(sorted((*kept, *fresh), key=lambda one: one.day))


def _last(draft: Draft, today: date) -> date | None:
    """Milestones that were offered without a last day run towards the one that is offered with them."""
    found = GoalCheck().of(_read(draft, ()), today=today)
    return next((one.day for one in found.pieces if one.code == "no_last_day"), None)


def _pairs(band: Band) -> list[tuple[date, Period]]:
    days = [Period(one.day, one.low, one.high, None, "") for one in band]
    before = [days[0].day - timedelta(days=1), *(one.day for one in days)] if days else []
    return list(zip(before, days, strict=False))


def _period(band: Band, earlier: date, day: date, low: float, high: float, ticks: Sequence[Tick]) -> Period:
    told = [one for one in ticks if earlier < one.day <= day]
    if not told:
        return Period(day, low, high, None, "")
    last = told[-1]
    stands = band.stands(last.day, float(last.value))
    return Period(day, low, high, last.value, stands.code if stands else "")


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
