"""Profile projects by REST: the same rules, every refusal with its words."""

import pytest
from django.test import Client

from stigar.people.actions.oneself import make_token
from stigar.profiles.actions import projects as actions
from stigar.profiles.models import Ending, Project
from tests.cast import TODAY

GOAL = {
    "kind": "business",
    "words": "Rätt svar första gången",
    "expected": "Färre vidarekopplingar",
    "seen": "I statistiken",
}


@pytest.fixture
def machine(cast):
    def of(person):
        token = make_token(name="m", viewer=person, today=TODAY)[1]
        return lambda method, path, body=None: getattr(Client(), method)(
            f"/api/v1/{path}", body, content_type="application/json", HTTP_AUTHORIZATION=f"Bearer {token}"
        )

    return of


def test_a_project_is_begun_and_read_with_what_is_missing(cast, machine):
    hedda = machine(cast.hedda)

    made = hedda("post", "profile-projects", {"name": "Rådgivarna", "roles": [str(cast.adviser.pk)]})
    whole = hedda("get", f"profile-projects/{made.json()['id']}").json()

    assert (made.status_code, Project.objects.get().owner) == (201, cast.hedda)
    assert (whole["step"], whole["goal"], whole["rules"], len(whole["steps"])) == (1, None, None, 9)
    assert [one["code"] for one in whole["steps"][0]["lacking"]] == ["goal"]


def test_the_first_four_steps_are_done_by_machine(project, cast, machine):
    hedda, at = machine(cast.hedda), f"profile-projects/{project.pk}"

    early = hedda("post", f"{at}/steps/1/records", {"kind": "done"})
    goal = hedda("put", f"{at}/goal", GOAL)
    rules = hedda("put", f"{at}/rules", {"most": 9})
    time = hedda("put", f"{at}/time", {"begins": "2027-01-11", "workshops": 2, "wished": "2027-01-12"})
    dag = hedda("post", f"{at}/participants", {"person": str(cast.dag.pk), "part": "participant"})
    again = hedda("post", f"{at}/participants", {"person": str(cast.dag.pk), "part": "participant"})
    done = hedda("post", f"{at}/steps/1/records", {"kind": "done"})
    out = hedda("delete", f"profile-participants/{dag.json()['id']}")

    assert (early.status_code, goal.status_code, rules.json()["most"]) == (409, 200, 9)
    assert time.json() == {"low": 6, "likely": 7, "high": 11, "verdict": "unrealistic"}
    assert (dag.status_code, again.status_code, done.json()["state"], out.status_code) == (201, 409, "done", 204)


def test_rules_that_contradict_themselves_and_a_project_that_ended_are_refused_with_words(project, cast, machine):
    hedda, at = machine(cast.hedda), f"profile-projects/{project.pk}"

    wrong = hedda("put", f"{at}/rules", {"fewest": 9, "most": 3})
    actions.end_project(project=project, kind=Ending.PUT_DOWN, why="Läggs ner", viewer=cast.hedda, today=TODAY)
    ended = hedda("put", f"{at}/goal", GOAL)

    assert (wrong.status_code, ended.status_code) == (422, 409)
    assert ended.json()["error"]["code"] == "conflict"


@pytest.mark.parametrize("somebody", ["dag", "siv", "rut", "eve"])
def test_a_stranger_finds_nothing(project, cast, machine, somebody):
    api, at = machine(getattr(cast, somebody)), f"profile-projects/{project.pk}"

    assert api("get", "profile-projects").json() == []
    assert [api("get", at).status_code, api("put", f"{at}/goal", GOAL).status_code] == [404, 404]


def test_who_takes_part_reads_and_does_not_change(project, cast, machine):
    bo, at = machine(cast.bo), f"profile-projects/{project.pk}"

    assert (bo("get", at).status_code, bo("put", f"{at}/goal", GOAL).status_code) == (200, 404)
    assert bo("post", "profile-projects", {"name": "x", "roles": [str(cast.adviser.pk)]}).status_code == 404
