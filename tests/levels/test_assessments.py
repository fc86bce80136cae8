"""Two people judge the same competences apart; when both have handed in, both see, and it becomes levels."""

from datetime import timedelta

import pytest
from django.db import connection

from stigar.foundation.policy import Refused
from stigar.levels import rules
from stigar.levels.actions import assessments
from stigar.levels.actions.assessments import Judged
from stigar.levels.models import Assessment, Experience, Level, Rating
from tests.cast import TODAY


@pytest.fixture
def opened(cast, two):
    """An assessment of Bo by Ada, who leads him."""
    return assessments.open_assessment(
        person=cast.bo, reviewer=cast.ada, competences=two, role=None, due=None, viewer=cast.ada, today=TODAY
    )


def _judge(assessment, viewer, competence, level, turn=0, **more):
    return assessments.save_rating(
        assessment=assessment,
        competence=competence,
        judged=Judged(level=level, **more),
        turn=turn,
        viewer=viewer,
        today=TODAY,
    )


def _hand_in(assessment, viewer):
    return assessments.hand_in(assessment=assessment, viewer=viewer, today=TODAY)


def test_what_both_give_becomes_levels_when_both_have_handed_in(cast, opened, two):
    for viewer, levels in ((cast.bo, (3, 2)), (cast.ada, (2, 4))):
        for competence, level in zip(two, levels, strict=True):
            _judge(opened, viewer, competence, level, interest=3)

    _hand_in(opened, cast.bo)
    before = Level.objects.count()
    _hand_in(opened, cast.ada)

    given = set(Level.objects.values_list("competence", "source", "level", "by"))
    assert before == 0
    assert given == {
        (two[0], "self", 3, cast.bo.pk), (two[1], "self", 2, cast.bo.pk),
        (two[0], "manager", 2, cast.ada.pk), (two[1], "manager", 4, cast.ada.pk),
    }  # fmt: skip
    assert set(Experience.objects.values_list("person", "interest")) == {(cast.bo.pk, 3)}  # nobody tells it of another


def test_nothing_is_handed_in_with_a_competence_left_out(cast, opened, two):
    _judge(opened, cast.bo, two[0], 3)

    with pytest.raises(assessments.Unanswered) as left:
        _hand_in(opened, cast.bo)

    assert left.value.competences == [two[1]]


def test_i_cannot_say_is_an_answer_and_gives_no_level(cast, opened, two):
    for viewer in (cast.bo, cast.ada):
        _judge(opened, viewer, two[0], 1)
        _judge(opened, viewer, two[1], None, cannot_say=True)
        _hand_in(opened, viewer)

    assert set(Level.objects.values_list("competence", flat=True)) == {two[0]}


def test_what_was_written_on_another_screen_is_not_written_over(cast, opened, two):
    _judge(opened, cast.bo, two[0], 3, words="from the telephone")

    with pytest.raises(assessments.NewerElsewhere) as newer:
        _judge(opened, cast.bo, two[0], 2, words="from the computer")

    assert (newer.value.theirs.level, newer.value.theirs.words) == (3, "from the telephone")
    assert Rating.objects.get().words == "from the telephone"


def test_the_same_words_sent_twice_are_saved_once(cast, opened, two):
    first = _judge(opened, cast.bo, two[0], 3, words="once")

    again = _judge(opened, cast.bo, two[0], 3, words="once")

    assert (again.pk, again.turn) == (first.pk, 1)


def test_a_part_is_taken_back_until_the_other_has_handed_in(cast, opened, two):
    for competence in two:
        _judge(opened, cast.bo, competence, 3)
        _judge(opened, cast.ada, competence, 3)
    _hand_in(opened, cast.bo)
    assessments.take_back(assessment=opened, viewer=cast.bo, today=TODAY)
    _judge(opened, cast.bo, two[0], 4, turn=1)
    _hand_in(opened, cast.bo)
    _hand_in(opened, cast.ada)

    with pytest.raises(assessments.HandedIn):
        assessments.take_back(assessment=opened, viewer=cast.bo, today=TODAY)

    assert Level.objects.get(source="self", competence=two[0]).level == 4


def test_a_level_outside_the_scale_is_refused(cast, opened, two):
    with pytest.raises(assessments.OutsideScale):
        _judge(opened, cast.bo, two[0], 6)

    assert _judge(opened, cast.bo, two[0], 0).level == 0  # not yet


@pytest.mark.parametrize("who", ["cai", "dag", "gro", "rut", "siv", "ulf", "eve"])
def test_nobody_but_the_two_has_anything_to_do_with_it(cast, opened, two, who):
    viewer = getattr(cast, who)

    with pytest.raises(Refused):
        _judge(opened, viewer, two[0], 1)

    assert not rules.visible_assessments(viewer, today=TODAY).exists()


def test_hr_asks_another_reviewer_who_reads_it_for_a_month(cast, two):
    opened = assessments.open_assessment(
        person=cast.bo, reviewer=cast.dag, competences=two[:1], role=None, due=None, viewer=cast.hedda, today=TODAY
    )
    for viewer in (cast.bo, cast.dag):
        _judge(opened, viewer, two[0], 2)
        _hand_in(opened, viewer)
    Assessment.objects.update(revealed_at=Assessment.objects.get().revealed_at.replace(year=2026, month=11, day=20))

    seen = [rules.visible_assessments(cast.dag, today=TODAY + timedelta(days=days)).exists() for days in (0, 30, 31)]

    assert seen == [True, True, False]


def test_the_person_asks_no_other_than_the_manager(cast, two):
    with pytest.raises(assessments.NotAReviewer):
        assessments.open_assessment(
            person=cast.bo, reviewer=cast.cai, competences=two, role=None, due=None, viewer=cast.bo, today=TODAY
        )


def test_two_people_have_one_open_assessment(cast, opened, two):
    with pytest.raises(assessments.AlreadyOpen):
        assessments.open_assessment(
            person=cast.bo, reviewer=cast.ada, competences=two, role=None, due=None, viewer=cast.bo, today=TODAY
        )


def test_one_that_is_put_down_leaves_no_words(cast, opened, two):
    _judge(opened, cast.ada, two[0], 1, words="what Ada thought")

    assessments.put_down(assessment=opened, viewer=cast.bo, today=TODAY)

    assert (Rating.objects.count(), rules.visible_assessments(cast.ada, today=TODAY).count()) == (0, 0)


def test_the_words_lie_sealed_in_the_database(cast, opened, two):
    _judge(opened, cast.bo, two[0], 3, words="what Bo wrote in confidence")

    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM levels_rating")
        (kept,) = cursor.fetchone()
    assert ("confidence" in kept, Rating.objects.get().words) == (False, "what Bo wrote in confidence")


def test_who_has_handed_in_is_not_told_that_it_waits_for_them(cast, visit, opened, two):
    for competence in two:
        _judge(opened, cast.bo, competence, 2)

    before = visit(cast.bo).get("/competence/").content.decode()
    _hand_in(opened, cast.bo)
    after = visit(cast.bo).get("/competence/").content.decode()

    assert ("En bedömning väntar på dig" in before, "En bedömning väntar på dig" in after) == (True, False)
    assert "Du har lämnat in" in after
