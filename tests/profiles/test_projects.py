"""A profile project: begun by HR, gone through in nine steps, with what is missing in words and nothing published past an open step."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stigar.areas.models import Task
from stigar.foundation.policy import Refused
from stigar.profiles.actions import projects as actions
from stigar.profiles.actions import steps as steps_done
from stigar.profiles.models import Ending, Participant, Profile, ProjectRole, StepRecord
from stigar.profiles.queries import projects as asked
from stigar.profiles.queries.architecture import Rules
from stigar.profiles.queries.lacking import Lacking
from tests.cast import TODAY


def _goal(project, viewer):
    return steps_done.set_goal(
        project=project, kind="business", words="Rätt svar första gången", expected="Färre vidarekopplingar",
        seen="I ärendestatistiken", viewer=viewer, today=TODAY,
    )  # fmt: skip


def _step(project, number):
    return asked.steps(project, today=TODAY)[number - 1]


def test_hr_begins_a_project_and_nobody_else(cast):
    made = actions.begin_project(
        name="  Rådgivarna ", roles=[cast.adviser.pk, cast.adviser.pk], owner=cast.ada, viewer=cast.hedda, today=TODAY
    )

    assert (made.name, made.owner, made.roles.count(), made.records.get().kind) == ("Rådgivarna", cast.ada, 1, "begun")
    for somebody in (cast.ada, cast.bo, cast.siv, cast.rut, cast.ulf):
        with pytest.raises(Refused):
            actions.begin_project(name="x", roles=[cast.adviser.pk], owner=somebody, viewer=somebody, today=TODAY)


def test_a_project_without_a_name_or_a_role_is_not_begun(cast):
    for name, roles in ((" ", [cast.adviser.pk]), ("Rådgivarna", [])):
        with pytest.raises(actions.NoName):
            actions.begin_project(name=name, roles=roles, owner=cast.hedda, viewer=cast.hedda, today=TODAY)


def test_a_new_project_is_in_its_first_step_and_says_what_is_missing(project):
    found = asked.steps(project, today=TODAY)

    assert [step.key for step in found] == list(asked.KEYS)
    assert [step.state for step in found] == ["open"] + ["not begun"] * 8
    assert found[0].lacking == (Lacking("goal"),)
    assert asked.current(found).number == 1


def test_a_step_is_done_when_nothing_is_missing_and_somebody_says_so(project, cast):
    with pytest.raises(actions.StillLacking):
        actions.finish_step(project=project, number=1, viewer=cast.hedda, today=TODAY)
    _goal(project, cast.hedda)
    before = _step(project, 1)

    actions.finish_step(project=project, number=1, said="Ledningen har sagt ja", viewer=cast.hedda, today=TODAY)

    assert (before.state, before.ready, _step(project, 1).state, _step(project, 2).state) == (
        "open",
        True,
        "done",
        "open",
    )
    assert list(project.records.order_by("at").values_list("kind", "said")) == [
        (StepRecord.BEGUN, ""), (StepRecord.DONE, "Ledningen har sagt ja"),
    ]  # fmt: skip


def test_a_step_can_be_taken_up_again_and_then_hinders(project, cast):
    _goal(project, cast.hedda)
    actions.finish_step(project=project, number=1, viewer=cast.hedda, today=TODAY)

    actions.take_up_step(project=project, number=1, viewer=cast.hedda, today=TODAY)

    assert _step(project, 1).state == "open"
    assert [step.number for step in asked.hindering(project, today=TODAY)] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("somebody", ["bo", "ada", "cai", "ulf", "dag", "siv"])
def test_who_does_not_lead_changes_nothing(project, cast, somebody):
    viewer = getattr(cast, somebody)

    with pytest.raises(Refused):
        _goal(project, viewer)
    with pytest.raises(Refused):
        actions.finish_step(project=project, number=1, viewer=viewer, today=TODAY)
    with pytest.raises(Refused):
        actions.add_participant(project=project, person=cast.dag.pk, part="participant", viewer=viewer, today=TODAY)
    with pytest.raises(Refused):
        actions.end_project(project=project, kind=Ending.PUT_DOWN, why="x", viewer=viewer, today=TODAY)


def test_a_viewpoint_nobody_has_is_missing_and_somebody_may_speak_for_it(project, cast):
    Task.objects.create(
        organisation=cast.organisation, role=cast.adviser, text="Svarar", counterpart="consumer", by=cast.bo
    )
    actions.tell_viewpoint(project=project, kind="own", key="De som är nya", viewer=cast.hedda, today=TODAY)
    missing = _step(project, 4).lacking

    actions.tell_viewpoint(
        project=project, kind="own", key="De som är nya", spoken_for=cast.bo.pk, viewer=cast.hedda, today=TODAY
    )

    assert missing == (Lacking("viewpoints", 1, what=("own:De som är nya",)),)
    assert _step(project, 4).lacking == ()


def test_when_somebody_leaves_the_company_their_viewpoint_is_missing_again(project, cast):
    assert _step(project, 4).lacking == ()

    for person in (cast.bo, cast.ada, cast.cai):
        person.ended = TODAY.replace(day=19)
        person.save()

    assert [one.code for one in _step(project, 4).lacking] == ["participant", "ambassador", "reference"]


def test_a_viewpoint_needs_no_seat_only_with_a_reason(project, cast):
    actions.tell_viewpoint(project=project, kind="own", key="Natten", viewer=cast.hedda, today=TODAY)

    with pytest.raises(actions.NoName):
        actions.tell_viewpoint(project=project, kind="own", key="Natten", needed=False, viewer=cast.hedda, today=TODAY)
    actions.tell_viewpoint(
        project=project, kind="own", key="Natten", needed=False, why="Ingen arbetar natt längre", viewer=cast.hedda, today=TODAY
    )  # fmt: skip

    assert _step(project, 4).lacking == ()


def test_somebody_takes_part_once_in_the_same_way_and_can_be_taken_out_and_back(project, cast):
    with pytest.raises(actions.TakesPartAlready):
        actions.add_participant(project=project, person=cast.bo.pk, part="participant", viewer=cast.hedda, today=TODAY)
    bo = project.participants.get(person=cast.bo)

    actions.remove_participant(participant=bo, viewer=cast.hedda, today=TODAY)
    out = project.participants.filter(left=None, person=cast.bo).exists()
    actions.return_participant(participant=bo, viewer=cast.hedda, today=TODAY)

    assert (out, project.participants.filter(left=None, person=cast.bo).count()) == (False, 1)


def test_who_has_left_the_company_cannot_be_taken_in(project, cast):
    cast.dag.ended = TODAY.replace(day=1)
    cast.dag.save()

    with pytest.raises(actions.NotHere):
        actions.add_participant(
            project=project, person=cast.dag.pk, part=Participant.AMBASSADOR, viewer=cast.hedda, today=TODAY
        )


def test_profiles_are_missing_until_every_role_has_one_that_requires_something(project, cast):
    assert _step(project, 6).lacking == (Lacking("no-profile", 1, what=("Kundrådgivare",)),)

    Profile.objects.create(
        organisation=cast.organisation,
        project=project,
        role=cast.adviser,
        name="Kundrådgivare",
        language="sv",
        made=TODAY,
    )

    assert [one.code for one in _step(project, 6).lacking][:1] == ["no-requirement"]
    assert [one.code for one in _step(project, 7).lacking][:1] == ["not-approved"]


def test_a_project_is_put_down_with_a_reason_and_taken_up_again(project, cast):
    with pytest.raises(actions.NoName):
        actions.end_project(project=project, kind=Ending.PUT_DOWN, why=" ", viewer=cast.hedda, today=TODAY)
    with pytest.raises(actions.StillLacking):
        actions.end_project(project=project, kind=Ending.SECURE, viewer=cast.hedda, today=TODAY)

    actions.end_project(
        project=project, kind=Ending.PUT_DOWN, why="Avdelningen läggs ner", viewer=cast.hedda, today=TODAY
    )

    with pytest.raises(actions.ProjectEnded):
        _goal(project, cast.hedda)
    actions.take_up_project(project=project, viewer=cast.hedda, today=TODAY)
    assert _goal(project, cast.hedda).words == "Rätt svar första gången"


def test_rules_that_contradict_themselves_are_not_set(project, cast):
    with pytest.raises(steps_done.NoSuchRules):
        steps_done.set_rules(project=project, wanted=Rules(fewest=9, most=3), viewer=cast.hedda, today=TODAY)

    kept = steps_done.set_rules(project=project, wanted=Rules(most=9), viewer=cast.hedda, today=TODAY)

    assert kept.rules["most"] == 9


def test_the_list_of_projects_costs_the_same_with_one_and_with_three(project, cast, django_assert_num_queries):
    asked.listed(cast.hedda, today=TODAY)  # who she is here is kept for the day
    with django_assert_num_queries(2):
        asked.listed(cast.hedda, today=TODAY)
    for name in ("Två", "Tre"):
        actions.begin_project(name=name, roles=[cast.leader.pk], owner=cast.hedda, viewer=cast.hedda, today=TODAY)

    with django_assert_num_queries(2):
        found = asked.listed(cast.hedda, today=TODAY)

    assert {row.project.name: row.at for row in found} == {"Kundservice": 1, "Två": 1, "Tre": 1}


def test_the_steps_cost_the_same_with_one_and_with_three_of_everything(project, cast, visit):
    hedda = visit(cast.hedda)
    Profile.objects.create(
        organisation=cast.organisation,
        project=project,
        role=cast.adviser,
        name="Kundrådgivare",
        language="sv",
        made=TODAY,
    )
    for rest in ("", "participants/", "steps/finish/", "rules/"):
        hedda.get(f"/profiles/projects/{project.pk}/{rest}")
    before = {rest: _queries(hedda, project, rest) for rest in ("", "participants/", "steps/finish/", "rules/")}
    for role, person in ((cast.leader, cast.gro), (cast.merchant_adviser, cast.dag)):
        ProjectRole.objects.create(organisation=cast.organisation, project=project, role=role)
        actions.add_participant(project=project, person=person.pk, part="participant", viewer=cast.hedda, today=TODAY)
        Profile.objects.create(
            organisation=cast.organisation, project=project, role=role, name=role.title, language="sv", made=TODAY
        )

    cold = _queries(hedda, project, "")
    for rest in before:
        hedda.get(f"/profiles/projects/{project.pk}/{rest}")
    after = {rest: _queries(hedda, project, rest) for rest in before}

    assert {rest: after[rest] - before[rest] for rest in before} == dict.fromkeys(before, 0)
    assert (cold, after) == (23, {"": 9, "participants/": 8, "steps/finish/": 5, "rules/": 6})


def _queries(browser, project, rest):
    with CaptureQueriesContext(connection) as asked_for:
        browser.get(f"/profiles/projects/{project.pk}/{rest}")
    return len(asked_for)
