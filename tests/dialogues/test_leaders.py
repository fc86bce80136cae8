"""Who leads leaders sees of a round how many in each team, in whole fives: never who, and nothing from which it could be worked out."""

from datetime import datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from stigar.dialogues.actions import rounds, signing
from stigar.dialogues.jobs.rounds import open_the_dialogues
from stigar.dialogues.models import Booking, Goal, Reopening, Round, Signature, Talk
from stigar.dialogues.queries.leaders import MEASURES, under
from stigar.foundation import clock
from stigar.foundation.policy import SMALLEST_GROUP
from stigar.people.models import Person, Position
from tests.cast import LONG_AGO, TODAY

BEGAN = TODAY - timedelta(days=10)
SECRET = "kanariemal"


def _somebody(cast, name, leader):
    made = Person.objects.create(
        organisation=cast.organisation, number=f"n-{name}", given=name, family="Test", started=LONG_AGO
    )
    Position.objects.create(
        organisation=cast.organisation, person=made, unit=cast.service, role=cast.adviser, begins=LONG_AGO, manager=leader
    )  # fmt: skip
    return made


@pytest.fixture
def teams(cast):
    """Ada leads seven (Bo and Cai and five more), Dag three, Bo's namesake Berit two below Ada: she is one of the seven."""
    more = {name: _somebody(cast, name, cast.ada) for name in ("Alva", "Berit", "Ceci", "Doris", "Elin")}
    more |= {name: _somebody(cast, name, cast.dag) for name in ("Folke", "Gun", "Hans")}
    more |= {name: _somebody(cast, name, more["Berit"]) for name in ("Ines", "Jan")}
    return more | {"Bo": cast.bo, "Cai": cast.cai}


@pytest.fixture
def row(cast, teams):
    planned = rounds.Planned("Hösten", "yearly", TODAY, TODAY + timedelta(days=30), False, (), {"kind": "everyone"})
    made = rounds.make_round(planned=planned, viewer=cast.hedda, today=TODAY)
    open_the_dialogues(rounds.start_round(row=made, viewer=cast.hedda, today=TODAY))
    at = datetime.combine(BEGAN, time(12), ZoneInfo("Europe/Stockholm"))
    Round.objects.filter(pk=made.pk).update(started_at=at)
    return Round.objects.get(pk=made.pk)


def _talk(row, person):
    return Talk.objects.get(round=row, person=person)


def _signs(row, *people):
    for person in people:
        talk, now = _talk(row, person), clock.now()
        for who in (talk.person, talk.reviewer):
            Signature.objects.create(organisation_id=talk.organisation_id, talk=talk, by=who, digest="d", at=now)
        Talk.objects.filter(pk=talk.pk).update(revealed_at=now, closed_at=now)


def _told(viewer, row, today=TODAY):
    found = under(viewer, row, today=today)
    return {one.name.split()[0] if one.name else "small": (one.people, *one.in_order) for one in found.teams}


def _led_from_today(person, leader):
    """Somebody else leads the person from today on."""
    was = Position.objects.get(person=person, ends=None)
    Position.objects.filter(pk=was.pk).update(ends=TODAY - timedelta(days=1))
    Position.objects.create(
        organisation_id=was.organisation_id, person=person, unit=was.unit, role=was.role, begins=TODAY, manager=leader
    )


def test_a_team_is_told_in_whole_fives_and_the_small_ones_together(cast, teams, row):
    at_first = _told(cast.gro, row)
    _signs(row, *(teams[one] for one in ("Alva", "Bo", "Cai", "Ceci")))
    with_four = _told(cast.gro, row)
    _signs(row, *(teams[one] for one in ("Doris", "Folke", "Gun", "Hans", "Ines", "Jan")))

    assert at_first == with_four == {"Ada": (7, 0, 0, 0, 0), "small": (5, 0, 0, 0, 0)}
    assert _told(cast.gro, row) == {"Ada": (7, 5, 5, 5, 0), "small": (5, 5, 5, 5, 0)}


def test_each_who_signs_changes_nothing_but_when_a_five_is_full(cast, teams, row):
    seen = [_told(cast.gro, row)]
    for one in ("Alva", "Berit", "Bo", "Cai", "Ceci", "Doris", "Elin", "Folke", "Gun", "Hans", "Ines", "Jan"):
        _signs(row, teams[one])
        seen.append(_told(cast.gro, row))

    jumps = [
        tuple(abs(a - b) for team in was for a, b in zip(was[team][1:], now[team][1:], strict=True))
        for was, now in pairwise(seen)
    ]
    assert {jump for told in jumps for jump in told} == {0, SMALLEST_GROUP}
    assert len({str(one) for one in seen}) == 3


