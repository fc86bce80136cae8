"""Attempts to read or write in a dialogue, or in somebody's levels, what is not one's own."""

from io import BytesIO

import pytest

from stigar.dialogues import rules
from stigar.dialogues.actions import signing, talks
from stigar.dialogues.models import Answer, Break, BreakSeconded, Goal, Note, Preparation, Talk
from stigar.dialogues.privacy import tell
from stigar.dialogues.queries.templates import blocks_of
from stigar.foundation import clock, files
from stigar.foundation.models import JournalEntry, Upload
from stigar.levels.models import Certificate, Evidence, Level, Reply
from stigar.levels.privacy import forget
from stigar.people.models import Position
from tests.cast import TODAY
from tests.profiles import written


@pytest.fixture
def talk(cast):
    """Bo and Ada have both handed in; Bo has written what was hard and shared a note."""
    made = talks.open_talk(
        person=cast.bo, reviewer=cast.ada, blocks=blocks_of("yearly"), language="sv", viewer=cast.ada, today=TODAY
    )
    talks.save_answer(talk=made, question="back.hard", text="bos ord", turn=0, viewer=cast.bo, today=TODAY)
    talks.write_note(talk=made, block="back", text="bos anteckning", shared=True, viewer=cast.bo, today=TODAY)
    for viewer in (cast.bo, cast.ada):
        talks.hand_in(talk=made, viewer=viewer, today=TODAY)
    signing.write_summary(talk=made, text="deras ord", turn=0, viewer=cast.bo, today=TODAY)
    return made


@pytest.fixture
def closed(cast, talk):
    for viewer in (cast.bo, cast.ada):
        signing.sign(talk=talk, digest=signing.digest_of(talk), viewer=viewer, today=TODAY)
    return talk


def _no_longer_leads(cast):
    Position.objects.filter(person=cast.bo).update(manager=cast.dag)


def test_who_led_somebody_once_takes_out_nothing_of_what_the_other_wrote(cast, closed):
    before = str(tell(cast.ada))
    _no_longer_leads(cast)

    after = str(tell(cast.ada))

    assert [words in before for words in ("bos ord", "bos anteckning", "deras ord")] == [True] * 3
    assert [words in after for words in ("bos ord", "bos anteckning", "deras ord")] == [False] * 3


@pytest.mark.parametrize(
    ("rest", "sent"),
    [
        ("answers/", {"text-back.hard": "x"}), ("answers/one/", {"question": "back.hard", "text": "x"}), ("preparation/", {}),
        ("preparation/removal/", {}), ("language/", {"language": "nb"}), ("notes/", {"text": "x", "shared": "on"}),
        ("summary/", {"text": "x", "turn": "1"}), ("signature/", {}), ("reopening/", {"why": "jag var chef då"}),
    ],
)  # fmt: skip
def test_who_led_somebody_once_writes_nothing_more(cast, visit, closed, rest, sent):
    _no_longer_leads(cast)

    assert visit(cast.ada).post(f"/dialogues/{closed.pk}/{rest}", sent).status_code == 404


def test_a_tab_left_open_is_told_that_the_dialogue_is_closed(cast, visit, closed):
    sent = {"question": "back.hard", "text": "senare", "turn": "1"}

    answer = visit(cast.bo).post(f"/dialogues/{closed.pk}/answers/one/", sent)

    assert (answer.status_code, Answer.objects.get().text) == (423, "bos ord")


@pytest.mark.parametrize("turn", ["²", "9" * 5000, "-1", "x"])
def test_a_turn_that_is_no_number_breaks_nothing(cast, visit, talk, turn):
    bo = visit(cast.bo)

    statuses = [
        bo.post(f"/dialogues/{talk.pk}/summary/", {"text": "andra ord", "turn": turn}).status_code,
        bo.post(f"/dialogues/{talk.pk}/answers/one/", {"question": "back.hard", "text": "x", "turn": turn}).status_code,
    ]

    assert statuses == [409, 423]


