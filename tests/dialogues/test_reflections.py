"""Reflections: three good questions, one's own words, shared piece by piece and taken back."""

import pytest
from django.db import connection

from stigar.dialogues.actions import reflections, talks
from stigar.dialogues.actions.reflections import Piece
from stigar.dialogues.models import Note, Reflection, Shared
from stigar.dialogues.queries import reflections as queries
from stigar.dialogues.queries.templates import blocks_of
from stigar.foundation.models import JournalEntry
from stigar.foundation.policy import Refused
from stigar.library.actions import bring_open_model
from stigar.library.models import Item
from tests.cast import TODAY

SECRET, OTHER = "kvällsoron", "nattoron"
EVERYONE = ("bo", "ada", "cai", "dag", "gro", "hedda", "ulf", "rut", "siv", "eve")


@pytest.fixture
def two(cast):
    """Two pieces of Bo's."""
    pieces = [Piece("Vad är svårt?", SECRET), Piece("Och sedan?", OTHER), Piece("Tom", "  ")]
    return reflections.keep(pieces=pieces, viewer=cast.bo, today=TODAY)


@pytest.fixture
def hard(cast):
    """A challenge of the open model: answering before the customer has finished."""
    bring_open_model(viewer=cast.hedda, today=TODAY)
    return Item.objects.get(key="listening.c1")


@pytest.fixture
def talk(cast):
    return talks.open_talk(
        person=cast.bo, reviewer=cast.ada, blocks=blocks_of("yearly"), language="sv", viewer=cast.ada, today=TODAY
    )


def _readers(cast, visit, row, word):
    pages = (f"/dialogues/reflections/{row.pk}/", "/dialogues/reflections/", "/dialogues/", "/home/")
    return {
        name
        for name in EVERYONE
        if any(word in visit(getattr(cast, name)).get(page).content.decode() for page in pages)
    }


def test_only_what_was_written_is_kept_and_it_lies_sealed(cast, two):
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, asked FROM dialogues_reflection")
        lies = str(cursor.fetchall())

    assert (len(two), SECRET in lies, "svårt" in lies) == (2, False, False)


def test_a_piece_is_ones_own_until_it_is_shared_and_then_that_readers_only(cast, visit, two):
    alone = _readers(cast, visit, two[0], SECRET)
    reflections.share(reflection=two[0], reader=cast.cai, viewer=cast.bo, today=TODAY)

    assert alone == {"bo"}
    assert _readers(cast, visit, two[0], SECRET) == {"bo", "cai"}
    assert _readers(cast, visit, two[1], OTHER) == {"bo"}


def test_a_piece_that_is_taken_back_is_read_no_more(cast, visit, two):
    reflections.share(reflection=two[0], reader=cast.ada, viewer=cast.bo, today=TODAY)
    shared = Shared.objects.get()
    visit(cast.bo).post(f"/dialogues/reflections/{two[0].pk}/sharing/{shared.pk}/removal/")

    assert _readers(cast, visit, two[0], SECRET) == {"bo"}


def test_the_person_is_told_that_a_piece_was_read(cast, visit, two):
    reflections.share(reflection=two[0], reader=cast.ada, viewer=cast.bo, today=TODAY)
    visit(cast.ada).get(f"/dialogues/reflections/{two[0].pk}/")

    assert JournalEntry.objects.looks().about(cast.bo.pk).get().verb == "read a shared reflection"


@pytest.mark.parametrize("other", ["ada", "cai", "hedda", "eve"])
def test_nobody_does_anything_with_somebody_elses_piece(cast, two, other):
    viewer = getattr(cast, other)
    reflections.share(reflection=two[0], reader=cast.ada, viewer=cast.bo, today=TODAY)
    common = {"viewer": viewer, "today": TODAY}

    with pytest.raises(Refused):
        reflections.rewrite(reflection=two[0], text="x", turn=1, **common)
    with pytest.raises(Refused):
        reflections.share(reflection=two[0], reader=cast.dag, **common)
    with pytest.raises(Refused):
        reflections.take_back(shared=Shared.objects.get(), **common)
    with pytest.raises(Refused):
        reflections.erase(reflection=two[0], **common)


def test_a_piece_is_not_shared_with_somebody_elsewhere(cast, visit, two):
    page = visit(cast.bo)
    page.post(f"/dialogues/reflections/{two[0].pk}/sharing/", {"email": "eve@havre.example"})

    assert not Shared.objects.exists()


def test_what_was_written_on_another_screen_is_shown_beside(cast, visit, two):
    page = visit(cast.bo)
    page.post(f"/dialogues/reflections/{two[0].pk}/text/", {"text": "Från telefonen", "turn": "1"})
    answer = page.post(f"/dialogues/reflections/{two[0].pk}/text/", {"text": "Från datorn", "turn": "1"})

    assert answer.status_code == 409
    assert all(words in answer.content.decode() for words in ("Från telefonen", "Från datorn"))


def test_own_words_lead_to_what_is_hard_and_to_three_questions(cast, hard):
    found = queries.hard_like("jag avbryter kunden innan hon pratat färdigt", language="sv", today=TODAY)

    assert hard.pk in {item.id for _one, item in found}
    assert len(queries.hard_called(hard.pk, language="sv", today=TODAY).questions) == 3


def test_the_words_one_looks_with_stand_in_no_address_and_are_kept_nowhere(cast, visit, hard):
    answer = visit(cast.bo).post("/dialogues/reflections/search/", {"words": "kunden pratar"})

    assert (answer.status_code, "/dialogues/reflections/challenges/" in answer.content.decode()) == (200, True)
    assert not Reflection.objects.exists()
    assert not JournalEntry.objects.filter(details__icontains="pratar").exists()


def test_what_is_written_to_the_questions_is_kept_for_oneself(cast, visit, hard):
    first = queries.hard_called(hard.pk, language="sv", today=TODAY).questions[0]
    told = {"keep": "mine", "own": SECRET, f"text-{first.id}": "Halvvägs"}
    visit(cast.bo).post(f"/dialogues/reflections/challenges/{hard.pk}/", told)

    kept = {(one.text, one.question_id) for one in Reflection.objects.all()}
    assert kept == {(SECRET, None), ("Halvvägs", first.id)}


def test_the_questions_taken_along_are_notes_that_only_the_writer_reads(cast, visit, hard, talk):
    visit(cast.bo).post(f"/dialogues/reflections/challenges/{hard.pk}/", {"keep": str(talk.pk), "own": SECRET})

    notes = list(Note.objects.filter(talk=talk))
    assert ({note.by_id for note in notes}, {note.shared for note in notes}, len(notes)) == ({cast.bo.pk}, {False}, 4)
    assert not Reflection.objects.exists()


def test_nothing_is_taken_along_to_somebody_elses_dialogue(cast, visit, hard, talk):
    answer = visit(cast.cai).post(f"/dialogues/reflections/challenges/{hard.pk}/", {"keep": str(talk.pk), "own": "x"})

    assert (answer.status_code, Note.objects.count()) == (404, 0)


def test_a_piece_is_erased_for_good(cast, visit, two):
    visit(cast.bo).post(f"/dialogues/reflections/{two[0].pk}/removal/")

    assert [one.text for one in Reflection.objects.all()] == [OTHER]
