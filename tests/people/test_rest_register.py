"""The register over REST: the same rows and decisions as the pages."""

import hashlib

import pytest
from django.test import Client

from stigar.people.models import Merge, Role, Token
from tests.cast import A_YEAR_ON


@pytest.fixture
def ask(cast):
    """``ask(cast.hedda).get("/roles")``: a program that speaks for somebody."""

    def program(person):
        Token.objects.create(
            organisation=person.organisation,
            person=person,
            name="test",
            last_day=A_YEAR_ON,
            key_hash=hashlib.sha256(person.given.encode()).hexdigest(),
        )
        return Client(headers={"Authorization": f"Bearer {person.given}"})

    return program


def test_roles_are_told_with_people_and_variants(cast, ask):
    rows = ask(cast.bo).get("/api/v1/roles").json()

    assert [(row["title"], row["people"], row["variants"]) for row in rows] == [
        ("Handlarsupport", 0, []), ("Kundrådgivare", 2, []), ("Stab", 4, []), ("Teamledare", 3, []),
    ]  # fmt: skip


def test_the_directory_is_told_a_part_at_a_time(cast, ask):
    answer = ask(cast.bo).get("/api/v1/people?first=1&most=2").json()

    assert (answer["people"], [row["name"] for row in answer["rows"]]) == (9, ["Bo Test", "Cai Test"])


def test_a_merge_is_made_and_taken_back(cast, ask):
    variant = Role.objects.create(organisation=cast.organisation, title="Kundradgivare")
    program = ask(cast.hedda)

    [made] = program.post(
        f"/api/v1/roles/{cast.adviser.pk}/merges", {"variants": [str(variant.pk)]}, content_type="application/json"
    ).json()
    assert (made["gone"], made["kept"]) == ("Kundradgivare", "Kundrådgivare")
    assert program.delete(f"/api/v1/roles/merges/{made['id']}").status_code == 204

    assert Merge.objects.count() == 0


@pytest.mark.parametrize("who", ["bo", "ada", "ulf"])
def test_others_than_hr_find_no_suggestions(cast, ask, who):
    assert ask(getattr(cast, who)).get("/api/v1/roles/alike").status_code == 404
