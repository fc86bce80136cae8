"""One's own, taken along: on paper, as data, by a machine, and everything together. What somebody else wrote in private is not in it."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from django.core.files.base import ContentFile

from stigar.dialogues.actions import signing, talks
from stigar.dialogues.queries.templates import blocks_of
from stigar.levels.actions.evidence import show
from stigar.levels.models import Activity
from stigar.people.actions.oneself import make_token
from tests.cast import TODAY
from tests.levels.test_team import NOW, level

API = "/api/v1/"


@pytest.fixture
def machine(client):
    """Ask as a program of somebody's: ``machine(cast.bo, "competence")``."""

    def ask(person, path):
        token = make_token(name="program", viewer=person, today=TODAY)[1]
        return client.get(f"{API}{path}", headers={"Authorization": f"Bearer {token}"})

    return ask


@pytest.fixture
def talk(cast):
    """Bo and Ada have signed; each has a private note, and both have prepared."""
    made = talks.open_talk(
        person=cast.bo, reviewer=cast.ada, blocks=blocks_of("yearly"), language="nb", viewer=cast.ada, today=TODAY
    )
    talks.write_note(talk=made, block="back", text="adas hemliga rad", shared=False, viewer=cast.ada, today=TODAY)
    for viewer in (cast.bo, cast.ada):
        talks.hand_in(talk=made, viewer=viewer, today=TODAY)
    signing.write_summary(talk=made, text="deras ord", turn=0, viewer=cast.bo, today=TODAY)
    for viewer in (cast.bo, cast.ada):
        signing.sign(talk=made, digest=signing.digest_of(made), viewer=viewer, today=TODAY)
    return made


def test_ones_own_competence_to_a_machine(cast, approved, books, machine):
    level(cast, cast.bo, books["listening"], 2)

    told = machine(cast.bo, "competence").json()

    assert [(one["name"], one["level"], one["state"], one["missing"]) for one in told["requirements"]] == [
        ("Lyssna på kunden", 4, "below", 2), ("Skriva tydligt", 3, "not known", 0),
    ]  # fmt: skip
    assert told["requirements"][0]["seen"] == {
        "level": 2,
        "source": "manager",
        "on": TODAY.isoformat(),
        "by": "Ada Test",
    }


def test_what_another_role_would_take_and_the_manner_of_hr_open(cast, approved, books, machine):
    level(cast, cast.cai, books["listening"], 5, "file")

    role = machine(cast.ada, f"competence/profiles/{approved.profile_id}")
    record = machine(cast.cai, "competence/record").json()["personCompetencyModel"]

    assert [one["state"] for one in role.json()["requirements"]] == ["not known", "not known"]
    assert machine(cast.ada, f"competence/profiles/{cast.ada.pk}").status_code == 404
    assert record["personName"]["formattedName"] == "Cai Test"
    assert record["personCompetencies"][0]["proficiencyLevels"] == [
        {
            "value": 5, "scaleMinimum": 0, "scaleMaximum": 5, "assessmentType": "ImportedRecord", "assessmentDate": TODAY.isoformat(),
            "assessedBy": "Ada Test",
        }
    ]  # fmt: skip


def test_the_team_is_its_leaders_alone(cast, approved, books, machine):
    level(cast, cast.cai, books["listening"], 5)

    told = machine(cast.ada, "competence/team").json()

    assert [one["name"] for one in told["people"]] == ["Bo Test", "Cai Test"]
    assert [cell["level"] for cell in told["competences"][0]["cells"]] == [None, 5]
    assert {
        machine(getattr(cast, who), "competence/team").status_code
        for who in ("bo", "hedda", "ulf", "rut", "dag", "eve")
    } == {404}


def test_plan_goals_and_the_states_of_dialogues_are_ones_own(cast, approved, books, machine, talk):
    Activity.objects.create(organisation=cast.organisation, person=cast.bo, name="Ringer upp", at=NOW)

    assert [one["name"] for one in machine(cast.bo, "competence/plan").json()] == ["Ringer upp"]
    assert machine(cast.ada, "competence/plan").json() == []
    assert machine(cast.bo, "goals").json() == []
    told = machine(cast.bo, "dialogues")
    assert [(one["other"], one["role"], one["state"]) for one in told.json()] == [("Ada Test", "person", "closed")]
    assert "deras ord" not in told.content.decode()
    assert machine(cast.cai, "dialogues").json() == machine(cast.hedda, "dialogues").json() == []


def test_without_a_token_nothing(client, cast):
    assert {
        client.get(f"{API}{path}").status_code for path in ("competence", "competence/team", "goals", "dialogues")
    } == {401}


def test_ones_competence_and_plan_on_paper(cast, approved, books, visit):
    level(cast, cast.bo, books["listening"], 2, words="lugn i telefon")
    bo = visit(cast.bo)

    papers = [bo.get(path) for path in ("/competence/file/pdf/", "/competence/plan/file/", "/competence/file/json/")]

    assert [one.status_code for one in papers] == [200, 200, 200]
    assert [one.content[:4] for one in papers[:2]] == [b"%PDF", b"%PDF"]
    assert json.loads(papers[2].content)["personCompetencyModel"]["personName"]["given"] == "Bo"


def test_the_signed_summary_is_the_twos_paper(cast, talk, visit):
    path = f"/dialogues/{talk.pk}/summary/file/"

    asked = {
        who: visit(getattr(cast, who)).get(path) for who in ("bo", "ada", "gro", "cai", "hedda", "ulf", "rut", "eve")
    }

    assert {who: one.status_code for who, one in asked.items()} == {
        "bo": 200, "ada": 200, "gro": 404, "cai": 404, "hedda": 404, "ulf": 404, "rut": 404, "eve": 404,
    }  # fmt: skip
    assert asked["bo"].content[:4] == b"%PDF"


def test_a_summary_that_is_not_signed_has_no_paper(cast, visit):
    made = talks.open_talk(
        person=cast.bo, reviewer=cast.ada, blocks=blocks_of("yearly"), language="sv", viewer=cast.ada, today=TODAY
    )

    assert visit(cast.bo).get(f"/dialogues/{made.pk}/summary/file/").status_code == 404


def test_everything_about_me_brings_the_files_along_and_nothing_of_others_in_private(
    cast, approved, books, visit, talk
):
    level(cast, cast.bo, books["listening"], 2, words="lugn i telefon")
    for _ in range(2):
        show(
            person=cast.bo, competence=books["listening"], title="Kurs", text="", address="", file=ContentFile(b"%PDF-1.7 bevis"),
            file_name="kurs.pdf", viewer=cast.bo, today=TODAY,
        )  # fmt: skip

    answer = visit(cast.bo).get("/account/held/everything/")

    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as book:
        assert sorted(book.namelist()) == ["files/kurs (2).pdf", "files/kurs.pdf", "stigar.json"]
        assert book.read("files/kurs.pdf") == b"%PDF-1.7 bevis"
        told = book.read("stigar.json").decode()
    assert [words in told for words in ("lugn i telefon", "deras ord", "adas hemliga rad")] == [True, True, False]
