"""A time for a dialogue: set by one of the two, in both calendars by letter, changed and called off the same way.

The letters are sent by an errand in the background, one to each, so that no page waits for a mail server. A letter that is older than the
time that stands is not sent any more.
"""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parseaddr
from smtplib import SMTPException
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from stigar.dialogues import rules
from stigar.dialogues.actions.called_off import set_again, tell_called_off
from stigar.dialogues.actions.talks import NewerElsewhere, locked
from stigar.dialogues.models import Booking, Talk
from stigar.dialogues.queries.meetings import ERRAND, apart, in_words
from stigar.dialogues.writers.calendar import CANCEL, PUBLISH, REQUEST, Meeting, invitation
from stigar.engine.text.typed import one_line
from stigar.foundation import clock, jobs, journal
from stigar.foundation.policy import Refused
from stigar.people.queries.audiences import readers
from stigar.people.queries.workplaces import people_named

if TYPE_CHECKING:
    from stigar.foundation.models import Errand
    from stigar.people.models import Person

LONGEST, SHORTEST, FURTHEST = 480, 10, timedelta(days=730)  # minutes, minutes, from today


class NoSuchTime(Exception):
    """The clocks are put forward over that time: it is never shown that day."""


class NotThen(Exception):
    """A time is set from today on, and not years ahead."""


def moment(day: date, at: time, time_zone: str) -> datetime:
    """The moment when the clock there shows ``at`` that day; the first one when it shows it twice. Raises :class:`NoSuchTime`.

    >>> moment(date(2026, 10, 26), time(13), "Europe/Stockholm").isoformat()
    '2026-10-26T12:00:00+00:00'
    """
    there = datetime.combine(day, at.replace(tzinfo=None, fold=0), ZoneInfo(time_zone))
    world = there.astimezone(UTC)
    if world.astimezone(there.tzinfo).replace(tzinfo=None) != there.replace(tzinfo=None):
        raise NoSuchTime
    return world


@transaction.atomic
def meet(
    *, talk: Talk, day: date, at: time, minutes: int, place: str, seen: str, viewer: Person, today: date
) -> Booking:
    """Set or change the time. Raises :class:`NoSuchTime`, :class:`NotThen`, ``Closed``; ``NewerElsewhere`` when the other set it meanwhile."""
    now = locked(talk, viewer, today=today)
    if not today <= day <= today + FURTHEST:
        raise NotThen
    told = {
        "begins": moment(day, at, viewer.organisation.time_zone), "minutes": max(SHORTEST, min(minutes, LONGEST)),
        "place": one_line(place, 200),
    }  # fmt: skip
    there = Booking.objects.filter(talk=now).first()
    if there and not there.cancelled_at and all(getattr(there, name) == value for name, value in told.items()):
        return there  # sent twice, or nothing is changed: nobody gets a letter
    if state_of(there) != seen:
        raise NewerElsewhere(there)
    made = _set(now, there, told, viewer)
    set_again(talk=now)
    _ask_for_letters(made, now, REQUEST, viewer)
    journal.note(viewer, gettext_noop("set a time for a dialogue"), now, about=now.person_id)
    return made


@transaction.atomic
def call_off(*, talk: Talk, viewer: Person, today: date) -> Booking | None:
    """Call it off: it is taken out of both calendars. Also when the dialogue has been closed before they met."""
    seen = rules.visible_talks(viewer, today=today).filter(pk=talk.pk)
    now = Talk.objects.select_for_update().filter(pk__in=seen.values("pk")).first()
    if now is None:
        raise Refused("prepare a dialogue")
    there: Booking | None = Booking.objects.filter(talk=now, cancelled_at=None).first()
    if there is None:
        return None
    there.sequence, there.cancelled_at, there.by = there.sequence + 1, clock.now(), viewer
    there.save(update_fields=["sequence", "cancelled_at", "by"])
    _ask_for_letters(there, now, CANCEL, viewer)
    tell_called_off(booking=there, talk=now, by=viewer)
    journal.note(viewer, gettext_noop("called off the time for a dialogue"), now, about=now.person_id)
    return there


