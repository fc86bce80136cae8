"""Who else sees: the person shares their levels and stops sharing; HR opens them for a stated reason, for the day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop

from stigar.foundation import clock, journal
from stigar.foundation.policy import Ground, Refused
from stigar.levels import rules
from stigar.levels.models import Opening, SharedWith
from stigar.people.rules import may_see_colleague

if TYPE_CHECKING:
    from stigar.people.models import Person


class NoReason(Exception):
    """HR says why, in words that the person reads."""


class SharedAlready(Exception):
    """The person shares with them already."""


@transaction.atomic
def share(*, reader: Person, viewer: Person, today: date) -> SharedWith:
    """Show one's levels to a colleague from today until one stops. Raises :class:`SharedAlready`."""
    rules.demand_towards(viewer, viewer, "share one's levels", today=today)
    if reader.pk == viewer.pk or not may_see_colleague(viewer, reader, today=today) or not reader.is_here(today):
        raise Refused("share one's levels")
    try:
        with transaction.atomic():
            made: SharedWith = SharedWith.objects.create(
                organisation_id=viewer.organisation_id, person=viewer, reader=reader, begins=today, at=clock.now()
            )
    except IntegrityError as twice:
        raise SharedAlready from twice
    journal.note(viewer, gettext_noop("began to share their levels"), made, about=viewer.pk, reader=str(reader.pk))
    return made


@transaction.atomic
def stop_sharing(*, shared: SharedWith, viewer: Person, today: date) -> None:
    """It ends at once: the reader sees nothing at the next request."""
    rows = SharedWith.objects.filter(pk=shared.pk, person=viewer, ends=None)
    if not rows.update(ends=today - timedelta(days=1)):
        raise Refused("share one's levels")
    journal.note(viewer, gettext_noop("stopped sharing their levels"), shared, about=viewer.pk)


@transaction.atomic
def open_for_hr(*, person: Person, why: str, viewer: Person, today: date) -> Opening:
    """HR in scope sees the person's levels for the rest of the day; the person reads who, when and why. Raises :class:`NoReason`."""
    towards = rules.grounds(viewer, person, today=today)
    if Ground.HR not in towards:
        raise Refused("open a person's levels")
    said = " ".join(why.replace("\0", "").split())[:300]
    if len(said) < 8:
        raise NoReason
    made, fresh = Opening.objects.get_or_create(
        organisation_id=viewer.organisation_id,
        person=person,
        by=viewer,
        on=today,
        defaults={"why": said, "at": clock.now()},
    )
    if fresh:
        journal.look(viewer, gettext_noop("opened the levels"), person, about=person.pk, why=said)
    return made
