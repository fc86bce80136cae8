"""Time for development that two agree on: part of what both sign, read where that is read, and asked for anew when it changes."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection

from stigar.dialogues.actions import signing, talks, time
from stigar.dialogues.models import Signature, TimeSet
from stigar.dialogues.queries.breaking import opened
from stigar.dialogues.queries.talks import talk_shown
from stigar.dialogues.queries.templates import blocks_of
from stigar.dialogues.queries.time import time_in
from stigar.foundation.policy import Refused
from tests.cast import TODAY
from tests.dialogues.changing import signed

LESS = "mötena på fredag"


@pytest.fixture
def talk(cast):
    """Both have handed in, and a summary is written."""
    made = talks.open_talk(
        person=cast.bo, reviewer=cast.ada, blocks=blocks_of("yearly"), language="sv", viewer=cast.ada, today=TODAY
    )
    for viewer in (cast.bo, cast.ada):
        talks.hand_in(talk=made, viewer=viewer, today=TODAY)
    made.refresh_from_db()
    signing.write_summary(talk=made, text="Vi ser det lika.", turn=0, viewer=cast.ada, today=TODAY)
    return made


def _set(viewer, hours=2, *, talk=None, begins=TODAY, less_of=LESS):
    return time.set_aside(hours=Decimal(hours), less_of=less_of, begins=begins, talk=talk, viewer=viewer, today=TODAY)


def _sign(talk, viewer):
    return signing.sign(talk=talk, digest=signing.digest_of(talk), viewer=viewer, today=TODAY)


def _standing(talk):
    return Signature.objects.filter(talk=talk, taken_away_at=None).count()


def test_what_is_agreed_is_in_the_digest_and_what_is_set_alone_is_not(cast, talk):
    digests = [signing.digest_of(talk)]
    _set(cast.bo, 1, begins=TODAY - timedelta(days=9))
    digests.append(signing.digest_of(talk))
    _set(cast.ada, 2, talk=talk)
    digests.append(signing.digest_of(talk))
    _set(cast.ada, 3, talk=talk)
    digests.append(signing.digest_of(talk))
    _set(cast.ada, 3, talk=talk, less_of="rapporterna")
    digests.append(signing.digest_of(talk))

    assert digests[0] == digests[1]
    assert len(set(digests)) == 4


@pytest.mark.parametrize("change", ["again", "alone", "ended", "taken away", "another day"])
def test_whoever_has_signed_is_asked_again_when_it_changes(cast, talk, change):
    row = _set(cast.ada, 2, talk=talk)
    _sign(talk, cast.bo)

    before = _standing(talk)
    {
        "again": lambda: _set(cast.ada, 3, talk=talk),
        "alone": lambda: _set(cast.bo, 3),
        "ended": lambda: time.stop(row=row, viewer=cast.bo, today=TODAY),
        "taken away": lambda: time.take_away(row=row, talk=talk, viewer=cast.ada, today=TODAY),
        "another day": lambda: _set(cast.ada, 2, talk=talk, begins=TODAY + timedelta(days=7)),
    }[change]()

    assert (before, _standing(talk)) == (1, 0)


def test_changed_under_a_signer_nothing_is_signed_and_the_page_says_what(cast, talk, visit):
    _set(cast.ada, 2, talk=talk)
    bo = visit(cast.bo)
    address = f"/dialogues/{talk.pk}/"
    read = {"digest": signing.digest_of(talk), "marks": signing.marks_of(talk)}
    _set(cast.ada, 3, talk=talk)

    answer = bo.post(f"{address}signature/", read)

    page = answer.content.decode()
    said = page[page.index('role="alert"') :]
    assert (answer.status_code, _standing(talk)) == (409, 0)
    assert signing.changed_since(talk, read["marks"]) == ["time"]
    assert 'href="#time-heading"' in said
    assert 'href="#summary-heading"' not in said


def test_each_part_that_was_changed_is_named(cast, talk):
    read = signing.marks_of(talk)

    talks.agree(talk=talk, who=cast.ada, text="Lyssnar med", by_day=None, viewer=cast.bo, today=TODAY)
    signing.write_summary(talk=talk, text="Annat.", turn=1, viewer=cast.ada, today=TODAY)
    _set(cast.bo, 2, talk=talk)

    assert signing.changed_since(talk, read) == ["summary", "agreed", "time"]
    assert signing.changed_since(talk, signing.marks_of(talk)) == []
    assert signing.changed_since(talk, "nonsense") == ["summary", "agreed", "goals", "time"]


def test_both_read_it_sign_it_and_what_the_person_changes_afterwards_leaves_it_as_it_was_signed(cast, talk, visit):
    _set(cast.ada, 2, talk=talk)
    for viewer in (cast.bo, cast.ada):
        _sign(talk, viewer)
    before = [visit(one).get(f"/dialogues/{talk.pk}/") for one in (cast.bo, cast.ada)]
    later = _set(cast.bo, 1, begins=TODAY + timedelta(days=30))

    after = visit(cast.ada).get(f"/dialogues/{talk.pk}/")
    talk.refresh_from_db()

    assert [LESS in page.content.decode() for page in before] == [True, True]
    assert [page.context["changed_later"] for page in (*before, after)] == [False, False, False]
    assert later.talk is None
    assert (talk.closed_at is not None, _standing(talk)) == (True, 2)


def test_it_is_taken_away_in_the_dialogue_and_what_held_before_goes_on(cast, talk, visit):
    before = _set(cast.bo, 1, begins=TODAY - timedelta(days=9))
    row = _set(cast.ada, 2, talk=talk)

    answer = visit(cast.bo).post(f"/dialogues/{talk.pk}/time/{row.pk}/removal/")

    before.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (302, f"/dialogues/{talk.pk}/?part=end")
    assert (before.ends, TimeSet.objects.count()) == (None, 1)


def test_what_was_set_alone_is_not_taken_away_in_a_dialogue_nor_by_anybody_else(cast, talk):
    alone = _set(cast.bo, 1, begins=TODAY - timedelta(days=9))
    agreed = _set(cast.ada, 2, talk=talk)

    for row, viewer in (
        (alone, cast.ada),
        *((agreed, one) for one in (cast.cai, cast.dag, cast.hedda, cast.gro, cast.ulf)),
    ):
        with pytest.raises(Refused):
            time.take_away(row=row, talk=talk, viewer=viewer, today=TODAY)
    assert TimeSet.objects.count() == 2


def test_a_closed_dialogue_takes_no_time_and_loses_none(cast, talk):
    row = _set(cast.ada, 2, talk=talk)
    for viewer in (cast.bo, cast.ada):
        _sign(talk, viewer)

    for change in (
        lambda: _set(cast.ada, 3, talk=talk),
        lambda: time.take_away(row=row, talk=talk, viewer=cast.bo, today=TODAY),
    ):
        with pytest.raises(talks.Closed):
            change()
    assert TimeSet.objects.get().hours == 2


def test_a_reviewer_who_does_not_lead_the_person_sees_what_was_agreed_and_not_what_was_set_alone(cast):
    _set(cast.bo, 1, begins=TODAY - timedelta(days=9), less_of="bara mitt")
    made = talks.open_talk(
        person=cast.bo, reviewer=cast.gro, blocks=blocks_of("short"), language="sv", viewer=cast.hedda, today=TODAY
    )

    before = time_in(made, viewer=cast.gro, today=TODAY)
    _set(cast.gro, 2, talk=made)
    after = time_in(made, viewer=cast.gro, today=TODAY)

    assert (before.now, before.before, before.plan) == (None, (), None)
    assert (after.now.hours, after.before, after.plan) == (2, (), None)


def test_it_is_read_with_the_signed_words_when_hr_s_way_in_is_open(cast, talk):
    _set(cast.ada, 2, talk=talk)
    for viewer in (cast.bo, cast.ada):
        _sign(talk, viewer)

    assert [one.less_of for one in opened(talk).time] == [LESS]


def test_two_dialogues_do_not_mix_theirs(cast, talk):
    other = signed(cast)
    _set(cast.ada, 2, talk=talk)

    assert [len(talk_shown(one, viewer=cast.bo).time) for one in (talk, other)] == [1, 0]


def test_what_is_done_less_of_lies_sealed_in_the_database(cast, talk):
    _set(cast.ada, 2, talk=talk)

    with connection.cursor() as asked:
        asked.execute("select less_of from dialogues_timeset")
        (kept,) = asked.fetchone()

    assert LESS not in kept
    assert TimeSet.objects.get().less_of == LESS