def test_a_time_a_held_dialogue_and_an_agreed_goal_are_counted_by_themselves(cast, teams, row):
    seven = [teams[one] for one in ("Alva", "Berit", "Bo", "Cai", "Ceci", "Doris", "Elin")]
    for person in seven:
        begins = clock.now() + timedelta(days=3)
        Booking.objects.create(organisation_id=row.organisation_id, talk=_talk(row, person), begins=begins, uid="u")
    booked = _told(cast.gro, row)["Ada"]
    _signs(row, *seven)
    for person in seven[:5]:
        Goal.objects.create(
            organisation_id=row.organisation_id, person=person, talk=_talk(row, person), text=SECRET, language="sv", begins=TODAY, at=clock.now()
        )  # fmt: skip

    assert (booked, _told(cast.gro, row)["Ada"]) == ((7, 5, 0, 0, 0), (7, 5, 5, 5, 5))


def test_somebody_who_moves_moves_no_figure(cast, teams, row):
    _signs(row, *(teams[one] for one in ("Alva", "Bo", "Cai", "Ceci", "Doris")))
    before = _told(cast.gro, row)

    _led_from_today(teams["Doris"], cast.dag)
    _led_from_today(teams["Gun"], cast.ada)

    assert _told(cast.gro, row) == before


def test_the_small_teams_are_told_only_while_they_are_those_of_the_first_day(cast, teams, row):
    _signs(row, *(teams[one] for one in ("Folke", "Gun", "Hans", "Ines", "Jan")))
    before = _told(cast.gro, row)
    _led_from_today(cast.dag, cast.hedda)  # Gro leads Hedda: Dag is still below
    still = _told(cast.gro, row)
    Position.objects.filter(person=cast.dag, ends=None).update(manager=None)

    after = under(cast.gro, row, today=TODAY)
    assert before == still
    assert ([one.name.split()[0] for one in after.teams], after.untold) == (["Ada"], True)


def test_what_the_viewer_knows_is_not_in_the_figure(cast, teams, row):
    _signs(row, *(teams[one] for one in ("Alva", "Bo", "Cai", "Ceci", "Doris")))
    Talk.objects.filter(round=row, person__in=[teams["Alva"], teams["Bo"]]).update(reviewer=cast.gro)
    two_known = _told(cast.gro, row)
    Talk.objects.filter(round=row, person=teams["Cai"]).update(reviewer=cast.gro)

    assert two_known["Ada"] == (5, 0, 0, 0, 0)
    assert "Ada" not in _told(cast.gro, row)  # four are left


def test_what_was_signed_once_counts_when_it_is_opened_again(cast, teams, row):
    five = [teams[one] for one in ("Alva", "Bo", "Cai", "Ceci", "Doris")]
    _signs(row, *five)
    before = _told(cast.gro, row)
    talk = _talk(row, teams["Bo"])
    signing.unsign(talk)
    Talk.objects.filter(pk=talk.pk).update(closed_at=None)
    Reopening.objects.create(organisation_id=row.organisation_id, talk=talk, by=cast.bo, why="fel", at=clock.now())

    assert _told(cast.gro, row) == before


def test_only_who_leads_leaders_sees_it_and_only_while_they_do(cast, teams, row, visit):
    address = f"/dialogues/rounds/{row.pk}/leaders/"
    answers = {
        name: visit(getattr(cast, name)).get(address).status_code
        for name in ("gro", "ada", "dag", "bo", "cai", "hedda", "ulf", "rut", "siv", "eve")
    }
    assert answers == {
        **dict.fromkeys(answers, 404),
        "gro": 200,
        "ada": 200,
    }  # Ada leads Berit, who leads two: nothing is shown of them

    Position.objects.filter(manager=cast.gro).update(manager=None)
    assert visit(cast.gro).get(address).status_code == 404


def test_the_page_says_no_name_of_those_in_a_team_and_no_word_of_theirs(cast, teams, row, visit):
    _signs(row, *(teams[one] for one in ("Alva", "Bo", "Cai", "Ceci", "Doris")))
    Goal.objects.create(
        organisation_id=row.organisation_id, person=cast.bo, talk=_talk(row, cast.bo), text=SECRET, language="sv", begins=TODAY,
        shared=True, at=clock.now(),
    )  # fmt: skip
    browser = visit(cast.gro)
    page = browser.get(f"/dialogues/rounds/{row.pk}/leaders/").content.decode()

    assert [name for name in (*teams, SECRET, "Folke") if f">{name} " in page or SECRET in page] == []
    assert f"/dialogues/rounds/{row.pk}/leaders/" in browser.get(f"/dialogues/rounds/{row.pk}/mine/").content.decode()
    assert "Ada" in page


def test_nothing_is_told_before_the_round_begins_and_it_costs_as_many_questions_for_every_size(
    cast, teams, row, visit, django_assert_num_queries
):
    draft = rounds.make_round(
        planned=rounds.Planned("Våren", "yearly", TODAY, TODAY + timedelta(days=30), False, (), {"kind": "everyone"}),
        viewer=cast.hedda, today=TODAY,
    )  # fmt: skip
    browser = visit(cast.gro)
    assert (under(cast.gro, draft, today=TODAY), browser.get(f"/dialogues/rounds/{draft.pk}/leaders/").status_code) == (
        None,
        404,
    )

    with django_assert_num_queries(6):
        under(cast.gro, row, today=TODAY)
    assert len(MEASURES) == 4
