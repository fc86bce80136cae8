"""What is shown to a coach: goals the manager reads too, the summary signed last, roles of interest; and what the coach says of a goal."""

from datetime import timedelta

import pytest

from stigar.dialogues import privacy
from stigar.dialogues.actions import comments, goals, signing, talks
from stigar.dialogues.models import Comment, Goal
from stigar.dialogues.queries.goals import Draft
from stigar.dialogues.queries.shown import shown
from stigar.dialogues.queries.templates import blocks_of
from stigar.foundation.models import JournalEntry
from stigar.foundation.policy import Refused
from stigar.levels.actions import sharing
from stigar.levels.models import CareerInterest, SharedWith
from stigar.people.models import Role
from tests.cast import TODAY

OPEN, ALONE, SUMMARY, LATER, SAID = "malet-syns-11", "malet-eget-22", "underskrivet-33", "senare-44", "sagt-55"
OTHERS = ("ada", "dag", "gro", "hedda", "ulf", "rut", "siv", "eve")


def _goal(cast, text, *, shared):
    made = goals.write(draft=Draft(text, "sv", TODAY), viewer=cast.bo, today=TODAY)
    goals.share(goal=made, shared=shared, viewer=cast.bo, today=TODAY)
    return made


def _sign(talk, *viewers):
    for viewer in viewers:
        signing.sign(talk=talk, digest=signing.digest_of(talk), viewer=viewer, today=TODAY)


def _signed(cast, words):
    made = talks.open_talk(
        person=cast.bo, reviewer=cast.ada, blocks=blocks_of("yearly"), language="sv", viewer=cast.bo, today=TODAY
    )
    for viewer in (cast.bo, cast.ada):
        talks.hand_in(talk=made, viewer=viewer, today=TODAY)
    made.refresh_from_db()
    signing.write_summary(talk=made, text=words, turn=0, viewer=cast.bo, today=TODAY)
    _sign(made, cast.bo, cast.ada)
    return made


@pytest.fixture
def goal(cast):
    _goal(cast, ALONE, shared=False)
    return _goal(cast, OPEN, shared=True)


@pytest.fixture
def talk(cast):
    return _signed(cast, SUMMARY)


def _share(cast, *parts, reader=None):
    return sharing.share(reader=reader or cast.cai, viewer=cast.bo, today=TODAY, parts=parts)


def _read(cast, visit, who, row, goal):
    """All that somebody can open of it, in one text."""
    pages = (
        f"/dialogues/shown/{row.pk}/", f"/dialogues/goals/{goal.pk}/", "/dialogues/goals/", f"/competence/sharing/people/{cast.bo.pk}/",
        f"/competence/sharing/{row.pk}/", "/competence/sharing/", "/home/", "/dialogues/", f"/competence/people/{cast.bo.pk}/",
        f"/dialogues/people/{cast.bo.pk}/handover/", f"/people/{cast.bo.pk}/",
    )  # fmt: skip
    browser = visit(getattr(cast, who))
    return "".join(browser.get(page).content.decode() for page in pages)


def _summary(cast, row):
    found = shown(cast.cai, row.pk, today=TODAY)
    return found.summary.summary if found and found.summary else None


@pytest.mark.parametrize(("part", "seen"), [("goals", OPEN), ("summary", SUMMARY), ("levels", None)])
def test_the_coach_reads_the_part_that_was_chosen_and_no_other(cast, visit, goal, talk, part, seen):
    row = _share(cast, part)

    read = _read(cast, visit, "cai", row, goal)

    assert {one for one in (OPEN, ALONE, SUMMARY) if one in read} == ({seen} if seen else set())


@pytest.mark.once
def test_nobody_else_reads_more_than_before(cast, visit, goal, talk):
    row = _share(cast, "goals", "summary", "interests")
    comments.say(goal=goal, text=SAID, viewer=cast.cai, today=TODAY)

    found = {
        who: {one for one in (OPEN, ALONE, SUMMARY, SAID) if one in _read(cast, visit, who, row, goal)}
        for who in OTHERS
    }

    assert found == {**{who: set() for who in OTHERS}, "ada": {OPEN}}


