"""A program brings people with the same steps as a person: bring, read the plan, apply exactly that."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from stigar.foundation import jobs
from stigar.foundation.models import Errand
from stigar.foundation.tenancy import inside
from stigar.people.models import Import, Person, Token
from tests.cast import A_YEAR_ON
from tests.people import corpus
from tests.people.importing import CAST_HEAD

HOME = "/api/v1/people/imports"
NEW = ("10", "Åsa", "Ny", "Kundrådgivare", "A1", "2", "Malmö")


@pytest.fixture
def machine(db):
    """A program that speaks for a person: ``machine(cast.hedda)``."""

    def client(person) -> Client:
        with inside(person.organisation_id):
            Token.objects.create(
                organisation=person.organisation,
                person=person,
                name="t",
                last_day=A_YEAR_ON,
                key_hash=hashlib.sha256(person.given.encode()).hexdigest(),
            )
        return Client(headers={"Authorization": f"Bearer {person.given}"})

    return client


def work():
    for asked in Errand.objects.filter(ended_at=None).order_by("asked_at"):
        jobs.do_errand.func(str(asked.organisation_id), str(asked.pk))


def brought(hedda, tmp_path, *rows):
    content = corpus.workbook(tmp_path / "a.xlsx", [CAST_HEAD, *rows]).read_bytes()
    answer = hedda.post(HOME, {"file": SimpleUploadedFile("a.xlsx", content)})
    assert (answer.status_code, answer.json()["state"]) == (202, "looking"), answer.content
    work()
    return f"{HOME}/{answer.json()['id']}"


def planned(hedda, address, **chosen):
    answer = hedda.put(f"{address}/columns", chosen, content_type="application/json")
    assert answer.status_code == 202, answer.content
    work()
    return hedda.get(address).json()


def test_a_program_brings_people_in_three_steps(cast, machine, tmp_path):
    hedda = machine(cast.hedda)
    address = brought(hedda, tmp_path, NEW)

    looked = hedda.get(address).json()
    plan = planned(hedda, address)
    hedda.post(f"{address}/application", {"digest": plan["digest"]}, content_type="application/json")
    work()
    done = hedda.get(address).json()

    assert (looked["state"], looked["columns"]["0"]) == ("columns", "number")
    assert (plan["state"], plan["counts"]["added"], plan["changes"][0]["name"]) == ("preview", 1, "Åsa Ny")
    assert (done["state"], done["made"]["added"], done["made"]["by"]) == ("applied", 1, "Hedda Test")
    assert [made["id"] for made in hedda.get(HOME).json()] == [str(Import.objects.get().pk)]


def test_faults_are_told_by_row_and_column_with_the_rule_and_the_remedy(cast, machine, tmp_path):
    hedda = machine(cast.hedda)
    address = brought(hedda, tmp_path, ("10", "Åsa", "Ny", "", "", "99", ""))

    plan = planned(hedda, address)
    refused = hedda.post(f"{address}/application", {"digest": plan["digest"]}, content_type="application/json")

    fault = plan["faults"][0]
    assert (plan["state"], fault["code"], fault["row"], fault["letter"], fault["value"]) == (
        "faults",
        "no-manager",
        2,
        "F",
        "99",
    )
    assert all(fault[part] for part in ("what", "rule", "remedy"))
    assert refused.status_code == 409
    assert Person.objects.count() == 9


def test_another_digest_is_refused(cast, machine, tmp_path):
    hedda = machine(cast.hedda)
    address = brought(hedda, tmp_path, NEW)
    planned(hedda, address)

    assert (
        hedda.post(f"{address}/application", {"digest": "0" * 64}, content_type="application/json").status_code == 409
    )
    assert hedda.delete(address).status_code == 204
    assert hedda.get(address).status_code == 404


@pytest.mark.parametrize("viewer", ["ada", "bo", "siv", "eve"])
def test_nobody_else_finds_it(cast, machine, tmp_path, viewer):
    address = brought(machine(cast.hedda), tmp_path, NEW)
    other = machine(getattr(cast, viewer))

    seen = [
        other.get(address), other.put(f"{address}/columns", {}, content_type="application/json"), other.delete(address),
        other.post(f"{address}/application", {"digest": "0" * 64}, content_type="application/json"),
    ]  # fmt: skip

    assert [answer.status_code for answer in seen] == [404] * 4


@pytest.mark.parametrize("somebody", ["bo", "ada", "ulf", "siv"])
def test_a_program_of_somebody_else_finds_nothing_also_with_a_file_in_its_hand(cast, machine, somebody):
    answer = machine(getattr(cast, somebody)).post(HOME, {"file": SimpleUploadedFile("a.csv", b"Nr;Namn")})

    assert (answer.status_code, Errand.objects.count()) == (404, 0)
