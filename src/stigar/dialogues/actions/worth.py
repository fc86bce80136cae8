"""Saying what a dialogue was worth: once, changed for a week, and never told of anybody alone.

Two rows: that somebody has answered, by name, so that nobody asks twice; and what was answered, sealed and by no name.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.dialogues import rules
from stigar.dialogues.models import Answered, Talk, Worth
from stigar.dialogues.queries.worth import (
    Figures,
    asked_since,
    last_day,
    own_answer,
    to_answer,
    voiced,
    voices_of,
    written,
)
from stigar.foundation import journal
from stigar.foundation.policy import Refused

if TYPE_CHECKING:
    from stigar.people.models import Person

RIGHT = "prepare a dialogue"


class TooLate(Exception):
    """The answer was given more than a week ago: it stands."""


@transaction.atomic
def answer(
    *, talk: Talk, worth: int | None, professional: int | None = None, engaging: int | None = None, glad: int | None = None,
    viewer: Person, today: date,
) -> Answered:  # fmt: skip
    """1 to 5 each; ``worth=None`` is that one would rather not answer, and one is not asked again. Raises :class:`TooLate`."""
    seen = rules.visible_talks(viewer, today=today).filter(pk=talk.pk)
    now = Talk.objects.select_for_update().filter(pk__in=seen.values("pk")).first()
    if now is None:
        raise Refused(RIGHT)
    figures = (worth, professional, engaging, glad) if worth is not None else ()
    there = own_answer(viewer, now)
    if there is None:
        return _first(now, figures, viewer, today)
    if today > last_day(there):
        raise TooLate
    return _again(there, figures, viewer)


def _first(talk: Talk, figures: Figures, viewer: Person, today: date) -> Answered:
    if not to_answer(viewer, since=asked_since(viewer, today=today), today=today).filter(pk=talk.pk).exists():
        raise Refused(RIGHT)
    made: Answered = Answered.objects.create(
        organisation_id=viewer.organisation_id, talk=talk, giver=viewer, how=_put_in(figures, viewer, today), day=today
    )
    verb = gettext_noop("answered what a dialogue was worth")
    journal.note(None, verb, viewer.organisation, outdates="dialogues.worth")  # never who, nor of which dialogue
    return made


def _again(there: Answered, figures: Figures, viewer: Person) -> Answered:
    """When it was first given stays: that is when it is counted from."""
    if there.how == Answered.COUNTED:
        mine = voiced(viewer.pk).filter(year=there.day.year)
        if figures:
            mine.update(told=written(figures))
            return there
        mine.delete()
    there.how = _put_in(figures, viewer, there.day)
    there.save(update_fields=["how"])
    return there


def _put_in(figures: Figures, viewer: Person, day: date) -> str:
    """Lay the answer where no name stands; who has a voice of that year from another dialogue keeps that one."""
    if not figures:
        return Answered.WAIVED
    if voiced(viewer.pk).filter(year=day.year).exists():
        return Answered.BESIDE
    _row, new = Worth.objects.get_or_create(
        organisation_id=viewer.organisation_id, voice=voices_of(viewer.pk)[0], year=day.year,
        defaults={"day": day, "told": written(figures)},
    )  # fmt: skip
    return Answered.COUNTED if new else Answered.BESIDE
