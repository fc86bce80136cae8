"""Somebody gets another manager in the middle of a round, or is away: what is handed over, what stays, and what nobody new reads."""

from datetime import timedelta

import pytest

from stigar.dialogues.actions import meetings, moving, signing, talks
from stigar.dialogues.jobs.rounds import look_after_rounds
from stigar.dialogues.models import Agreed, Answer, Booking, Goal, Note, Preparation, Talk
from stigar.dialogues.queries.coverage import coverage_of
from stigar.dialogues.queries.talks import talk_shown
from stigar.dialogues.rules import visible_talks
from stigar.foundation import clock
from stigar.foundation.models import Errand
from stigar.foundation.policy import Refused
from stigar.levels.actions import assessments
from stigar.levels.models import Assessment, Part, Rating
from stigar.library.models import Competence
from stigar.people.models import Position
from tests.cast import LONG_AGO, TODAY
from tests.dialogues.changing import under_way
from tests.library.shelves import competence, keep

OLD, OWN = "adas-hemlighet", "bos-hemlighet"


@pytest.fixture
def row(cast):
    """A round under way."""
    return under_way(cast)


@pytest.fixture
def talk(cast, row):
    """Bo's, with Ada, in which both have written."""
    found = Talk.objects.get(round=row, person=cast.bo)
    for viewer, words in ((cast.ada, OLD), (cast.bo, OWN)):
        talks.save_answer(
            talk=found,
            question="back.hard" if viewer == cast.bo else "back.seen",
            text=words,
            turn=0,
            viewer=viewer,
            today=TODAY,
        )
        talks.write_note(talk=found, block="", text=words, shared=True, viewer=viewer, today=TODAY)
    return found


def _moves_to(person, manager):
    Position.objects.filter(person=person).update(manager=manager)


def _both_hand_in(cast, talk):
    for viewer in (cast.bo, cast.ada):
        talks.hand_in(talk=talk, viewer=viewer, today=TODAY)


def _words(shown):
    answers = [one for block in shown.blocks for each in block.questions for one in (each.mine, each.theirs) if one]
    return {one.text for one in (*answers, *(note for block in shown.blocks for note in block.notes))}


def test_before_it_is_seen_it_goes_to_the_new_manager_who_reads_nothing_of_the_old(cast, row, talk):
    talks.hand_in(talk=talk, viewer=cast.bo, today=TODAY)
    _moves_to(cast.bo, cast.dag)

    assert moving.hand_over_moved(row=row, today=TODAY) == 1

    talk.refresh_from_db()
    for viewer in (cast.bo, cast.dag):
        talks.hand_in(talk=talk, viewer=viewer, today=TODAY)
    talk.refresh_from_db()
    assert (talk.reviewer, talk.as_manager, talk.revealed_at is None) == (cast.dag, True, False)
    assert _words(talk_shown(talk, viewer=cast.dag)) == {OWN}
    assert OLD not in {one.text for one in (*Answer.objects.all(), *Note.objects.all())}
    assert not visible_talks(cast.ada, today=TODAY).filter(pk=talk.pk).exists()


def test_the_person_takes_back_what_they_wrote_for_the_first(cast, row, talk):
    talks.hand_in(talk=talk, viewer=cast.bo, today=TODAY)
    _moves_to(cast.bo, cast.dag)
    moving.hand_over_moved(row=row, today=TODAY)

    assert set(Preparation.objects.filter(talk=talk).values_list("giver", "submitted_at")) == {
        (cast.bo.pk, None), (cast.dag.pk, None)
    }  # fmt: skip
    assert [note.shared for note in Note.objects.filter(talk=talk)] == [False]


def test_run_again_nothing_more_is_handed_over(cast, row, talk):
    _moves_to(cast.bo, cast.dag)

    assert [moving.hand_over_moved(row=row, today=TODAY) for _ in range(2)] == [1, 0]


def test_a_goal_taken_along_is_the_persons_own_again(cast, row, talk):
    goal = Goal.objects.create(
        organisation=cast.organisation,
        person=cast.bo,
        talk=talk,
        text="Ringer",
        language="sv",
        begins=TODAY,
        at=clock.now(),
    )
    _moves_to(cast.bo, cast.dag)

    moving.hand_over_moved(row=row, today=TODAY)

    goal.refresh_from_db()
    assert goal.talk_id is None