def call_off_apart(*, today: date) -> int:
    """Call off the times of those who are no longer two to hold the dialogue outside a round; both are told. Gives how many."""
    done = 0
    for one in apart(today=today):
        with transaction.atomic():
            rows = Talk.objects.select_for_update().filter(pk=one.pk, reviewer=one.reviewer_id, closed_at=None)
            if now := rows.first():
                call_off_handed_on(talk=now)
                said = gettext_noop("called off a time, since the two are no longer manager and employee")
                journal.note(None, said, now, about=now.person_id)
                done += 1
    return done


@transaction.atomic
def call_off_handed_on(*, talk: Talk, by: Person | None = None) -> None:
    """The two no longer hold the dialogue together: the time they had set is taken out of both their calendars. ``by``: who ended it."""
    there: Booking | None = Booking.objects.filter(talk=talk, cancelled_at=None).first()
    if there:
        there.sequence, there.cancelled_at = there.sequence + 1, clock.now()
        there.save(update_fields=["sequence", "cancelled_at"])
        _ask_for_letters(there, talk, CANCEL, None, parted=True)
        tell_called_off(booking=there, talk=talk, by=by)


@transaction.atomic
def meet_after_all(*, talk: Talk, viewer: Person, today: date) -> Booking:
    """Undo of calling off: the same time again, as a new invitation, since calendars do not wake what has been called off."""
    there = Booking.objects.filter(talk=talk).exclude(cancelled_at=None).first()
    if there is None:
        raise Refused("prepare a dialogue")
    begins = there.begins.astimezone(ZoneInfo(viewer.organisation.time_zone))
    return meet(
        talk=talk, day=begins.date(), at=begins.time(), minutes=there.minutes, place=there.place, seen=state_of(there), viewer=viewer,
        today=today,
    )  # fmt: skip


@transaction.atomic
def send_again(*, talk: Talk, viewer: Person, today: date) -> None:
    """The letters once more, when they did not arrive. Calendars know them by their number and take them once."""
    now = locked(talk, viewer, today=today)
    there = Booking.objects.filter(talk=now, cancelled_at=None).first()
    if there:
        _ask_for_letters(there, now, REQUEST, viewer)


def state_of(booking: Booking | None) -> str:
    """A mark of the time as it was shown, to find that the other has changed it since."""
    return f"{booking.uid[:8]}-{booking.sequence}" if booking else ""


def file_of(booking: Booking, talk: Talk) -> bytes:
    """The same meeting as a file that one takes into one's calendar oneself."""
    return invitation(_meeting(booking.uid, booking.sequence, booking, talk, talk.person, talk.reviewer), PUBLISH)


def mail(asked: Errand, *, today: date) -> dict[str, int]:
    """Send one letter, unless a later change has made it old, or the receiver has left or has no address. Raises ``Fault``."""
    told = asked.given
    talk = Talk.objects.select_related("person", "reviewer", "organisation").filter(pk=told["talk"]).first()
    two = {str(one.pk): one for one in readers({told["to"], told["other"]}, today=today)}
    receiver = two.get(told["to"])
    booking = Booking.objects.filter(talk=talk).first() if talk else None
    if talk is None or booking is None or receiver is None or not receiver.email or _is_old(told, booking):
        return {"sent": 0}
    if told["method"] == CANCEL:  # as it was when it was called off: the row may tell of a new time already
        booking.begins, booking.minutes, booking.place = datetime.fromisoformat(told["begins"]), told["minutes"], ""
    try:
        meeting = _meeting(told["uid"], told["sequence"], booking, talk, *two.values())
        _letter(meeting, _name(told["other"]), receiver, told, reads=_reads(told, talk)).send()
    except (OSError, SMTPException) as broken:
        raise jobs.Fault({"code": "not_mailed"}) from broken
    return {"sent": 1}


def _set(talk: Talk, there: Booking | None, told: dict[str, Any], viewer: Person) -> Booking:
    """A new time has a number of its own, a changed one keeps it and is counted on."""
    if there is None or there.cancelled_at:
        fresh = {**told, "uid": f"{uuid.uuid4()}@stigar", "sequence": 0, "cancelled_at": None, "by": viewer}
        made, _new = Booking.objects.update_or_create(
            talk=talk, defaults={**fresh, "organisation_id": talk.organisation_id}
        )
        return made
    for name, value in told.items():
        setattr(there, name, value)
    there.sequence, there.by = there.sequence + 1, viewer
    there.save()
    return there