def test_a_part_of_a_note_cannot_carry_what_the_database_refuses(cast, visit, talk):
    visit(cast.bo).post(f"/dialogues/{talk.pk}/notes/", {"text": "x", "part": "ba\0ck"})

    assert Note.objects.latest("at").block == "back"


def test_a_wrong_form_sent_early_does_not_show_what_the_other_prepares(cast, visit):
    made = talks.open_talk(
        person=cast.bo, reviewer=cast.ada, blocks=blocks_of("yearly"), language="sv", viewer=cast.ada, today=TODAY
    )
    talks.save_answer(talk=made, question="back.hard", text="bos ord", turn=0, viewer=cast.bo, today=TODAY)
    talks.hand_in(talk=made, viewer=cast.bo, today=TODAY)
    ada = visit(cast.ada)

    pages = [
        ada.post(f"/dialogues/{made.pk}/{rest}", sent, follow=True).content.decode()
        for rest, sent in (
            ("agreed/", {"who": "x"}), ("summary/", {"text": "a", "turn": "0"}), ("summary/", {"text": "b", "turn": "7"}),
            ("signature/", {"digest": "x"}), ("reopening/", {"why": ""}), ("answers/", {"text-back.hard": "x", "turn-back.hard": "9"}),
        )
    ]  # fmt: skip

    assert not any("bos ord" in page for page in pages)


def test_the_two_cannot_take_anothers_note_by_its_key(cast, visit, talk):
    note = Note.objects.get()

    statuses = [
        visit(cast.ada).post(f"/dialogues/{talk.pk}/notes/{note.pk}/{rest}", {"text": "x"}).status_code
        for rest in ("", "removal/")
    ]

    assert (statuses, Note.objects.get().text) == ([404, 404], "bos anteckning")


def test_something_agreed_is_not_dropped_through_another_dialogue(cast, visit, talk):
    agreed = talks.agree(talk=talk, who=cast.ada, text="Ringer", by_day=None, viewer=cast.bo, today=TODAY)
    other = Talk.objects.create(
        organisation=cast.organisation, person=cast.cai, reviewer=cast.ada, as_manager=True, language="sv",
        blocks=blocks_of("yearly"), opened_at=talk.opened_at,
    )  # fmt: skip
    for giver in (cast.cai, cast.ada):
        Preparation.objects.create(organisation=cast.organisation, talk=other, giver=giver)

    statuses = [
        visit(cast.cai).post(f"/dialogues/{other.pk}/agreed/{agreed.pk}/{rest}/").status_code
        for rest in ("done", "removal")
    ]
    agreed.refresh_from_db()

    assert (statuses, agreed.done_on, agreed.dropped_at) == ([404, 404], None, None)


@pytest.fixture
def shown(cast):
    """A file that shows what Bo can."""
    upload = files.keep(BytesIO(b"%PDF-1.4 bos intyg"), "intyg.pdf", kind="evidence", by=cast.bo, stays=True)
    return Evidence.objects.create(
        organisation=cast.organisation, person=cast.bo, competence_id=written.library(cast)["listening"], kind=Evidence.FILE,
        title="Intyg", upload=upload, on=TODAY, by=cast.bo, at="2026-11-20T08:00:00Z",
    )  # fmt: skip


def test_whoever_takes_a_file_of_anothers_is_written_down_where_that_person_reads_it(cast, visit, shown):
    address = f"/competence/people/{cast.bo.pk}/{shown.competence_id}/evidence/{shown.pk}/"

    got = visit(cast.ada).get(address)

    assert b"".join(got.streaming_content) == b"%PDF-1.4 bos intyg"
    assert "Ada Test" in visit(cast.bo).get("/account/looks/").content.decode()


def test_a_file_is_not_had_through_another_persons_page(cast, visit, shown):
    statuses = {
        who: visit(getattr(cast, who)).get(
            f"/competence/people/{getattr(cast, who).pk}/{shown.competence_id}/evidence/{shown.pk}/"
        ).status_code
        for who in ("cai", "dag", "hedda", "ada", "eve")
    }  # fmt: skip

    assert set(statuses.values()) == {404}


