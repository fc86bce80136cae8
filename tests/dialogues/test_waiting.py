"""What waits for somebody between two, and what home tells of it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from stigar.dialogues.actions import signing, talks
from stigar.dialogues.queries.templates import blocks_of
from stigar.dialogues.queries.waiting import BetweenTwo, ToTalkAbout, ToWrite, waits_between_two
from stigar.levels.actions import assessments, seen
from stigar.levels.models import Assessment, Level, Part
from stigar.people.models import Position
from tests.cast import TODAY
from tests.profiles import written

DUE = date(2026, 12, 1)
NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)


@pytest.fixture
def waiting(cast):
    """An assessment and a dialogue of Bo and Ada are open, and Ada has promised something."""
    judged = assessments.open_assessment(
        person=cast.bo, reviewer=cast.ada, competences=[written.library(cast)["listening"]], role=None, due=DUE,
        viewer=cast.bo, today=TODAY,
    )  # fmt: skip
    talk = talks.open_talk(
        person=cast.bo, reviewer=cast.ada, blocks=blocks_of("yearly"), language="sv", viewer=cast.ada, today=TODAY
    )
    talks.agree(talk=talk, who=cast.ada, text="Lyssnar med", by_day=None, viewer=cast.bo, today=TODAY)
    return judged, talk


def test_each_is_told_what_they_have_not_handed_in_and_what_they_promised(cast, waiting):
    judged, talk = waiting

    told = {who: waits_between_two(getattr(cast, who), today=TODAY) for who in ("bo", "ada", "cai", "hedda")}

    assert told == {
        "bo": BetweenTwo((ToWrite(judged.pk, "Ada Test", DUE),), (ToWrite(talk.pk, "Ada Test", None),)),
        "ada": BetweenTwo((ToWrite(judged.pk, "Bo Test", DUE),), (ToWrite(talk.pk, "Bo Test", None),), 1),
        "cai": BetweenTwo(),
        "hedda": BetweenTwo(),
    }


def test_nothing_waits_for_a_manager_who_no_longer_leads(cast, waiting):
    Position.objects.filter(person=cast.bo).update(manager=cast.dag)

    assert waits_between_two(cast.ada, today=TODAY) == BetweenTwo()


def test_what_is_handed_in_waits_no_more(cast, waiting):
    _judged, talk = waiting

    talks.hand_in(talk=talk, viewer=cast.bo, today=TODAY)

    assert waits_between_two(cast.bo, today=TODAY).dialogues == ()


def test_who_has_not_signed_is_told_when_the_other_has(cast, visit):
    talk = talks.open_talk(
        person=cast.bo, reviewer=cast.ada, blocks=blocks_of("yearly"), language="sv", viewer=cast.ada, today=TODAY
    )
    for one in (cast.bo, cast.ada):
        talks.hand_in(talk=talk, viewer=one, today=TODAY)
    talk.refresh_from_db()
    signing.write_summary(talk=talk, text="Vi ser det lika.", turn=0, viewer=cast.ada, today=TODAY)
    signing.sign(talk=talk, digest=signing.digest_of(talk), viewer=cast.ada, today=TODAY)

    told = {
        who: waits_between_two(getattr(cast, who), today=TODAY).to_sign for who in ("bo", "ada", "cai", "hedda", "dag")
    }
    page = visit(cast.bo).get("/home/").content.decode()
    signing.sign(talk=talk, digest=signing.digest_of(talk), viewer=cast.bo, today=TODAY)
    after = waits_between_two(cast.bo, today=TODAY).to_sign

    assert told == {"bo": (ToWrite(talk.pk, "Ada Test", None),), "ada": (), "cai": (), "hedda": (), "dag": ()}
    assert (f"/dialogues/{talk.pk}/?part=end" in page, "Vi ser det lika" in page, after) == (True, False, ())


def test_who_gave_a_level_is_told_that_it_is_seen_differently_until_it_is_settled(cast, visit):
    listening = written.library(cast)["listening"]
    level = seen.observe(
        person=cast.bo, competence=listening, level=2, on=TODAY, words="I två samtal", viewer=cast.ada, today=TODAY
    )
    answer = seen.reply(level=level, words="Hemligt svar", contests=True, viewer=cast.bo, today=TODAY)

    told = {
        who: waits_between_two(getattr(cast, who), today=TODAY).contested
        for who in ("bo", "ada", "cai", "hedda", "dag")
    }
    page = visit(cast.ada).get("/home/").content.decode()
    seen.settle(reply=answer, words="Vi pratade", viewer=cast.ada, today=TODAY)
    after = waits_between_two(cast.ada, today=TODAY).contested

    assert told == {
        "bo": (),
        "ada": (ToTalkAbout(cast.bo.pk, listening, "Bo Test"),),
        "cai": (),
        "hedda": (),
        "dag": (),
    }
    assert (f"/competence/people/{cast.bo.pk}/{listening}/" in page, "Hemligt" in page, after) == (True, False, ())


def test_a_contested_level_goes_over_to_whoever_leads_now(cast):
    listening = written.library(cast)["listening"]
    level = seen.observe(
        person=cast.bo, competence=listening, level=2, on=TODAY, words="I två samtal", viewer=cast.ada, today=TODAY
    )
    seen.reply(level=level, words="Nej", contests=True, viewer=cast.bo, today=TODAY)

    Position.objects.filter(person=cast.bo).update(manager=cast.dag)

    assert [waits_between_two(one, today=TODAY).contested for one in (cast.ada, cast.dag)] == [
        (), (ToTalkAbout(cast.bo.pk, listening, "Bo Test"),),
    ]  # fmt: skip


@pytest.mark.parametrize("source", ["peer", "file"])
def test_a_level_that_another_gave_is_contested_to_the_manager(cast, source):
    listening = written.library(cast)["listening"]
    given = {"organisation": cast.organisation, "person": cast.bo, "competence_id": listening, "source": source}
    level = Level.objects.create(**given, level=1, on=TODAY, at=NOON, by=cast.cai)
    answer = seen.reply(level=level, words="Nej", contests=True, viewer=cast.bo, today=TODAY)

    told = {
        who: waits_between_two(getattr(cast, who), today=TODAY).contested
        for who in ("bo", "ada", "cai", "hedda", "dag")
    }
    seen.settle(reply=answer, words="Vi pratade", viewer=cast.ada, today=TODAY)

    mine = (ToTalkAbout(cast.bo.pk, listening, "Bo Test"),)
    assert told == {"bo": (), "ada": mine, "cai": (), "hedda": (), "dag": ()}
    assert waits_between_two(cast.ada, today=TODAY).contested == ()


def test_an_older_level_that_no_longer_stands_is_not_handed_to_a_new_manager(cast):
    listening = written.library(cast)["listening"]
    old, _new = [
        seen.observe(
            person=cast.bo, competence=listening, level=level, on=TODAY - timedelta(days=days), words="x", viewer=cast.ada, today=TODAY
        )
        for level, days in ((2, 30), (3, 1))
    ]  # fmt: skip
    seen.reply(level=old, words="Nej", contests=True, viewer=cast.bo, today=TODAY)
    Position.objects.filter(person=cast.bo).update(manager=cast.dag)

    assert [waits_between_two(one, today=TODAY).contested for one in (cast.ada, cast.dag)] == [(), ()]


def test_who_handed_in_first_is_told_when_the_other_has_too(cast, visit):
    listening = written.library(cast)["listening"]
    opened = assessments.open_assessment(
        person=cast.bo, reviewer=cast.ada, competences=[listening], role=None, due=DUE, viewer=cast.bo, today=TODAY
    )
    for who, level in ((cast.ada, 2), (cast.bo, 3)):
        assessments.save_rating(
            assessment=opened, competence=listening, judged=assessments.Judged(level=level, words="Hemligt"), turn=0, viewer=who, today=TODAY
        )  # fmt: skip
        assessments.hand_in(assessment=opened, viewer=who, today=TODAY)
    Part.objects.filter(assessment=opened, giver=cast.ada).update(submitted_at=NOON - timedelta(days=3))
    Part.objects.filter(assessment=opened, giver=cast.bo).update(submitted_at=NOON)
    Assessment.objects.filter(pk=opened.pk).update(revealed_at=NOON)

    told = {
        who: waits_between_two(getattr(cast, who), today=TODAY).revealed for who in ("bo", "ada", "cai", "hedda", "dag")
    }
    page = visit(cast.ada).get("/home/").content.decode()

    assert told == {"bo": (), "ada": (ToWrite(opened.pk, "Bo Test", DUE),), "cai": (), "hedda": (), "dag": ()}
    assert (f"/competence/assessments/{opened.pk}/" in page, "Hemligt" in page) == (True, False)
    assert waits_between_two(cast.ada, today=TODAY + timedelta(days=14)).revealed == ()
