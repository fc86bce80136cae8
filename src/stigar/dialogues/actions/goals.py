"""A goal written, changed, followed, shared, agreed in a dialogue, reached, put down and picked up again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.dialogues.actions.talks import NewerElsewhere, clean, locked, unsign
from stigar.dialogues.models import Goal, Milestone, Talk, Tick
from stigar.dialogues.queries.goals import Draft, period_of
from stigar.engine.text.typed import one_line
from stigar.foundation import clock, journal
from stigar.foundation.policy import Ground, Refused, demand
from stigar.people.rules import grounds as of_organisation

if TYPE_CHECKING:
    from stigar.people.models import Person

RIGHT = "have goals"


class Signed(Exception):
    """Both have signed a dialogue with these words in it: they stand. One puts the goal down and writes another."""


class BelowNothing(Exception):
    """Less than none was done of something that cannot be less than none."""


class NoWords(Exception):
    """A goal has words."""


@transaction.atomic
def write(*, draft: Draft, viewer: Person, today: date, goal: Goal | None = None, turn: int = 0) -> Goal:
    """Keep a goal of one's own as it is written, whole or not. Raises :class:`NoWords`, :class:`Signed`, ``NewerElsewhere``."""
    if not clean(draft.text):
        raise NoWords
    if goal is None:
        demand_own(viewer, today=today)
        row = Goal(organisation_id=viewer.organisation_id, person=viewer, turn=0)
    else:
        row = _own(goal, viewer, today)
        if row.talk and row.talk.closed_at:
            raise Signed
        if row.turn != turn:
            raise NewerElsewhere(row)
    _fill(row, draft)
    row.turn, row.at = row.turn + 1, row.at or clock.now()
    row.save()
    _keep_steps(row, draft)
    _ask_again(row)
    journal.note(
        viewer, gettext_noop("wrote a goal") if goal is None else gettext_noop("changed a goal"), row, about=viewer.pk
    )
    return row


@transaction.atomic
def write_together(
    *, draft: Draft, talk: Talk, viewer: Person, today: date, goal: Goal | None = None, turn: int = 0
) -> Goal:
    """Keep a goal of the person's that either of the two writes in their open dialogue, once both have handed in.

    It is the person's goal from the start: they can take it out of the dialogue, and nobody else says how much they want it. Both sign it
    with the rest. Raises ``Closed``, :class:`NoWords`, ``NewerElsewhere``, and ``Refused`` for any goal but those of this dialogue.
    """
    now = locked(talk, viewer, today=today)
    if now.revealed_at is None:
        raise Refused(RIGHT)
    if not clean(draft.text):
        raise NoWords
    row = _of_dialogue(goal, now) if goal else _for_dialogue(now)
    if row.turn != turn:
        raise NewerElsewhere(row)
    wanted = draft.attractive if viewer.pk == row.person_id else row.attractive
    _fill(row, replace(draft, attractive=wanted))
    row.turn, row.at = row.turn + 1, row.at or clock.now()
    row.save()
    _keep_steps(row, draft)
    unsign(now)
    journal.note(viewer, gettext_noop("wrote a goal in a dialogue"), row, about=row.person_id)
    return row


@transaction.atomic
def share(*, goal: Goal, shared: bool, viewer: Person, today: date) -> None:
    """Let one's manager read it, or keep it to oneself again. What is agreed in a dialogue is read by both. Raises :class:`Signed`."""
    row = _own(goal, viewer, today)
    if not shared and row.talk_id:
        raise Signed
    Goal.objects.filter(pk=row.pk).update(shared=shared)
    verb = gettext_noop("shared a goal with the manager") if shared else gettext_noop("kept a goal to themself again")
    journal.note(viewer, verb, row, about=viewer.pk)


@transaction.atomic
def agree(*, goal: Goal, talk: Talk, viewer: Person, today: date) -> None:
    """Bring a goal of one's own into an open dialogue: both read it there and sign it. Raises ``Closed``, :class:`Signed`."""
    row, now = _own(goal, viewer, today), locked(talk, viewer, today=today)
    if row.talk_id and row.talk_id != now.pk:
        raise Signed
    Goal.objects.filter(pk=row.pk).update(
        talk=now, shared=row.shared or (now.as_manager and now.person_id == viewer.pk)
    )
    unsign(now)
    journal.note(viewer, gettext_noop("brought a goal into a dialogue"), row, about=viewer.pk)


@transaction.atomic
def take_out(*, goal: Goal, viewer: Person, today: date) -> None:
    """Take it out of the dialogue, as long as that is open; it is one's own alone again. Raises ``Closed``."""
    row = _own(goal, viewer, today)
    if row.talk is None:
        return
    now = locked(row.talk, viewer, today=today)
    Goal.objects.filter(pk=row.pk).update(talk=None, shared=False)
    unsign(now)
    journal.note(viewer, gettext_noop("took a goal out of a dialogue"), row, about=viewer.pk)


