"""A round: who talks with whom, started once, opened for everybody, and nobody gets two dialogues."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from stigar.areas.actions.map import draw_map
from stigar.areas.models import Task
from stigar.areas.queries.map import newest_map
from stigar.dialogues.actions import inviting, rounds
from stigar.dialogues.actions.talks import agree
from stigar.dialogues.jobs.rounds import open_the_dialogues
from stigar.dialogues.models import Agreed, Pairing, Preparation, Round, RoundLetter, Talk
from stigar.dialogues.queries.pairing import plan_of, rings_of
from stigar.foundation.models import Errand
from stigar.foundation.policy import Refused
from stigar.people.models import Person, Position
from tests.cast import LONG_AGO, TODAY
from tests.profiles import finished, written
from tests.profiles.conftest import project  # noqa: F401 - a fixture, asked for by its name

ENDS = TODAY + timedelta(days=30)
PLANNED = rounds.Planned("Höstens samtal", "yearly", TODAY, ENDS, False, (14, 3), {"kind": "everyone"})


@pytest.fixture
def row(cast):
    """A round for everybody, not started."""
    return rounds.make_round(planned=PLANNED, viewer=cast.hedda, today=TODAY)


def _start(cast, row):
    """Started, and its dialogues opened."""
    asked = rounds.start_round(row=row, viewer=cast.hedda, today=TODAY)
    open_the_dialogues(asked)
    row.refresh_from_db()
    return asked


def _plan(row):
    return plan_of(row, language="sv", today=TODAY)


def _pairs(row):
    return {pair.person.name.split()[0]: pair.reviewer_name.split()[0] for pair in _plan(row).pairs}


def _lacking(row):
    return {one.person.name.split()[0]: one.why for one in _plan(row).lacking}


def test_everybody_talks_with_their_manager_and_who_has_none_is_listed(cast, row):
    assert _pairs(row) == {
        "Ada": "Gro", "Dag": "Gro", "Bo": "Ada", "Cai": "Ada", "Hedda": "Gro", "Ulf": "Gro", "Rut": "Gro", "Siv": "Gro",
    }  # fmt: skip
    assert _lacking(row) == {"Gro": "none"}


def test_a_ring_of_managers_is_listed_by_name_and_breaks_nothing(cast, row):
    Position.objects.filter(person=cast.gro).update(manager=cast.ada)

    assert _lacking(row) == {"Gro": "ring", "Ada": "ring"}
    assert {one.names for one in _plan(row).lacking} == {("Ada Test", "Gro Test")}


def test_who_is_their_own_manager_is_in_no_ring():
    one, other = object(), object()

    assert rings_of({one: one, other: one}) == {one: (one,)}


def test_a_manager_who_has_left_is_named(cast, row):
    Person.objects.filter(pk=cast.ada.pk).update(ended=TODAY - timedelta(days=1))

    found = {one.person.name: (one.why, one.names) for one in _plan(row).lacking}

    assert found == {
        "Gro Test": ("none", ()), "Bo Test": ("left", ("Ada Test",)), "Cai Test": ("left", ("Ada Test",))
    }  # fmt: skip


def test_somebody_else_is_chosen_and_the_manager_given_back(cast, row):
    def choose(reviewer, *, left_out=False):
        rounds.pair(row=row, person=cast.bo, reviewer=reviewer, left_out=left_out, viewer=cast.hedda, today=TODAY)
        return _pairs(row).get("Bo")

    assert [choose(cast.dag), choose(None, left_out=True), choose(None)] == ["Dag", None, "Ada"]
    with pytest.raises(rounds.NotTheOther):
        choose(cast.bo)
    assert not Pairing.objects.exists()


def test_a_unit_is_taken_with_its_parts(cast, row):
    rounds.change_round(
        row=row, planned=replace(PLANNED, whom={"kind": "unit", "key": str(cast.service.pk)}), viewer=cast.hedda, today=TODAY
    )  # fmt: skip
    row.refresh_from_db()

    assert _pairs(row) == {"Ada": "Gro", "Bo": "Ada", "Cai": "Ada"}


def test_the_roles_of_an_area_are_taken_as_the_map_has_them(cast, row):
    for role, tasks in (
        (cast.adviser, ("Lagar soppa", "Kokar potatis")),
        (cast.leader, ("Sågar brädor", "Hyvlar lister")),
    ):
        for text in tasks:
            Task.objects.create(organisation=cast.organisation, role=role, by=cast.hedda, text=text)
    draw_map(viewer=cast.hedda, today=TODAY)
    area = newest_map("sv").area_of(str(cast.adviser.pk))
    roles = {role.id for role in area.roles}
    planned = replace(PLANNED, whom={"kind": "area", "key": area.key})

    rounds.change_round(row=row, planned=planned, viewer=cast.hedda, today=TODAY)
    row.refresh_from_db()

    found = {str(pair.person.roles[0]) for pair in _plan(row).pairs}
    assert ({"Bo", "Cai"} <= set(_pairs(row)), found <= roles) == (True, True)


def test_levels_are_judged_beside_as_the_approved_profile_asks(cast, project, row):  # noqa: F811
    written.library(cast)
    finished.approved(cast, project)
    rounds.change_round(row=row, planned=replace(PLANNED, judges_levels=True), viewer=cast.hedda, today=TODAY)

    _start(cast, row)

    judged = Talk.objects.filter(round=row).exclude(assessment=None)
    assert {talk.person.given for talk in judged} == {"Bo", "Cai"}
    assert {talk.assessment.due for talk in judged} == {ENDS}


def test_started_each_gets_one_dialogue_and_one_letter(cast, row, mailoutbox):
    asked = _start(cast, row)
    asked.refresh_from_db()

    assert Talk.objects.filter(round=row).count() == 8
    assert Preparation.objects.filter(talk__round=row).count() == 16
    assert asked.result == {"made": 8, "sent": 9, "left": 0}
    assert sorted(letter.to[0].split("@")[0] for letter in mailoutbox) == sorted(
        ["gro", "ada", "dag", "bo", "cai", "hedda", "ulf", "rut", "siv"]
    )
    assert Talk.objects.filter(round=row, person=cast.bo).values_list("as_manager", "due", "language").get() == (
        True,
        ENDS,
        "sv",
    )


def test_the_letter_says_that_something_waits_and_who_leads_many_gets_one(cast, row, mailoutbox):
    _start(cast, row)

    (ada,) = (letter for letter in mailoutbox if letter.to == ["ada@alvbro.example"])
    assert ada.subject == "Höstens samtal: dags att förbereda samtalet"
    assert "Förbered samtalen med 2 medarbetare." in ada.body
    assert "Bo" not in ada.body


def test_started_twice_it_is_started_once(cast, row):
    _start(cast, row)

    with pytest.raises(rounds.StartedAlready):
        rounds.start_round(row=row, viewer=cast.hedda, today=TODAY)
    with pytest.raises(rounds.StartedAlready):
        rounds.change_round(row=row, planned=PLANNED, viewer=cast.hedda, today=TODAY)


def test_stopped_half_way_and_run_again_nobody_gets_two(cast, row, mailoutbox):
    asked = rounds.start_round(row=row, viewer=cast.hedda, today=TODAY)
    whole = Round.objects.select_related("template", "organisation").get(pk=row.pk)
    inviting.open_some(row=whole, pairs=_plan(row).pairs[:3], viewer=cast.hedda, today=TODAY)  # then the worker died

    open_the_dialogues(Errand.objects.get(pk=asked.pk))
    again = rounds.go_on(row=row, viewer=cast.hedda, today=TODAY)
    open_the_dialogues(again)

    assert (Talk.objects.filter(round=row).count(), RoundLetter.objects.count(), len(mailoutbox)) == (8, 9, 9)


def test_who_comes_later_gets_a_dialogue_and_nobody_else_another(cast, row):
    _start(cast, row)
    new = Person.objects.create(
        organisation=cast.organisation, number="77", given="Nya", family="Test", started=LONG_AGO
    )
    Position.objects.create(
        organisation=cast.organisation, person=new, manager=cast.ada, unit=cast.service, begins=LONG_AGO
    )

    open_the_dialogues(rounds.go_on(row=row, viewer=cast.hedda, today=TODAY))

    assert list(Talk.objects.filter(round=row, reviewer=cast.ada).order_by("person__given").values_list("person__given", flat=True)) == [
        "Bo", "Cai", "Nya",
    ]  # fmt: skip
    assert Talk.objects.filter(round=row).count() == 9


def test_what_the_two_agreed_last_time_comes_along(cast, row):
    first = rounds.make_round(planned=replace(PLANNED, name="Våren"), viewer=cast.hedda, today=TODAY)
    _start(cast, first)
    earlier = Talk.objects.get(round=first, person=cast.bo)
    agree(talk=earlier, who=cast.ada, text="Lyssnar med", by_day=None, viewer=cast.bo, today=TODAY)

    _start(cast, row)

    assert [one.text for one in Agreed.objects.filter(talk__round=row)] == ["Lyssnar med"]


def test_extended_the_open_dialogues_have_the_new_day_and_the_old_is_given_back(cast, row):
    _start(cast, row)
    later = ENDS + timedelta(days=14)

    was = rounds.extend(row=row, ends=later, viewer=cast.hedda, today=TODAY)

    assert (was, set(Talk.objects.filter(round=row).values_list("due", flat=True))) == (ENDS, {later})
    with pytest.raises(rounds.NoDays):
        rounds.extend(row=row, ends=TODAY - timedelta(days=1), viewer=cast.hedda, today=TODAY)


def test_closed_and_opened_again(cast, row):
    _start(cast, row)
    rounds.close(row=row, viewer=cast.hedda, today=TODAY)
    with pytest.raises(Refused):
        rounds.go_on(row=row, viewer=cast.hedda, today=TODAY)

    rounds.open_again(row=row, viewer=cast.hedda, today=TODAY)

    row.refresh_from_db()
    assert row.ended_at is None


def test_a_round_ends_after_it_begins(cast):
    with pytest.raises(rounds.NoDays):
        rounds.make_round(planned=replace(PLANNED, ends=TODAY - timedelta(days=1)), viewer=cast.hedda, today=TODAY)
    with pytest.raises(rounds.NoDays):
        rounds.make_round(
            planned=replace(PLANNED, begins=date(2027, 5, 1), ends=date(2027, 4, 1)), viewer=cast.hedda, today=TODAY
        )


@pytest.mark.parametrize("who", ["ada", "bo", "gro", "ulf", "rut", "siv"])
def test_only_hr_holds_rounds(cast, row, who):
    viewer = getattr(cast, who)

    with pytest.raises(Refused):
        rounds.make_round(planned=PLANNED, viewer=viewer, today=TODAY)
    with pytest.raises(Refused):
        rounds.start_round(row=row, viewer=viewer, today=TODAY)


def test_the_plan_of_one_and_of_many_is_three_questions(cast, row, django_assert_num_queries):
    with django_assert_num_queries(3):
        _plan(row)
    Person.objects.create(organisation=cast.organisation, number="78", given="Nya", family="Test", started=LONG_AGO)
    with django_assert_num_queries(3):
        _plan(row)
