"""Competence models as a program meets them."""

from __future__ import annotations

import json

from django.core.files.uploadedfile import SimpleUploadedFile

from stigar.foundation.models import JournalEntry
from stigar.library.models import CompetenceModel
from tests.library.model_files import EXPECTATIONS, FRAMEWORK, OWN_LAYOUT
from tests.library.shelves import CLOSED, OPEN, bring, competence, keep
from tests.library.test_rest import program_of


def sent(*files: tuple[str, str], **more: str):
    return {"files": [SimpleUploadedFile(name, content.encode()) for name, content in files], **more}


def test_a_program_reads_which_models_there_are_and_whose_they_are(cast, tmp_path):
    model = bring(cast.hedda, tmp_path)

    (told,) = program_of(cast.bo).get("/api/v1/models").json()

    assert (told["id"], told["name"], told["scale"], told["competences"]) == (
        str(model.pk),
        "Svets",
        [],
        1,
    )
    assert (told["rights"]["holder"], told["rights"]["may_pass_on"], told["rights"]["line"]) == (
        "Gillet AB",
        False,
        "Gillet AB, Avtal 7",
    )


def test_open_words_are_read_with_every_language_and_the_line_to_print(cast, tmp_path):
    model = bring(cast.hedda, tmp_path, OPEN)

    told = program_of(cast.bo).get(f"/api/v1/models/{model.pk}/competences").json()

    (welding,) = told["competences"]
    assert (told["total"], told["left_out"], told["lines"]) == (1, 0, ["Efter Gillet AB, CC BY 4.0"])
    assert welding["texts"]["sv"]["name"] == "Svetsa tunnplåt"
    assert welding["items"][0]["texts"]["nb"] == {"text": "Stiller inn strømmen etter tabellen."}


def test_closed_words_are_refused_with_the_reason_and_a_line_in_the_journal(cast, tmp_path):
    model, program = bring(cast.hedda, tmp_path, CLOSED), program_of(cast.hedda)

    answers = [
        program.get(f"/api/v1/models/{model.pk}/{what}") for what in ("competences", "case", "workbook", "table")
    ]

    assert [answer.status_code for answer in answers] == [403] * 4
    error = answers[0].json()["error"]
    assert (error["code"], error["reason"], error["holder"]) == ("not_passed_on", "closed", "Gillet AB")
    assert JournalEntry.objects.filter(verb="was refused to take out a competence model").count() == 4


def test_a_case_package_is_handed_over_in_the_language_asked_for(cast):
    model = keep(cast.hedda, "öppen", competence("a", "Slipa", definition="Att jämna."))

    answer = program_of(cast.bo).get(f"/api/v1/models/{model.pk}/case", {"language": "nb"})

    package = json.loads(answer.content)
    assert answer["Content-Disposition"].startswith("attachment")
    assert (package["CFDocument"]["language"], package["CFItems"][0]["abbreviatedStatement"]) == ("sv", "Slipa")


def test_a_program_brings_a_framework_once_however_often_it_asks(cast):
    program = program_of(cast.hedda)
    body = {"holder": "Guild", "licence": "Agreement", "name": "Metal"}
    keyed = {"headers": {"Idempotency-Key": "k1"}}

    first, again = (
        program.post("/api/v1/models", sent(("f.csv", FRAMEWORK), ("r.csv", EXPECTATIONS), **body), **keyed)
        for _ in range(2)
    )

    assert (first.status_code, again.status_code, CompetenceModel.objects.count()) == (201, 201, 1)
    assert first.json() == again.json()
    assert (first.json()["model"]["name"], first.json()["model"]["rights"]["may_pass_on"]) == ("Metal", False)


def test_a_file_with_faults_is_told_by_row_and_column_and_keeps_nothing(cast):
    answer = program_of(cast.hedda).post("/api/v1/models", sent(("m.csv", f"{OWN_LAYOUT}\n;;;Saga;;Det var;")))

    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error["fault_count"], CompetenceModel.objects.count()) == (
        422,
        "file_not_valid",
        1,
        0,
    )
    assert (error["faults"][0]["row"], error["faults"][0]["column"], error["faults"][0]["value"]) == (
        10,
        "Slag",
        "Saga",
    )


def test_a_newer_version_keeps_the_rights_that_stand(cast, tmp_path):
    model = bring(cast.hedda, tmp_path, OPEN)

    answer = program_of(cast.hedda).post(
        "/api/v1/models", sent(("m.csv", OWN_LAYOUT.replace("foga", "ordna")), renews=model.key)
    )

    assert (answer.status_code, answer.json()["model"]["id"], answer.json()["model"]["rights"]["may_pass_on"]) == (
        201,
        str(model.pk),
        True,
    )


def test_rights_are_said_and_words_may_leave(cast, tmp_path):
    model, program = bring(cast.hedda, tmp_path), program_of(cast.hedda)
    rights = {"holder": "Gillet AB", "licence": "CC BY 4.0", "may_pass_on": True, "ends": "2027-01-01"}

    said = program.put(f"/api/v1/models/{model.pk}/rights", rights, content_type="application/json")
    silent = program.put(
        f"/api/v1/models/{model.pk}/rights", {"holder": "X", "licence": "Y"}, content_type="application/json"
    )

    assert (said.status_code, said.json()["line"], said.json()["ends"]) == (200, "Gillet AB, CC BY 4.0", "2027-01-01")
    assert silent.status_code == 422
    assert program.get(f"/api/v1/models/{model.pk}/table").status_code == 200


def test_who_may_not_and_the_stranger_meet_what_is_not_there(cast, tmp_path):
    model = bring(cast.hedda, tmp_path, OPEN)
    rights = {"holder": "X", "licence": "Y", "may_pass_on": True}

    for who in (cast.bo, cast.ada, cast.siv):
        program = program_of(who)
        assert program.post("/api/v1/models", sent(("m.csv", OWN_LAYOUT))).status_code == 404
        assert (
            program.put(f"/api/v1/models/{model.pk}/rights", rights, content_type="application/json").status_code == 404
        )
    eve = program_of(cast.eve)
    assert [eve.get(f"/api/v1/models/{model.pk}{rest}").status_code for rest in ("", "/competences", "/case")] == [
        404
    ] * 3
    assert eve.put(f"/api/v1/models/{model.pk}/rights", rights, content_type="application/json").status_code == 404
    assert eve.get("/api/v1/models").json() == []
