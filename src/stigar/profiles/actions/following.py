"""What happens when the profiles are in use: guides gone through, rounds of asking how secure people feel, and use counted."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_noop

from stigar.foundation import clock, journal
from stigar.foundation.policy import Refused
from stigar.profiles import rules
from stigar.profiles.actions.projects import demand_open
from stigar.profiles.actions.records import begun
from stigar.profiles.models import Confidence, Learned, Profile, Project, Pulse, Use
from stigar.profiles.queries.following import asked_of, open_pulse

if TYPE_CHECKING:
    from stigar.people.models import Person

TEACH, FOLLOW, OPEN_DAYS = 8, 9, 14


class NoSuchGuide(Exception):
    """There is no guide of that name."""


class AnsweredAlready(Exception):
    """An answer stands: changed answers could be worked out from the figures."""


class PulseOpen(Exception):
    """A round is open already."""


@transaction.atomic
def learn(*, guide: str, viewer: Person, today: date) -> Learned:
    """Tick off a guide, its exercise done. Twice is once."""
    rules.demand_in(None, "see profiles", viewer, today=today)
    if (guide, guide) not in Learned.GUIDES:
        raise NoSuchGuide
    made, new = Learned.objects.get_or_create(
        person=viewer, guide=guide, defaults={"organisation_id": viewer.organisation_id, "at": clock.now()}
    )
    if new:
        journal.note(viewer, gettext_noop("went through a guide to profiles"), made, about=viewer.pk, guide=guide)
    return made


@transaction.atomic
def unlearn(*, guide: str, viewer: Person, today: date) -> None:
    """Undo of :func:`learn`."""
    rules.demand_in(None, "see profiles", viewer, today=today)
    for one in Learned.objects.filter(person=viewer, guide=guide):
        journal.note(viewer, gettext_noop("took back a tick at a guide to profiles"), one, about=viewer.pk, guide=guide)
        one.delete()


@transaction.atomic
def ask_confidence(*, project: Project, threshold: Decimal, viewer: Person, today: date) -> Pulse:
    """Ask how secure people feel, for two weeks. Raises :class:`PulseOpen`."""
    demand_open(project, viewer, today)
    if open_pulse(project, today=today):
        raise PulseOpen
    number = Pulse.objects.filter(project=project).count() + 1
    try:
        with transaction.atomic():
            made: Pulse = Pulse.objects.create(
                organisation_id=viewer.organisation_id, project=project, number=number, opens=today,
                closes=today + timedelta(days=OPEN_DAYS), threshold=threshold, by=viewer,
            )  # fmt: skip
    except IntegrityError as taken:  # somebody else asked at the same moment
        raise PulseOpen from taken
    begun(project, FOLLOW, viewer)
    journal.note(viewer, gettext_noop("asked how secure people feel with the profiles"), project)
    return made


@transaction.atomic
def answer_confidence(*, pulse: Pulse, answer: int, viewer: Person, today: date) -> Confidence:
    """How secure one feels, 1 to 5, once. Who has not been asked, or comes too late, is refused. Raises :class:`AnsweredAlready`."""
    if not pulse.opens <= today <= pulse.closes or not viewer.is_here(today):
        raise Refused("answer")
    if viewer.pk not in asked_of(pulse.project, today=today):
        raise Refused("answer")
    try:
        with transaction.atomic():
            made: Confidence = Confidence.objects.create(
                organisation_id=viewer.organisation_id, pulse=pulse, person=viewer, answer=answer, at=clock.now()
            )
    except IntegrityError as taken:
        raise AnsweredAlready from taken
    journal.note(None, gettext_noop("answered how secure they feel with the profiles"), pulse.project)  # never who
    return made


def count_use(*, profile: Profile, kind: str, today: date) -> None:
    """Count that a profile was used: ``read``, ``guide`` or ``file``; never by whom. Leaves no line, as nobody is named."""
    month = today.replace(day=1)
    with transaction.atomic():
        counted, _ = Use.objects.get_or_create(
            profile=profile, month=month, kind=kind, defaults={"organisation_id": profile.organisation_id}
        )
        Use.objects.filter(pk=counted.pk).update(times=F("times") + 1)
