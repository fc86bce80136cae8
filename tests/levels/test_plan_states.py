"""What HR sees of a plan: when it has said why, that something is planned and for what, and never the words."""

from datetime import timedelta
from decimal import Decimal

import pytest

from stigar.levels import rules
from stigar.levels.actions import sharing
from stigar.levels.models import Activity
from tests.cast import TODAY

SECRET, OWN = "sommarbrev-5512", "eget-8820"


@pytest.fixture
def visit(visit_in_english):
    """These read the pages' words in English."""
    return visit_in_english


@pytest.fixture
def planned(cast, books):
    """Bo shows his manager one activity, and keeps one for himself."""
    held = {"organisation": cast.organisation, "person": cast.bo, "at": "2026-11-01T09:00+00:00", "hours": Decimal(6)}
    words = {"name": SECRET, "text": SECRET, "who": SECRET, "where": SECRET}
    Activity.objects.create(
        **held, **words, competence_id=books["listening"], shared=True, by_day=TODAY + timedelta(days=9)
    )
    Activity.objects.create(**held, name=OWN, competence_id=books["writing"])


def test_hr_with_a_reason_reads_for_what_and_how_long_and_no_words(cast, visit, planned):
    hedda, page = visit(cast.hedda), f"/competence/people/{cast.bo.pk}/"
    before = hedda.get(page).content.decode()
    sharing.open_for_hr(person=cast.bo, why="Bo har bett om hjälp", viewer=cast.hedda, today=TODAY)

    told = hedda.get(page).content.decode()

    assert ("in the plan" in before, "1 activity in the plan" in told) == (False, True)
    assert [secret for secret in (SECRET, OWN) if secret in before + told] == []


@pytest.mark.parametrize("who", ["bo", "ada", "cai", "gro", "dag", "ulf", "rut", "hedda", "eve"])
def test_nobody_else_is_told_states(cast, planned, who):
    viewer = getattr(cast, who)

    assert not rules.visible_plan_states(cast.bo, rules.grounds(viewer, cast.bo, today=TODAY)).exists()
