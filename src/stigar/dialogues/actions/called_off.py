"""A time that is called off is told in the product too: to who has not pressed it themself, until they have seen it or a new time is set."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.dialogues.models import CalledOff
from stigar.foundation import clock, journal
from stigar.foundation.policy import Refused

if TYPE_CHECKING:
    from stigar.dialogues.models import Booking, Talk
    from stigar.people.models import Person


def tell_called_off(*, booking: Booking, talk: Talk, by: Person | None) -> None:
    """The two who had the time are told, with the day as it was where they work; who called it off knows it already."""
    day = booking.begins.astimezone(ZoneInfo(talk.organisation.time_zone)).date()
    two = (talk.person_id, talk.reviewer_id)
    CalledOff.objects.filter(talk=talk, person__in=two).delete()
    CalledOff.objects.bulk_create(
        CalledOff(
            organisation_id=talk.organisation_id, talk=talk, person_id=to, other_id=other, begins=booking.begins, day=day, at=clock.now()
        )
        for to, other in (two, two[::-1])
        if by is None or to != by.pk
    )  # fmt: skip


def set_again(*, talk: Talk) -> None:
    """A new time stands: nobody who holds the dialogue is told of the old one any more."""
    CalledOff.objects.filter(talk=talk, person__in=(talk.person_id, talk.reviewer_id)).delete()


@transaction.atomic
def see_called_off(*, key: UUID, viewer: Person, today: date) -> UUID:
    """They have seen it. Gives the dialogue it was of."""
    told = (
        CalledOff.objects.select_related("talk").filter(pk=key, person=viewer).first()
        if viewer.is_here(today)
        else None
    )
    if told is None:
        raise Refused("prepare a dialogue")
    told.delete()
    journal.note(viewer, gettext_noop("saw that a time was called off"), told.talk, about=viewer.pk)
    return UUID(str(told.talk_id))
