"""Dialogues as the two who have them read the pages: everything under way is in sight, and each part says what is true just now."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from stigar.dialogues.actions import attaching, meetings, moving, reflections, signing, talks
from stigar.dialogues.actions.reflections import Piece
from stigar.dialogues.models import Agreed, Note, Reflection, Talk
from stigar.dialogues.queries.attached import going_on
from stigar.dialogues.queries.templates import blocks_of
from stigar.foundation.policy import Refused
from tests.cast import TODAY
from tests.dialogues.changing import under_way

SECRET = "kajflytten"
ASKED = "Har sett Bo göra något bra"


@pytest.fixture
def opened(cast):
    """Opens a dialogue of Bo and Ada, who leads him."""

    def begin(kind="yearly", **more):
        return talks.open_talk(
            person=cast.bo, reviewer=cast.ada, blocks=blocks_of(kind), language="sv", viewer=cast.ada, today=TODAY, **more
        )  # fmt: skip

    return begin


@pytest.fixture
def room(cast, opened):
    """Both have handed in, and Ada has answered what only she is asked."""
    talk = opened()
    talks.save_answer(talk=talk, question="back.seen", text=ASKED, turn=0, viewer=cast.ada, today=TODAY)
    return _revealed(cast, talk)


def _revealed(cast, talk):
    for viewer in (cast.bo, cast.ada):
        talks.hand_in(talk=talk, viewer=viewer, today=TODAY)
    talk.refresh_from_db()
    return talk


def _agree(cast, talk, text):
    return talks.agree(talk=talk, who=cast.bo, text=text, by_day=None, viewer=cast.ada, today=TODAY)


def _read(browser, talk, part=""):
    return browser.get(f"/dialogues/{talk.pk}/" + (f"?part={part}" if part else "")).content.decode()


def test_every_dialogue_under_way_stands_in_the_list(cast, visit, opened):
    both = [opened(), opened("short")]

    page = visit(cast.bo).get("/dialogues/").content.decode()

    assert [f"/dialogues/{one.pk}/" in page for one in both] == [True, True]


def test_the_situations_are_in_sight_also_while_a_dialogue_is_under_way(cast, visit, opened):
    opened()

    page = visit(cast.bo).get("/dialogues/").content.decode()

    there = [reverse("dialogues:situation", args=[cast.bo.pk, key]) in page for key, _words in Talk.SITUATIONS]
    assert there == [True] * 6


def test_what_can_be_held_comes_first_and_as_it_is_booked(cast, visit, opened):
    later, sooner, alone = _revealed(cast, opened()), _revealed(cast, opened()), opened()
    for talk, days in ((later, 9), (sooner, 2)):
        meetings.meet(
            talk=talk, day=TODAY + timedelta(days=days), at=time(10), minutes=60, place="", seen="", viewer=cast.ada, today=TODAY
        )  # fmt: skip

    page = visit(cast.ada).get("/dialogues/").content.decode()

    places = [page.index(f"/dialogues/{one.pk}/") for one in (sooner, later, alone)]
    assert places == sorted(places)


def test_something_agreed_afterwards_takes_the_signature_away_at_once(cast, room):
    signing.write_summary(talk=room, text="Vi ser det lika.", turn=0, viewer=cast.ada, today=TODAY)
    signing.sign(talk=room, digest=signing.digest_of(room), viewer=cast.bo, today=TODAY)

    made = _agree(cast, room, "Tar alla kvällspass")
    after_agreeing = room.signatures.filter(taken_away_at=None).count()
    signing.sign(talk=room, digest=signing.digest_of(room), viewer=cast.bo, today=TODAY)
    talks.drop(agreed=made, viewer=cast.ada, today=TODAY)

    assert (after_agreeing, room.signatures.filter(taken_away_at=None).count()) == (0, 0)


def test_what_is_only_done_takes_no_signature_away(cast, room):
    made = _agree(cast, room, "Ringer upp")
    signing.write_summary(talk=room, text="Vi ser det lika.", turn=0, viewer=cast.ada, today=TODAY)
    signing.sign(talk=room, digest=signing.digest_of(room), viewer=cast.bo, today=TODAY)

    talks.mark_done(agreed=made, done=True, viewer=cast.bo, today=TODAY)

    assert room.signatures.filter(taken_away_at=None).count() == 1


def test_each_is_told_who_is_told_when_hr_reads(cast, visit, room):
    told = [
        "you are told at once" in _english(visit(who)).get(f"/dialogues/{room.pk}/?part=end").content.decode()
        for who in (cast.bo, cast.ada)
    ]

    assert told == [True, False]


def _english(browser):
    browser.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return browser


def test_who_was_not_asked_has_not_left_it_empty(cast, visit, room):
    page = _read(_english(visit(cast.bo)), room)

    question = page[page.index('id="q-back.seen"') :]
    assert (ASKED in question, "nothing written" in question[: question.index("</section>")]) == (True, False)


def test_what_came_along_is_read_while_preparing_and_first_in_the_room(cast, visit, room, opened):
    _agree(cast, room, f"Ringer {SECRET}")
    signing.write_summary(talk=room, text="Vi ser det lika.", turn=0, viewer=cast.ada, today=TODAY)
    for viewer in (cast.bo, cast.ada):
        signing.sign(talk=room, digest=signing.digest_of(room), viewer=viewer, today=TODAY)
    following = opened()

    preparing = SECRET in _read(visit(cast.bo), following)
    _revealed(cast, following)
    in_the_room = [SECRET in _read(visit(cast.bo), following, part) for part in ("back", "everyday")]

    assert (preparing, in_the_room) == (True, [True, False])


def test_what_is_agreed_is_written_in_the_part_about_it(cast, visit, room):
    browser, there = visit(cast.ada), f"/dialogues/{room.pk}/agreed/?part=agreement"
    assert there in _read(browser, room, "agreement")

    answer = browser.post(there, {"who": cast.bo.pk, "text": "Ringer upp"})
    done = browser.post(f"/dialogues/{room.pk}/agreed/{Agreed.objects.get().pk}/done/", {"part": "agreement"})

    assert [answer.url, done.url] == [f"/dialogues/{room.pk}/?part=agreement"] * 2


def test_a_note_is_written_on_by_its_writer(cast, visit, room):
    note = talks.write_note(talk=room, block="back", text="Frga", shared=True, viewer=cast.bo, today=TODAY)
    browser = visit(cast.bo)

    browser.post(f"/dialogues/{room.pk}/notes/{note.pk}/", {"text": "Fråga", "shared": "1"})
    refused = visit(cast.ada).post(f"/dialogues/{room.pk}/notes/{note.pk}/", {"text": "Annat", "shared": "1"})

    note.refresh_from_db()
    assert (note.text, note.shared, refused.status_code) == ("Fråga", True, 404)


@pytest.mark.parametrize("who", ["bo", "ada"])
def test_either_of_the_two_says_what_else_it_belongs_to(cast, visit, opened, who):
    talk = opened()
    viewer = getattr(cast, who)

    visit(viewer).post(f"/dialogues/{talk.pk}/about/", {"about": f" Flytten,\n {SECRET} "})

    talk.refresh_from_db()
    assert talk.about == f"Flytten, {SECRET}"
    assert [SECRET in _read(visit(one), talk) for one in (cast.bo, cast.ada)] == [True, True]


def test_what_they_belong_to_lies_sealed(cast, opened, piece):
    opened(about=SECRET)
    with connection.cursor() as raw:
        raw.execute("SELECT about FROM dialogues_talk UNION ALL SELECT about FROM dialogues_reflection")
        lies = [row[0] for row in raw.fetchall()]

    assert [(bool(one), SECRET in one) for one in lies] == [(True, False)] * 2


@pytest.mark.parametrize("who", ["cai", "dag", "gro", "hedda", "rut", "siv", "ulf", "eve"])
def test_nobody_else_reads_or_says_what_it_belongs_to(cast, visit, opened, piece, who):
    talk, browser = opened(about=SECRET), visit(getattr(cast, who))
    pages = [
        "/home/",
        "/dialogues/",
        "/dialogues/reflections/",
        "/dialogues/handover/",
        f"/dialogues/people/{cast.bo.pk}/new/",
    ]

    seen = [SECRET in browser.get(page).content.decode() for page in pages]
    said = [
        browser.post(f"/dialogues/{part}/about/", {"about": "Något"}) for part in (talk.pk, f"reflections/{piece.pk}")
    ]

    talk.refresh_from_db()
    assert (seen, [one.status_code for one in said], talk.about) == ([False] * 5, [404] * 2, SECRET)


def test_a_closed_dialogue_keeps_what_it_belongs_to(cast, room):
    room.closed_at = room.opened_at
    room.save(update_fields=["closed_at"])

    with pytest.raises(talks.Closed):
        attaching.attach_talk(talk=room, about="Något", viewer=cast.bo, today=TODAY)


def test_a_dialogue_that_is_handed_on_says_nothing_of_it(cast):
    row = under_way(cast)
    talk = Talk.objects.get(round=row, person=cast.bo)
    attaching.attach_talk(talk=talk, about=SECRET, viewer=cast.ada, today=TODAY)

    moving.hand_over(row=row, talk=talk, to=cast.dag, viewer=cast.hedda, today=TODAY)

    talk.refresh_from_db()
    assert (talk.reviewer, talk.about) == (cast.dag, "")


@pytest.fixture
def piece(cast):
    (row,) = reflections.keep(pieces=[Piece("", "Jag är rädd för mötet")], about=SECRET, viewer=cast.bo, today=TODAY)
    return row


def test_what_a_reflection_belongs_to_is_the_writers_alone(cast, visit, piece):
    reflections.share(reflection=piece, reader=cast.ada, viewer=cast.bo, today=TODAY)

    own, shared = (visit(one).get(f"/dialogues/reflections/{piece.pk}/") for one in (cast.bo, cast.ada))
    refused = visit(cast.ada).post(f"/dialogues/reflections/{piece.pk}/about/", {"about": "Något"})

    told = [SECRET in page.content.decode() for page in (own, shared)]
    assert (told, shared.status_code, refused.status_code) == ([True, False], 200, 404)


def test_what_one_has_named_is_offered_to_nobody(cast, piece):
    assert [SECRET in going_on(one, today=TODAY) for one in (cast.bo, cast.ada)] == [False, False]


def test_another_word_for_what_a_reflection_belongs_to(cast, piece):
    attaching.attach_reflection(reflection=piece, about="Något annat", viewer=cast.bo, today=TODAY)
    with pytest.raises(Refused):
        attaching.attach_reflection(reflection=piece, about="Annat", viewer=cast.ada, today=TODAY)

    piece.refresh_from_db()
    assert piece.about == "Något annat"


def test_own_words_are_enough_where_nothing_in_the_library_is_near(cast, visit):
    browser = visit(cast.bo)
    browser.post("/dialogues/reflections/new/", {"words": SECRET})
    kept_nothing = Reflection.objects.count()

    written = {"keep": "mine", "own": f"Det är {SECRET}", "text-when": "I tisdags", "text-next": "", "about": "Flytten"}
    browser.post("/dialogues/reflections/new/", written)

    rows = [(one.asked != "", one.text, one.about) for one in Reflection.objects.order_by("at", "pk")]
    assert kept_nothing == 0
    assert sorted(rows) == [(False, f"Det är {SECRET}", "Flytten"), (True, "I tisdags", "Flytten")]


def test_the_questions_are_taken_along_unanswered_by_who_asks_them(cast, visit, room):
    visit(cast.ada).post("/dialogues/reflections/new/", {"keep": str(room.pk)})

    notes = Note.objects.filter(talk=room, by=cast.ada)
    assert ([one.shared for one in notes], all(one.text for one in notes)) == ([False] * 3, True)


def test_ones_own_words_are_one_link_away(cast, visit):
    browser = visit(cast.bo)

    first = browser.get("/dialogues/reflections/?project=x").content.decode()

    assert 'href="/dialogues/reflections/new/?project=x"' in first
    assert browser.get("/dialogues/reflections/new/?project=x").status_code == 200
