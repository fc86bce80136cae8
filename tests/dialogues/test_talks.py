"""A dialogue: prepared alone, seen by both at once, agreed, signed under exactly these words."""

import json
from datetime import timedelta

import pytest
from django.db import connection

from stigar.dialogues import rules
from stigar.dialogues.actions import signing, talks
from stigar.dialogues.models import Agreed, Answer, Signature, Talk
from stigar.dialogues.queries.talks import promised, talk_shown
from stigar.dialogues.queries.templates import blocks_of
from stigar.foundation.policy import Refused
from stigar.people.models import Position
from tests.cast import TODAY


@pytest.fixture
def talk(cast):
    """The yearly dialogue of Bo and Ada, who leads him."""
    return talks.open_talk(
        person=cast.bo, reviewer=cast.ada, blocks=blocks_of("yearly"), language="sv", viewer=cast.ada, today=TODAY
    )


def _write(talk, viewer, text, question="back.hard", turn=0):
    return talks.save_answer(talk=talk, question=question, text=text, turn=turn, viewer=viewer, today=TODAY)


def _both_hand_in(cast, talk):
    for viewer in (cast.bo, cast.ada):
        talks.hand_in(talk=talk, viewer=viewer, today=TODAY)
    talk.refresh_from_db()


def _sign(talk, viewer, digest=None):
    return signing.sign(talk=talk, digest=digest or signing.digest_of(talk), viewer=viewer, today=TODAY)


@pytest.fixture
def summed_up(cast, talk):
    """Both have handed in, something is agreed, and a summary is written."""
    _both_hand_in(cast, talk)
    talks.agree(
        talk=talk, who=cast.ada, text="Lyssnar med på ett samtal i veckan", by_day=None, viewer=cast.bo, today=TODAY
    )
    signing.write_summary(talk=talk, text="Vi ser det lika.", turn=0, viewer=cast.ada, today=TODAY)
    return talk


def _texts(shown):
    return [one.theirs.text for block in shown.blocks for one in block.questions if one.theirs]


def test_neither_reads_the_other_before_both_have_handed_in(cast, talk):
    _write(talk, cast.bo, "bos hemlighet", "back.hard")
    talks.hand_in(talk=talk, viewer=cast.bo, today=TODAY)

    before = _texts(talk_shown(talk, viewer=cast.ada))
    talks.hand_in(talk=talk, viewer=cast.ada, today=TODAY)
    talk.refresh_from_db()

    assert (before, _texts(talk_shown(talk, viewer=cast.ada))) == ([], ["bos hemlighet"])


def test_a_question_for_the_reviewer_is_not_the_persons_to_answer(cast, talk):
    with pytest.raises(Refused):
        _write(talk, cast.bo, "x", "back.seen")

    assert _write(talk, cast.ada, "När han lugnade kunden", "back.seen").turn == 1


def test_what_was_written_on_another_screen_is_not_written_over(cast, talk):
    _write(talk, cast.bo, "från telefonen", "back.hard")

    with pytest.raises(talks.NewerElsewhere) as newer:
        _write(talk, cast.bo, "från datorn", "back.hard")

    assert (newer.value.theirs.text, Answer.objects.get().text) == ("från telefonen", "från telefonen")


def test_the_words_lie_sealed_in_the_database(cast, talk):
    _write(talk, cast.bo, "i förtroende", "back.hard")

    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM dialogues_answer")
        assert "förtroende" not in cursor.fetchone()[0]


def test_it_is_closed_when_both_have_signed_the_same_words(cast, summed_up):
    _sign(summed_up, cast.bo)
    assert summed_up.closed_at is None
    _sign(summed_up, cast.ada)

    summed_up.refresh_from_db()
    assert summed_up.closed_at is not None
    with pytest.raises(talks.Closed):
        signing.write_summary(talk=summed_up, text="Något annat", turn=1, viewer=cast.ada, today=TODAY)


def test_changed_words_are_not_signed_by_who_read_the_old(cast, summed_up):
    read = signing.digest_of(summed_up)
    signing.write_summary(talk=summed_up, text="Vi ser det olika.", turn=1, viewer=cast.ada, today=TODAY)

    with pytest.raises(signing.OtherWords):
        _sign(summed_up, cast.bo, read)


def test_something_agreed_afterwards_asks_the_first_signer_again(cast, summed_up):
    _sign(summed_up, cast.bo)
    talks.agree(talk=summed_up, who=cast.bo, text="Tar alla kvällspass", by_day=None, viewer=cast.ada, today=TODAY)
    _sign(summed_up, cast.ada)

    summed_up.refresh_from_db()
    standing = Signature.objects.filter(taken_away_at=None).values_list("by", flat=True)
    assert (summed_up.closed_at, list(standing)) == (None, [cast.ada.pk])


def test_opening_again_leaves_a_trace_and_what_was_signed(cast, summed_up):
    for viewer in (cast.bo, cast.ada):
        _sign(summed_up, viewer)

    signing.open_again(talk=summed_up, why="Vi glömde schemat", viewer=cast.bo, today=TODAY)

    summed_up.refresh_from_db()
    trace = summed_up.reopenings.get()
    assert (summed_up.closed_at, trace.by, trace.why, json.loads(trace.was.words)["summary"]) == (
        None,
        cast.bo,
        "Vi glömde schemat",
        "Vi ser det lika.",
    )


