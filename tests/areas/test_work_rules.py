"""Who may describe the work of a role, and change what is told: the predicate and the query are one rule."""

import pytest

from stigar.areas import rules
from stigar.areas.models import Task
from stigar.people.models import Merge, Role
from tests.cast import TODAY


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