def test_what_both_have_seen_stays_and_waits_for_hr(cast, row, talk):
    _both_hand_in(cast, talk)
    _moves_to(cast.bo, cast.dag)

    assert moving.hand_over_moved(row=row, today=TODAY) == 0

    (one,) = coverage_of(row, language="sv", today=TODAY).moved
    assert (one.person.name, one.reviewer_name, one.manager_name) == ("Bo Test", "Ada Test", "Dag Test")
    assert not visible_talks(cast.dag, today=TODAY).filter(pk=talk.pk).exists()


def test_hr_lets_the_first_finish_it_and_takes_that_back(cast, row, talk):
    _both_hand_in(cast, talk)
    _moves_to(cast.bo, cast.dag)

    moving.stay(row=row, talk=talk, stays=True, viewer=cast.hedda, today=TODAY)
    finishes = visible_talks(cast.ada, today=TODAY).filter(pk=talk.pk).exists()
    decided = coverage_of(row, language="sv", today=TODAY).moved
    moving.stay(row=row, talk=talk, stays=False, viewer=cast.hedda, today=TODAY)

    assert (finishes, decided) == (True, ())
    assert len(coverage_of(row, language="sv", today=TODAY).moved) == 1


def test_hr_lets_the_new_one_begin_afresh_and_the_first_stays_with_the_person(cast, row, talk):
    _both_hand_in(cast, talk)
    talks.agree(talk=talk, who=cast.bo, text="Tar kvällspass", by_day=None, viewer=cast.ada, today=TODAY)
    _moves_to(cast.bo, cast.dag)

    made = moving.begin_anew(row=row, talk=talk, viewer=cast.hedda, today=TODAY)

    assert _words(talk_shown(made, viewer=cast.dag)) == set()
    assert list(Agreed.objects.filter(talk=made)) == []
    assert [one.pk for one in visible_talks(cast.dag, today=TODAY).filter(person=cast.bo)] == [made.pk]
    assert visible_talks(cast.bo, today=TODAY).filter(pk=talk.pk).exists()
    assert Talk.objects.filter(round=row, person=cast.bo, put_down_at=None).count() == 1


def test_beginning_afresh_is_undone_until_somebody_has_written(cast, row, talk):
    _both_hand_in(cast, talk)
    _moves_to(cast.bo, cast.dag)
    made = moving.begin_anew(row=row, talk=talk, viewer=cast.hedda, today=TODAY)
    moving.take_up_old(row=row, talk=made, viewer=cast.hedda, today=TODAY)
    talk.refresh_from_db()
    back = (talk.round_id, talk.closed_at)

    made = moving.begin_anew(row=row, talk=talk, viewer=cast.hedda, today=TODAY)
    talks.save_answer(talk=made, question="back.hard", text="nytt", turn=0, viewer=cast.bo, today=TODAY)

    assert back == (row.pk, None)
    with pytest.raises(moving.WrittenIn):
        moving.take_up_old(row=row, talk=made, viewer=cast.hedda, today=TODAY)


def test_what_was_promised_and_signed_comes_along_to_the_new_manager(cast, row, talk):
    earlier = Talk.objects.create(
        organisation=cast.organisation,
        person=cast.bo,
        reviewer=cast.ada,
        as_manager=True,
        blocks=[],
        language="sv",
        opened_at=clock.now(),
    )
    for giver in (cast.bo, cast.ada):
        Preparation.objects.create(organisation=cast.organisation, talk=earlier, giver=giver)
        talks.hand_in(talk=earlier, viewer=giver, today=TODAY)
    talks.agree(talk=earlier, who=cast.bo, text="Ringer upp", by_day=None, viewer=cast.bo, today=TODAY)
    signing.write_summary(talk=earlier, text="Vi ser det lika.", turn=0, viewer=cast.bo, today=TODAY)
    for signer in (cast.bo, cast.ada):
        signing.sign(talk=earlier, digest=signing.digest_of(earlier), viewer=signer, today=TODAY)
    _moves_to(cast.bo, cast.dag)

    moving.hand_over_moved(row=row, today=TODAY)

    assert [one.text for one in Agreed.objects.filter(talk=talk)] == ["Ringer upp"]


