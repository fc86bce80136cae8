"""Who may describe the work of a role, and change what is told: the predicate and the query are one rule."""

from datetime import timedelta

import pytest

from stigar.areas import rules
from stigar.areas.models import Task
from stigar.people.models import Duty, Merge, Role
from tests.cast import LONG_AGO, TODAY


@pytest.mark.parametrize(
    ("somebody", "may"),
    [
        ("bo", True),
        ("cai", True),
        ("ada", True),
        ("hedda", True),
        ("dag", False),
        ("gro", False),
        ("ulf", False),
        ("eve", False),
    ],
)
def test_the_work_is_described_by_who_does_it_who_leads_them_and_hr(cast, somebody, may):
    assert rules.may_describe_work(getattr(cast, somebody), cast.adviser.pk, today=TODAY) is may


def test_who_has_a_merged_variant_describes_the_role_it_counts_as(cast):
    senior = Role.objects.create(organisation=cast.organisation, title="Kundrådgivare senior")
    cast.bo.positions.update(role=senior)
    Merge.objects.create(organisation=cast.organisation, gone=senior, kept=cast.adviser)

    assert rules.may_describe_work(cast.bo, cast.adviser.pk, today=TODAY) is True


def test_who_has_left_describes_nothing(cast):
    cast.bo.ended = TODAY.replace(day=1)

    assert rules.may_describe_work(cast.bo, cast.adviser.pk, today=TODAY) is False


def test_of_many_roles_the_describable_are_those_one_may_describe(cast):
    roles = [cast.adviser.pk, cast.leader.pk, cast.merchant_adviser.pk]

    assert rules.describable_roles(cast.bo, roles, today=TODAY) == {cast.adviser.pk}
    assert rules.describable_roles(cast.gro, roles, today=TODAY) == {cast.leader.pk}
    assert rules.describable_roles(cast.hedda, roles, today=TODAY) == set(roles)


@pytest.mark.parametrize("somebody", ["bo", "cai", "ada", "dag", "gro", "hedda", "ulf", "rut", "siv"])
def test_may_change_and_changeable_tell_the_same(cast, somebody):
    viewer = getattr(cast, somebody)
    told = [_told(cast, by, role) for by in (cast.bo, cast.ada) for role in (cast.adviser, cast.leader)]

    one_by_one = {task.pk for task in told if rules.may_change(viewer, task, today=TODAY)}
    viewer_again = type(viewer).objects.get(pk=viewer.pk)

    assert (
        set(rules.changeable(viewer_again, Task.objects.all(), today=TODAY).values_list("pk", flat=True)) == one_by_one
    )


def test_your_own_words_are_yours_a_peer_s_are_not(cast):
    task = _told(cast, cast.bo, cast.adviser)

    assert rules.may_change(cast.bo, task, today=TODAY) is True
    assert rules.may_change(cast.cai, task, today=TODAY) is False
    assert rules.may_change(cast.ada, task, today=TODAY) is True
    assert rules.may_change(cast.dag, task, today=TODAY) is False


def _told(cast, by, role):
    text = f"Svarar i telefon {by.given}"
    return Task.objects.create(organisation=cast.organisation, role=role, text=text, by=by)


@pytest.fixture
def hr_in_service(cast):
    """Ulf is HR in customer service only, where there are advisers and a leader."""
    Duty.objects.create(
        organisation=cast.organisation, person=cast.ulf, kind=Duty.HR, unit=cast.service, begins=LONG_AGO
    )
    return cast.ulf


def test_hr_in_one_unit_describes_the_roles_that_somebody_has_there(cast, hr_in_service):
    cast.dag.positions.update(role=cast.merchant_adviser)
    roles = [cast.adviser.pk, cast.leader.pk, cast.merchant_adviser.pk]

    assert rules.describable_roles(hr_in_service, roles, today=TODAY) == {cast.adviser.pk, cast.leader.pk}
    assert [rules.may_change_all(hr_in_service, role, today=TODAY) for role in roles] == [True, True, False]


def test_hr_in_one_unit_changes_what_is_said_of_its_roles_and_of_no_other(cast, hr_in_service):
    told = [_told(cast, cast.bo, role) for role in (cast.adviser, cast.merchant_adviser)]

    assert list(rules.changeable(hr_in_service, Task.objects.all(), today=TODAY)) == told[:1]
    assert [rules.may_change(hr_in_service, task, today=TODAY) for task in told] == [True, False]


def test_a_variant_in_the_unit_counts_as_the_role_it_was_merged_into(cast, hr_in_service):
    senior = Role.objects.create(organisation=cast.organisation, title="Handlarsupport senior")
    cast.bo.positions.update(role=senior)
    Merge.objects.create(organisation=cast.organisation, gone=senior, kept=cast.merchant_adviser)

    assert rules.may_describe_work(hr_in_service, cast.merchant_adviser.pk, today=TODAY) is True


def test_the_scope_ends_with_the_last_who_has_the_role_there(cast, hr_in_service):
    for person in (cast.bo, cast.cai):
        person.positions.update(ends=TODAY - timedelta(days=1))

    assert rules.describable_roles(hr_in_service, [cast.adviser.pk, cast.leader.pk], today=TODAY) == {cast.leader.pk}


def test_the_scope_ends_with_the_duty(cast, hr_in_service):
    Duty.objects.filter(person=hr_in_service, kind=Duty.HR).update(ends=TODAY - timedelta(days=1))

    assert rules.may_describe_work(hr_in_service, cast.adviser.pk, today=TODAY) is False


def test_hr_in_one_unit_tells_a_task_on_the_page_there_and_nowhere_else(cast, visit, hr_in_service):
    cast.dag.positions.update(role=cast.merchant_adviser)
    there, elsewhere = (f"/work/{role.pk}/tasks/" for role in (cast.adviser, cast.merchant_adviser))

    answers = [
        visit(hr_in_service).post(at, {"text": "Svarar i telefon", "frequency": "daily"}).status_code
        for at in (there, elsewhere)
    ]

    assert (answers, list(Task.objects.values_list("role", flat=True))) == ([302, 404], [cast.adviser.pk])


def test_hr_in_one_unit_still_decides_nothing_for_everyone(cast, hr_in_service):
    assert rules.may_decide_on_areas(hr_in_service, today=TODAY) is False
    assert rules.may_here(hr_in_service, "import the work", today=TODAY) is False
