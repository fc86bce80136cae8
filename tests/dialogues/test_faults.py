"""What goes wrong at the door: words changed under a signer, a lost connection, somebody who moves in the middle, leaders in a ring."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from stigar.dialogues import rules
from stigar.dialogues.actions import signing, talks
from stigar.dialogues.models import Answer, Signature, Summary, Talk
from stigar.dialogues.queries.templates import blocks_of
from stigar.people.models import Person, Position
from tests.cast import TODAY

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def talk(cast):
    return talks.open_talk(
        person=cast.bo, reviewer=cast.ada, blocks=blocks_of("yearly"), language="sv", viewer=cast.ada, today=TODAY
    )


@pytest.fixture
def summed_up(cast, talk):
    for viewer in (cast.bo, cast.ada):
        talks.hand_in(talk=talk, viewer=viewer, today=TODAY)
    signing.write_summary(talk=talk, text="Vi ser det lika.", turn=0, viewer=cast.ada, today=TODAY)
    return Talk.objects.get()


def test_words_changed_under_a_signer_give_409_and_no_signature(cast, visit, summed_up):
    read = signing.digest_of(summed_up)
    visit(cast.ada).post(f"/dialogues/{summed_up.pk}/summary/", {"text": "Vi ser det olika.", "turn": "1"})

    answer = visit(cast.bo).post(f"/dialogues/{summed_up.pk}/signature/", {"digest": read})

    assert (answer.status_code, Signature.objects.count()) == (409, 0)
    assert "Vi ser det olika." in answer.content.decode()


def test_who_writes_the_summary_over_newer_words_gets_409_and_both_texts(cast, visit, summed_up):
    visit(cast.bo).post(f"/dialogues/{summed_up.pk}/summary/", {"text": "Bos ord", "turn": "1"})

    answer = visit(cast.ada).post(f"/dialogues/{summed_up.pk}/summary/", {"text": "Adas ord", "turn": "1"})

    page = answer.content.decode()
    assert (answer.status_code, "Bos ord" in page, "Adas ord" in page) == (409, True, True)
    assert Summary.objects.get().text == "Bos ord"


def test_an_answer_whose_reply_was_lost_is_sent_again_and_nothing_is_doubled_or_lost(cast, visit, talk):
    bo, address = visit(cast.bo), f"/dialogues/{talk.pk}/answers/one/"
    sent = {"question": "back.hard", "text": "i tunneln", "turn": "0"}

    told = [bo.post(address, sent).json() for _ in range(3)]
    later = bo.post(address, {**sent, "text": "i tunneln och efter", "turn": "1"}).json()

    assert (told, later) == ([{"turn": 1}] * 3, {"turn": 2})
    assert [one.text for one in Answer.objects.all()] == ["i tunneln och efter"]


def test_who_moves_in_the_middle_keeps_their_words_and_the_earlier_manager_reads_nothing_more(cast, visit, talk):
    visit(cast.bo).post(f"/dialogues/{talk.pk}/answers/", {"text-back.hard": "mina ord", "turn-back.hard": "0"})
    _moved(cast.bo, to=cast.dag, unit=cast.merchants)

    answers = {who: visit(getattr(cast, who)).get(f"/dialogues/{talk.pk}/").status_code for who in ("bo", "ada", "dag")}
    written = visit(cast.ada).post(
        f"/dialogues/{talk.pk}/answers/one/", {"question": "back.hard", "text": "x", "turn": "0"}
    )

    assert answers == {"bo": 200, "ada": 404, "dag": 404}
    assert (written.status_code, [one.text for one in Answer.objects.all()]) == (404, ["mina ord"])


def test_who_moves_back_finds_it_as_it_was(cast, visit, summed_up):
    signing.sign(talk=summed_up, digest=signing.digest_of(summed_up), viewer=cast.bo, today=TODAY)
    before = Position.objects.get(person=cast.bo).manager
    Position.objects.filter(person=cast.bo).update(manager=cast.dag)
    gone = visit(cast.ada).get(f"/dialogues/{summed_up.pk}/").status_code
    Position.objects.filter(person=cast.bo).update(manager=before)

    visit(cast.ada).post(f"/dialogues/{summed_up.pk}/signature/", {"digest": signing.digest_of(summed_up)})

    summed_up.refresh_from_db()
    assert (gone, summed_up.closed_at is None) == (404, False)


def test_nobody_is_their_own_manager_nor_the_other_one_of_two(cast, visit):
    with pytest.raises(IntegrityError), transaction.atomic():
        Position.objects.filter(person=cast.bo).update(manager=cast.bo)

    with pytest.raises(talks.NotTheOther):
        talks.open_talk(person=cast.bo, reviewer=cast.bo, blocks=[], language="sv", viewer=cast.bo, today=TODAY)


def test_leaders_in_a_ring_break_nothing_and_each_leads_the_next_alone(cast, visit):
    """Gro leads Ada, Ada leads Bo, and (by mistake in a file) Bo leads Gro."""
    Position.objects.filter(person=cast.gro).update(manager=cast.bo)

    pages = {
        (who, address): visit(getattr(cast, who)).get(address).status_code
        for who in ("gro", "ada", "bo")
        for address in ("/home/", "/dialogues/", "/competence/", "/people/")
    }
    seen = {
        who: visit(getattr(cast, who)).get(f"/competence/people/{cast.gro.pk}/").status_code for who in ("ada", "bo")
    }

    assert set(pages.values()) == {200}
    assert seen == {"ada": 404, "bo": 200}


def test_two_who_lead_each_other_hold_two_dialogues_and_read_in_each_what_is_theirs(cast):
    Position.objects.filter(person=cast.ada).update(manager=cast.bo)
    for person, reviewer in ((cast.bo, cast.ada), (cast.ada, cast.bo)):
        talks.open_talk(
            person=person, reviewer=reviewer, blocks=blocks_of("yearly"), language="sv", viewer=reviewer, today=TODAY
        )

    assert [rules.visible_talks(who, today=TODAY).count() for who in (cast.ada, cast.bo, cast.cai)] == [2, 2, 0]


def test_who_has_left_in_the_middle_leaves_a_dialogue_that_can_be_closed_without_them(cast, visit, summed_up):
    Person.objects.filter(pk=cast.ada.pk).update(ended=YESTERDAY)

    signing.close_unsigned(talk=summed_up, viewer=cast.bo, today=TODAY)

    assert visit(cast.bo).get(f"/dialogues/{summed_up.pk}/").status_code == 200
    assert rules.visible_talks(Person.objects.get(pk=cast.ada.pk), today=TODAY).count() == 0


@pytest.mark.parametrize(("day", "read"), [(TODAY, 1), (TODAY + timedelta(days=1), 0)])
def test_a_month_is_counted_in_days_as_people_have_them_though_the_clock_was_changed_between(cast, talk, day, read):
    """Closed half past midnight on the 21st of October, summer time (the 20th in UTC); the clock is put back on the 25th."""
    Talk.objects.filter(pk=talk.pk).update(
        reviewer=cast.ulf, as_manager=False, closed_at=datetime(2026, 10, 20, 22, 30, tzinfo=UTC)
    )

    assert rules.visible_talks(cast.ulf, today=day).count() == read


def _moved(person, *, to, unit):
    now = Position.objects.get(person=person)
    Position.objects.filter(pk=now.pk).update(ends=YESTERDAY)
    Position.objects.create(
        organisation=now.organisation, person=person, role=now.role, unit=unit, manager=to, begins=TODAY
    )