def test_the_assessment_goes_along_without_what_the_first_had_judged(cast, row, talk):
    keep(cast.hedda, "svets", competence("lugn", "Lugn", lugn="Jag är lugn"))
    own = Competence.objects.get(key="lugn").pk
    made = assessments.open_assessment(
        person=cast.bo, reviewer=cast.ada, competences=[own], role=None, due=None, viewer=cast.ada, today=TODAY
    )
    Talk.objects.filter(pk=talk.pk).update(assessment=made)
    for viewer in (cast.ada, cast.bo):
        judged = assessments.Judged(level=1, words=OLD if viewer == cast.ada else OWN)
        assessments.save_rating(assessment=made, competence=own, judged=judged, turn=0, viewer=viewer, today=TODAY)
    _moves_to(cast.bo, cast.dag)

    moving.hand_over_moved(row=row, today=TODAY)

    assert set(Part.objects.filter(assessment=made).values_list("giver", flat=True)) == {cast.bo.pk, cast.dag.pk}
    assert [one.words for one in Rating.objects.all()] == [OWN]
    assert Assessment.objects.get().reviewer == cast.dag


def test_hr_gives_it_to_somebody_else_only_before_it_is_seen(cast, row, talk):
    moving.hand_over(row=row, talk=talk, to=cast.gro, viewer=cast.hedda, today=TODAY)
    talk.refresh_from_db()
    assert (talk.reviewer, talk.as_manager) == (cast.gro, False)
    for viewer in (cast.bo, cast.gro):
        talks.hand_in(talk=talk, viewer=viewer, today=TODAY)

    with pytest.raises(moving.SeenByBoth):
        moving.hand_over(row=row, talk=talk, to=cast.dag, viewer=cast.hedda, today=TODAY)


def test_without_a_new_manager_it_waits_for_hr(cast, row, talk):
    _moves_to(cast.bo, None)

    assert moving.hand_over_moved(row=row, today=TODAY) == 0
    (one,) = coverage_of(row, language="sv", today=TODAY).moved
    assert (one.revealed, one.manager) == (False, None)


@pytest.mark.parametrize("who", ["ada", "bo", "dag", "ulf"])
def test_only_hr_decides(cast, row, talk, who):
    viewer = getattr(cast, who)

    for decide in (
        lambda: moving.stay(row=row, talk=talk, stays=True, viewer=viewer, today=TODAY),
        lambda: moving.begin_anew(row=row, talk=talk, viewer=viewer, today=TODAY),
        lambda: moving.hand_over(row=row, talk=talk, to=cast.dag, viewer=viewer, today=TODAY),
    ):
        with pytest.raises(Refused):
            decide()


def test_moving_to_another_unit_with_the_same_manager_changes_nothing(cast, row, talk):
    Position.objects.filter(person=cast.bo).update(ends=TODAY - timedelta(days=1))
    Position.objects.create(
        organisation=cast.organisation, person=cast.bo, manager=cast.ada, unit=cast.merchants, begins=LONG_AGO
    )

    assert moving.hand_over_moved(row=row, today=TODAY) == 0
    units = {line.name: line.all for line in coverage_of(row, language="sv", today=TODAY).units}
    assert units == {"Alvbro": 8, "Handlare": 2, "Kundservice": 2}


def test_it_happens_by_itself(cast, row, talk):
    _moves_to(cast.bo, cast.dag)

    look_after_rounds()

    talk.refresh_from_db()
    assert talk.reviewer == cast.dag


def test_the_time_the_first_two_had_set_is_taken_out_of_their_calendars(cast, row, talk):
    Booking.objects.create(organisation=cast.organisation, talk=talk, begins=clock.now(), uid="u", by=cast.ada)
    _moves_to(cast.bo, cast.dag)

    moving.hand_over_moved(row=row, today=TODAY)

    told = [one.given for one in Errand.objects.filter(kind=meetings.ERRAND)]
    assert Booking.objects.get().cancelled_at is not None
    assert sorted((one["to"], one["method"]) for one in told) == sorted(
        (str(one.pk), "CANCEL") for one in (cast.bo, cast.ada)
    )
