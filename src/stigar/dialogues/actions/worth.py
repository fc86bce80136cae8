"""Saying what a dialogue was worth: once, changed for a week, and never told of anybody alone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.dialogues import rules
from stigar.dialogues.models import Talk, Worth
from stigar.dialogues.queries.worth import asked_since, last_day, to_answer
from stigar.foundation import clock, journal
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
) -> Worth:  # fmt: skip
    """1 to 5 each; ``worth=None`` is that one would rather not answer, and one is not asked again. Raises :class:`TooLate`."""
    seen = rules.visible_talks(viewer, today=today).filter(pk=talk.pk)
    now = Talk.objects.select_for_update().filter(pk__in=seen.values("pk")).first()
    if now is None:
        raise Refused(RIGHT)
    given = (worth, professional, engaging, glad) if worth is not None else (None,) * 4
    told = dict(zip(("worth", "professional", "engaging", "glad"), given, strict=True))
    there: Worth | None = Worth.objects.filter(talk=now, giver=viewer).first()
    if there is None:
        return _first(now, told, viewer, today)
    if today > last_day(there, viewer):
        raise TooLate
    for name, value in told.items():
        setattr(there, name, value)
    there.save(update_fields=list(told))  # when it was first given stays: that is when it is counted from
    return there


def _first(talk: Talk, told: dict[str, int | None], viewer: Person, today: date) -> Worth:
    if not to_answer(viewer, since=asked_since(viewer, today=today), today=today).filter(pk=talk.pk).exists():
        raise Refused(RIGHT)
    made: Worth = Worth.objects.create(
        organisation_id=viewer.organisation_id, talk=talk, giver=viewer, at=clock.now(), **told
    )
    journal.note(None, gettext_noop("answered what a dialogue was worth"), made)  # never who
    return made
