"""An invitation as calendars read it: iCalendar (RFC 5545), sent as iTIP (RFC 5546): REQUEST, the same again when changed, CANCEL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"  # invite or change, call off, a file to take in oneself
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Meeting:
    """When two people meet. ``begins`` is aware; ``invited`` are names and addresses; ``organiser`` the address that the letters come from."""

    uid: str
    sequence: int
    title: str
    begins: datetime
    minutes: int
    place: str
    time_zone: str
    organiser: str
    invited: tuple[tuple[str, str], ...]
    address: str
    written: datetime


def invitation(meeting: Meeting, method: str) -> bytes:
    """The file. It tells when, where, who and the title; to everybody else who may look in the two's calendars it says "busy"."""
    from icalendar import Calendar  # noqa: PLC0415 - only when asked for

    calendar = Calendar()
    calendar.add("prodid", "-//Stigar//Dialogues//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_zone(meeting))
    calendar.add_component(_event(meeting, method))
    written: bytes = calendar.to_ical()
    return written


def _event(meeting: Meeting, method: str):  # type: ignore[no-untyped-def]
    from icalendar import Event, vCalAddress, vText  # noqa: PLC0415 - only when asked for

    event = Event()
    begins = meeting.begins.astimezone(ZoneInfo(meeting.time_zone))
    facts = {
        "uid": meeting.uid, "sequence": meeting.sequence, "dtstamp": meeting.written.astimezone(UTC), "summary": meeting.title,
        "dtstart": begins, "dtend": _end(meeting), "status": "CANCELLED" if method == CANCEL else "CONFIRMED", "class": "PRIVATE",
        "transp": "OPAQUE", "url": meeting.address, **({"location": meeting.place} if meeting.place else {}),
    }  # fmt: skip
    for name, value in facts.items():
        event.add(name, value)
    organiser = vCalAddress(f"mailto:{meeting.organiser}")
    organiser.params["CN"] = vText("Stigar")
    event["organizer"] = organiser
    for name, email in meeting.invited if method != PUBLISH else ():
        one = vCalAddress(f"mailto:{email}")
        asked = {"CN": name, "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"}
        one.params.update({key: vText(value) for key, value in asked.items()})
        event.add("attendee", one, encode=False)
    return event


def _end(meeting: Meeting) -> datetime:
    """So many minutes later by a clock that runs on; in world time when the wall clock shows that hour for the second time."""
    end = meeting.begins.astimezone(UTC) + timedelta(minutes=meeting.minutes)
    there = end.astimezone(ZoneInfo(meeting.time_zone))
    return end if there.fold else there


def _zone(meeting: Meeting):  # type: ignore[no-untyped-def]
    """The time zone as it is around the meeting: each change of the clock, told by the wall clock as it stood before."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard  # noqa: PLC0415 - only when asked for

    told, zone = Timezone(), ZoneInfo(meeting.time_zone)
    told.add("tzid", meeting.time_zone)
    for moment in _changes(zone, meeting.begins.year):
        before, after = (moment - SECOND).astimezone(zone), moment.astimezone(zone)
        change = TimezoneDaylight() if after.dst() else TimezoneStandard()
        change.add("dtstart", (moment + _offset(before)).replace(tzinfo=None))
        change.add("tzoffsetfrom", _offset(before))
        change.add("tzoffsetto", _offset(after))
        change.add("tzname", after.tzname())
        told.add_component(change)
    return told


def _changes(zone: ZoneInfo, year: int) -> list[datetime]:
    """When the clock changes there from the year before until the year after, in world time; first the moment it is told from."""
    begins, ends = datetime(year - 1, 1, 1, tzinfo=UTC), datetime(year + 2, 1, 1, tzinfo=UTC)
    found, day = [begins], begins
    while day < ends:
        low, high = day, day + DAY
        while _offset(low.astimezone(zone)) != _offset(high.astimezone(zone)):
            if high - low <= SECOND:
                found.append(high)
                break
            middle = (low + (high - low) / 2).replace(microsecond=0)
            low, high = (
                (low, middle) if _offset(low.astimezone(zone)) != _offset(middle.astimezone(zone)) else (middle, high)
            )
        day += DAY
    return found


def _offset(there: datetime) -> timedelta:
    return there.utcoffset() or timedelta(0)
