"""What two have signed stays as they signed it: a later agreement changes nothing of it, and each reopening keeps what stood before."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection

from stigar.dialogues import privacy
from stigar.dialogues.actions import keeping, signing, talks, time
from stigar.dialogues.models import KeptFor, Reopening, Signed, Summary, Talk, TimeSet
from stigar.dialogues.queries.breaking import opened
from stigar.dialogues.queries.handover import given_to
from stigar.dialogues.queries.talks import talk_shown
from stigar.dialogues.queries.templates import blocks_of
from stigar.dialogues.queries.time import time_in
from stigar.foundation.policy import Refused
from stigar.people.models import Position
from tests.cast import TODAY

LESS, LATER = "mötena på fredag", "rapporterna"


def _dialogue(cast, summary="Vi ser det lika.", *, hours=2, less_of=LESS):
    made = talks.open_talk(
        person=cast.bo, reviewer=cast.ada, blocks=blocks_of("yearly"), language="sv", viewer=cast.ada, today=TODAY
    )
    for viewer in (cast.bo, cast.ada):
        talks.hand_in(talk=made, viewer=viewer, today=TODAY)
    made.refresh_from_db()
    signing.write_summary(talk=made, text=summary, turn=0, viewer=cast.ada, today=TODAY)
    if hours:
        _set(cast.ada, hours, talk=made, less_of=less_of)
    return made


def _set(viewer, hours, *, talk=None, begins=TODAY, less_of=LESS):
    return time.set_aside(hours=Decimal(hours), less_of=less_of, begins=begins, talk=talk, viewer=viewer, today=TODAY)


def _sign(talk, *viewers):
    for viewer in viewers:
        signing.sign(talk=talk, digest=signing.digest_of(talk), viewer=viewer, today=TODAY)
    talk.refresh_from_db()
    return talk


def _write(talk, text, viewer):
    signing.write_summary(talk=talk, text=text, turn=Summary.objects.get(talk=talk).turn, viewer=viewer, today=TODAY)


@pytest.fixture
def talk(cast):
    """Signed by both, with two hours a week agreed."""
    return _sign(_dialogue(cast), cast.bo, cast.ada)


def _time(talk, viewer):
    return [(one.hours, one.less_of, one.begins, one.ends) for one in talk_shown(talk, viewer=viewer).time]


@pytest.mark.parametrize("later", ["agreed the same day", "agreed next month", "set alone", "ended"])
def test_a_later_agreement_on_time_changes_nothing_of_what_was_signed(cast, talk, visit, later):
    digest, before = signing.digest_of(talk), _time(talk, cast.ada)
    next_month = TODAY + timedelta(days=30)
    {
        "agreed the same day": lambda: _sign(_dialogue(cast, hours=5, less_of=LATER), cast.bo, cast.ada),
        "agreed next month": lambda: _set(cast.ada, 4, talk=_dialogue(cast, hours=0), begins=next_month, less_of=LATER),
        "set alone": lambda: _set(cast.bo, 1, begins=next_month, less_of=LATER),
        "ended": lambda: time.stop(row=TimeSet.objects.get(), viewer=cast.bo, today=TODAY),
    }[later]()

    page = visit(cast.ada).get(f"/dialogues/{talk.pk}/")

    assert (signing.digest_of(talk), _time(talk, cast.ada)) == (digest, before)
    assert before == [(Decimal(2), LESS, TODAY, None)]
    assert {one.digest for one in talk.signatures.filter(taken_away_at=None)} == {digest}
    assert (page.context["changed_later"], LATER in page.content.decode()) == (False, False)
    assert [one.less_of for one in opened(talk).time] == [LESS]


def test_the_paper_of_an_old_dialogue_does_not_say_that_it_was_changed(cast, talk, visit):
    _sign(_dialogue(cast, hours=5, less_of=LATER), cast.bo, cast.ada)

    answer = visit(cast.bo).get(f"/dialogues/{talk.pk}/summary/file/")

    assert answer.status_code == 200
    assert signing.digest_of(talk) == Signed.objects.get(talk=talk).digest


def test_of_two_dialogues_each_shows_its_own_agreement(cast, talk):
    other = _sign(_dialogue(cast, hours=5, less_of=LATER), cast.bo, cast.ada)

    assert [[hours for hours, *_rest in _time(one, cast.bo)] for one in (talk, other)] == [[Decimal(2)], [Decimal(5)]]


def test_a_reviewer_who_does_not_lead_the_person_reads_it_as_it_was_signed(cast):
    made = talks.open_talk(
        person=cast.bo, reviewer=cast.gro, blocks=blocks_of("short"), language="sv", viewer=cast.hedda, today=TODAY
    )
    for viewer in (cast.bo, cast.gro):
        talks.hand_in(talk=made, viewer=viewer, today=TODAY)
    signing.write_summary(talk=made, text="Kort.", turn=0, viewer=cast.gro, today=TODAY)
    _set(cast.gro, 2, talk=made)
    _sign(made, cast.bo, cast.gro)
    _set(cast.bo, 1, begins=TODAY + timedelta(days=9), less_of="bara mitt")

    assert [one.ends for one in (time_in(made, viewer=cast.gro, today=TODAY).now,)] == [None]


def test_a_goal_or_promise_changed_afterwards_is_said_with_what_was_signed_beside(cast, visit):
    made = _dialogue(cast)
    talks.agree(talk=made, who=cast.bo, text="Skriva klart boken", by_day=None, viewer=cast.bo, today=TODAY)
    _sign(made, cast.bo, cast.ada)
    made.agreed.update(text="Något helt annat")

    page = visit(cast.bo).get(f"/dialogues/{made.pk}/")

    assert page.context["changed_later"] is True
    assert all(words in page.content.decode() for words in ("Något helt annat", "Skriva klart boken"))


def test_every_reopening_keeps_what_was_signed_before_it_who_signed_and_when(cast, talk, visit):
    for number, viewer in ((2, cast.bo), (3, cast.ada)):
        signing.open_again(talk=talk, why=f"skäl {number}", viewer=viewer, today=TODAY)
        _write(talk, f"Version {number}.", viewer)
        _sign(talk, cast.ada, cast.bo)

    kept = [
        (again.why, was.summary, [one.less_of for one in was.time], {name for name, _at in was.signers})
        for again, was in talk_shown(talk, viewer=cast.bo).reopenings
    ]

    assert kept == [
        ("skäl 2", "Vi ser det lika.", [LESS], {"Ada Test", "Bo Test"}), ("skäl 3", "Version 2.", [LESS], {"Ada Test", "Bo Test"}),
    ]  # fmt: skip
    for one in (cast.bo, cast.ada):
        page = visit(one).get(f"/dialogues/{talk.pk}/").content.decode()
        assert [words in page for words in ("Vi ser det lika.", "Version 2.", "Version 3.")] == [True] * 3
    assert (Signed.objects.count(), Reopening.objects.count()) == (3, 2)


def test_nobody_but_the_two_reads_what_was_signed_before(cast, talk, visit):
    signing.open_again(talk=talk, why="ett skäl", viewer=cast.ada, today=TODAY)
    _write(talk, "Version två.", cast.ada)
    _sign(talk, cast.ada, cast.bo)

    others = (cast.cai, cast.dag, cast.gro, cast.hedda, cast.ulf, cast.rut, cast.siv, cast.eve)

    pages = [
        visit(one).get(path)
        for one in others
        for path in (f"/dialogues/{talk.pk}/", f"/dialogues/{talk.pk}/summary/file/")
    ]
    assert {page.status_code for page in pages} == {404}
    assert opened(talk).summary == "Version två."
    Position.objects.filter(person=cast.bo).update(manager=cast.dag)
    assert given_to(cast.dag, cast.bo, today=TODAY).summary == "Version två."
    new = visit(cast.dag).get(f"/dialogues/people/{cast.bo.pk}/").content.decode()
    assert ["Vi ser det lika." in new, "ett skäl" in new] == [False, False]
    assert visit(cast.ada).get(f"/dialogues/{talk.pk}/").status_code == 404
    with pytest.raises(Refused):
        signing.open_again(talk=talk, why="x", viewer=cast.dag, today=TODAY)


def test_it_is_in_everything_about_me_for_the_two_and_for_nobody_else(cast, talk):
    signing.open_again(talk=talk, why="ett skäl", viewer=cast.ada, today=TODAY)
    _write(talk, "Version två.", cast.ada)

    told = {
        one: json.dumps(privacy.tell(one), default=str, ensure_ascii=False)
        for one in (cast.bo, cast.ada, cast.cai, cast.hedda)
    }

    assert [[words in told[one] for one in told] for words in ("Vi ser det lika.", LESS, "ett skäl")] == [
        [True, True, False, False]
    ] * 3
    Position.objects.filter(person=cast.bo).update(manager=cast.dag)
    assert "Vi ser det lika." not in json.dumps(privacy.tell(cast.ada), default=str, ensure_ascii=False)


def test_it_goes_the_day_the_dialogue_goes_and_with_the_person(cast, talk):
    signing.open_again(talk=talk, why="ett skäl", viewer=cast.ada, today=TODAY)
    _write(talk, "Version två.", cast.ada)
    _sign(talk, cast.ada, cast.bo)
    keeping.keep_for(months={KeptFor.TALK: 12}, viewer=cast.hedda, today=TODAY)
    Talk.objects.update(closed_at=talk.closed_at.replace(year=2024))
    told_on, day = TODAY, TODAY + timedelta(days=keeping.TOLD_DAYS)

    keeping.tell_what_goes(today=told_on)
    before = Signed.objects.count()
    keeping.drop_what_is_past(today=day, forgets=())

    assert (before, Signed.objects.count(), Reopening.objects.count()) == (2, 0, 0)


def test_the_words_lie_sealed_in_the_database(cast, talk):
    with connection.cursor() as asked:
        asked.execute("select words from dialogues_signed")
        (kept,) = asked.fetchone()

    assert [words in str(kept) for words in ("Vi ser det lika.", LESS)] == [False, False]


def test_closed_unsigned_and_opened_again_it_says_that_nobody_had_signed(cast, visit):
    made = _dialogue(cast)
    signing.close_unsigned(talk=made, viewer=cast.ada, today=TODAY)
    signing.open_again(talk=made, why="ändå", viewer=cast.ada, today=TODAY)

    ((_again, was),) = talk_shown(made, viewer=cast.bo).reopenings

    assert (was.summary, was.signers) == ("Vi ser det lika.", ())
    assert visit(cast.bo).get(f"/dialogues/{made.pk}/?part=end").status_code == 200


def test_a_closed_page_asks_as_much_with_three_reopenings_as_with_one(cast, talk, visit, django_assert_max_num_queries):
    browser = visit(cast.bo)

    def again():
        signing.open_again(talk=talk, why="igen", viewer=cast.ada, today=TODAY)
        _sign(talk, cast.ada, cast.bo)

    again()
    browser.get(f"/dialogues/{talk.pk}/")
    with django_assert_max_num_queries(40) as one:
        browser.get(f"/dialogues/{talk.pk}/")
    again()
    again()
    with django_assert_max_num_queries(len(one)):
        browser.get(f"/dialogues/{talk.pk}/")
