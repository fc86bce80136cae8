"""Afterwards: how secure people feel is only seen together, use is counted without names, and a changed ground is noticed."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from stigar.areas.actions.work import tell_task
from stigar.areas.models import Map
from stigar.foundation.policy import Refused
from stigar.people.models import Merge, Person, Position, Role
from stigar.profiles.actions import following as actions
from stigar.profiles.actions import projects as projects_done
from stigar.profiles.models import Approval, Confidence, Ending, Participant, Profile, Use, Version
from stigar.profiles.queries import following as asked
from stigar.profiles.queries import projects, time_frame
from tests.cast import LONG_AGO, TODAY
from tests.profiles import finished


@pytest.fixture
def pulse(project, cast):
    return actions.ask_confidence(project=project, threshold=Decimal(4), viewer=cast.hedda, today=TODAY)


@pytest.fixture
def approved(project, cast):
    held = {"organisation": cast.organisation}
    profile = Profile.objects.create(
        **held, project=project, role=cast.adviser, name="Kundrådgivare", language="sv", made=TODAY
    )
    version = Version.objects.create(**held, profile=profile, number=1, content={}, digest="d" * 64, at=timezone.now())
    Approval.objects.create(**held, version=version, at=timezone.now() - timedelta(hours=1))
    return profile


def _advisers(cast, number):
    for place in range(number):
        person = Person.objects.create(
            organisation=cast.organisation, number=f"k{place}", given=f"K{place}", started=LONG_AGO
        )
        Position.objects.create(organisation=cast.organisation, person=person, role=cast.adviser, begins=LONG_AGO)
        yield person


def _answer(pulse, people, answers):
    for person, answer in zip(people, answers, strict=True):
        actions.answer_confidence(pulse=pulse, answer=answer, viewer=person, today=TODAY)


def test_four_answers_show_nothing_and_the_fifth_shows_five(project, cast, pulse):
    people = list(_advisers(cast, 6))
    _answer(pulse, people[:4], [5, 5, 5, 5])
    four = asked.rounds(project, today=TODAY)[0]

    _answer(pulse, people[4:], [4, 1])
    six = asked.rounds(project, today=TODAY)[0]

    assert (four.people, four.mean, four.shown) == (0, None, {})
    assert (six.people, six.mean) == (5, Decimal("4.8"))
    assert six.shown == {}  # how many gave each answer comes when the round is over


def test_a_project_ends_when_people_feel_as_secure_as_was_set_and_its_profiles_are_approved(project, cast, pulse):
    people = list(_advisers(cast, 5))
    with pytest.raises(projects_done.StillLacking):
        projects_done.end_project(project=project, kind=Ending.SECURE, viewer=cast.hedda, today=TODAY)
    finished.approved(cast, project)
    projects_done.finish_step(project=project, number=7, viewer=cast.hedda, today=TODAY)
    with pytest.raises(projects_done.NotSecureYet):
        projects_done.end_project(project=project, kind=Ending.SECURE, viewer=cast.hedda, today=TODAY)
    _answer(pulse, people, [4, 4, 4, 4, 4])

    projects_done.end_project(project=project, kind=Ending.SECURE, viewer=cast.hedda, today=TODAY)

    project.refresh_from_db()
    assert (project.ended, projects.steps(project, today=TODAY)[8].lacking) == (TODAY, ())


def test_too_little_confidence_is_missing_in_the_last_step(project, cast, pulse):
    _answer(pulse, list(_advisers(cast, 5)), [3, 4, 4, 4, 4])

    assert [one.code for one in projects.steps(project, today=TODAY)[8].lacking] == ["confidence"]


def test_an_answer_is_given_once_in_time_and_by_those_asked(cast, pulse):
    actions.answer_confidence(pulse=pulse, answer=4, viewer=cast.bo, today=TODAY)

    with pytest.raises(actions.AnsweredAlready):
        actions.answer_confidence(pulse=pulse, answer=1, viewer=cast.bo, today=TODAY)
    with pytest.raises(Refused):
        actions.answer_confidence(pulse=pulse, answer=4, viewer=cast.dag, today=TODAY)
    with pytest.raises(Refused):
        actions.answer_confidence(pulse=pulse, answer=4, viewer=cast.cai, today=TODAY + timedelta(days=15))
    assert Confidence.objects.count() == 1


def test_one_round_at_a_time(project, cast, pulse):
    with pytest.raises(actions.PulseOpen):
        actions.ask_confidence(project=project, threshold=Decimal(4), viewer=cast.hedda, today=TODAY)


def test_use_is_counted_by_month_without_names(approved, project):
    for kind in ("read", "read", "guide"):
        actions.count_use(profile=approved, kind=kind, today=TODAY)

    assert asked.followed(project, today=TODAY)[0].uses == {"read": 2, "guide": 1}
    assert {field.name for field in Use._meta.fields} == {"id", "organisation", "profile", "month", "kind", "times"}


def test_a_profile_is_old_after_a_year_and_notices_that_the_work_has_changed(approved, project, cast):
    before = asked.followed(project, today=TODAY)[0]

    tell_task(role_id=cast.adviser.pk, text="Svarar i chatten", viewer=cast.bo, today=TODAY)
    after = asked.followed(project, today=TODAY + timedelta(days=400))[0]

    assert (before.work_changed, before.map_changed, before.old) == (False, False, False)
    assert (after.work_changed, after.old) == (True, True)


def test_managers_of_the_roles_are_those_who_learn(project, cast):
    before = projects.steps(project, today=TODAY)[7].lacking

    actions.learn(guide="hiring", viewer=cast.ada, today=TODAY)
    actions.learn(guide="hiring", viewer=cast.ada, today=TODAY)

    assert [(one.code, one.n, one.of) for one in before] == [("learned", 1, 1)]
    assert asked.learners(project, today=TODAY) == ({cast.ada.pk}, {cast.ada.pk})
    assert projects.steps(project, today=TODAY)[7].lacking == ()


def test_what_would_make_a_wish_realistic_is_worked_out():
    given = {"begins": TODAY, "roles": 6, "people": 12, "workshops": 12}
    likely = time_frame.estimate(**given).days[1]

    fits = time_frame.advice(likely, **given)
    early = time_frame.advice(TODAY + timedelta(weeks=8), **given)

    assert (fits.verdict, early.verdict, early.later) == ("fits", "unrealistic", likely)
    assert early.fewer_roles
    fewer = time_frame.proposed_workshops(early.fewer_roles, 12)
    sooner = time_frame.estimate(begins=TODAY, roles=early.fewer_roles, people=12, workshops=fewer)
    assert sooner.days[1] <= TODAY + timedelta(weeks=8)


def test_reading_an_approved_profile_is_counted_without_saying_who(project, cast, visit):
    profile = finished.approved(cast, project).profile
    seen = visit(cast.dag).get(f"/profiles/{profile.pk}/").status_code
    visit(cast.hedda).get(f"/profiles/{profile.pk}/")

    assert seen == 200
    assert list(Use.objects.values_list("kind", "times")) == [("read", 1)]  # who makes it is not counted


def test_all_nine_steps_are_gone_through_to_the_end(project, cast):
    finished.approved(cast, project)
    actions.learn(guide="hiring", viewer=cast.ada, today=TODAY)
    pulse = actions.ask_confidence(project=project, threshold=Decimal(4), viewer=cast.hedda, today=TODAY)
    _answer(pulse, list(_advisers(cast, 5)), [4, 4, 5, 5, 4])

    lacking = {step.key: step.lacking for step in projects.steps(project, today=TODAY) if step.lacking}
    for number in (7, 8, 9):
        projects_done.finish_step(project=project, number=number, viewer=cast.hedda, today=TODAY)
    projects_done.end_project(project=project, kind=Ending.SECURE, viewer=cast.hedda, today=TODAY)

    assert lacking == {}
    assert [step.state for step in projects.steps(project, today=TODAY)] == ["done"] * 9


def _drawn(cast, *areas):
    """A map on which these roles stand together."""
    told = [{"key": str(at), "roles": [{"role": str(role.pk)} for role in roles]} for at, roles in enumerate(areas)]
    return Map.objects.create(
        organisation=cast.organisation, resolution=1.0, fingerprint="f", answer={"areas": told}, by=cast.hedda
    )


def test_a_new_map_says_nothing_while_the_same_roles_stand_together(project, cast):
    _drawn(cast, [cast.adviser, cast.leader], [cast.merchant_adviser])
    finished.approved(cast, project)

    _drawn(cast, [cast.merchant_adviser], [cast.leader, cast.adviser])
    alike = asked.followed(project, today=TODAY)[0].map_changed
    _drawn(cast, [cast.merchant_adviser, cast.leader, cast.adviser])

    assert (alike, asked.followed(project, today=TODAY)[0].map_changed) == (False, True)


def test_the_first_map_of_all_changes_nothing_under_a_profile(project, cast):
    finished.approved(cast, project)

    _drawn(cast, [cast.adviser])

    assert asked.followed(project, today=TODAY)[0].map_changed is False


def test_a_round_waits_for_exactly_those_it_asks_and_who_have_not_answered(project, cast, pulse):
    """The two ways to the same people: from the round to all of them, and from one person to the rounds that wait."""
    held = {"organisation": cast.organisation}
    variant = Role.objects.create(**held, title="Kundradgivare", language="sv")
    Merge.objects.create(**held, kept=cast.adviser, gone=variant)
    merged, gone, led_beside = (
        Person.objects.create(**held, number=f"m{place}", given=given, started=LONG_AGO, ended=ended)
        for place, (given, ended) in enumerate((("Mai", None), ("Nils", TODAY - timedelta(days=1)), ("Ola", None)))
    )
    for person, role, more in (
        (merged, variant, {"manager": cast.siv}),
        (gone, cast.adviser, {"manager": cast.rut}),
        (led_beside, cast.leader, {"manager": cast.dag}),
        (led_beside, cast.adviser, {"ends": TODAY + timedelta(days=9)}),
        (cast.gro, cast.adviser, {"ends": TODAY - timedelta(days=1)}),
    ):
        Position.objects.create(**held, person=person, role=role, **{"begins": LONG_AGO, **more})
    Participant.objects.filter(person=cast.ulf).update(left=TODAY)
    everybody = list(Person.objects.here(TODAY))

    waits = {one.given for one in everybody if asked.asked(one, today=TODAY) == [pulse]}
    _answer(pulse, [cast.bo], [4])

    assert waits == {one.given for one in everybody if one.pk in asked.asked_of(project, today=TODAY)}
    assert waits == {"Ada", "Bo", "Cai", "Dag", "Hedda", "Mai", "Ola", "Siv"}
    assert asked.asked(cast.bo, today=TODAY) == []
