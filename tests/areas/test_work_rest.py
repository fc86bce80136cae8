"""Everyday work and wishes to a machine: the same rules, and refused answers like missing."""

import hashlib
import json

import pytest
from django.test import Client

from stigar.areas.models import Task, Wish
from stigar.people.models import Token
from tests.cast import A_YEAR_ON


def test_a_program_tells_a_task_and_reads_it_back(cast, machine):
    bo = machine(cast.bo)

    told = bo("post", f"/work/{cast.adviser.pk}/tasks", {"text": "Svarar i telefon", "frequency": "daily"})
    read = bo("get", f"/work/{cast.adviser.pk}").json()

    assert told.status_code == 201
    assert [(task["text"], task["frequency"]) for task in read["tasks"]] == [("Svarar i telefon", "daily")]
    assert read["meter"] == {"share": 0.5457, "tasks": 1, "skills": 0, "enough": False, "more_tasks": 5}


@pytest.mark.parametrize("somebody", ["eve", "dag", "ulf"])
def test_who_may_not_tell_gets_the_answer_of_something_missing(cast, machine, somebody):
    answer = machine(getattr(cast, somebody))("post", f"/work/{cast.adviser.pk}/tasks", {"text": "Svarar"})

    assert answer.status_code == 404
    assert Task.objects.count() == 0


def test_the_same_task_twice_is_a_conflict_and_no_words_are_not_valid(cast, machine):
    bo, address = machine(cast.bo), f"/work/{cast.adviser.pk}/tasks"
    bo("post", address, {"text": "Svarar"})

    assert [bo("post", address, {"text": text}).status_code for text in ("svarar", " ", "", "x" * 401)] == [
        409,
        422,
        422,
        422,
    ]


def test_a_trait_is_rated_and_removed(cast, machine):
    bo = machine(cast.bo)
    trait = bo("post", f"/work/{cast.adviser.pk}/traits", {"text": "Tålmodig"}).json()["id"]

    assert bo("put", f"/work/traits/{trait}/rating", {"rating": 5}).status_code == 204
    assert machine(cast.cai)("delete", f"/work/traits/{trait}").status_code == 404
    assert bo("get", f"/work/{cast.adviser.pk}").json()["traits"][0]["own_rating"] == 5
    assert bo("delete", f"/work/traits/{trait}").status_code == 204


def test_roles_come_in_parts_where_more_helps_first(cast, machine):
    page = machine(cast.ulf)("get", "/work?most=1&first=0").json()

    assert (page["roles"], [row["title"] for row in page["rows"]]) == (4, ["Stab"])


def test_a_wish_is_made_and_taken_back_while_a_survey_is_open(cast, machine):
    bo, hedda = machine(cast.bo), machine(cast.hedda)
    assert bo("post", "/wishes", {"text": "Norska"}).status_code == 409
    survey = hedda("post", "/wishes/surveys", {}).json()["id"]

    wish = bo("post", "/wishes", {"text": "Norska"}).json()["id"]
    assert [one["text"] for one in bo("get", "/wishes").json()] == ["Norska"]
    assert machine(cast.ada)("delete", f"/wishes/{wish}").status_code == 404
    assert bo("delete", f"/wishes/{wish}").status_code == 204
    assert hedda("post", f"/wishes/surveys/{survey}/closing", {}).status_code == 200

    assert Wish.objects.count() == 0


def test_what_many_wish_is_for_hr_and_the_representative(cast, machine):
    machine(cast.hedda)("post", "/wishes/surveys", {})

    codes = [machine(who)("get", "/wishes/together").status_code for who in (cast.hedda, cast.ulf, cast.ada, cast.bo)]

    assert codes == [200, 200, 404, 404]


@pytest.fixture
def machine(cast):
    def key_of(person):
        key = f"key-of-{person.given}"
        hashed = hashlib.sha256(key.encode()).hexdigest()
        if not Token.objects.filter(key_hash=hashed).exists():
            Token.objects.create(
                organisation_id=person.organisation_id, person=person, name="t", last_day=A_YEAR_ON, key_hash=hashed
            )
        return key

    def talk(person):
        key = key_of(person)

        def ask(method, address, body=None):
            given = {"data": json.dumps(body), "content_type": "application/json"} if body is not None else {}
            return getattr(Client(), method)(f"/api/v1{address}", headers={"Authorization": f"Bearer {key}"}, **given)

        return ask

    return talk
