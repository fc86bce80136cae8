"""Hours a week set aside for development, and what is done less of instead; alone, or as the two agree in a dialogue."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.dialogues.actions.goals import demand_own
from stigar.dialogues.actions.talks import locked, unsign
from stigar.dialogues.models import Talk, TimeSet
from stigar.engine.text.typed import one_line
from stigar.foundation import clock, journal
from stigar.foundation.policy import Refused

if TYPE_CHECKING:
    from stigar.people.models import Person

MOST_HOURS = Decimal(40)


class WrongHours(Exception):
    """More than none, and no more than a working week."""


class TooEarly(Exception):
    """It begins no earlier than what holds now."""


@transaction.atomic
def set_aside(
    *, hours: Decimal, less_of: str, begins: date, viewer: Person, today: date, talk: Talk | None = None
) -> TimeSet:
    """Set aside so many hours a week from the day; what held before ends the day before. Raises :class:`WrongHours`, :class:`TooEarly`.

    Alone it is one's own time; in an open dialogue either of the two sets it for the one the dialogue is about, and both sign it with the
    rest. Whoever has signed words that it changes is asked again. Raises ``Closed``.
    """
    if not 0 < hours <= MOST_HOURS:
        raise WrongHours
    person = _whose(talk, viewer, today)
    now: TimeSet | None = TimeSet.objects.select_for_update().filter(person=person, ends=None).first()
    if now and begins < now.begins:
        raise TooEarly
    said = one_line(less_of, 300)
    if now and begins == now.begins:
        _ask_again(now)
        now.hours, now.less_of, now.by, now.at, now.talk = hours, said, viewer, clock.now(), talk or now.talk
        now.save(update_fields=["hours", "less_of", "by", "at", "talk"])
        made = now
    else:
        if now:
            _end(now, begins - timedelta(days=1))
        made = TimeSet.objects.create(
            organisation_id=viewer.organisation_id, person=person, talk=talk, hours=hours, less_of=said, begins=begins, by=viewer,
            at=clock.now(),
        )  # fmt: skip
    _ask_again(made)
    journal.note(viewer, gettext_noop("set aside time for development"), made, about=person.pk)
    return made


@transaction.atomic
def stop(*, row: TimeSet, viewer: Person, today: date) -> None:
    """It holds to the end of today."""
    now = _own(row, viewer, today)
    _end(now, max(today, now.begins))
    journal.note(viewer, gettext_noop("ended the time set aside for development"), now, about=viewer.pk)


@transaction.atomic
def go_on(*, row: TimeSet, viewer: Person, today: date) -> None:
    """It goes on after all, unless another has begun meanwhile."""
    now = _own(row, viewer, today)
    if TimeSet.objects.filter(person=viewer, begins__gt=now.begins).exists():
        raise Refused("have goals")
    _end(now, None)
    journal.note(viewer, gettext_noop("set aside time for development"), now, about=viewer.pk)


@transaction.atomic
def take_away(*, row: TimeSet, talk: Talk, viewer: Person, today: date) -> None:
    """Not agreed in the open dialogue after all: what held before goes on. Raises ``Closed``."""
    now = locked(talk, viewer, today=today)
    there = TimeSet.objects.select_for_update().filter(pk=row.pk, talk=now, person=now.person_id).first()
    if there is None:
        raise Refused("have goals")
    before = TimeSet.objects.filter(person=there.person_id, ends=there.begins - timedelta(days=1)).first()
    ends = there.ends
    there.delete()
    if before:
        _end(before, ends)
    unsign(now)
    journal.note(viewer, gettext_noop("took away the time agreed in a dialogue"), now, about=now.person_id)


def _end(row: TimeSet, ends: date | None) -> None:
    row.ends = ends
    row.save(update_fields=["ends"])
    _ask_again(row)


def _ask_again(row: TimeSet) -> None:
    """Whoever has signed a dialogue that is still open with this time in it is asked again."""
    if row.talk and row.talk.closed_at is None:
        unsign(row.talk)


def _whose(talk: Talk | None, viewer: Person, today: date) -> Person:
    demand_own(viewer, today=today)
    if talk is None:
        return viewer
    person: Person = locked(talk, viewer, today=today).person
    return person


def _own(row: TimeSet, viewer: Person, today: date) -> TimeSet:
    demand_own(viewer, today=today)
    found: TimeSet | None = TimeSet.objects.select_for_update().filter(pk=row.pk, person=viewer).first()
    if found is None:
        raise Refused("have goals")
    return found
