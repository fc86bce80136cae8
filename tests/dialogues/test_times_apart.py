"""A time that was set for a dialogue is called off when the two no longer hold it: both are told, and neither calendar keeps it."""

from datetime import time, timedelta

import pytest
from django.core import mail
from icalendar import Calendar

from stigar.dialogues.actions import meetings, talks
from stigar.dialogues.jobs.meetings import look_after_times, send_an_invitation
from stigar.dialogues.models import Booking, Round, Talk, Template
from stigar.dialogues.queries.meetings import ERRAND, apart
from stigar.dialogues.queries.templates import blocks_of
from stigar.foundation import clock
from stigar.foundation.models import Errand
from stigar.people.models import Person, Position
from tests.cast import TODAY
from tests.dialogues.changing import new_manager


@pytest.fixture
def talk(cast):
    """Bo and Ada, outside any round, with a time in two weeks."""
    made = talks.open_talk(
        person=cast.bo, reviewer=cast.ada, blocks=blocks_of("short"), language="sv", viewer=cast.ada, today=TODAY
    )
    _book(made, cast.ada)
    return made


def _book(talk, viewer):
    day = clock.today() + timedelta(days=14)
    told = {"at": time(13), "minutes": 60, "place": "Björken", "seen": ""}
    meetings.meet(talk=talk, day=day, viewer=viewer, today=clock.today(), **told)


def _letters():
    """What the worker sends: to whom, which kind, whose names and how the calendar is told."""
    mail.outbox.clear()
    for errand in Errand.objects.filter(kind=ERRAND, ended_at=None).order_by("asked_at", "pk"):
        send_an_invitation(errand)
    return {one.to[0]: (one.alternatives[0].mimetype, one.body, _event(one)) for one in mail.outbox}


def _event(letter):
    return Calendar.from_ical(letter.alternatives[0].content).walk("VEVENT")[0]


def _stands():
    return Booking.objects.filter(cancelled_at=None).count()


def test_the_manager_changes_and_both_are_told(cast, talk):
    new_manager(cast, cast.dag)
    Errand.objects.all().delete()

    look_after_times()

    letters = _letters()
    assert _stands() == 0
    assert sorted(letters) == ["ada@alvbro.example", "bo@alvbro.example"]
    assert {kind for kind, _body, _event in letters.values()} == {"text/calendar; method=CANCEL"}
    assert [str(event["status"]) for _kind, _body, event in letters.values()] == ["CANCELLED"] * 2
    assert ("Ada Test" in letters["bo@alvbro.example"][1], "Bo Test" in letters["ada@alvbro.example"][1]) == (
        True,
        True,
    )
    assert "Dag" not in letters["bo@alvbro.example"][1]


def test_the_letter_leads_the_person_to_their_dialogue_and_not_who_reads_it_no_longer(cast, talk):
    new_manager(cast, cast.dag)
    Errand.objects.all().delete()
    look_after_times()

    letters = _letters()

    assert [str(talk.pk) in letters[f"{name}@alvbro.example"][1] for name in ("bo", "ada")] == [True, False]


def test_it_happens_once(cast, talk):
    new_manager(cast, cast.dag)

    assert [meetings.call_off_apart(today=TODAY) for _again in range(2)] == [1, 0]


def test_as_long_as_the_manager_leads_the_person_nothing_happens(cast, talk):
    assert (meetings.call_off_apart(today=TODAY), _stands()) == (0, 1)


def test_a_second_position_with_the_same_manager_keeps_the_time(cast, talk):
    new_manager(cast, cast.dag)
    Position.objects.create(
        organisation=cast.organisation, person=cast.bo, role=cast.adviser, unit=cast.service, manager=cast.ada, share=20,
        begins=TODAY - timedelta(days=1), ends=TODAY + timedelta(days=400),
    )  # fmt: skip

    assert (meetings.call_off_apart(today=TODAY), _stands()) == (0, 1)


def test_a_reviewer_who_is_not_the_manager_keeps_the_time_until_they_leave(cast, talk):
    Talk.objects.update(as_manager=False)
    new_manager(cast, cast.dag)
    before = meetings.call_off_apart(today=TODAY)
    Person.objects.filter(pk=cast.ada.pk).update(ended=TODAY - timedelta(days=1))

    after = meetings.call_off_apart(today=TODAY)

    assert (before, after, _stands()) == (0, 1, 0)


def test_who_has_left_is_named_to_the_other_and_gets_no_letter(cast, talk):
    Errand.objects.all().delete()
    Person.objects.filter(pk=cast.ada.pk).update(ended=TODAY - timedelta(days=1))
    meetings.call_off_apart(today=TODAY)

    letters = _letters()

    assert list(letters) == ["bo@alvbro.example"]
    assert "Ada Test" in letters["bo@alvbro.example"][1]


@pytest.mark.parametrize(("why", "left"), [("met", 1), ("closed", 1), ("round", 1), ("ended round", 0)])
def test_only_a_time_ahead_of_an_open_dialogue_outside_a_round(cast, talk, why, left):
    new_manager(cast, cast.dag)
    if why == "met":
        Booking.objects.update(begins=clock.now() - timedelta(hours=1))
    if why == "closed":
        Talk.objects.update(closed_at=clock.now())
    if "round" in why:
        _put_in_a_round(cast, talk, ended=clock.now() if why == "ended round" else None)

    meetings.call_off_apart(today=TODAY)

    assert _stands() == left


def test_closing_it_unsigned_calls_the_time_off_too(cast, talk, visit):
    new_manager(cast, cast.dag)

    answer = visit(cast.bo).post(f"/dialogues/{talk.pk}/closing/")

    assert (answer.status_code, _stands()) == (302, 0)


def test_handed_over_in_a_round_the_letters_name_the_first_two(cast, talk):
    Errand.objects.all().delete()
    meetings.call_off_handed_on(talk=talk)
    Talk.objects.update(reviewer=cast.dag)

    letters = _letters()

    assert sorted(letters) == ["ada@alvbro.example", "bo@alvbro.example"]
    assert "Ada Test" in letters["bo@alvbro.example"][1]
    assert {str(one) for one in letters["ada@alvbro.example"][2]["attendee"]} == {
        "mailto:bo@alvbro.example",
        "mailto:ada@alvbro.example",
    }


def test_it_costs_one_question_where_no_time_is_ahead(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert apart(today=TODAY) == []


def _put_in_a_round(cast, talk, *, ended):
    held = {"organisation": cast.organisation}
    template = Template.objects.create(**held, key="short", at=clock.now())
    row = Round.objects.create(
        **held, name="Höst", template=template, begins=TODAY, ends=TODAY, at=clock.now(), started_at=clock.now(), ended_at=ended
    )  # fmt: skip
    Talk.objects.update(round=row)