def test_the_person_sees_the_very_page_that_the_coach_sees_and_stops_it_with_one_press(cast, visit, goal, talk):
    row = _share(cast, "goals", "summary")
    bo, cai = visit(cast.bo), visit(cast.cai)
    mine = bo.get(f"/dialogues/shown/{row.pk}/").content.decode()

    stopped = bo.post(f"/competence/sharing/{row.pk}/removal/")

    assert ([OPEN in mine, SUMMARY in mine, ALONE in mine], stopped.status_code) == ([True, True, False], 302)
    assert [cai.get(f"/dialogues/{page}/").status_code for page in (f"shown/{row.pk}", f"goals/{goal.pk}")] == [
        404,
        404,
    ]


def test_a_look_of_the_coach_is_read_by_the_person_and_ones_own_leaves_no_line(cast, visit, goal):
    row = _share(cast, "goals")
    visit(cast.bo).get(f"/dialogues/shown/{row.pk}/")
    before = JournalEntry.objects.looks().filter(about=cast.bo.pk).count()

    visit(cast.cai).get(f"/dialogues/shown/{row.pk}/")

    looks = JournalEntry.objects.looks().filter(about=cast.bo.pk).values_list("actor", "verb")
    assert (before, list(looks)) == (0, [(cast.cai.pk, "read the goals and the summary that are shown")])


def test_the_summary_is_the_one_that_was_signed_last_when_it_was_shared(cast, talk):
    row = _share(cast, "summary")
    at_once = _summary(cast, row)

    _signed(cast, LATER)
    later = _summary(cast, row)
    sharing.stop_sharing(shared=row, viewer=cast.bo, today=TODAY)
    anew = _share(cast, "summary")

    assert (at_once, later, _summary(cast, anew)) == (SUMMARY, SUMMARY, LATER)


def test_a_summary_that_is_opened_again_is_shown_no_more_and_nothing_older_instead(cast):
    _signed(cast, "äldre")
    talk = _signed(cast, SUMMARY)
    row = _share(cast, "summary")
    before = _summary(cast, row)
    talk.refresh_from_db()
    now = signing.open_again(talk=talk, why="Något glömdes", viewer=cast.ada, today=TODAY)
    opened = _summary(cast, row)
    _sign(now, cast.bo, cast.ada)

    assert (before, opened, _summary(cast, row)) == (SUMMARY, None, None)


def test_what_one_alone_has_signed_is_not_shown(cast):
    made = talks.open_talk(
        person=cast.bo, reviewer=cast.ada, blocks=blocks_of("yearly"), language="sv", viewer=cast.bo, today=TODAY
    )
    for viewer in (cast.bo, cast.ada):
        talks.hand_in(talk=made, viewer=viewer, today=TODAY)
    made.refresh_from_db()
    signing.write_summary(talk=made, text=SUMMARY, turn=0, viewer=cast.bo, today=TODAY)
    _sign(made, cast.bo)
    signing.close_unsigned(talk=made, viewer=cast.bo, today=TODAY)

    assert _summary(cast, _share(cast, "summary")) is None


def test_it_ends_by_itself_and_with_employment(cast, goal):
    row = sharing.share(reader=cast.cai, viewer=cast.bo, today=TODAY, ends=TODAY + timedelta(days=7), parts=["goals"])
    on_days = [shown(cast.cai, row.pk, today=TODAY + timedelta(days=n)) is not None for n in (0, 7, 8)]
    type(cast.bo).objects.filter(pk=cast.bo.pk).update(ended=TODAY - timedelta(days=1))

    assert (on_days, shown(cast.cai, row.pk, today=TODAY)) == ([True, True, False], None)


