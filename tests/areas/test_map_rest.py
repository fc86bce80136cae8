"""The map to a machine: the contract of the command line with ids, and the same rules as the pages."""

import hashlib

import pytest
from django.test import Client

from stigar.areas.actions import map as maps
from stigar.areas.models import Answer, Decision, Map, Wave
from stigar.foundation.tenancy import inside
from stigar.people.models import Token
from tests.areas.worked import tell_the_work
from tests.cast import A_YEAR_ON, TODAY

CONTRACT = {"areas", "bridges", "questions", "evidence", "org_chart", "stable"}


@pytest.fixture
def program(cast):
    """A program that speaks for a person: ``program(cast.hedda).get("/api/v1/areas")``."""

    def speak_for(person):
        key = f"key of {person.given}"
        with inside(person.organisation_id):
            Token.objects.get_or_create(
                organisation_id=person.organisation_id, person=person, name="t",
                key_hash=hashlib.sha256(key.encode()).hexdigest(), last_day=A_YEAR_ON,
            )  # fmt: skip
        return Client(headers={"Authorization": f"Bearer {key}"})

    return speak_for


@pytest.fixture
def drawn(cast):
    worked = tell_the_work(cast)
    maps.draw_map(viewer=cast.hedda, today=TODAY)
    return worked


def send(browser, address, body, method="post"):
    return getattr(browser, method)(f"/api/v1{address}", body, content_type="application/json")


def test_the_map_keeps_the_contract_and_adds_ids(cast, drawn, program):
    told = program(cast.bo).get("/api/v1/areas").json()

    assert set(told) == CONTRACT | {"id", "turn"}
    assert sorted(role["role"] for area in told["areas"] for role in area["roles"]) == sorted(drawn.roles)
    assert {"coverage", "outside", "text", "uri"} == set(told["areas"][0]["base"][0])


def test_a_stranger_and_a_place_without_a_map_get_the_same_answer(cast, drawn, program):
    assert program(cast.eve).get("/api/v1/areas").status_code == 404


def test_without_a_token_there_is_nothing(cast, drawn):
    assert Client().get("/api/v1/areas").status_code == 401


def test_a_decision_by_machine_is_the_same_decision(cast, drawn, program):
    hedda = program(cast.hedda)
    told = hedda.get("/api/v1/areas").json()
    wanted = {"kind": "name", "area": told["areas"][0]["key"], "name": "Kundmöte", "turn": told["turn"]}

    made = send(hedda, "/areas/decisions", wanted)
    again = send(hedda, "/areas/decisions", {**wanted, "name": "Annat"})
    undone = hedda.delete(f"/api/v1/areas/decisions/{made.json()['id']}")

    assert [answer.status_code for answer in (made, again, undone)] == [201, 409, 200]
    assert undone.json()["undone"]


@pytest.mark.parametrize("somebody", ["bo", "ulf", "siv", "eve"])
def test_who_may_not_decide_gets_the_answer_of_something_missing(cast, drawn, program, somebody):
    speaker = program(getattr(cast, somebody))

    answers = [
        send(speaker, "/areas/decisions", {"kind": "lock", "area": "area-0", "turn": 0}),
        send(speaker, "/areas/start/weights", dict.fromkeys(("people", "need", "common", "wishes", "coordination"), 1), "put"),
        send(speaker, "/areas/start/waves", {"area": "area-0", "begins": "2027-01-11", "turn": 0}),
    ]  # fmt: skip

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert not Decision.objects.exists()


def test_an_answer_is_given_and_taken_back(cast, drawn, program):
    bo = program(cast.bo)
    pair = {"one": str(drawn["Kundrådgivare"].pk), "other": str(drawn["Chattrådgivare"].pk), "same": False}

    given = send(bo, "/areas/answers", pair)
    taken = bo.delete(f"/api/v1/areas/answers/{given.json()['id']}")

    assert (given.status_code, taken.status_code, Answer.objects.count()) == (201, 204, 0)


def test_a_run_draws_the_map_or_tells_that_it_is_there_already(cast, drawn, program):
    answer = send(program(cast.hedda), "/areas/runs", {})

    assert (answer.status_code, answer.json()["map"]) == (201, str(Map.objects.get().pk))


def test_the_order_to_start_in_adds_up(cast, drawn, program):
    places = program(cast.bo).get("/api/v1/areas/start").json()

    assert [place["score"] for place in places] == [
        pytest.approx(sum(part["points"] for part in place["parts"])) for place in places
    ]


def test_an_area_is_started_by_machine(cast, drawn, program):
    hedda = program(cast.hedda)
    told = hedda.get("/api/v1/areas").json()

    made = send(
        hedda, "/areas/start/waves", {"area": told["areas"][0]["key"], "begins": "2027-01-11", "turn": told["turn"]}
    )

    assert (made.status_code, Wave.objects.get().number) == (201, 1)
