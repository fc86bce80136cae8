"""When two people meet, by the wall clock where they work, and whether the letters about it have gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from stigar.dialogues.models import Booking, Talk
from stigar.foundation import clock
from stigar.foundation.models import Errand
from stigar.people.queries.workplaces import Workplace, workplaces

if TYPE_CHECKING:
    from stigar.people.models import Person

ERRAND = "dialogues.invitation"
SENT, WAITS, FAILED, NO_ADDRESS = "sent", "waits", "failed", "no address"


@dataclass(frozen=True, slots=True)
class Letter:
    """How it stands with the letter to one of the two."""

    to: Person
    state: str


def booking_of(talk: Talk) -> Booking | None:
    """The time that stands. One query."""
    found: Booking | None = Booking.objects.filter(talk=talk, cancelled_at=None).first()
    return found


def wall_clock(booking: Booking, time_zone: str) -> datetime:
    """When it begins, as the clock on the wall shows it there."""
    begins: datetime = booking.begins.astimezone(ZoneInfo(time_zone)).replace(tzinfo=None)
    return begins


def apart(*, today: date) -> list[Talk]:
    """Open dialogues with a time ahead whose two no longer hold them: the manager leads the person no longer, or one has left.

    In a round that is under way it is the round that decides. One query, and three more when there is any time ahead.
    """
    outside = Q(talk__round=None) | Q(talk__round__ended_at__isnull=False)
    ahead = Booking.objects.filter(outside, cancelled_at=None, begins__gt=clock.now(), talk__closed_at=None)
    talks = [one.talk for one in ahead.filter(talk__put_down_at=None).select_related("talk").order_by("begins", "pk")]
    everybody = workplaces(language="sv", today=today) if talks else {}
    return [one for one in talks if not _hold(one, everybody)]


def _hold(talk: Talk, everybody: Mapping[UUID, Workplace]) -> bool:
    person = everybody.get(talk.person_id)
    if person is None or talk.reviewer_id not in everybody:
        return False
    return not talk.as_manager or talk.reviewer_id in person.managers


def in_words(begins: datetime, minutes: int, time_zone: str) -> str:
    """Day, time and how long, as the reader writes them: "torsdag 3 december 2026 13:00–14:00"."""
    zone = ZoneInfo(time_zone)
    first, last = begins.astimezone(zone), (begins.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(zone)
    day, clock = first.replace(tzinfo=None), date_format(first.replace(tzinfo=None), "H:i")
    return _("%(weekday)s %(day)s, %(from)s to %(until)s") % {
        "weekday": date_format(day, "l"), "day": date_format(day, "DATE_FORMAT"), "from": clock,
        "until": date_format(last.replace(tzinfo=None), "H:i"),
    }  # fmt: skip


def letters_of(booking: Booking, talk: Talk) -> list[Letter]:
    """The latest letter to each of the two about the time that stands. One query."""
    latest: dict[str, Errand] = {}
    about = {"given__uid": booking.uid, "given__sequence": booking.sequence}
    for errand in Errand.objects.filter(kind=ERRAND, **about).order_by("asked_at", "pk"):
        latest[errand.given["to"]] = errand
    two: dict[UUID, Person] = {talk.person_id: talk.person, talk.reviewer_id: talk.reviewer}
    return [Letter(one, _state(latest[str(key)])) for key, one in two.items() if str(key) in latest]


def _state(errand: Errand) -> str:
    if errand.fault is not None:
        return FAILED
    if errand.ended_at is None:
        return WAITS
    return SENT if errand.result.get("sent") else NO_ADDRESS
