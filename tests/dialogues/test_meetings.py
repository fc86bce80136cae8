"""A time for a dialogue: in both calendars by letter, right across the clock changes, and nothing private in it."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from icalendar import Calendar

from stigar.dialogues.actions import meetings, signing, talks
from stigar.dialogues.jobs.meetings import send_an_invitation
from stigar.dialogues.models import Booking
from stigar.dialogues.queries.meetings import ERRAND, booking_of, letters_of
from stigar.dialogues.queries.templates import blocks_of
from stigar.dialogues.writers.calendar import CANCEL, REQUEST, Meeting, invitation
from stigar.foundation.jobs import Fault
from stigar.foundation.models import Errand
from stigar.foundation.policy import Refused
from stigar.people.models import Position
from tests.cast import TODAY

STOCKHOLM = ZoneInfo("Europe/Stockholm")
SECRET = "kanariefågel"


@pytest.fixture
def talk(cast):
    """The dialogue of Bo and Ada, held in bokmål, with something private in every part of it."""
    made = talks.open_talk(
        person=cast.bo, reviewer=cast.ada, blocks=blocks_of("yearly"), language="nb", viewer=cast.ada, today=TODAY
    )
    talks.save_answer(talk=made, question="back.hard", text=SECRET, turn=0, viewer=cast.bo, today=TODAY)
    talks.write_note(talk=made, block="back", text=SECRET, shared=True, viewer=cast.ada, today=TODAY)
    talks.agree(talk=made, who=cast.bo, text=SECRET, by_day=None, viewer=cast.ada, today=TODAY)
    return made


def _meet(talk, viewer, day=date(2026, 12, 3), at=time(13), place="Björken", **more):
    told = {"minutes": 60, "seen": meetings.state_of(Booking.objects.filter(talk=talk).first()), **more}
    return meetings.meet(talk=talk, day=day, at=at, place=place, viewer=viewer, today=TODAY, **told)


def _mailed():
    """Let the worker send what waits; gives (address, method, event) of each letter."""
    mail.outbox.clear()
    for errand in Errand.objects.filter(kind=ERRAND, ended_at=None).order_by("asked_at"):
        send_an_invitation(errand)
    return [(one.to[0], one.alternatives[0].mimetype, _event(one.alternatives[0].content)) for one in mail.outbox]


def _event(text):
    calendar = Calendar.from_ical(text)
    return calendar.walk("VEVENT")[0]


def test_both_get_an_invitation_with_a_title_in_the_pairs_language(cast, talk):
    _meet(talk, cast.bo)

    letters = _mailed()

    assert [(to, kind, str(event["summary"])) for to, kind, event in letters] == [
        ("bo@alvbro.example", "text/calendar; method=REQUEST", "Medarbeidersamtale"),
        ("ada@alvbro.example", "text/calendar; method=REQUEST", "Medarbeidersamtale"),
    ]
    assert {str(one) for one in letters[0][2]["attendee"]} == {"mailto:bo@alvbro.example", "mailto:ada@alvbro.example"}
    assert mail.outbox[0].subject == "Medarbetarsamtal, torsdag 3 december 2026, kl. 13:00–14:00"


def test_the_letter_is_one_that_mail_programs_take_for_an_invitation(cast, talk):
    _meet(talk, cast.bo)
    _mailed()

    sent = mail.outbox[0].message()
    plain, calendar = sent.get_payload()

    assert (sent.get_content_type(), plain.get_content_type()) == ("multipart/alternative", "text/plain")
    assert (calendar.get_content_type(), calendar.get_param("method")) == ("text/calendar", "REQUEST")


def test_a_change_keeps_the_number_and_is_counted_on(cast, talk):
    first = _meet(talk, cast.bo)
    _mailed()
    _meet(talk, cast.ada, day=date(2026, 12, 4))

    letters = _mailed()

    assert [(str(event["uid"]), int(event["sequence"])) for _to, _kind, event in letters] == [(first.uid, 1)] * 2
    assert "ny tid" in mail.outbox[0].subject.lower()


def test_the_same_sent_twice_is_no_change(cast, talk):
    _meet(talk, cast.bo)
    again = _meet(talk, cast.bo, seen="")

    assert (again.sequence, Errand.objects.filter(kind=ERRAND).count()) == (0, 2)


def test_called_off_it_is_taken_out_of_both_calendars(cast, talk):
    set_ = _meet(talk, cast.bo)
    _mailed()
    meetings.call_off(talk=talk, viewer=cast.ada, today=TODAY)

    letters = _mailed()

    assert [
        (kind, str(event["uid"]), int(event["sequence"]), str(event["status"])) for _to, kind, event in letters
    ] == [("text/calendar; method=CANCEL", set_.uid, 1, "CANCELLED")] * 2
    assert booking_of(talk) is None


def test_called_off_and_set_again_is_a_new_meeting(cast, talk):
    old = _meet(talk, cast.bo).uid
    meetings.call_off(talk=talk, viewer=cast.bo, today=TODAY)
    new = meetings.meet_after_all(talk=talk, viewer=cast.bo, today=TODAY)

    letters = _mailed()

    told = sorted((kind.rpartition("=")[2], str(event["uid"]), event["dtstart"].dt) for _to, kind, event in letters)
    begins = datetime(2026, 12, 3, 13, tzinfo=STOCKHOLM)
    assert told == sorted([("CANCEL", old, begins), ("REQUEST", new.uid, begins)] * 2)
    assert (new.uid == old, new.sequence) == (False, 0)


def test_a_letter_that_has_grown_old_is_not_sent(cast, talk):
    _meet(talk, cast.bo)
    _meet(talk, cast.bo, at=time(14))

    assert [int(event["sequence"]) for _to, _kind, event in _mailed()] == [1, 1]


def test_both_who_set_a_time_at_once_are_told(cast, talk):
    _meet(talk, cast.bo, seen="")

    with pytest.raises(talks.NewerElsewhere) as newer:
        _meet(talk, cast.ada, at=time(9), seen="")

    assert newer.value.theirs.begins == datetime(2026, 12, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "hour"),
    [
        (date(2027, 3, 27), 12),  # the day before the clocks go forward
        (date(2027, 3, 28), 11),  # that day
        (date(2027, 3, 29), 11),
        (date(2027, 10, 30), 11),
        (date(2027, 10, 31), 12),  # the clocks went back in the night
        (date(2027, 11, 1), 12),
    ],
)
def test_one_oclock_is_one_oclock_on_both_sides_of_a_clock_change(cast, talk, day, hour):
    booked = _meet(talk, cast.bo, day=day)

    event = _event(meetings.file_of(booked, talk))

    assert booked.begins == datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    assert (event["dtstart"].to_ical(), event["dtstart"].params["TZID"]) == (
        f"{day:%Y%m%d}T130000".encode(),
        "Europe/Stockholm",
    )
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(hours=1)


def test_an_hour_that_is_skipped_cannot_be_chosen_and_one_shown_twice_is_the_first(cast, talk):
    with pytest.raises(meetings.NoSuchTime):
        _meet(talk, cast.bo, day=date(2027, 3, 28), at=time(2, 30))

    booked = _meet(talk, cast.bo, day=date(2027, 10, 31), at=time(2, 30))
    event = _event(meetings.file_of(booked, talk))

    assert booked.begins == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert event["dtend"].dt == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "zone", ["Europe/Stockholm", "Europe/Oslo", "America/New_York", "Australia/Sydney", "Europe/Dublin", "Asia/Kolkata"]
)
def test_the_clock_changes_told_in_the_file_are_those_of_the_zone(zone):
    begins = datetime(2027, 6, 1, 8, tzinfo=UTC)
    meeting = Meeting("1", 0, "x", begins, 60, "", zone, "s@x.example", (), "https://x.example/", begins)
    changes = Calendar.from_ical(invitation(meeting, REQUEST)).walk("VTIMEZONE")[0].subcomponents
    told = sorted(
        (one["dtstart"].dt - one["tzoffsetfrom"].td, one["tzoffsetto"].td) for one in changes
    )  # when, in world time, and what the clock is from then on

    for hours in range(0, 3 * 8760, 7):
        moment = datetime(2026, 1, 1, 0, 30) + timedelta(hours=hours)
        by_file = [offset for since, offset in told if since <= moment][-1]
        assert by_file == moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).utcoffset(), moment


def test_nothing_private_is_in_the_calendar_or_the_letter(cast, talk):
    _meet(talk, cast.bo)
    events = [event for *_, event in _mailed()]
    meetings.call_off(talk=talk, viewer=cast.bo, today=TODAY)
    events += [event for *_, event in _mailed()]

    for event in events:
        assert str(event["class"]) == "PRIVATE"
        assert {"description", "comment"} & {name.lower() for name in event} == set()
        assert SECRET not in event.to_ical().decode()
    assert all(SECRET not in one.body + one.subject for one in mail.outbox)


def test_only_the_two_set_call_off_and_fetch_it(cast, talk, visit):
    _meet(talk, cast.bo)

    for who in ("cai", "gro", "dag", "hedda", "ulf", "rut", "siv"):
        other = {"talk": talk, "viewer": getattr(cast, who), "today": TODAY}
        for act in (meetings.call_off, meetings.send_again, meetings.meet_after_all):
            with pytest.raises(Refused):
                act(**other)
        with pytest.raises(Refused):
            _meet(talk, getattr(cast, who), at=time(9))
        assert visit(getattr(cast, who)).get(f"/dialogues/{talk.pk}/booking/file/").status_code == 404
    assert visit(cast.eve).get(f"/dialogues/{talk.pk}/booking/file/").status_code == 404
    assert visit(cast.ada).get(f"/dialogues/{talk.pk}/booking/file/").status_code == 200


def test_a_manager_who_no_longer_leads_sets_no_time(cast, talk):
    Position.objects.filter(person=cast.bo).update(manager=cast.dag)

    with pytest.raises(Refused):
        _meet(talk, cast.ada)


def test_the_file_is_one_to_take_in_oneself(cast, talk, visit):
    _meet(talk, cast.bo)

    answer = visit(cast.bo).get(f"/dialogues/{talk.pk}/booking/file/")
    calendar = Calendar.from_ical(answer.content)

    assert (str(calendar["method"]), "attendee" in calendar.walk("VEVENT")[0]) == ("PUBLISH", False)
    assert answer["Content-Disposition"] == 'attachment; filename="stigar.ics"'


def test_when_the_mail_server_is_gone_the_two_are_told_and_may_send_again(cast, talk, visit, settings):
    booked = _meet(talk, cast.bo)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    from stigar.foundation.jobs import do_errand  # noqa: PLC0415 - as the worker calls it

    for errand in Errand.objects.filter(kind=ERRAND):
        do_errand.func(str(cast.organisation.pk), str(errand.pk))

    assert [one.state for one in letters_of(booked, talk)] == ["failed", "failed"]
    assert "kunde inte skickas" in visit(cast.ada).get(f"/dialogues/{talk.pk}/booking/").content.decode()
    meetings.send_again(talk=talk, viewer=cast.bo, today=TODAY)
    assert [one.state for one in letters_of(booked, talk)] == ["waits", "waits"]


def test_who_has_no_address_is_said_to_have_none(cast, talk):
    type(cast.bo).objects.filter(pk=cast.bo.pk).update(email="")
    booked = _meet(talk, cast.ada)

    _mailed()

    told = {one.to.given: one.state for one in letters_of(booked, talk)}
    assert told == {"Bo": "no address", "Ada": "sent"}


def test_a_page_never_waits_for_the_mail_server(cast, talk, visit):
    told = {"day": "2026-12-03", "at": "13:00", "minutes": "60", "place": "Björken"}

    answer = visit(cast.bo).post(f"/dialogues/{talk.pk}/booking/", told)

    assert (answer.status_code, len(mail.outbox), Errand.objects.filter(kind=ERRAND, ended_at=None).count()) == (
        302,
        0,
        2,
    )


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"day": "2026-11-19", "at": "13:00", "minutes": "60"}, "day"),
        ({"day": "2036-11-19", "at": "13:00", "minutes": "60"}, "day"),
        ({"day": "2027-03-28", "at": "02:30", "minutes": "60"}, "at"),
        ({"day": "", "at": "13:00", "minutes": "60"}, "day"),
        ({"day": "2026-12-03", "at": "25:00", "minutes": "60"}, "at"),
        ({"day": "2026-12-03", "at": "13:00", "minutes": "61"}, "minutes"),
        ({"day": "2026-12-03", "at": "13:00", "minutes": "60", "place": "x" * 201}, "place"),
    ],
)
def test_a_time_that_cannot_be_is_said_by_its_field(cast, talk, visit, told, field):
    answer = visit(cast.bo).post(f"/dialogues/{talk.pk}/booking/", told)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not Booking.objects.exists()


def test_a_closed_dialogue_gets_no_new_time_but_may_be_called_off(cast, talk, visit):
    _meet(talk, cast.bo)
    signing.close_unsigned(talk=talk, viewer=cast.bo, today=TODAY)

    with pytest.raises(talks.Closed):
        _meet(talk, cast.bo, at=time(9))
    assert visit(cast.bo).get(f"/dialogues/{talk.pk}/booking/").status_code == 302
    visit(cast.bo).post(f"/dialogues/{talk.pk}/booking/removal/")
    assert booking_of(talk) is None


def test_wild_words_as_a_place_break_no_line(cast, talk):
    booked = _meet(talk, cast.bo, place="Björken;\r\nATTENDEE:mailto:x@y\x00, \\ " + "å" * 150)

    event = _event(meetings.file_of(booked, talk))

    assert "attendee" not in event
    assert str(event["location"]).startswith("Björken; ATTENDEE:mailto:x@y, \\ ååå")


def test_a_fault_of_the_mail_server_ends_the_errand_with_a_code(cast, talk, settings):
    _meet(talk, cast.bo)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    with pytest.raises(Fault) as fault:
        meetings.mail(Errand.objects.filter(kind=ERRAND).first(), today=TODAY)

    assert (fault.value.told, CANCEL) == ({"code": "not_mailed"}, "CANCEL")
