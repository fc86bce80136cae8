"""A goal: one's own words, asked five questions, followed, shared when one likes, agreed in a dialogue."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from django.db import connection

from stigar.dialogues.actions import goals, signing, talks
from stigar.dialogues.models import Goal, Milestone, Signature, Tick
from stigar.dialogues.queries import goals as queries
from stigar.dialogues.queries.goals import Draft, Step
from stigar.dialogues.queries.templates import blocks_of
from stigar.foundation.models import JournalEntry
from stigar.foundation.policy import Refused
from stigar.people.models import Position
from tests.cast import TODAY

SECRET = "lugnakunden"
HOLLOW = "Jag vill bli bättre på att lyssna"


def _draft(text=HOLLOW, **more):
    return Draft(text, "sv", TODAY, **more)


def _counted(**more):
    told = {
        "text": f"Ringa tillbaka till {SECRET}", "counts": "samtal", "unit": "samtal", "baseline": Decimal(6), "target": Decimal(9),
        "ends": TODAY + timedelta(weeks=12), "attractive": 5,
        "steps": (Step(TODAY + timedelta(weeks=4), "sju", Decimal(7)), Step(TODAY + timedelta(weeks=8), "åtta", Decimal(8))),
    } | more  # fmt: skip
    return _draft(**told)


@pytest.fixture
def goal(cast):
    return goals.write(draft=_counted(plan=f"När {SECRET} ringer, då svarar jag"), viewer=cast.bo, today=TODAY)


@pytest.fixture
def talk(cast):
    return talks.open_talk(
        person=cast.bo, reviewer=cast.ada, blocks=blocks_of("yearly"), language="sv", viewer=cast.ada, today=TODAY
    )


def _minus(cast, goal, told, visit):
    return visit(cast.bo).post(f"/dialogues/goals/{goal.pk}/ticks/", {"value": told}, follow=True)


def test_less_than_none_is_not_ticked(cast, goal, visit):
    answer = _minus(cast, goal, "-3", visit)

    assert (answer.status_code, Tick.objects.count()) == (200, 0)
    with pytest.raises(goals.BelowNothing):
        goals.tick(goal=goal, value=Decimal(-1), viewer=cast.bo, today=TODAY)


def test_a_goal_below_zero_is_ticked_below_zero(cast, visit):
    goal = goals.write(draft=_counted(baseline=Decimal(-6), target=Decimal(0)), viewer=cast.bo, today=TODAY)

    _minus(cast, goal, "-3", visit)

    assert Tick.objects.get().value == -3


def _take(draft, code):
    return queries.taken_in(draft, code, history=(), today=TODAY)


def _codes(draft):
    return {offer.code for one in queries.answers(draft, history=(), today=TODAY).questions for offer in one.offers}


def test_what_is_missing_is_named_and_an_offer_is_taken_in(cast):
    draft = _draft()
    for code in ("vague", "no_last_day", "no_milestones", "plan"):
        draft = _take(draft, code)

    assert _codes(_draft()) == {"vague", "nothing_counted", "unanswered", "no_last_day", "no_milestones"}
    assert _codes(draft) & {"vague", "nothing_counted", "no_last_day", "no_milestones"} == set()
    assert draft.plan.startswith("När …")


def test_milestones_that_are_offered_are_never_more_than_four_weeks_apart(cast):
    draft = _take(_draft(ends=date(2027, 5, 1)), "no_milestones")

    days = [TODAY, *(one.day for one in draft.steps), date(2027, 5, 1)]
    assert max((later - earlier).days for earlier, later in pairwise(days)) <= 28


def test_an_offer_nobody_made_changes_nothing(cast):
    assert _take(_draft(), "nonsense") == _draft()


def test_the_words_lie_sealed_in_the_database(cast, goal):
    goals.write(draft=_counted(counts=f"samtal med {SECRET}", unit=SECRET), viewer=cast.bo, today=TODAY)

    with connection.cursor() as cursor:
        cursor.execute("SELECT text, plan, counts, unit FROM dialogues_goal")
        assert SECRET not in str(cursor.fetchall())
    assert set(Goal.objects.values_list("counts", "unit")) == {("samtal", "samtal"), (f"samtal med {SECRET}", SECRET)}


def test_what_was_told_of_the_same_measure_is_found_however_it_is_written(cast, goal):
    other = goals.write(draft=_counted(counts="Återköp"), viewer=cast.bo, today=TODAY)
    of_another = goals.write(draft=_counted(), viewer=cast.ada, today=TODAY)
    for row, viewer, value in ((goal, cast.bo, 7), (other, cast.bo, 3), (of_another, cast.ada, 9)):
        goals.tick(goal=row, value=Decimal(value), viewer=viewer, today=TODAY)

    found = {
        asked: [value for _day, value in queries.history_of(cast.bo, asked)]
        for asked in ("Samtal ", "ÅTERKÖP", "annat", "")
    }

    assert found == {"Samtal ": [7.0], "ÅTERKÖP": [3.0], "annat": [], "": []}


def test_a_tick_told_again_is_put_right_and_a_milestone_is_reached_with_it(cast, goal):
    goals.tick(goal=goal, value=Decimal(6), viewer=cast.bo, today=TODAY)
    reached = goals.tick(goal=goal, value=Decimal(7), viewer=cast.bo, today=TODAY)

    assert [one.text for one in reached] == ["sju"]
    assert list(Tick.objects.values_list("day", "value")) == [(date(2026, 11, 16), Decimal(7))]
    assert list(Milestone.objects.order_by("day").values_list("reached_on", flat=True)) == [TODAY, None]


def test_a_milestone_keeps_that_it_was_reached_when_the_goal_is_written_on(cast, goal):
    goals.tick(goal=goal, value=Decimal(7), viewer=cast.bo, today=TODAY)
    goals.write(draft=_counted(text="Ringa tillbaka samma dag"), goal=goal, turn=1, viewer=cast.bo, today=TODAY)

    assert list(Milestone.objects.order_by("day").values_list("reached_on", flat=True)) == [TODAY, None]


def test_what_was_written_on_another_screen_is_not_written_over(cast, goal):
    goals.write(draft=_counted(text="Från telefonen"), goal=goal, turn=1, viewer=cast.bo, today=TODAY)

    with pytest.raises(talks.NewerElsewhere):
        goals.write(draft=_counted(text="Från datorn"), goal=goal, turn=1, viewer=cast.bo, today=TODAY)

    assert Goal.objects.get().text == "Från telefonen"


@pytest.mark.parametrize("other", ["ada", "cai", "gro", "hedda", "eve"])
def test_nobody_does_anything_with_somebody_elses_goal(cast, goal, other):
    goals.share(goal=goal, shared=True, viewer=cast.bo, today=TODAY)
    viewer = getattr(cast, other)

    for deed in (goals.put_down, goals.pick_up, goals.take_out):
        with pytest.raises(Refused):
            deed(goal=goal, viewer=viewer, today=TODAY)
    with pytest.raises(Refused):
        goals.tick(goal=goal, value=Decimal(1), viewer=viewer, today=TODAY)
    with pytest.raises(Refused):
        goals.write(draft=_draft(), goal=goal, turn=1, viewer=viewer, today=TODAY)


def _read(cast, visit, goal, *names):
    pages = ("/dialogues/goals/", f"/dialogues/goals/{goal.pk}/", "/dialogues/", "/home/")
    return {
        name for name in names if any(SECRET in visit(getattr(cast, name)).get(page).content.decode() for page in pages)
    }


EVERYONE = ("bo", "ada", "cai", "dag", "gro", "hedda", "ulf", "rut", "siv", "eve")


def test_a_goal_is_ones_own_until_it_is_shared_and_again_when_it_is_not(cast, visit, goal):
    alone = _read(cast, visit, goal, *EVERYONE)
    goals.share(goal=goal, shared=True, viewer=cast.bo, today=TODAY)
    shared = _read(cast, visit, goal, *EVERYONE)
    goals.share(goal=goal, shared=False, viewer=cast.bo, today=TODAY)

    assert (alone, shared, _read(cast, visit, goal, *EVERYONE)) == ({"bo"}, {"bo", "ada"}, {"bo"})


def test_the_person_is_told_that_the_manager_has_read_it(cast, visit, goal):
    goals.share(goal=goal, shared=True, viewer=cast.bo, today=TODAY)
    visit(cast.ada).get(f"/dialogues/goals/{goal.pk}/")

    assert JournalEntry.objects.looks().about(cast.bo.pk).get().verb == "read a goal"


def test_who_led_somebody_reads_their_goals_no_more(cast, visit, goal):
    goals.share(goal=goal, shared=True, viewer=cast.bo, today=TODAY)
    Position.objects.filter(person=cast.bo).update(manager=cast.dag)

    assert _read(cast, visit, goal, "ada", "dag") == {"dag"}


def test_a_goal_agreed_in_a_dialogue_is_signed_with_the_rest_and_its_words_stand(cast, goal, talk):
    for viewer in (cast.bo, cast.ada):
        talks.hand_in(talk=talk, viewer=viewer, today=TODAY)
    signing.write_summary(talk=talk, text="Vi ser det lika.", turn=0, viewer=cast.ada, today=TODAY)
    signing.sign(talk=talk, digest=signing.digest_of(talk), viewer=cast.ada, today=TODAY)
    goals.agree(goal=goal, talk=talk, viewer=cast.bo, today=TODAY)

    asked_again = not Signature.objects.filter(taken_away_at=None).exists()
    for viewer in (cast.bo, cast.ada):
        signing.sign(talk=talk, digest=signing.digest_of(talk), viewer=viewer, today=TODAY)
    with pytest.raises(goals.Signed):
        goals.write(draft=_draft(), goal=goal, turn=1, viewer=cast.bo, today=TODAY)
    assert asked_again
    assert goals.tick(goal=goal, value=Decimal(6), viewer=cast.bo, today=TODAY) == []


def test_a_goal_does_not_go_into_somebody_elses_dialogue(cast, talk):
    mine = goals.write(draft=_draft(), viewer=cast.cai, today=TODAY)

    with pytest.raises(Refused):
        goals.agree(goal=mine, talk=talk, viewer=cast.cai, today=TODAY)


def test_a_manager_brings_a_goal_of_their_own_and_the_others_manager_does_not_get_it(cast, visit, talk):
    mine = goals.write(draft=_counted(), viewer=cast.ada, today=TODAY)
    goals.agree(goal=mine, talk=talk, viewer=cast.ada, today=TODAY)
    for viewer in (cast.bo, cast.ada):
        talks.hand_in(talk=talk, viewer=viewer, today=TODAY)

    room = visit(cast.bo).get(f"/dialogues/{talk.pk}/?part=end").content.decode()
    assert (SECRET in room, _read(cast, visit, mine, "gro")) == (True, set())


def test_goals_that_read_the_same_are_noticed_where_both_may_be_read(cast, visit):
    for viewer in (cast.bo, cast.cai):
        one = goals.write(draft=_draft("Jag ringer fem kunder om dagen"), viewer=viewer, today=TODAY)
        goals.share(goal=one, shared=viewer == cast.bo, viewer=viewer, today=TODAY)
    words = "These goals read almost the same"
    before = words in visit(cast.ada).get("/dialogues/goals/", headers={"accept-language": "en"}).content.decode()
    goals.share(goal=one, shared=True, viewer=cast.cai, today=TODAY)

    visible = queries.alike(cast.ada, today=TODAY)
    own = queries.alike(cast.bo, today=TODAY)
    assert (before, [len(group) for group in visible], own) == (False, [2], [])


def test_put_down_and_picked_up_again_it_is_as_it_was(cast, visit, goal):
    page = visit(cast.bo)
    page.post(f"/dialogues/goals/{goal.pk}/removal/")
    down = Goal.objects.get().put_down_on
    page.post(f"/dialogues/goals/{goal.pk}/return/")

    assert (down is None, Goal.objects.get().put_down_on) == (False, None)


def _typed(**more):
    return {
        "text": HOLLOW, "language": "sv", "begins": "2026-11-20", "rhythm": "week", "step-day": "", "step-text": "", "step-value": "",
    } | more  # fmt: skip


def test_a_goal_is_written_without_a_script_with_an_offer_taken_in_on_the_way(cast, visit):
    page = visit(cast.bo)
    taken = page.post("/dialogues/goals/new/", _typed(take="vague"))
    none_yet = Goal.objects.count()
    kept = page.post("/dialogues/goals/new/", _typed(text="Jag lyssnar klart"))

    assert (taken.status_code, HOLLOW in taken.content.decode(), none_yet, kept.status_code) == (200, True, 0, 302)
    assert "efteråt skriver jag ner" in taken.content.decode()
    assert Goal.objects.get().text == "Jag lyssnar klart"


def test_the_questions_are_asked_while_one_writes_and_nothing_is_kept(cast, visit):
    answer = visit(cast.bo).post("/dialogues/goals/questions/", _typed())

    assert ("vague" in answer.content.decode(), Goal.objects.count()) == (True, 0)


@pytest.mark.parametrize(
    "wrong", [{"text": ""}, {"ends": "2020-01-01"}, {"step-day": "x"}, {"step-day": "2026-12-01", "step-value": "NaN"}, {"target": "x"}]
)  # fmt: skip
def test_what_cannot_be_read_is_shown_again_and_nothing_is_kept(cast, visit, wrong):
    answer = visit(cast.bo).post("/dialogues/goals/new/", _typed(**wrong))

    assert (answer.status_code, Goal.objects.count()) == (422, 0)


def test_a_goal_is_ticked_on_the_page_of_dialogues(cast, visit, goal):
    page = visit(cast.bo)
    shown = f"/dialogues/goals/{goal.pk}/ticks/" in page.get("/dialogues/").content.decode()
    answer = page.post(f"/dialogues/goals/{goal.pk}/ticks/", {"value": "7,5", "back": "/dialogues/"})

    assert (shown, answer.url, Tick.objects.get().value) == (True, "/dialogues/", Decimal("7.5"))


def test_one_alone_is_not_said_in_the_plural(cast, visit):
    steps = (
        Step(TODAY + timedelta(weeks=4), "den första", Decimal(1)),
        Step(TODAY + timedelta(weeks=8), "", Decimal(2)),
    )
    goal = goals.write(
        draft=_counted(unit="terminaler", counts="", baseline=Decimal(0), target=Decimal(3), steps=steps), viewer=cast.bo,
        today=TODAY,
    )  # fmt: skip
    page = visit(cast.bo)
    page.post(f"/dialogues/goals/{goal.pk}/ticks/", {"value": "1"})

    shown = page.get(f"/dialogues/goals/{goal.pk}/").content.decode()

    assert ("· 1 ·" in shown, "· 2 terminaler" in shown, "1 av 3 terminaler" in shown) == (True, True, True)
    assert "1 terminaler" not in shown


def test_a_share_is_not_said_twice(cast, visit):
    goal = goals.write(draft=_counted(unit="av tio"), viewer=cast.bo, today=TODAY)
    page = visit(cast.bo)
    page.post(f"/dialogues/goals/{goal.pk}/ticks/", {"value": "7"})

    shown = page.get(f"/dialogues/goals/{goal.pk}/").content.decode()

    assert ("7 av 9 av tio" in shown, "· 8 av tio" in shown) == (False, True)


def test_a_way_back_is_never_out_of_the_house(cast, visit, goal):
    answer = visit(cast.bo).post(f"/dialogues/goals/{goal.pk}/ticks/", {"value": "7", "back": "https://x.example/"})

    assert answer.url == f"/dialogues/goals/{goal.pk}/"


def test_one_goal_and_three_take_as_many_questions(cast, visit, goal, django_assert_num_queries):
    page = visit(cast.bo)
    page.get("/dialogues/goals/")
    with django_assert_num_queries(8):
        page.get("/dialogues/goals/")
    for _ in range(2):
        goals.write(draft=_counted(), viewer=cast.bo, today=TODAY)
    with django_assert_num_queries(8):
        page.get("/dialogues/goals/")