def test_the_trace_and_the_summary_of_before_stand_on_the_page_for_the_two(cast, summed_up, visit):
    for viewer in (cast.bo, cast.ada):
        _sign(summed_up, viewer)
    visit(cast.bo).post(f"/dialogues/{summed_up.pk}/reopening/", {"why": "Vi glömde schemat"})
    signing.write_summary(talk=summed_up, text="Nya ord.", turn=1, viewer=cast.ada, today=TODAY)
    for viewer in (cast.bo, cast.ada):
        _sign(summed_up, viewer)

    pages = [visit(one).get(f"/dialogues/{summed_up.pk}/").content.decode() for one in (cast.bo, cast.ada)]

    assert [["Vi glömde schemat" in page, "Vi ser det lika." in page, "Nya ord." in page] for page in pages] == [
        [True] * 3
    ] * 2


def test_what_was_not_done_comes_along(cast, summed_up):
    done = talks.agree(talk=summed_up, who=cast.bo, text="Går kursen", by_day=None, viewer=cast.bo, today=TODAY)
    talks.mark_done(agreed=done, done=True, viewer=cast.bo, today=TODAY)

    following = talks.open_talk(
        person=cast.bo, reviewer=cast.ada, blocks=blocks_of("short"), language="sv", viewer=cast.bo, today=TODAY
    )

    assert list(Agreed.objects.filter(talk=following).values_list("who", "carried_from__talk")) == [
        (cast.ada.pk, summed_up.pk)
    ]


def test_what_came_along_is_one_promise_wherever_it_stands(cast, summed_up):
    first = Agreed.objects.get(talk=summed_up)
    following = talks.open_talk(
        person=cast.bo, reviewer=cast.ada, blocks=blocks_of("short"), language="sv", viewer=cast.bo, today=TODAY
    )
    visible = rules.visible_talks(cast.ada, today=TODAY)
    second = Agreed.objects.get(talk=following)

    before = list(promised(cast.ada, visible))
    talks.mark_done(agreed=second, done=True, viewer=cast.ada, today=TODAY)
    after = list(promised(cast.ada, visible))
    first.refresh_from_db()
    done = first.done_on
    talks.mark_done(agreed=first, done=False, viewer=cast.ada, today=TODAY)

    assert (before, after, done) == ([second], [], TODAY)
    assert list(promised(cast.ada, visible)) == [second]


@pytest.mark.parametrize("who", ["cai", "dag", "gro", "hedda", "rut", "siv", "ulf", "eve"])
def test_nobody_else_has_anything_to_do_with_it(cast, visit, summed_up, who):
    viewer = getattr(cast, who)

    assert not rules.visible_talks(viewer, today=TODAY).exists()
    assert visit(viewer).get(f"/dialogues/{summed_up.pk}/").status_code == 404
    with pytest.raises(Refused):
        _write(summed_up, viewer, "x", "back.hard")


def _new_manager(cast):
    Position.objects.filter(person=cast.bo).update(ends=TODAY - timedelta(days=1))
    Position.objects.create(
        organisation=cast.organisation,
        person=cast.bo,
        role=cast.adviser,
        unit=cast.service,
        manager=cast.dag,
        begins=TODAY,
    )


def test_who_no_longer_leads_the_person_reads_nothing(cast, summed_up):
    _new_manager(cast)

    seen = {who: rules.visible_talks(getattr(cast, who), today=TODAY).exists() for who in ("bo", "ada", "dag")}

    assert seen == {"bo": True, "ada": False, "dag": False}


def test_a_new_manager_gets_the_latest_signed_one(cast, summed_up):
    for viewer in (cast.bo, cast.ada):
        _sign(summed_up, viewer)
    _new_manager(cast)

    assert list(rules.inherited_talks(cast.dag, cast.bo, today=TODAY)) == [summed_up]
    assert not rules.inherited_talks(cast.cai, cast.bo, today=TODAY).exists()


def test_the_part_where_something_was_saved_last_stands_open(cast, visit, talk):
    bo, address = visit(cast.bo), f"/dialogues/{talk.pk}/"

    first = bo.get(address).content.decode()
    _write(talk, cast.bo, "minsta steget", "goals.small")
    later = bo.get(address).content.decode()

    assert (first.count('part" open>'), later.count('part" open>')) == (1, 1)
    assert "open><summary><h2>Sedan sist" in first
    assert "open><summary><h2>Mål" in later


