"""A goal that two write in their dialogue: the person's from the start, open to both while the dialogue is, signed with the rest."""

from datetime import timedelta

import pytest

from stigar.dialogues import rules
from stigar.dialogues.actions import goals, signing, talks
from stigar.dialogues.models import Goal, Signature
from stigar.dialogues.queries.goals import Draft
from stigar.dialogues.queries.templates import blocks_of
from stigar.foundation.policy import Refused
from tests.cast import TODAY

WORDS = {"text": "Ta ett pass i Bergen", "language": "sv", "begins": str(TODAY), "rhythm": "week", "turn": "0"}


def _draft(text="Ta ett pass i Bergen", **more):
    return Draft(text, "sv", TODAY, **more)


@pytest.fixture
def prepared(cast):
    return talks.open_talk(
        person=cast.bo, reviewer=cast.ada, blocks=blocks_of("yearly"), language="sv", viewer=cast.ada, today=TODAY
    )


@pytest.fixture
def talk(cast, prepared):
    """Both have handed in."""
    for viewer in (cast.bo, cast.ada):
        talks.hand_in(talk=prepared, viewer=viewer, today=TODAY)
    prepared.refresh_from_db()
    return prepared


@pytest.fixture
def goal(cast, talk):
    return goals.write_together(draft=_draft(attractive=5), talk=talk, viewer=cast.ada, today=TODAY)


def test_what_the_manager_writes_is_the_other_s_goal_and_read_by_both(cast, goal):
    assert (goal.person, goal.shared, goal.turn) == (cast.bo, True, 1)
    assert list(rules.visible_goals(cast.bo, today=TODAY)) == [goal]
    assert list(rules.visible_goals(cast.ada, today=TODAY)) == [goal]
    assert list(rules.visible_goals(cast.cai, today=TODAY)) == []


def test_only_the_person_says_how_much_they_want_it(cast, talk, goal):
    before = goal.attractive

    goals.write_together(draft=_draft(attractive=2), talk=talk, goal=goal, turn=1, viewer=cast.bo, today=TODAY)
    after = goals.write_together(draft=_draft(attractive=5), talk=talk, goal=goal, turn=2, viewer=cast.ada, today=TODAY)

    assert (before, after.attractive) == (None, 2)


def test_it_cannot_be_written_before_both_have_handed_in(cast, prepared):
    with pytest.raises(Refused):
        goals.write_together(draft=_draft(), talk=prepared, viewer=cast.ada, today=TODAY)


def test_a_colleague_who_is_not_one_of_the_two_writes_nothing(cast, talk, goal):
    for viewer in (cast.cai, cast.dag, cast.hedda, cast.gro):
        with pytest.raises(Refused):
            goals.write_together(draft=_draft("Mitt"), talk=talk, goal=goal, turn=1, viewer=viewer, today=TODAY)


def test_a_goal_that_is_not_in_the_dialogue_is_not_the_manager_s_to_change(cast, talk):
    alone = goals.write(draft=_draft("Bara mitt"), viewer=cast.bo, today=TODAY)

    with pytest.raises(Refused):
        goals.write_together(draft=_draft("Ditt"), talk=talk, goal=alone, turn=1, viewer=cast.ada, today=TODAY)


def test_whoever_wrote_on_another_screen_meanwhile_loses_nothing(cast, talk, goal):
    goals.write_together(draft=_draft("Bos ord"), talk=talk, goal=goal, turn=1, viewer=cast.bo, today=TODAY)

    with pytest.raises(talks.NewerElsewhere):
        goals.write_together(draft=_draft("Adas ord"), talk=talk, goal=goal, turn=1, viewer=cast.ada, today=TODAY)
    assert Goal.objects.get(pk=goal.pk).text == "Bos ord"


def test_a_changed_goal_asks_for_both_signatures_anew_and_a_closed_dialogue_takes_none(cast, talk, goal):
    signing.write_summary(talk=talk, text="Vi är överens.", turn=0, viewer=cast.bo, today=TODAY)
    signing.sign(talk=talk, digest=signing.digest_of(talk), viewer=cast.bo, today=TODAY)

    goals.write_together(draft=_draft("Två pass"), talk=talk, goal=goal, turn=1, viewer=cast.ada, today=TODAY)
    left = Signature.objects.filter(talk=talk, taken_away_at=None).count()
    for viewer in (cast.bo, cast.ada):
        signing.sign(talk=talk, digest=signing.digest_of(talk), viewer=viewer, today=TODAY)

    assert left == 0
    with pytest.raises(talks.Closed):
        goals.write_together(draft=_draft("Tre"), talk=talk, goal=goal, turn=2, viewer=cast.ada, today=TODAY)


def test_the_person_takes_it_out_and_it_is_theirs_alone(cast, goal):
    goals.take_out(goal=goal, viewer=cast.bo, today=TODAY)

    assert list(rules.visible_goals(cast.bo, today=TODAY)) == [goal]
    assert list(rules.visible_goals(cast.ada, today=TODAY)) == []


def test_the_page_writes_it_and_leads_back_to_the_dialogue(cast, talk, visit):
    ada = visit(cast.ada)

    page = ada.get(f"/dialogues/{talk.pk}/goals/new/").content.decode()
    answer = ada.post(f"/dialogues/{talk.pk}/goals/new/", {**WORDS, "attractive": "5"})

    made = Goal.objects.get()
    assert 'name="attractive"' not in page
    assert (answer.status_code, answer["Location"]) == (302, f"/dialogues/{talk.pk}/?part=end")
    assert (made.person, made.text, made.attractive, made.talk) == (cast.bo, WORDS["text"], None, talk)
    assert f"/dialogues/{talk.pk}/goals/{made.pk}/" in ada.get(answer["Location"]).content.decode()


def test_a_changed_wording_shows_both_texts_when_two_wrote_at_once(cast, talk, goal, visit):
    goals.write_together(draft=_draft("Bos ord"), talk=talk, goal=goal, turn=1, viewer=cast.bo, today=TODAY)

    answer = visit(cast.ada).post(f"/dialogues/{talk.pk}/goals/{goal.pk}/", {**WORDS, "text": "Adas ord", "turn": "1"})

    assert answer.status_code == 409
    assert "Bos ord" in answer.content.decode()
    assert "Adas ord" in answer.content.decode()


def test_what_the_person_has_counted_before_is_not_told_to_the_manager(cast, talk, visit):
    told = {
        **WORDS,
        "counts": "samtal",
        "baseline": "1",
        "target": "900",
        "ends": str(TODAY + timedelta(weeks=8)),
        "look": "1",
    }
    address = f"/dialogues/{talk.pk}/goals/new/"
    before = {viewer: _questions(visit(viewer).post(address, told)) for viewer in (cast.bo, cast.ada)}
    _has_counted(cast.bo, "samtal")

    after = {viewer: _questions(visit(viewer).post(address, told)) for viewer in (cast.bo, cast.ada)}

    assert after[cast.bo] != before[cast.bo]
    assert after[cast.ada] == before[cast.ada]


def _has_counted(person, what):
    """Told of ten weeks, in a goal that nobody else reads."""
    own = goals.write(draft=_draft("Ringa", counts=what, target=9), viewer=person, today=TODAY)
    for week in range(10):
        goals.tick(goal=own, value=5 + week % 2, viewer=person, today=TODAY - timedelta(weeks=week))


def _questions(answer):
    page = answer.content.decode()
    return page[page.index('id="questions"') :]
