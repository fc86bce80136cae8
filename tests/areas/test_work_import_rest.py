"""A file of everyday work from a program: the same as on the page, once under one key, every fault with its place and remedy."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from stigar.areas.models import Skill, Task, Trait
from stigar.foundation.models import JournalEntry, Upload
from stigar.foundation.tenancy import inside
from stigar.people.actions.oneself import make_token
from tests.areas.test_work_import import FILE
from tests.cast import TODAY
from tests.people import corpus

FAULTY = "Roll;Uppgift;Hur ofta\nKundrådgivare;Svarar;varje dag\nAstronaut;Flyger;dagligen\nTeamledare;Leder;alltid\n"


def test_a_program_brings_a_file_as_hr_does_on_the_page(cast):
    answer = _bring(cast.hedda, FILE.encode())

    assert (answer.status_code, answer.json()) == (200, {"added": 4, "already": 0, "repeated": 1, "roles": 2})
    assert (Task.objects.count(), Skill.objects.count(), Trait.objects.count()) == (2, 1, 1)
    assert len(JournalEntry.objects.get(verb="imported everyday work").details["sha256"]) == 64
    assert Upload.objects.count() == 0


def test_a_workbook_is_brought_too_and_the_same_again_adds_nothing(cast, tmp_path):
    rows = [("Roll", "Uppgift"), ("Kundrådgivare", "Svarar i telefon"), ("Teamledare", "Planerar veckan")]
    content = corpus.workbook(tmp_path / "work.xlsx", rows).read_bytes()

    first, again = (_bring(cast.hedda, content, name="work.xlsx").json() for _ in range(2))

    assert (first["added"], again["added"], again["already"]) == (2, 0, 2)


def test_every_fault_says_where_what_the_rule_is_and_what_to_do(cast):
    answer = _bring(cast.hedda, FAULTY.encode())

    wrong = answer.json()["error"]
    assert (answer.status_code, wrong["code"], wrong["fault_count"]) == (422, "file_not_valid", 2)
    assert [(one["code"], one["file"], one["row"], one["column"], one["letter"], one["value"]) for one in wrong["faults"]] == [
        ("unknown-role", "work.csv", 3, "Roll", "A", "Astronaut"),
        ("not-a-choice", "work.csv", 4, "Hur ofta", "C", "alltid"),
    ]  # fmt: skip
    assert all(one["what"] and one["rule"] and one["remedy"] for one in wrong["faults"])
    assert (Task.objects.count(), Upload.objects.count()) == (0, 0)


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"PK\x03\x04 torn", b"Roll;Uppgift\n"])
def test_what_cannot_be_read_is_told_too(cast, content):
    answer = _bring(cast.hedda, content)

    assert (answer.status_code, answer.json()["error"]["fault_count"]) == (422, 1)


def test_sent_twice_under_one_key_it_happens_once_with_one_answer(cast):
    first, again = (_bring(cast.hedda, FILE.encode(), HTTP_IDEMPOTENCY_KEY="monday") for _ in range(2))

    assert again.content == first.content
    assert (again.headers["Idempotency-Replayed"], Task.objects.count()) == ("true", 2)
    assert JournalEntry.objects.filter(verb="imported everyday work").count() == 1


@pytest.mark.parametrize("somebody", ["bo", "ada", "gro", "ulf", "rut", "siv"])
def test_only_hr_brings_files_by_program(cast, somebody):
    answer = _bring(getattr(cast, somebody), FILE.encode())

    assert (answer.status_code, Task.objects.count(), Upload.objects.count()) == (404, 0, 0)


def test_a_stranger_brings_work_to_their_own_organisation_only(cast):
    answer = _bring(cast.eve, FILE.encode())

    assert (answer.status_code, Task.objects.count()) == (422, 0)  # no such roles there


def _bring(person, content, *, name="work.csv", **headers):
    with inside(person.organisation_id):
        key = make_token(name="m", viewer=person, today=TODAY)[1]
    file = SimpleUploadedFile(name, content)
    return Client().post("/api/v1/work/imports", {"file": file}, HTTP_AUTHORIZATION=f"Bearer {key}", **headers)
