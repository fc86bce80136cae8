"""When somebody gets a new manager: what goes along, what does not, and that the person sees the same."""

from datetime import timedelta

import pytest

from stigar.dialogues.actions import goals, reflections, talks
from stigar.dialogues.models import Talk
from stigar.dialogues.queries.goals import Draft
from stigar.dialogues.queries.templates import blocks_of
from stigar.dialogues.queries.waiting import waits_between_two
from tests.cast import TODAY
from tests.dialogues.changing import new_manager, signed

GIVEN = ("senaste sammanfattningen", "senaste löftet", "ett avtalat mål")
KEPT_BACK = (
    "äldre sammanfattning", "äldre löfte", "bos förberedelse", "adas förberedelse", "bos anteckning", "adas anteckning", "bos delade",
    "adas delade", "ett eget mål", "bos tanke",
)  # fmt: skip


@pytest.fixture
def history(cast):
    """Two signed dialogues of Bo and Ada, a goal agreed in the last, a goal and a reflection that are his alone; then Dag leads him."""
    first = signed(cast, summary="äldre sammanfattning", agreed="äldre löfte")
    talks.mark_done(agreed=first.agreed.get(), done=True, viewer=cast.ada, today=TODAY)  # what is not done comes along
    last = signed(cast, summary="senaste sammanfattningen", agreed="senaste löftet", goal="ett avtalat mål")
    goals.write(draft=Draft("ett eget mål", "sv", TODAY), viewer=cast.bo, today=TODAY)
    reflections.keep(pieces=[reflections.Piece("Vad?", "bos tanke")], viewer=cast.bo, today=TODAY)
    new_manager(cast, cast.dag)
    return last


def test_a_new_manager_reads_what_was_agreed_and_nothing_of_the_history(cast, visit, history):
    page = visit(cast.dag).get(f"/dialogues/people/{cast.bo.pk}/").content.decode()

    assert [words in page for words in GIVEN] == [True] * len(GIVEN)
    assert [words for words in KEPT_BACK if words in page] == []


def test_the_person_sees_exactly_what_the_new_manager_does(cast, visit, history):
    page = visit(cast.bo).get("/dialogues/handover/").content.decode()

    assert "Dag" in page
    assert [words in page for words in GIVEN] == [True] * len(GIVEN)
    assert [words for words in KEPT_BACK if words in page] == []


def test_before_it_happens_the_person_sees_what_the_next_would_be_given(cast, visit):
    signed(cast, summary="senaste sammanfattningen", agreed="senaste löftet", goal="ett avtalat mål")

    page = visit(cast.bo).get("/dialogues/handover/").content.decode()

    assert [words in page for words in GIVEN] == [True] * len(GIVEN)
    assert "adas anteckning" not in page


@pytest.mark.parametrize("who", ["ada", "cai", "gro", "hedda", "rut", "siv", "ulf", "eve"])
def test_nobody_else_gets_the_page(cast, visit, history, who):
    assert visit(getattr(cast, who)).get(f"/dialogues/people/{cast.bo.pk}/").status_code == 404


def test_what_the_former_manager_keeps_of_their_own_goals_goes_along_with_nobody(cast, visit):
    talk = talks.open_talk(
        person=cast.bo, reviewer=cast.ada, blocks=blocks_of("yearly"), language="sv", viewer=cast.ada, today=TODAY
    )
    own = goals.write(draft=Draft("adas eget mål", "sv", TODAY), viewer=cast.ada, today=TODAY)
    goals.agree(goal=own, talk=talk, viewer=cast.ada, today=TODAY)
    Talk.objects.filter(pk=talk.pk).delete()
    last = signed(cast)
    goals.Goal.objects.filter(pk=own.pk).update(talk=last)
    new_manager(cast, cast.dag)

    assert "adas eget mål" not in visit(cast.dag).get(f"/dialogues/people/{cast.bo.pk}/").content.decode()


def test_that_it_was_read_is_written_down_and_home_tells_once(cast, visit, history):
    dag, address = visit(cast.dag), f"/dialogues/people/{cast.bo.pk}/"

    before = [one.other for one in waits_between_two(cast.dag, today=TODAY).taken_over]
    told = address in dag.get("/home/").content.decode()
    dag.get(address)
    after = waits_between_two(cast.dag, today=TODAY).taken_over

    assert (before, told, after) == (["Bo Test"], True, ())
    assert "Dag Test" in visit(cast.bo).get("/account/looks/").content.decode()


def test_who_was_back_after_a_few_days_has_not_come_to_lead_them(cast):
    new_manager(cast, cast.dag, begins=TODAY - timedelta(days=10))
    new_manager(cast, cast.ada)

    assert waits_between_two(cast.ada, today=TODAY).taken_over == ()


def test_a_dialogue_left_open_by_a_manager_who_went_is_closed_by_the_person(cast, visit):
    talk = talks.open_talk(
        person=cast.bo, reviewer=cast.ada, blocks=blocks_of("yearly"), language="sv", viewer=cast.ada, today=TODAY
    )
    bo, address = visit(cast.bo), f"/dialogues/{talk.pk}/closing/"

    too_early = bo.post(address).status_code
    new_manager(cast, cast.dag)
    others = [visit(getattr(cast, who)).post(address).status_code for who in ("ada", "dag", "hedda")]
    offered = address in bo.get("/dialogues/handover/").content.decode()
    closed = bo.post(address).status_code

    talk.refresh_from_db()
    assert (too_early, others, offered, closed, talk.closed_at is None) == (404, [404, 404, 404], True, 302, False)
