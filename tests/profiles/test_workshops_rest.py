"""Workshops and writing over REST: the same verbs, 409 when somebody was before, 404 for the stranger."""

from uuid import uuid4

import pytest
from django.test import Client

from stigar.people.actions.oneself import make_token
from stigar.profiles.models import Profile, Project, Requirement, Workshop
from tests.cast import TODAY, Cast
from tests.profiles import written

JSON = "application/json"


@pytest.fixture
def books(cast: Cast) -> dict:
    return written.library(cast)


@pytest.fixture
def begun(cast: Cast, project: Project, books: dict) -> Profile:
    return written.profile(cast, project)


@pytest.fixture
def met(cast: Cast, project: Project, begun: Profile) -> Workshop:
    return written.workshop(cast, project, begun)


@pytest.fixture
def machine():
    def browser(person) -> Client:
        return Client(HTTP_AUTHORIZATION=f"Bearer {make_token(name='m', viewer=person, today=TODAY)[1]}")

    return browser


def test_a_profile_is_begun_and_filled_by_a_machine(cast: Cast, project: Project, books: dict, machine) -> None:
    hr = machine(cast.hedda)

    begun = hr.post(f"/api/v1/profile-projects/{project.pk}/profiles", {"role": str(cast.adviser.pk)}, JSON)
    again = hr.post(f"/api/v1/profile-projects/{project.pk}/profiles", {"role": str(cast.adviser.pk)}, JSON)
    at = f"/api/v1/profiles/{begun.json()['id']}"
    row = hr.post(f"{at}/requirements", {"competence": str(books["writing"]), "level": 3}, JSON)
    off = hr.post(f"{at}/requirements", {"competence": str(books["conflict"]), "level": 8}, JSON)

    assert [answer.status_code for answer in (begun, again, row, off)] == [201, 409, 201, 422]
    assert (row.json()["level"], row.json()["turn"]) == (3, 1)
    assert hr.put(f"{at}/purpose", {"purpose": "Hjälper"}, JSON).status_code == 204
    assert hr.put(f"{at}/purpose", {"purpose": "Annat", "seen": ""}, JSON).status_code == 409
    assert hr.post(f"{at}/variants", {"difference": "place", "name": "Oslo"}, JSON).status_code == 201


def test_a_turn_that_has_passed_is_a_conflict(cast: Cast, begun: Profile, books: dict, machine) -> None:
    row, hr = written.require(cast, begun, books["writing"]), machine(cast.hedda)
    told = {"level": 4, "turn": 1}

    first, second = (hr.put(f"/api/v1/profiles/requirements/{row.pk}", told, JSON) for _ in range(2))

    assert (first.status_code, first.json()["turn"], second.status_code) == (200, 2, 409)
    assert second.json()["error"]["code"] == "conflict"
    assert machine(cast.dag).put(f"/api/v1/profiles/requirements/{row.pk}", told, JSON).status_code == 404
    assert machine(cast.bo).delete(f"/api/v1/profiles/requirements/{row.pk}").status_code == 404
    assert hr.delete(f"/api/v1/profiles/requirements/{row.pk}").status_code == 204
    assert Requirement.objects.count() == 0


def test_a_workshop_from_plan_to_requirement(
    cast: Cast, project: Project, begun: Profile, books: dict, machine
) -> None:
    hr, bo, ada = (machine(who) for who in (cast.hedda, cast.bo, cast.ada))
    wanted = {"name": "Första", "at": "2026-11-24T09:00:00Z", "profiles": [str(begun.pk)], "led_by": str(cast.ada.pk)}
    planned = hr.post(f"/api/v1/profile-projects/{project.pk}/workshops", wanted, JSON)
    at = f"/api/v1/workshops/{planned.json()['key']}"
    said = {"key": str(uuid4()), "profile": str(begun.pk), "text": "Möta arga kunder"}

    twice = [bo.post(f"{at}/proposals", said, JSON) for _ in range(2)]
    (group,) = twice[1].json()["groups"]
    moves = [
        ada.put(f"{at}/stage", {"stage": stage, "seen": seen}, JSON)
        for stage, seen in (("estimate", "propose"), ("talk", "propose"))
    ]
    judged, *_others = (
        who.put(f"{at}/groups/{group['id']}/estimate", {"importance": 3, "level": 4}, JSON) for who in (bo, ada, hr)
    )
    ada.put(f"{at}/stage", {"stage": "talk", "seen": "estimate"}, JSON)
    settled = ada.put(f"{at}/groups/{group['id']}/settlement", {"level": 4, "importance": 3}, JSON)

    assert [planned.status_code, *(answer.status_code for answer in (*twice, *moves, judged, settled))] == [
        201,
        201,
        201,
        200,
        409,
        204,
        200,
    ]
    assert (group["said"], group["competence"], group["importance"]) == (
        ["Möta arga kunder"],
        str(books["conflict"]),
        [],
    )
    assert settled.json()["groups"][0]["level"][3] == {"value": 4, "people": 3}
    assert begun.requirements.get().sources.get().by == cast.bo
    assert [machine(who).get(at).status_code for who in (cast.bo, cast.cai, cast.dag, cast.eve)] == [200, 404, 404, 404]
    assert Workshop.objects.get().stage == "talk"


def test_what_two_have_judged_is_not_told_a_machine(cast: Cast, met: Workshop, begun: Profile, machine) -> None:
    group = written.say(met, begun, cast.bo, "Kunna norska").group_id
    at = f"/api/v1/workshops/{met.key}"
    machine(cast.ada).put(f"{at}/stage", {"stage": "estimate", "seen": "propose"}, JSON)
    for who in (cast.bo, cast.ada):
        machine(who).put(f"{at}/groups/{group}/estimate", {"importance": 3, "level": 4}, JSON)

    shown = machine(cast.ada).put(f"{at}/stage", {"stage": "talk", "seen": "estimate"}, JSON)

    (told,) = shown.json()["groups"]
    assert (told["judged"], told["importance"], told["level"]) == (2, [], [])


def test_in_a_project_that_has_ended_a_machine_changes_nothing_and_is_told_why(
    cast: Cast, project: Project, met: Workshop, begun: Profile, machine
) -> None:
    group, at = written.say(met, begun, cast.bo, "Kunna norska").group_id, f"/api/v1/workshops/{met.key}"
    project.ended = TODAY
    project.save()
    hr, bo = machine(cast.hedda), machine(cast.bo)
    planned = {"name": "Ny", "at": "2026-11-24T09:00:00Z", "profiles": [str(begun.pk)], "led_by": str(cast.ada.pk)}

    answers = [
        hr.post(f"/api/v1/profile-projects/{project.pk}/workshops", planned, JSON),
        hr.put(f"{at}/stage", {"stage": "estimate", "seen": "propose"}, JSON),
        bo.post(f"{at}/proposals", {"key": str(uuid4()), "profile": str(begun.pk), "text": "Mer"}, JSON),
        bo.put(f"{at}/groups/{group}/estimate", {"importance": 3, "level": 4}, JSON),
        hr.post(f"/api/v1/profiles/{begun.pk}/versions"),
    ]

    assert [answer.status_code for answer in answers] == [409] * 5
    assert {answer.json()["error"]["message"] for answer in answers} == {
        "Projektet är avslutat. Ta upp det igen om du vill ändra något."
    }
    assert bo.get(at).status_code == 200