def test_the_coach_says_something_and_the_goal_stays_as_it_was(cast, visit, goal):
    _share(cast, "goals")
    before = Goal.objects.values().get(pk=goal.pk)
    visit(cast.cai).post(f"/dialogues/goals/{goal.pk}/comments/", {"text": SAID})
    row = Comment.objects.get()
    bo = visit(cast.bo)
    on_goals, on_goal = (bo.get(f"/dialogues/goals/{page}").content.decode() for page in ("", f"{goal.pk}/"))

    bo.post(f"/dialogues/goals/{goal.pk}/comments/{row.pk}/removal/")
    away = SAID in bo.get(f"/dialogues/goals/{goal.pk}/").content.decode()
    bo.post(f"/dialogues/goals/{goal.pk}/comments/{row.pk}/return/")

    assert Goal.objects.values().get(pk=goal.pk) == before
    assert ("tag--second" in on_goals, SAID in on_goal, away) == (True, True, False)
    assert SAID in bo.get(f"/dialogues/goals/{goal.pk}/").content.decode()


def test_whoever_wrote_it_takes_it_back_and_nobody_else(cast, visit, goal):
    _share(cast, "goals")
    _share(cast, "goals", reader=cast.dag)
    row = comments.say(goal=goal, text=SAID, viewer=cast.cai, today=TODAY)
    address = f"/dialogues/goals/{goal.pk}/comments/{row.pk}/removal/"

    others = [visit(getattr(cast, who)).post(address).status_code for who in OTHERS]
    there = Comment.objects.filter(put_away_at=None).count()
    visit(cast.cai).post(address)

    assert (set(others), there, Comment.objects.count()) == ({404}, 1, 0)


@pytest.mark.parametrize("who", ["ada", "gro", "hedda", "dag", "eve"])
def test_to_whom_it_is_not_shown_says_nothing(cast, visit, goal, who):
    _share(cast, "goals")

    answer = visit(getattr(cast, who)).post(f"/dialogues/goals/{goal.pk}/comments/", {"text": SAID})

    assert (answer.status_code, Comment.objects.count()) == (404, 0)


def test_a_goal_of_ones_own_alone_is_commented_by_nobody(cast, goal):
    _share(cast, "goals")
    alone = next(one for one in Goal.objects.filter(shared=False))

    with pytest.raises(Refused):
        comments.say(goal=alone, text=SAID, viewer=cast.cai, today=TODAY)
    with pytest.raises(comments.NoWords):
        comments.say(goal=goal, text=" \n ", viewer=cast.cai, today=TODAY)


def test_when_the_person_stops_what_was_said_stays_with_the_person_alone(cast, visit, goal):
    row = _share(cast, "goals")
    comments.say(goal=goal, text=SAID, viewer=cast.cai, today=TODAY)
    sharing.stop_sharing(shared=row, viewer=cast.bo, today=TODAY)

    read = {who: SAID in _read(cast, visit, who, row, goal) for who in ("bo", "cai", "ada")}

    assert read == {"bo": True, "cai": False, "ada": False}


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        ("mine", {"bo"}),
        ("readers", {"bo", "cai"}),
        ("manager", {"bo", "cai", "ada"}),
        ("mobility", {"bo", "cai", "ada", "hedda"}),
    ],
)
def test_a_role_of_interest_has_the_audience_that_was_chosen(cast, visit, goal, audience, seen):
    row = _share(cast, "interests")
    role = Role.objects.create(organisation=cast.organisation, title="Navigatör")
    CareerInterest.objects.create(
        organisation=cast.organisation, person=cast.bo, role=role, audience=audience, why=SAID, at=goal.at
    )

    read = {who for who in ("cai", *OTHERS) if SAID in _read(cast, visit, who, row, goal)}

    assert read | {"bo"} == seen


def test_everything_about_a_person_tells_it_and_erasing_takes_it_along(cast, goal):
    _share(cast, "goals", "summary", "interests")
    comments.say(goal=goal, text=SAID, viewer=cast.cai, today=TODAY)
    told = [SAID in str(privacy.tell(one)) for one in (cast.bo, cast.cai, cast.ada)]

    privacy.forget(cast.cai, today=TODAY)

    assert (told, Comment.objects.count(), Goal.objects.filter(pk=goal.pk).exists()) == ([True, True, False], 0, True)
    assert SharedWith.objects.filter(goals=True, summary=True, interests=True).count() == 1
