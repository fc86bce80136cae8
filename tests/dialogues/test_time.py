"""Time set aside for development: how much, from when, instead of what, and whether the plan fits in it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from stigar.dialogues.actions import talks, time
from stigar.dialogues.models import TimeSet
from stigar.dialogues.queries.templates import blocks_of
from stigar.dialogues.queries.time import time_of
from stigar.foundation.policy import Refused
from stigar.levels.actions import plan
from tests.cast import TODAY
from tests.dialogues.changing import new_manager


def _set(cast, hours=2, begins=TODAY, viewer=None, talk=None, less_of="mötena på fredag"):
    return time.set_aside(
        hours=Decimal(hours), less_of=less_of, begins=begins, viewer=viewer or cast.bo, today=TODAY, talk=talk
    )


@pytest.fixture
def talk(cast):
    return talks.open_talk(
        person=cast.bo, reviewer=cast.ada, blocks=blocks_of("short"), language="sv", viewer=cast.ada, today=TODAY
    )


def test_what_held_before_ends_the_day_before(cast):
    _set(cast, 2, TODAY - timedelta(days=30))
    _set(cast, 3)

    told = list(TimeSet.objects.order_by("begins").values_list("hours", "ends"))
    assert told == [(Decimal(2), TODAY - timedelta(days=1)), (Decimal(3), None)]


def test_the_same_day_is_put_right_and_an_earlier_one_refused(cast):
    _set(cast, 2)
    _set(cast, 3)

    with pytest.raises(time.TooEarly):
        _set(cast, 4, TODAY - timedelta(days=1))
    assert list(TimeSet.objects.values_list("hours", flat=True)) == [Decimal(3)]


@pytest.mark.parametrize("hours", ["0", "-1", "41"])
def test_hours_are_more_than_none_and_no_more_than_a_week(cast, hours):
    with pytest.raises(time.WrongHours):
        _set(cast, hours)


def test_the_plan_against_what_is_set_aside(cast):
    told = {"competence": None, "toward": None, "viewer": cast.bo, "today": TODAY}
    for name, hours, day in (("Kurs", 8, TODAY + timedelta(weeks=4)), ("Lyssna", 1, TODAY), ("Läsa", 5, None)):
        plan.add_own(planned=plan.Planned(name=name, hours=Decimal(hours), by_day=day), **told)
    _set(cast, 2)

    found = time_of(cast.bo, own=True, today=TODAY)

    assert (found.plan.week, found.plan.undated, found.short) == (Decimal("3.0"), Decimal(5), Decimal("1.0"))


def test_the_manager_sees_it_without_a_sum_over_the_plan(cast, visit):
    plan.add_own(
        planned=plan.Planned(name="hemlig kurs", hours=Decimal(8), by_day=TODAY), competence=None, toward=None, viewer=cast.bo, today=TODAY
    )  # fmt: skip
    _set(cast)

    page = visit(cast.ada).get(f"/dialogues/people/{cast.bo.pk}/").content.decode()

    assert "mötena på fredag" in page
    assert "hemlig kurs" not in page
    assert "8 timmar" not in page


@pytest.mark.parametrize("who", ["ada", "cai", "dag", "gro", "hedda", "rut", "siv", "ulf", "eve"])
def test_nobody_else_meets_it_elsewhere(cast, visit, who):
    row = _set(cast)
    browser = visit(getattr(cast, who))

    assert "mötena på fredag" not in browser.get("/dialogues/time/").content.decode()
    assert [browser.post(f"/dialogues/time/{row.pk}/{rest}/").status_code for rest in ("end", "return")] == [404, 404]


def test_either_of_the_two_sets_it_in_an_open_dialogue_and_nobody_after(cast, talk):
    for viewer, hours in ((cast.ada, 2), (cast.bo, 3)):
        _set(cast, hours, viewer=viewer, talk=talk)
    told = [(row.person, row.hours, row.by) for row in TimeSet.objects.all()]
    new_manager(cast, cast.dag)

    with pytest.raises(Refused):
        _set(cast, 4, viewer=cast.ada, talk=talk)
    assert told == [(cast.bo, Decimal(3), cast.bo)]


def test_it_is_set_ended_and_taken_up_again_on_the_page(cast, visit, talk):
    bo = visit(cast.bo)
    sent = {"hours": "1,5", "begins": "2026-11-20", "less_of": "rapporterna"}

    answers = [
        bo.post("/dialogues/time/", sent).status_code,
        bo.post("/dialogues/time/", {**sent, "hours": "x"}).status_code,
    ]
    row = TimeSet.objects.get()
    bo.post(f"/dialogues/time/{row.pk}/end/")
    ended = TimeSet.objects.get().ends
    bo.post(f"/dialogues/time/{row.pk}/return/")
    in_talk = visit(cast.ada).post(f"/dialogues/{talk.pk}/time/", {**sent, "hours": "2", "begins": "2026-12-01"})

    page = bo.get("/dialogues/time/").content.decode()
    assert (answers, row.hours, ended is None, in_talk.status_code) == ([302, 422], Decimal("1.5"), False, 302)
    assert [one.begins for one in TimeSet.objects.order_by("begins")] == [date(2026, 11, 20), date(2026, 12, 1)]
    assert "rapporterna" in page