def _ask_for_letters(booking: Booking, talk: Talk, method: str, viewer: Person | None, *, parted: bool = False) -> None:
    """One to each, with the two as they are now: when the letter goes, somebody else may hold the dialogue."""
    two = (talk.person_id, talk.reviewer_id)
    for to, other in (two, two[::-1]):
        jobs.start(
            ERRAND, by=viewer, talk=str(talk.pk), to=str(to), other=str(other), method=method, uid=booking.uid, sequence=booking.sequence,
            begins=booking.begins.isoformat(), minutes=booking.minutes, apart=parted,
        )  # fmt: skip


def _is_old(told: dict[str, Any], booking: Booking) -> bool:
    stands = booking.cancelled_at is None and (booking.uid, booking.sequence) == (told["uid"], told["sequence"])
    return told["method"] == REQUEST and not stands


def _name(key: str) -> str:
    """Also of somebody who has left."""
    return people_named([UUID(key)]).get(UUID(key), "")


def _reads(told: dict[str, Any], talk: Talk) -> bool:
    """Whether the letter leads to the dialogue: not for who no longer holds it."""
    return not told["apart"] or told["to"] == str(talk.person_id)


def _meeting(number: str, sequence: int, booking: Booking, talk: Talk, *two: Person) -> Meeting:
    """What calendars are told: a title in the pair's language, and nothing of what the dialogue is about."""
    with translation.override(talk.language):
        title = _("Employee dialogue")
    invited = tuple((one.name, one.email) for one in two if one.email)
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return Meeting(
        number, sequence, title, booking.begins, booking.minutes, booking.place, talk.organisation.time_zone, sender, invited,
        _address(talk), clock.now(),
    )  # fmt: skip


def _letter(
    meeting: Meeting, other: str, receiver: Person, told: dict[str, Any], *, reads: bool
) -> EmailMultiAlternatives:
    """The letter in the receiver's language, with the invitation that the mail program shows and puts in the calendar."""
    method = told["method"]
    chosen = receiver.identity.language if receiver.identity else ""
    with translation.override(chosen or receiver.language or receiver.organisation.language):
        known = {
            "name": receiver.given,
            "other": other,
            "when": in_words(meeting.begins, meeting.minutes, meeting.time_zone),
        }
        subject, said = _said(known, told, changed=bool(meeting.sequence))
        place = _("Place: %(place)s") % {"place": meeting.place} + "\n\n" if meeting.place else ""
        text = _("Hi %(name)s,") % known + f"\n\n{said}\n\n{place}{meeting.address if reads else ''}".rstrip() + "\n"
    letter = EmailMultiAlternatives(subject, text, to=[receiver.email])
    letter.attach_alternative(invitation(meeting, method).decode(), f"text/calendar; method={method}")
    return letter


def _said(known: dict[str, str], told: dict[str, Any], *, changed: bool) -> tuple[str, str]:
    """The subject and the sentence of a letter."""
    if told["method"] == CANCEL and told["apart"]:
        why = _(
            "Your dialogue with %(other)s, %(when)s, is called off, since the two of you no longer hold it together."
        )
        return _("Called off: employee dialogue, %(when)s") % known, why % known
    if told["method"] == CANCEL:
        again = _("Your dialogue with %(other)s, %(when)s, is called off. A new time can be set here:")
        return _("Called off: employee dialogue, %(when)s") % known, again % known
    if changed:
        moved = _("When or where you meet %(other)s for your dialogue has changed. Now it is %(when)s.")
        return _("New time: employee dialogue, %(when)s") % known, moved % known
    return _("Employee dialogue, %(when)s") % known, _("You meet %(other)s for your dialogue %(when)s.") % known


def _address(talk: Talk) -> str:
    return str(settings.STIGAR.address.rstrip("/") + reverse("dialogues:talk", args=[talk.pk]))
