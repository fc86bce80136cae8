"""Which certificates a role asks for: said and unsaid by whoever says what its profile requires."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop

from stigar.engine.text.typed import one_line
from stigar.foundation import clock, journal
from stigar.foundation.policy import Refused
from stigar.levels.actions.standing import ThereAlready
from stigar.levels.models import RequiredCertificate
from stigar.levels.queries.asked import asked_by, folded
from stigar.profiles.rules import may_write

if TYPE_CHECKING:
    from stigar.people.models import Person
    from stigar.profiles.models import Profile

MOST_MONTHS = 600


class NoName(Exception):
    """A certificate is called something."""


class NoSuchTime(Exception):
    """It lasts at least a month and at most fifty years."""


@transaction.atomic
def ask_for_certificate(
    *, profile: Profile, name: str, months: int | None, viewer: Person, today: date
) -> RequiredCertificate:
    """The profile's role asks for a certificate by this name, renewed after so many months (None: as long as it says itself).

    Raises :class:`NoName`, :class:`NoSuchTime` and :class:`ThereAlready`.
    """
    _demand(viewer, profile, today)
    said = one_line(name, 160)
    if not said:
        raise NoName
    if months is not None and not 1 <= months <= MOST_MONTHS:
        raise NoSuchTime
    if folded(said) in {folded(one.name) for one in asked_by([profile.role_id])}:
        raise ThereAlready
    try:
        with transaction.atomic():
            made: RequiredCertificate = RequiredCertificate.objects.create(
                organisation_id=viewer.organisation_id, role_id=profile.role_id, name=said, months=months, by=viewer,
                at=clock.now(),
            )  # fmt: skip
    except IntegrityError as twice:
        raise ThereAlready from twice
    journal.note(viewer, gettext_noop("said that a role asks for a certificate"), made)
    return made


@transaction.atomic
def ask_no_more(*, asked: RequiredCertificate, profile: Profile, viewer: Person, today: date) -> None:
    """The role asks for it no more; what people have told of stays theirs."""
    _demand(viewer, profile, today)
    if asked.role_id != profile.role_id:
        raise Refused("write in a profile")
    journal.note(viewer, gettext_noop("said that a role asks for a certificate no more"), asked)
    asked.delete()


def _demand(viewer: Person, profile: Profile, today: date) -> None:
    if not may_write(viewer, profile, today=today):
        raise Refused("write in a profile")
