"""Whoever has the database and not the key outside it cannot tell who said what of a dialogue; and one voice a year stays one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils.translation import override

from stigar.dialogues import privacy
from stigar.dialogues.actions import worth
from stigar.dialogues.models import Answered, Worth
from stigar.dialogues.queries.worth import has_answered, read, voiced, voices_of
from stigar.foundation import sealing
from stigar.foundation.tenancy import inside
from tests.cast import TODAY, assemble
from tests.dialogues.test_worth import once_more, signed_by_two
from tests.profiles.test_at_once import at_once, unexpected

BOX = "dialogues_worth"


@pytest.fixture
def talk(cast):
    return signed_by_two(cast)


def _both_answer(cast, talk):
    worth.answer(talk=talk, worth=1, professional=1, engaging=1, glad=1, viewer=cast.bo, today=TODAY)
    worth.answer(talk=talk, worth=5, viewer=cast.ada, today=TODAY)


def _raw():
    """Table -> its rows as they lie there, with the names of the columns."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            columns = [one[0] for one in cursor.description]
            found[table] = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    return found


def test_the_answer_carries_neither_name_nor_dialogue_nor_anything_else_that_stands_elsewhere(cast, talk):
    _both_answer(cast, talk)

    raw = _raw()

    box = raw.pop(BOX)
    elsewhere = {str(value) for rows in raw.values() for row in rows for value in row.values()}
    here = {column for row in box for column, value in row.items() if str(value) in elsewhere}
    assert len(box) == 2
    assert here - {"day", "year"} == {"organisation_id"}  # the days are those of many


def test_the_figures_lie_sealed_and_look_alike_whatever_is_answered(cast, talk):
    _both_answer(cast, talk)

    told = [row["told"] for row in _raw()[BOX]]

    assert sorted(read(sealing.opened(one)) for one in told if one.startswith("gAAAA")) == [
        (1, 1, 1, 1), (5, None, None, None),
    ]  # fmt: skip
    assert (len({len(one) for one in told}), len(set(told))) == (1, 2)


def test_nobody_can_say_a_voice_without_the_key(cast, talk, settings, tmp_path):
    _both_answer(cast, talk)
    here = {row["voice"] for row in _raw()[BOX]}
    assert here == {voices_of(cast.bo.pk)[0], voices_of(cast.ada.pk)[0]}

    settings.STIGAR = settings.STIGAR.model_copy(update={"folder": tmp_path})

    assert here.isdisjoint({*voices_of(cast.bo.pk), *voices_of(cast.ada.pk)})


def test_a_new_key_on_top_of_the_old_one_finds_the_same_voice(cast, talk, settings, tmp_path):
    settings.STIGAR = settings.STIGAR.model_copy(update={"folder": tmp_path})
    (tmp_path / "seal.keys").write_text("old-key\n")
    _both_answer(cast, talk)
    (tmp_path / "seal.keys").write_text("new-key\nold-key\n")

    worth.answer(talk=once_more(talk), worth=3, viewer=cast.bo, today=TODAY)

    assert [read(one.told) for one in voiced(cast.bo.pk)] == [(1, 1, 1, 1)]
    assert (voiced(cast.bo.pk).filter(voice=voices_of(cast.bo.pk)[1]).count(), has_answered(cast.bo)) == (1, True)


def test_the_lines_of_the_journal_lead_to_no_answer_and_nobody(cast, talk):
    _both_answer(cast, talk)

    raw = _raw()

    lines = [row for row in raw["foundation_journalentry"] if row["verb"] == "answered what a dialogue was worth"]
    ids = {str(row["id"]) for table in (BOX, "dialogues_answered") for row in raw[table]}
    assert {str(line["thing_id"]) in ids for line in lines} == {False}
    assert [(line["actor"], line["about"]) for line in lines] == [(None, None)] * 2


def test_what_one_has_answered_is_told_oneself_alone(cast, talk):
    worth.answer(talk=talk, worth=2, glad=1, viewer=cast.bo, today=TODAY)

    told = {}
    with override("en"):
        for who in ("bo", "ada", "hedda"):
            for one in privacy.tell(getattr(cast, who)):
                if one["heading"] == "What you have said of your dialogues":
                    told[who] = [(row.get("With"), row.get("Worth the time"), row.get("Glad")) for row in one["rows"]]

    assert told == {"bo": [("Ada Test", None, None), (None, 2, 1)]}


def test_a_voice_leads_to_nobody_when_its_person_is_forgotten(cast, talk):
    _both_answer(cast, talk)
    before = {row["id"]: row["told"] for row in _raw()[BOX]}
    type(cast.bo).objects.filter(pk=cast.bo.pk).update(ended=TODAY - timedelta(days=1))
    cast.bo.refresh_from_db()

    privacy.forget(cast.bo, today=TODAY)

    raw = _raw()
    assert {row["id"]: row["told"] for row in raw[BOX]} == before
    assert {row["voice"] for row in raw[BOX]} & set(voices_of(cast.bo.pk)) == set()
    assert [row for row in raw["dialogues_answered"] if str(row["giver_id"]) in (str(cast.bo.pk), cast.bo.pk.hex)] == []


@pytest.fixture
def company(transactional_db):
    """Everybody, where other threads see them."""
    made = assemble()
    with inside(made.organisation.pk):
        yield made


def _answers(talk, viewer, value):
    return lambda: worth.answer(talk=talk, worth=value, viewer=viewer, today=TODAY)


@pytest.mark.django_db(transaction=True)
def test_who_answers_twice_in_the_same_moment_has_answered_once(company):
    talk = signed_by_two(company)

    answers = at_once(company.organisation, *(_answers(talk, company.bo, value) for value in (1, 3, 5)))

    assert unexpected(answers) == []
    assert (Answered.objects.count(), Worth.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_dialogues_answered_in_the_same_moment_give_one_voice(company):
    talk = signed_by_two(company)
    other = once_more(talk)

    answers = at_once(company.organisation, _answers(talk, company.bo, 2), _answers(other, company.bo, 4))

    assert unexpected(answers) == []
    assert sorted(Answered.objects.values_list("how", flat=True)) == ["beside", "counted"]
    assert Worth.objects.count() == 1