def test_both_walk_through_it_on_the_pages(cast, visit):
    bo, ada = visit(cast.bo), visit(cast.ada)
    address = bo.post(
        f"/dialogues/people/{cast.bo.pk}/new/", {"template": "yearly", "language": "nb", "situation": "grow"}
    ).headers["Location"]

    for browser, words in ((bo, "bos ord"), (ada, "adas ord")):
        assert "Hverdagen" in browser.get(address).content.decode()  # the pair's language, not the reader's
        browser.post(f"{address}answers/", {"text-back.hard": words, "turn-back.hard": "0"})
        browser.post(f"{address}preparation/")
    page = bo.get(f"{address}?part=back").content.decode()
    bo.post(f"{address}notes/", {"part": "back", "text": "bara min", "shared": ""})
    ada.post(f"{address}summary/", {"text": "Vi er enige", "turn": "0"})
    end = [browser.get(f"{address}?part=end").content.decode() for browser in (bo, ada)]
    for browser in (bo, ada):
        browser.post(f"{address}signature/", {"digest": signing.digest_of(Talk.objects.get())})

    assert "adas ord" in page
    assert all("Vi er enige" in one for one in end)
    assert Talk.objects.get().closed_at is not None
    assert bo.post(f"{address}summary/", {"text": "x", "turn": "1"}).status_code == 302  # closed: said, nothing written
    assert bo.get(address).status_code == 200


def test_an_answer_saved_while_writing_tells_its_turn(cast, visit, talk):
    bo = visit(cast.bo)

    first = bo.post(f"/dialogues/{talk.pk}/answers/one/", {"question": "back.hard", "text": "ett", "turn": "0"})
    clash = bo.post(f"/dialogues/{talk.pk}/answers/one/", {"question": "back.hard", "text": "två", "turn": "0"})

    assert (first.json(), clash.status_code, clash.json()) == ({"turn": 1}, 409, {"turn": 1, "theirs": "ett"})


def test_the_reviewer_is_asked_about_the_person_and_the_person_about_themself(cast, talk):
    asked = {
        who: {
            one.key: one.text
            for block in talk_shown(talk, viewer=viewer).blocks
            for one in block.questions
            if one.for_me
        }
        for who, viewer in (("bo", cast.bo), ("ada", cast.ada))
    }

    assert asked["bo"]["back.hard"] == "Vad blev tyngre än du hade tänkt dig?"
    assert asked["ada"]["back.hard"] == "Vad tror du blev tyngst för Bo?"
    assert ("well.room" in asked["ada"], "back.seen" in asked["bo"]) == (False, False)


@pytest.mark.parametrize("key", ["yearly", "short", "begun"])
def test_a_template_has_the_same_questions_in_every_language(cast, key):
    wordings = [
        set(words)
        for block in blocks_of(key)
        for question in block["questions"]
        for words in (block["title"], question["text"], question["reviewer"])
    ]

    assert all(languages == {"sv", "nb", "en"} for languages in wordings)


def test_what_stands_in_the_fields_is_handed_in_with_them(cast, visit, talk):
    visit(cast.bo).post(f"/dialogues/{talk.pk}/preparation/", {"text-back.hard": "sista ordet", "turn-back.hard": "0"})

    kept = Answer.objects.get()
    assert (kept.text, kept.preparation.submitted_at is None) == ("sista ordet", False)


def test_nothing_is_handed_in_over_what_was_written_on_another_screen(cast, visit, talk):
    _write(talk, cast.bo, "från telefonen", "back.hard")

    answer = visit(cast.bo).post(
        f"/dialogues/{talk.pk}/preparation/", {"text-back.hard": "från datorn", "turn-back.hard": "0"}
    )

    page = answer.content.decode()
    assert (answer.status_code, "från telefonen" in page, "från datorn" in page) == (409, True, True)
    assert Answer.objects.get().preparation.submitted_at is None


def test_who_has_handed_in_is_not_asked_to_prepare_again(cast, visit, talk):
    before = [visit(cast.bo).get(address).content.decode() for address in ("/dialogues/", "/home/")]

    talks.hand_in(talk=talk, viewer=cast.bo, today=TODAY)
    after = [visit(cast.bo).get(address).content.decode() for address in ("/dialogues/", "/home/")]

    assert ["Snart är det dags för ett samtal" in page for page in before] == [True, True]
    assert ["Snart är det dags för ett samtal" in page for page in after] == [False, False]
    assert "Du har lämnat in" in after[0]


def test_a_closed_dialogue_never_says_that_something_was_saved(cast, visit, summed_up):
    for who in (cast.ada, cast.bo):
        _sign(summed_up, who)
    there = f"/dialogues/{summed_up.pk}/"

    pages = [
        visit(cast.bo).post(f"{there}{path}", told, follow=True).content.decode()
        for path, told in (("answers/", {"text-nothing": ""}), ("agreed/", {"text": "Ringer"}))
    ]

    assert [("Samtalet är avslutat." in page, "Sparat. Bara du" in page) for page in pages] == [(True, False)] * 2


@pytest.mark.parametrize("path", ["new/", "start/changed/"])
def test_nobody_is_asked_to_have_prepared_by_a_day_that_has_been(cast, visit, path):
    told = {"template": "yearly", "language": "sv", "due": "1999-01-01"}

    answer = visit(cast.ada).post(f"/dialogues/people/{cast.bo.pk}/{path}", told)

    assert (answer.status_code, "Dagen har passerat." in answer.content.decode(), Talk.objects.count()) == (
        422,
        True,
        0,
    )