@transaction.atomic
def tick(*, goal: Goal, value: Decimal, viewer: Person, today: date) -> list[Milestone]:
    """Tell how the day, week or month went; told again it is put right. Returns the milestones that are reached with it.

    Raises :class:`BelowNothing`, unless the goal itself goes below zero.
    """
    row = _own(goal, viewer, today)
    if value < 0 and not any(one is not None and one < 0 for one in (row.baseline, row.target)):
        raise BelowNothing
    now = clock.now()
    Tick.objects.update_or_create(
        goal=row, day=period_of(row.rhythm, today),
        defaults={"organisation_id": viewer.organisation_id, "value": value, "at": now},
    )  # fmt: skip
    reached = [one for one in row.milestones.filter(reached_on=None).order_by("day") if _is_reached(row, one, value)]
    Milestone.objects.filter(pk__in=[one.pk for one in reached]).update(reached_on=today)
    return reached


@transaction.atomic
def reach_step(*, step: Milestone, reached: bool, viewer: Person, today: date) -> None:
    """A milestone is reached, or not yet after all."""
    _own(step.goal, viewer, today)
    Milestone.objects.filter(pk=step.pk).update(reached_on=today if reached else None)


@transaction.atomic
def reach(*, goal: Goal, reached: bool, viewer: Person, today: date) -> None:
    """The goal is reached, or not yet after all."""
    row = _own(goal, viewer, today)
    Goal.objects.filter(pk=row.pk).update(reached_on=today if reached else None)
    verb = gettext_noop("reached a goal") if reached else gettext_noop("opened a goal again")
    journal.note(viewer, verb, row, about=viewer.pk)


@transaction.atomic
def put_down(*, goal: Goal, viewer: Person, today: date) -> None:
    """No longer a goal. Nothing of it is lost; it can be picked up again."""
    row = _own(goal, viewer, today)
    Goal.objects.filter(pk=row.pk).update(put_down_on=today)
    _ask_again(row)
    journal.note(viewer, gettext_noop("put down a goal"), row, about=viewer.pk)


@transaction.atomic
def pick_up(*, goal: Goal, viewer: Person, today: date) -> None:
    """It is a goal again, as it was."""
    row = _own(goal, viewer, today)
    Goal.objects.filter(pk=row.pk).update(put_down_on=None)
    _ask_again(row)
    journal.note(viewer, gettext_noop("picked up a goal"), row, about=viewer.pk)


def demand_own(viewer: Person, *, today: date) -> None:
    """Raise ``Refused`` unless the viewer has goals here."""
    here = Ground.MEMBER in of_organisation(viewer, today=today)
    demand(RIGHT, {Ground.SELF} if here else ())


def _for_dialogue(talk: Talk) -> Goal:
    return Goal(organisation_id=talk.organisation_id, person=talk.person, talk=talk, shared=talk.as_manager, turn=0)


def _of_dialogue(goal: Goal, talk: Talk) -> Goal:
    """The person's goal that this dialogue is about, locked for the transaction."""
    rows = Goal.objects.select_for_update(of=("self",)).filter(talk=talk, person=talk.person_id, put_down_on=None)
    row: Goal | None = rows.filter(pk=goal.pk).first()
    if row is None:
        raise Refused(RIGHT)
    return row


def _own(goal: Goal, viewer: Person, today: date) -> Goal:
    """One's own goal, locked for the transaction."""
    demand_own(viewer, today=today)
    row: Goal | None = Goal.objects.select_for_update(of=("self",)).filter(pk=goal.pk, person=viewer).first()
    if row is None:
        raise Refused(RIGHT)
    return row


def _fill(row: Goal, draft: Draft) -> None:
    row.text, row.counts, row.unit, row.plan = (
        clean(draft.text),
        one_line(draft.counts, 120),
        one_line(draft.unit, 40),
        clean(draft.plan),
    )
    row.language = draft.language if draft.language in dict(settings.LANGUAGES) else "sv"
    row.baseline, row.target, row.rhythm, row.attractive = draft.baseline, draft.target, draft.rhythm, draft.attractive
    row.begins, row.ends = draft.begins, draft.ends


def _keep_steps(row: Goal, draft: Draft) -> None:
    """The milestones as written; one that keeps its day keeps that it was reached."""
    wanted = {one.day: one for one in draft.steps}
    row.milestones.exclude(day__in=wanted).delete()
    for day, one in wanted.items():
        Milestone.objects.update_or_create(
            goal=row, day=day,
            defaults={"organisation_id": row.organisation_id, "text": clean(one.text)[:300], "value": one.value},
        )  # fmt: skip


def _ask_again(row: Goal) -> None:
    """Whoever has signed a dialogue that is still open with this goal in it is asked again."""
    if row.talk and row.talk.closed_at is None:
        unsign(row.talk)


def _is_reached(goal: Goal, step: Milestone, value: Decimal) -> bool:
    if step.value is None or goal.target is None:
        return False
    falls = goal.baseline is not None and goal.target < goal.baseline
    return value <= step.value if falls else value >= step.value
