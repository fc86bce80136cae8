"""A time that is called off is told in the product too, to who did not press it, until seen or until a new time; and clocks that are changed."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import translation

from stigar.dialogues import privacy
from stigar.dialogues.actions import called_off, meetings, moving, signing, talks
from stigar.dialogues.jobs.meetings import look_after_times
from stigar.dialogues.models import Booking, CalledOff, Round, Talk, Template
from stigar.dialogues.queries.meetings import in_words, wall_clock
from stigar.dialogues.queries.templates import blocks_of
from stigar.dialogues.queries.waiting import waits_between_two
from stigar.foundation import clock
from stigar.foundation.policy import Refused
from tests.cast import TODAY
from tests.dialogues.changing import new_manager

ZONE = "Europe/Stockholm"
DAY = date(2026, 12, 3)


@pytest.fixture
def talk(cast):
    made = talks.open_talk(
        person=cast.bo, reviewer=cast.ada, blocks=blocks_of("short"), language="sv", viewer=cast.ada, today=TODAY
    )
    _book(made, cast.ada)
    return made


def _book(talk, viewer, day=DAY, at=time(13)):
    seen = meetings.state_of(Booking.objects.filter(talk=talk).first())
    return meetings.meet(talk=talk, day=day, at=at, minutes=60, place="", seen=seen, viewer=viewer, today=TODAY)


def _told(person):
    return [(one.other, one.due) for one in waits_between_two(person, today=TODAY).called_off]


def _on_their_page(visit, person, talk):
    return visit(person).get(f"/dialogues/{talk.pk}/").context["shown"].called_off


def test_who_did_not_call_it_off_is_told_at_home_and_in_the_dialogue(cast, talk, visit):
    meetings.call_off(talk=talk, viewer=cast.bo, today=TODAY)

    assert {one.given: _told(one) for one in (cast.bo, cast.ada, cast.cai, cast.hedda, cast.gro)} == {
        "Ada": [("Bo Test", DAY)], "Bo": [], "Cai": [], "Hedda": [], "Gro": [],
    }  # fmt: skip
    assert _on_their_page(visit, cast.ada, talk).other == cast.bo
    assert _on_their_page(visit, cast.bo, talk) is None
    told = CalledOff.objects.get()
    assert f"/dialogues/times/{told.pk}/" in visit(cast.ada).get("/home/").content.decode()


@pytest.mark.parametrize("gone", ["seen", "a new time", "the same time again"])
def test_it_is_gone_when_it_has_been_seen_or_a_new_time_is_set(cast, talk, visit, gone):
    meetings.call_off(talk=talk, viewer=cast.bo, today=TODAY)
    key = CalledOff.objects.get().pk

    if gone == "seen":
        answer = visit(cast.ada).post(f"/dialogues/times/{key}/")
        assert answer.url == f"/dialogues/{talk.pk}/"
    elif gone == "a new time":
        _book(talk, cast.ada, day=DAY + timedelta(days=4))
    else:
        meetings.meet_after_all(talk=talk, viewer=cast.bo, today=TODAY)

    assert (_told(cast.ada), CalledOff.objects.count()) == ([], 0)
    assert _on_their_page(visit, cast.ada, talk) is None


def test_called_off_twice_it_is_told_once_and_of_the_latest(cast, talk):
    for later in (0, 7):
        if later:
            _book(talk, cast.bo, day=DAY + timedelta(days=later))
        meetings.call_off(talk=talk, viewer=cast.bo, today=TODAY)

    assert _told(cast.ada) == [("Bo Test", DAY + timedelta(days=7))]


def test_nobody_sees_it_in_the_place_of_who_is_told(cast, talk, visit):
    meetings.call_off(talk=talk, viewer=cast.bo, today=TODAY)
    key = CalledOff.objects.get().pk

    others = [
        visit(one).post(f"/dialogues/times/{key}/").status_code
        for one in (cast.bo, cast.cai, cast.gro, cast.hedda, cast.ulf, cast.eve)
    ]

    assert (set(others), CalledOff.objects.count()) == ({404}, 1)
    with pytest.raises(Refused):
        called_off.see_called_off(key=key, viewer=cast.bo, today=TODAY)


def test_when_the_manager_is_another_both_who_had_the_time_are_told_and_the_new_one_is_not(cast, talk, visit):
    Booking.objects.update(begins=clock.now() + timedelta(days=9))
    new_manager(cast, cast.dag)

    look_after_times()

    rows = {one.person.given: one for one in CalledOff.objects.all()}
    assert {name: one.other.given for name, one in rows.items()} == {"Bo": "Ada", "Ada": "Bo"}
    assert visit(cast.ada).post(f"/dialogues/times/{rows['Ada'].pk}/").url == "/home/"
    assert visit(cast.bo).post(f"/dialogues/times/{rows['Bo'].pk}/").url == f"/dialogues/{talk.pk}/"
    assert _told(cast.dag) == []


def test_handed_over_in_a_round_the_new_one_is_told_nothing_of_the_time_of_the_first_two(cast, talk, visit):
    template = Template.objects.create(organisation=cast.organisation, key="short", at=clock.now())
    row = Round.objects.create(
        organisation=cast.organisation, name="Hösten", template=template, begins=TODAY, ends=DAY, started_at=clock.now(), at=clock.now()
    )  # fmt: skip
    Talk.objects.update(round=row)
    moving.hand_over(row=row, talk=talk, to=cast.dag, viewer=cast.hedda, today=TODAY)
    talk.refresh_from_db()

    assert {one.given: _told(one) for one in (cast.bo, cast.ada, cast.dag)} == {
        "Bo": [("Ada Test", DAY)], "Ada": [("Bo Test", DAY)], "Dag": []
    }  # fmt: skip
    assert _on_their_page(visit, cast.dag, talk) is None
    _book(talk, cast.dag, day=DAY + timedelta(days=1))
    assert (_told(cast.bo), _told(cast.ada)) == ([], [("Bo Test", DAY)])


def test_who_closes_a_dialogue_unsigned_knows_and_the_other_is_told(cast, talk):
    signing.close_unsigned(talk=talk, viewer=cast.ada, today=TODAY)

    assert (_told(cast.ada), _told(cast.bo)) == ([], [("Ada Test", DAY)])


def test_home_asks_no_more_for_it_and_stops_telling_after_a_month(cast, talk, django_assert_num_queries):
    with django_assert_num_queries(1):
        waits_between_two(cast.ada, today=TODAY)
    meetings.call_off(talk=talk, viewer=cast.bo, today=TODAY)
    with django_assert_num_queries(1):
        waits_between_two(cast.ada, today=TODAY)

    CalledOff.objects.update(at=datetime(2026, 10, 1, tzinfo=UTC))
    assert _told(cast.ada) == []


def test_it_is_told_what_is_held_and_goes_with_either_of_the_two(cast, talk):
    meetings.call_off(talk=talk, viewer=cast.bo, today=TODAY)

    named = [
        row
        for part in privacy.tell(cast.ada)
        for row in part["rows"]
        if str(CalledOff.objects.get().pk) in map(str, row.values())
    ]
    privacy.forget(cast.ada, today=TODAY)

    assert (len(named), CalledOff.objects.count()) == (1, 0)


def test_both_languages_say_it_with_the_clock_on_the_wall(cast, talk, visit):
    _book(talk, cast.ada, day=date(2027, 3, 29), at=time(0, 30))  # the day before by the clock of the world
    meetings.call_off(talk=talk, viewer=cast.bo, today=TODAY)

    page = visit(cast.ada).get(f"/dialogues/{talk.pk}/").content.decode()

    assert _told(cast.ada) == [("Bo Test", date(2027, 3, 29))]
    assert ("29 mars 2027" in page, "00:30" in page, "22:30" in page) == (True, True, False)


def test_a_time_moved_across_a_change_of_clocks_is_the_same_hour_on_the_wall(cast, talk):
    hours = [
        (_book(talk, cast.ada, day=day).begins.hour, wall_clock(Booking.objects.get(), ZONE).hour)
        for day in (date(2027, 3, 27), date(2027, 3, 28), date(2027, 10, 31), date(2027, 10, 30))
    ]

    assert hours == [(12, 13), (11, 13), (12, 13), (11, 13)]
    assert Booking.objects.get().sequence == 4


def test_called_off_and_taken_back_in_the_hour_that_is_shown_twice_it_is_the_same_moment(cast, talk):
    first = _book(talk, cast.ada, day=date(2027, 10, 31), at=time(2, 30)).begins
    meetings.call_off(talk=talk, viewer=cast.bo, today=TODAY)

    again = meetings.meet_after_all(talk=talk, viewer=cast.bo, today=TODAY)

    assert (again.begins, first) == (datetime(2027, 10, 31, 0, 30, tzinfo=UTC),) * 2


@pytest.mark.parametrize(
    ("day", "at", "until"), [(date(2027, 3, 28), time(1, 30), "03:30"), (date(2027, 10, 31), time(2, 30), "02:30")]
)
def test_an_hour_across_the_change_is_an_hour_and_ends_by_the_new_clock(cast, talk, day, at, until):
    booked = _book(talk, cast.ada, day=day, at=at)

    with translation.override("sv"):
        said = in_words(booked.begins, booked.minutes, ZONE)

    assert said.endswith(until)
