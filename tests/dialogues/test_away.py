"""Away in a round: the manager or HR says until when, nobody says why, it is counted, the person sees it, and it is taken back."""

from datetime import timedelta

import pytest

from stigar.dialogues.actions import moving, talks
from stigar.dialogues.models import Talk
from stigar.dialogues.queries.coverage import AWAY, WAITS, coverage_of, shared_line
from stigar.dialogues.queries.reminding import waiting_in
from stigar.dialogues.queries.rounds import own_round
from stigar.dialogues.rules import talks_in
from stigar.foundation import clock
from stigar.foundation.policy import Refused
from tests.cast import TODAY
from tests.dialogues.changing import new_manager, under_way

UNTIL = TODAY + timedelta(days=20)


@pytest.fixture
def row(cast):
    """A round under way."""
    return under_way(cast)


@pytest.fixture
def talk(cast, row):
    """Bo's, with Ada."""
    return Talk.objects.get(round=row, person=cast.bo)


def _away(row, talk, viewer, until=UNTIL):
    return moving.set_away(row=row, talk=talk, until=until, viewer=viewer, today=TODAY)


@pytest.mark.parametrize("who", ["ada", "hedda"])
def test_the_manager_or_hr_says_it_and_neither_is_reminded(cast, row, talk, who):
    before = waiting_in(row, today=TODAY)

    _away(row, talk, getattr(cast, who))

    after = waiting_in(row, today=TODAY)
    assert (cast.bo.pk in before, cast.bo.pk in after) == (True, False)
    assert after[cast.ada.pk].others == before[cast.ada.pk].others - 1


@pytest.mark.parametrize("who", ["bo", "cai", "dag", "gro", "rut", "siv", "ulf", "eve"])
def test_nobody_else_says_it(cast, row, talk, who):
    with pytest.raises(Refused):
        _away(row, talk, getattr(cast, who))


def test_a_reviewer_who_does_not_lead_the_person_does_not_say_it(cast, row, talk):
    Talk.objects.filter(pk=talk.pk).update(as_manager=False)

    with pytest.raises(Refused):
        _away(row, talk, cast.ada)


def test_a_manager_of_before_does_not_say_it(cast, row, talk):
    new_manager(cast, cast.dag)

    with pytest.raises(Refused):
        _away(row, talk, cast.ada)


def test_the_person_is_here_after_all(cast, row, talk):
    _away(row, talk, cast.ada)

    was = _away(row, talk, cast.bo, None)

    talk.refresh_from_db()
    assert (was, talk.away_until) == (UNTIL, None)


def test_outside_a_round_there_is_nothing_to_be_away_from(cast, talk, row):
    Talk.objects.filter(pk=talk.pk).update(round=None)

    for viewer in (cast.ada, cast.hedda, cast.bo):
        with pytest.raises(Refused):
            _away(row, talk, viewer, None)


def test_coverage_counts_them_as_away_until_they_are_back(cast, row, talk):
    before = coverage_of(row, language="sv", today=TODAY).whole
    _away(row, talk, cast.ada)

    whole = coverage_of(row, language="sv", today=TODAY).whole
    back = coverage_of(row, language="sv", today=UNTIL + timedelta(days=1)).whole

    assert (whole.counts[AWAY], whole.counts[WAITS], whole.all) == (1, before.counts[WAITS] - 1, before.all)
    assert dict(back.counts) == dict(before.counts)


def test_held_is_held_whoever_is_away_since(cast, row, talk):
    Talk.objects.filter(pk=talk.pk).update(closed_at=clock.now(), revealed_at=clock.now(), away_until=UNTIL)

    assert AWAY not in coverage_of(row, language="sv", today=TODAY).whole.counts


def test_that_somebody_is_away_is_not_told_to_who_speaks_for_the_employed(cast, row, talk, visit):
    before = shared_line(row, today=TODAY), visit(cast.ulf).get(f"/dialogues/rounds/{row.pk}/").content
    _away(row, talk, cast.ada)

    after = shared_line(row, today=TODAY), visit(cast.ulf).get(f"/dialogues/rounds/{row.pk}/").content

    assert dict(before[0].counts) == dict(after[0].counts)
    assert [b"round-sign--away" in page for page in (before[1], after[1])] == [False, False]


def test_on_screen_the_manager_says_it_the_person_sees_it_and_it_is_undone(cast, row, talk, visit):
    ada, bo, address = visit(cast.ada), visit(cast.bo), f"/dialogues/{talk.pk}/absence/"

    answer = ada.post(address, {"until": UNTIL.isoformat()}, follow=True)
    undo = next(iter(answer.context["messages"])).extra_tags.removeprefix("undo:")
    seen = bo.get(f"/dialogues/{talk.pk}/").content.decode()
    ada.post(undo)
    after = bo.get(f"/dialogues/{talk.pk}/").content.decode()

    talk.refresh_from_db()
    assert answer.redirect_chain == [(f"/dialogues/rounds/{row.pk}/mine/", 302)]
    assert (address in seen, address in after, talk.away_until) == (True, False, None)


def test_the_person_says_on_their_page_that_they_are_here(cast, row, talk, visit):
    _away(row, talk, cast.ada)

    answer = visit(cast.bo).post(f"/dialogues/{talk.pk}/absence/", {"until": UNTIL.isoformat()})

    talk.refresh_from_db()
    assert (answer.status_code, talk.away_until) == (302, None)


@pytest.mark.parametrize("who", ["cai", "dag", "gro", "hedda", "rut", "siv", "ulf", "eve"])
def test_the_page_is_the_two_s(cast, row, talk, visit, who):
    browser, address = visit(getattr(cast, who)), f"/dialogues/{talk.pk}/absence/"

    assert [browser.get(address).status_code, browser.post(address, {"until": ""}).status_code] == [404, 404]


def test_what_is_no_day_is_said_at_its_place(cast, row, talk, visit):
    answer = visit(cast.ada).post(f"/dialogues/{talk.pk}/absence/", {"until": "sjuk"})

    talk.refresh_from_db()
    assert (answer.status_code, talk.away_until) == (422, None)


def test_the_manager_is_asked_of_those_they_lead_and_have_not_met(cast, row, talk):
    talks.hand_in(talk=talk, viewer=cast.bo, today=TODAY)
    Talk.objects.filter(round=row, person=cast.cai).update(closed_at=clock.now(), revealed_at=clock.now())

    found = own_round(row, talks_in(cast.ada, row, today=TODAY), cast.ada, today=TODAY)

    assert {one.name: one.may_be_away for one in found.talks} == {"Bo Test": True, "Cai Test": False}