def test_a_file_of_evidence_is_not_opened_as_a_file_that_is_brought_in(cast, visit, shown):
    hedda = visit(cast.hedda)
    doors = ("profiles/imports/{}/", "work/imports/{}/", "people/imports/{}/", "library/models/imports/{}/")

    assert {hedda.get(f"/{door.format(shown.upload_id)}").status_code for door in doors} == {404}


def test_the_file_of_a_certificate_goes_with_the_person(cast, shown):
    upload = files.keep(BytesIO(b"%PDF-1.4"), "kort.pdf", kind="evidence", by=cast.bo, stays=True)
    Certificate.objects.create(
        organisation=cast.organisation, person=cast.bo, name="Truckkort", begins=TODAY, upload=upload, at="2026-11-20T08:00:00Z"
    )  # fmt: skip

    forget(cast.bo, today=TODAY)

    assert (Upload.objects.filter(kind="evidence").count(), files.place(upload).exists()) == (0, False)


def test_a_reply_is_not_settled_by_the_one_who_contested_it_nor_by_hr_without_a_reason(cast, visit, shown):
    level = Level.objects.create(
        organisation=cast.organisation, person=cast.bo, competence_id=shown.competence_id, source=Level.OBSERVATION, level=1,
        on=TODAY, by=cast.ada, at="2026-11-20T08:00:00Z",
    )  # fmt: skip
    reply = Reply.objects.create(
        organisation=cast.organisation, level=level, words="Nej", contests=True, by=cast.bo, at="2026-11-20T08:00:00Z"
    )
    address = f"/competence/people/{cast.bo.pk}/{shown.competence_id}/replies/{reply.pk}/"

    statuses = [
        visit(person).post(address, {"words": "Klart"}).status_code for person in (cast.bo, cast.hedda, cast.cai)
    ]
    reply.refresh_from_db()

    assert (statuses, reply.settled_at) == ([404] * 3, None)


def test_what_was_closed_unsigned_is_read_by_neither_the_next_manager_nor_hr_who_breaks_in(cast, talk):
    signing.sign(talk=talk, digest=signing.digest_of(talk), viewer=cast.ada, today=TODAY)
    signing.close_unsigned(talk=talk, viewer=cast.ada, today=TODAY)
    _no_longer_leads(cast)
    held = {"organisation": cast.organisation, "at": "2026-11-20T08:00:00Z"}
    broken = Break.objects.create(**held, person=cast.bo, by=cast.hedda, why="En tvist")
    BreakSeconded.objects.create(**held, broken=broken, by=cast.rut, until=TODAY, told_at="2026-11-20T08:00:00Z")

    read = [*rules.inherited_talks(cast.dag, cast.bo, today=TODAY), *rules.opened_by_break(cast.hedda, today=TODAY)]

    assert read == []


def test_a_signed_summary_is_read_by_hr_who_breaks_in_only_when_a_second_person_has_agreed(cast, closed):
    held = {"organisation": cast.organisation, "at": "2026-11-20T08:00:00Z"}
    broken = Break.objects.create(**held, person=cast.bo, by=cast.hedda, why="En tvist")

    before = list(rules.opened_by_break(cast.hedda, today=TODAY))
    BreakSeconded.objects.create(**held, broken=broken, by=cast.rut, until=TODAY, told_at="2026-11-20T08:00:00Z")

    assert (before, list(rules.opened_by_break(cast.hedda, today=TODAY))) == ([], [closed])


def test_whoever_reads_a_shared_goal_in_the_list_is_written_down_too(cast, visit):
    held = {"organisation": cast.organisation, "person": cast.bo, "language": "sv", "at": clock.now(), "begins": TODAY}
    Goal.objects.create(**held, text="bos delade mål", shared=True)
    pages = [visit(cast.ada).get("/dialogues/goals/").content.decode() for _ in range(2)]

    looks = JournalEntry.objects.looks().filter(about=cast.bo.pk)

    assert ["bos delade mål" in page for page in pages] == [True, True]
    assert [(one.actor, one.verb) for one in looks] == [(cast.ada.pk, "saw shared goals")]
