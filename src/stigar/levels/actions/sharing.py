"""Who else sees: the person shares their levels and stops sharing; HR opens them for a stated reason, for the day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop

from stigar.engine.text.typed import one_line
from stigar.foundation import clock, journal
from stigar.foundation.policy import Ground, Refused
from stigar.levels import rules
from stigar.levels.models import Opening, SharedWith
from stigar.people.rules import may_see_colleague, people_in_hr_scope

if TYPE_CHECKING:
    from stigar.people.models import Person


class NoReason(Exception):
    """HR says why, in words that the person reads."""


class SharedAlready(Exception):
    """The person shares with them already."""


class NothingChosen(Exception):
    """Nothing was chosen to show."""


class NotSoLong(Exception):
    """The last day lies behind, or more than a year ahead."""


LONGEST = timedelta(days=366)
RIGHT = "share one's levels"


@transaction.atomic
def share(
    *, reader: Person, viewer: Person, today: date, ends: date | None = None, parts: Collection[str] = rules.PARTS
) -> SharedWith:
    """Show parts of one's competence to a colleague from today to a last day, or until one stops. Raises :class:`SharedAlready`,
    :class:`NothingChosen`, :class:`NotSoLong`."""
    rules.demand_towards(viewer, viewer, RIGHT, today=today)
    _reader_here(reader, viewer, today)
    if not set(parts) & set(rules.PARTS):
        raise NothingChosen
    if ends is not None and not today <= ends <= today + LONGEST:
        raise NotSoLong
    there = SharedWith.objects.filter(person=viewer, reader=reader, stopped_at=None)
    there.filter(ends__lt=today).update(stopped_at=clock.now())
    try:
        with transaction.atomic():
            made: SharedWith = SharedWith.objects.create(
                organisation_id=viewer.organisation_id, person=viewer, reader=reader, begins=today, ends=ends, at=clock.now(),
                **{part: part in parts for part in rules.PARTS},
            )  # fmt: skip
    except IntegrityError as twice:
        raise SharedAlready from twice
    journal.note(viewer, gettext_noop("began to share their levels"), made, about=viewer.pk, reader=str(reader.pk))
    return made


@transaction.atomic
def stop_sharing(*, shared: SharedWith, viewer: Person, today: date) -> None:
    """It ends at once: the reader sees nothing at the next request."""
    rows = SharedWith.objects.filter(pk=shared.pk, person=viewer, stopped_at=None)
    if not rows.update(stopped_at=clock.now()):
        raise Refused(RIGHT)
    journal.note(viewer, gettext_noop("stopped sharing their levels"), shared, about=viewer.pk)


@transaction.atomic
def share_again(*, shared: SharedWith, viewer: Person, today: date) -> None:
    """Stopping was a mistake: the same parts until the same day. Raises :class:`SharedAlready`."""
    rules.demand_towards(viewer, viewer, RIGHT, today=today)
    row = SharedWith.objects.select_for_update().filter(pk=shared.pk, person=viewer).exclude(stopped_at=None).first()
    if row is None or (row.ends and row.ends < today):
        raise Refused(RIGHT)
    _reader_here(row.reader, viewer, today)
    try:
        with transaction.atomic():
            SharedWith.objects.filter(pk=row.pk).update(stopped_at=None)
    except IntegrityError as twice:
        raise SharedAlready from twice
    journal.note(viewer, gettext_noop("began to share their levels"), row, about=viewer.pk, reader=str(row.reader_id))


def _reader_here(reader: Person, viewer: Person, today: date) -> None:
    if reader.pk == viewer.pk or not may_see_colleague(viewer, reader, today=today) or not reader.is_here(today):
        raise Refused(RIGHT)


@transaction.atomic
def open_for_hr(*, person: Person, why: str, viewer: Person, today: date) -> Opening:
    """HR in scope sees the person's levels for the rest of the day; the person reads who, when and why. Raises :class:`NoReason`."""
    towards = rules.grounds(viewer, person, today=today)
    if Ground.HR not in towards:
        raise Refused("open a person's levels")
    said = reason(why)
    made, fresh = Opening.objects.get_or_create(
        organisation_id=viewer.organisation_id,
        person=person,
        by=viewer,
        on=today,
        what=Opening.LEVELS,
        defaults={"why": said, "at": clock.now()},
    )
    if fresh:
        journal.look(viewer, gettext_noop("opened the levels"), person, about=person.pk, why=said)
    return made


@transaction.atomic
def open_certificates(*, people: Iterable[Person], why: str, viewer: Person, today: date) -> int:
    """HR in scope sees these people's certificates for the rest of the day, and no level of theirs; each reads who, when and why.
    Raises :class:`NoReason`. Returns how many were opened."""
    said = reason(why)
    open_already = set(Opening.objects.filter(by=viewer, on=today).values_list("person", flat=True))
    in_scope = people_in_hr_scope(viewer, today=today).filter(pk__in=[one.pk for one in people])
    fresh = list(in_scope.exclude(pk__in=open_already | {viewer.pk}))
    if not fresh:
        raise Refused("open a person's levels")
    told = {"organisation_id": viewer.organisation_id, "by": viewer, "on": today, "why": said, "at": clock.now()}
    Opening.objects.bulk_create(Opening(person=one, what=Opening.CERTIFICATES, **told) for one in fresh)
    for one in fresh:
        journal.look(viewer, gettext_noop("opened the certificates"), one, about=one.pk, why=said)
    return len(fresh)


def reason(words: str) -> str:
    """The reason as it is kept. Raises :class:`NoReason`."""
    said = one_line(words, 300)
    if len(said) < 8:
        raise NoReason
    return said
