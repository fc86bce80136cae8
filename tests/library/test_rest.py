"""The vocabularies as a program meets them."""

from __future__ import annotations

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from stigar.foundation.models import Errand
from stigar.library import actions
from stigar.library import models as kept
from stigar.people.models import Person, Token
from tests.cast import A_YEAR_ON, Cast

from .conftest import ADVISER, LICENCE, LISTEN, TODAY, lexicon


@pytest.fixture
def brought(cast: Cast) -> Cast:
    actions.import_vocabulary(lexicon=lexicon(), file_names=["esco.zip"], viewer=cast.hedda, today=TODAY)
    return cast


def program_of(person: Person) -> Client:
    """A program that carries a token of the person's."""
    key = f"key of {person.given}"
    digest = hashlib.sha256(key.encode()).hexdigest()
    Token.objects.create(
        organisation_id=person.organisation_id, person=person, name="test", last_day=A_YEAR_ON, key_hash=digest
    )
    return Client(headers={"Authorization": f"Bearer {key}"})


def test_a_program_finds_a_skill(brought: Cast) -> None:
    (hit,) = program_of(brought.bo).get("/api/v1/concepts", {"q": "listen", "language": "sv", "kind": "skill"}).json()

    assert (hit["uri"], hit["name"], hit["label"]) == (LISTEN, "lyssna aktivt", "listen actively")


def test_a_program_reads_one_concept_by_its_own_address(brought: Cast) -> None:
    told = program_of(brought.bo).get("/api/v1/concept", {"uri": ADVISER, "language": "en"}).json()

    assert (told["name"], told["licence"]) == ("customer adviser", LICENCE)
    assert told["labels"] == {"en": ["customer adviser"], "sv": ["kundrådgivare"]}
    assert [one["name"] for one in told["essential"]] == ["listen actively"]


def test_a_program_lists_the_vocabularies(brought: Cast) -> None:
    (told,) = program_of(brought.bo).get("/api/v1/vocabularies").json()

    assert (told["name"], told["kinds"]["skill"], told["links"]) == ("ESCO", 3, 3)


def test_hr_brings_files_through_a_program(cast: Cast) -> None:
    program = program_of(cast.hedda)

    answer = program.post("/api/v1/vocabulary-imports", {"files": [SimpleUploadedFile("a.json", b"{}")]})

    errand = Errand.objects.get()
    assert (answer.status_code, answer.json()["id"]) == (202, str(errand.pk))
    assert program.get(f"/api/v1/vocabulary-imports/{errand.pk}").json()["ended"] is False


def test_hr_removes_one_through_a_program(brought: Cast) -> None:
    esco = kept.Vocabulary.objects.get()

    answer = program_of(brought.hedda).delete(f"/api/v1/vocabularies/{esco.pk}")

    assert (answer.status_code, kept.Vocabulary.objects.count()) == (204, 0)


def test_who_may_not_meets_what_is_not_there(brought: Cast) -> None:
    esco, program = kept.Vocabulary.objects.get(), program_of(brought.bo)

    answers = [
        program.delete(f"/api/v1/vocabularies/{esco.pk}"),
        program.post("/api/v1/vocabulary-imports", {"files": [SimpleUploadedFile("a.json", b"{}")]}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert kept.Vocabulary.objects.count() == 1


def test_a_query_without_letters_is_refused(brought: Cast) -> None:
    assert program_of(brought.bo).get("/api/v1/concepts", {"q": ""}).status_code == 422
