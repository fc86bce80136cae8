"""What is held about a person is told, and can be forgotten: found from the registry, so that a new field turns this red.

Each column that points at a person must be asked for by somebody's ``tell``, and by somebody's ``forget``.
"""

import json
import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from stigar.foundation import journal
from stigar.foundation.models import JournalEntry
from stigar.people.models import Identity, Person, Position, Token
from stigar.web import privacy
from tests.cast import A_YEAR_ON, TODAY

NO_PERSON = {  # columns that hold an id of something else -> what it is
    "foundation.JournalEntry.thing_id": "whatever the line is about",
    "people.Identity.let_in_as": "a random word that ends sessions",
    "profiles.Proposal.key": "made where a proposal was written, so that it lands once",
}
KEPT = {  # stays when a person who has left is forgotten -> why
    "people.Position.person": "who did what is the organisation's history; the name is gone from the person",
    "people.Position.manager": "likewise",
    "levels.Assessment.reviewer": "the assessment is the other person's; the words are gone and so is the name",
    "levels.Opening.by": "that somebody looked is the other person's to know; the name is gone",
    "levels.Part.giver": "likewise; what was written in it is gone",
    "dialogues.Agreed.who": "what was agreed is the other's too",
    "dialogues.Break.by": "that somebody asked is the other person's to know",
    "dialogues.BreakSeconded.by": "likewise",
    "dialogues.Preparation.giver": "the dialogue is the other person's; what was written in it is gone",
    "dialogues.Signature.by": "what was signed stays signed",
    "dialogues.Talk.reviewer": "the dialogue is the other person's; the name is gone",
    "profiles.Estimate.person": "how a group judged stays as it was counted; the name is gone",
    "profiles.Vote.person": "what was approved stays approved by as many; the name is gone",
    "people.ErasureRequest.person": "the proof that the request was carried out",
    "foundation.JournalEntry.actor": "an id that leads to no name any more",
}


def _columns():
    """Every (label, table, column) of ours that points at a person."""
    for model in apps.get_models():
        if not model.__module__.startswith("stigar."):
            continue
        for field in model._meta.concrete_fields:
            to_person = field.is_relation and field.related_model is Person
            loose = isinstance(field, models.UUIDField) and not field.primary_key
            if to_person or loose:
                yield f"{model._meta.label}.{field.name}", model._meta.db_table, field.column


COLUMNS = sorted(column for column in _columns() if column[0] not in NO_PERSON)


@pytest.mark.parametrize(("label", "table", "column"), COLUMNS, ids=[label for label, *_ in COLUMNS])
def test_every_column_that_points_at_a_person_is_told(cast, label, table, column):
    with CaptureQueriesContext(connection) as asked:
        privacy.tell(cast.bo)

    assert _asks_for(asked, table, column, cast.bo), f"no room tells {label}: add it to the room's privacy.tell"


@pytest.mark.parametrize(("label", "table", "column"), COLUMNS, ids=[label for label, *_ in COLUMNS])
def test_every_column_that_points_at_a_person_is_forgotten(cast, label, table, column):
    Person.objects.filter(pk=cast.bo.pk).update(ended=TODAY - timedelta(days=1))
    cast.bo.refresh_from_db()

    with CaptureQueriesContext(connection) as asked:
        privacy.forget(cast.bo, today=TODAY)

    assert _asks_for(asked, table, column, cast.bo) or label in KEPT, f"add {label} to the room's privacy.forget"


def test_the_exceptions_still_exist():
    labels = {label for label, *_ in _columns()}

    assert set(NO_PERSON) | set(KEPT) <= labels


def test_the_file_holds_what_the_page_shows_and_nobody_elses(cast, visit):
    Token.objects.create(
        organisation=cast.organisation, person=cast.bo, name="canary-of-bo", last_day=A_YEAR_ON, key_hash="1" * 64
    )
    Token.objects.create(
        organisation=cast.organisation, person=cast.cai, name="canary-of-cai", last_day=A_YEAR_ON, key_hash="2" * 64
    )
    bo = visit(cast.bo)

    page, file = bo.get("/account/held/").content.decode(), bo.get("/account/held/file/")

    assert ("canary-of-bo" in page, "canary-of-cai" in page) == (True, False)
    assert "canary-of-bo" in json.dumps(json.loads(file.content))
    assert "canary-of-cai" not in file.content.decode()
    assert file["Content-Disposition"] == 'attachment; filename="stigar-2026-11-20.json"'


def test_who_has_left_and_asked_is_erased_from_every_name(cast, visit):
    visit(cast.bo).post("/account/held/erasure/")
    journal.note(cast.hedda, "changed a person", cast.bo, about=cast.bo.pk, given="Bo")
    Person.objects.filter(pk=cast.bo.pk).update(ended=TODAY - timedelta(days=1))

    answer = visit(cast.siv).post(f"/accounts/{cast.bo.pk}/erasure/")

    cast.bo.refresh_from_db()
    assert (answer.status_code, cast.bo.family, cast.bo.email, "Bo" in cast.bo.name) == (302, "", "", False)
    assert not Identity.objects.filter(email="bo@alvbro.example").exists()
    assert Position.objects.filter(person=cast.bo).count() == 1
    assert "Bo" not in str(list(JournalEntry.objects.filter(about=cast.bo.pk).values("thing_name", "details", "why")))


def test_who_is_employed_keeps_what_the_employment_needs(cast, visit):
    visit(cast.bo).post("/account/held/erasure/")
    Token.objects.create(
        organisation=cast.organisation, person=cast.bo, name="x", last_day=A_YEAR_ON, key_hash="1" * 64
    )

    visit(cast.siv).post(f"/accounts/{cast.bo.pk}/erasure/")

    cast.bo.refresh_from_db()
    assert (cast.bo.given, Token.objects.filter(person=cast.bo).count()) == ("Bo", 0)
    assert visit(cast.bo).get("/home/").status_code == 200


def test_nobody_is_erased_without_having_asked_and_nobody_carries_out_their_own(cast, visit):
    siv = visit(cast.siv)
    siv.post("/account/held/erasure/")

    assert siv.post(f"/accounts/{cast.bo.pk}/erasure/").status_code == 404
    assert siv.post(f"/accounts/{cast.siv.pk}/erasure/").status_code == 404


def _asks_for(asked, table, column, person):
    """Whether some question names the column together with this person."""
    ids = f"(?:{person.pk.hex}|{person.pk})"
    pattern = re.compile(rf'"{table}"\."{column}" (?:=|IN) \(?\'?{ids}|WHERE[^;]*"{column}" = \'?{ids}')
    return any(table in query["sql"] and pattern.search(query["sql"]) for query in asked.captured_queries)
