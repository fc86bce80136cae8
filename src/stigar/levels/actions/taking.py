"""Taking levels along: what leaves is written down where each person reads who looked, with HR's reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.engine.text.typed import one_line
from stigar.foundation import clock, journal
from stigar.foundation.models import JournalEntry
from stigar.foundation.policy import Refused
from stigar.levels import rules
from stigar.levels.actions.sharing import NoReason
from stigar.levels.models import Opening

if TYPE_CHECKING:
    from stigar.people.models import Person, PersonQuerySet

MOST = 1_000  # people in one file


class TooMany(Exception):
    """More people than one file holds: a part of the organisation is chosen."""


class Nobody(Exception):
    """Nobody there, of those the viewer is HR for."""


@transaction.atomic
def open_together(*, people: PersonQuerySet, why: str, viewer: Person, today: date) -> None:
    """HR takes the levels of several people along, for a reason that each of them reads. Raises :class:`NoReason`, :class:`TooMany`,
    :class:`Nobody`."""
    if not rules.may_take_out_as_hr(viewer, today=today):
        raise Refused("open a person's levels")
    said = one_line(why, 300)
    if len(said) < 8:
        raise NoReason
    some = list(people.filter(pk__in=rules.people_to_open(viewer, today=today).values("pk"))[: MOST + 1])
    if not some:
        raise Nobody
    if len(some) > MOST:
        raise TooMany
    there = set(Opening.objects.filter(by=viewer, on=today, person__in=some).values_list("person", flat=True))
    Opening.objects.bulk_create(
        [
            Opening(organisation_id=viewer.organisation_id, person=one, by=viewer, why=said, on=today, at=clock.now())
            for one in some
            if one.pk not in there
        ],
        batch_size=500,
    )
    JournalEntry.objects.bulk_create(
        [
            JournalEntry(
                organisation_id=viewer.organisation_id, kind=JournalEntry.LOOK, actor=viewer.pk, verb="took the levels along in a file",
                thing="people.person", thing_id=one.pk, thing_name=str(one)[:200], about=one.pk, why=said,
            )
            for one in some
        ],
        batch_size=500,
    )  # fmt: skip


def note_taken(*, people: list[Person], viewer: Person) -> None:
    """A leader takes the team's levels along: one line for each person where they read who looked."""
    for one in people:
        journal.look(viewer, gettext_noop("took the levels along in a file"), one, about=one.pk)
