"""HR's way in to signed summaries: asked for with a reason, agreed to by a second person, told to the employee, ended at any time."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from smtplib import SMTPException
from typing import TYPE_CHECKING, Any

from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from stigar.dialogues import rules
from stigar.dialogues.models import Break, BreakSeconded
from stigar.engine.text.typed import one_line
from stigar.foundation import clock, jobs, journal
from stigar.foundation.policy import Refused, demand
from stigar.levels.rules import grounds as towards

if TYPE_CHECKING:
    from stigar.foundation.models import Errand
    from stigar.people.models import Person

ERRAND = "dialogues.tell of a break"
SHORTEST = 8  # signs in a reason
KINDS = dict(Break.KINDS)


class NoReason(Exception):
    """HR says why, in words that the person reads, and which kind of reason it is."""


class AskedAlready(Exception):
    """The same has been asked for and is open, or waits for a second person."""


class Answered(Exception):
    """Another second person has answered, or it was taken back."""


@transaction.atomic
def ask(*, person: Person, kind: str, why: str, viewer: Person, today: date) -> Break:
    """Ask to read the person's signed summaries. Nothing opens before a second person agrees.

    Raises :class:`NoReason`, :class:`AskedAlready`.
    """
    demand("ask to break in", towards(viewer, person, today=today))
    said = one_line(why, 300)
    if len(said) < SHORTEST or kind not in KINDS:
        raise NoReason
    _end_what_has_run_out(viewer, person, today)
    try:
        with transaction.atomic():
            made: Break = Break.objects.create(
                organisation_id=viewer.organisation_id, person=person, by=viewer, kind=kind, why=said, at=clock.now()
            )
    except IntegrityError as twice:
        raise AskedAlready from twice
    journal.note(
        viewer,
        gettext_noop("asked to read signed summaries"),
        made,
        about=person.pk,
        why=said,
        outdates="",
        reason=kind,
    )
    return made


@transaction.atomic
def agree(*, broken: Break, viewer: Person, today: date) -> BreakSeconded:
    """The second person agrees: open to the end of the next day, and the employee is told at once. Raises :class:`Answered`."""
    now = _to_answer(broken, viewer, today)
    demand("ask to break in", towards(now.by, now.person, today=today))  # who asked has the right to it still
    try:
        with transaction.atomic():
            made: BreakSeconded = BreakSeconded.objects.create(
                organisation_id=viewer.organisation_id, broken=now, by=viewer, at=clock.now(), until=today + timedelta(days=1),
                told_at=clock.now(),
            )  # fmt: skip
    except IntegrityError as twice:
        raise Answered from twice
    journal.note(
        viewer,
        gettext_noop("agreed that signed summaries are opened"),
        now,
        about=now.person_id,
        why=now.why,
        outdates="",
    )
    jobs.start(ERRAND, by=viewer, broken=str(now.pk))
    return made


@transaction.atomic
def refuse(*, broken: Break, viewer: Person, today: date) -> None:
    """The second person says no: it stays shut. Raises :class:`Answered`."""
    now = _to_answer(broken, viewer, today)
    _end(now, viewer)
    journal.note(
        viewer, gettext_noop("refused to open signed summaries"), now, about=now.person_id, why=now.why, outdates=""
    )


@transaction.atomic
def take_back(*, broken: Break, viewer: Person, today: date) -> None:
    """Who asked, or who agreed, ends it; from the next request on nothing can be read."""
    own = rules.visible_breaks(viewer, today=today).exclude(person=viewer).filter(pk=broken.pk, ended_at=None)
    now: Break | None = Break.objects.select_for_update().filter(pk__in=own.values("pk")).first()
    if now is None:
        raise Refused("ask to break in")
    _end(now, viewer)
    journal.note(viewer, gettext_noop("shut signed summaries again"), now, about=now.person_id, outdates="")


def write_to_the_person(asked: Errand) -> dict[str, Any]:
    """A letter that says it has happened, in the person's language, with no word of what was said in any dialogue."""
    row = Break.objects.select_related("person", "person__identity", "person__organisation").get(
        pk=asked.given["broken"]
    )
    person = row.person
    if not person.email:
        return {"sent": 0}
    language = (person.identity.language if person.identity else "") or person.language or person.organisation.language
    with override(language):
        subject = _("Your signed summaries have been opened for HR")
        hello = _("Hello %(name)s,") % {"name": person.given}
        said = _(
            "HR has asked to read the summaries of your dialogues, and a second person has agreed. Log in to Stigar to see who it was, why,"
            " until when, and each time they are read. What you and your manager prepared and noted is not opened."
        )
    with suppress(OSError, SMTPException):  # it stands on home whatever becomes of the letter
        return {"sent": EmailMessage(subject, f"{hello}\n\n{said}\n", to=[person.email]).send()}
    return {"sent": 0}


def _to_answer(broken: Break, viewer: Person, today: date) -> Break:
    """What is asked, if the viewer may answer it, locked for the transaction."""
    if not rules.breaks_to_answer(viewer, today=today).filter(pk=broken.pk).exists():
        if Break.objects.filter(pk=broken.pk, ended_at=None, seconded=None).exists():
            raise Refused("agree to break in")
        raise Answered
    now: Break = Break.objects.select_for_update().get(pk=broken.pk)
    if now.ended_at:
        raise Answered
    return now


def _end(row: Break, viewer: Person) -> None:
    row.ended_at, row.ended_by = clock.now(), viewer
    row.save(update_fields=["ended_at", "ended_by"])


def _end_what_has_run_out(viewer: Person, person: Person, today: date) -> None:
    """What nobody answered in time, or was open and is so no longer, makes room for a new question."""
    mine = Break.objects.filter(by=viewer, person=person, ended_at=None)
    old = today - timedelta(days=rules.ASKED_FOR_DAYS)
    mine.filter(seconded__until__lt=today).update(ended_at=clock.now())
    mine.filter(seconded=None, at__date__lt=old).update(ended_at=clock.now())
