"""Taking the result along: everyone here may, the stranger finds nothing, and no person is named in it."""

import hashlib
import io
import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from python_calamine import load_workbook

from stigar.areas.actions import map as maps
from stigar.areas.actions import taking
from stigar.areas.jobs import write_the_result
from stigar.areas.queries.map import newest_map
from stigar.areas.queries.taking import beside
from stigar.areas.writers.report import can_print
from stigar.foundation import jobs
from stigar.foundation.models import Errand
from stigar.foundation.policy import Refused
from stigar.foundation.tenancy import inside
from stigar.people.models import Person, Token
from tests.areas.worked import tell_the_work
from tests.cast import A_YEAR_ON, TODAY

MEMBERS = ("hedda", "bo", "ada", "ulf", "rut", "siv")
KINDS = [
    "workbook",
    "json",
    pytest.param("report", marks=pytest.mark.skipif(not can_print(), reason="stigar[pdf] is not installed")),
]


@pytest.fixture
def drawn(cast):
    worked = tell_the_work(cast)
    maps.draw_map(viewer=cast.hedda, today=TODAY)
    return worked


@pytest.fixture
def large(monkeypatch):
    """An organisation counts as large from its first role."""
    monkeypatch.setattr(taking, "AT_ONCE", 0)


def program(person):
    with inside(person.organisation_id):
        mark = hashlib.sha256(b"key").hexdigest()
        Token.objects.create(
            organisation_id=person.organisation_id, person=person, name="t", last_day=A_YEAR_ON, key_hash=mark
        )
    return Client(headers={"Authorization": "Bearer key"})


@pytest.mark.parametrize("kind", KINDS)
def test_everyone_here_may_take_it_along(cast, drawn, visit, kind):
    answers = [visit(getattr(cast, name)).get(f"/areas/{kind}/") for name in MEMBERS]

    assert {answer.status_code for answer in answers} == {200}
    assert {answer.headers["Content-Type"] for answer in answers} == {taking.KINDS[kind].content_type}
    assert {answer.headers["X-Content-Type-Options"] for answer in answers} == {"nosniff"}
    assert all(answer.headers["Content-Disposition"].startswith("attachment; filename") for answer in answers)


@pytest.mark.parametrize("kind", KINDS)
def test_the_stranger_gets_nothing_of_ours(cast, drawn, visit, kind):
    assert visit(cast.eve).get(f"/areas/{kind}/").headers.get("Location") == reverse("areas:map")
    assert Client().get(f"/areas/{kind}/").status_code == 302


def test_the_file_is_called_by_what_it_is_whose_and_when(cast):
    with override("en"):
        assert taking.file_name("workbook", cast.bo, TODAY) == "competence areas alvbro 2026-11-20.xlsx"


def test_data_has_the_promised_form_with_every_role_once(cast, drawn, visit):
    told = json.loads(visit(cast.bo).get("/areas/json/").content)

    assert list(told) == ["areas", "bridges", "questions", "evidence", "org_chart", "stable"]
    assert sorted(one["role"] for area in told["areas"] for one in area["roles"]) == sorted(drawn.roles)
    assert set(told["evidence"]) == set(drawn.roles)
    assert list(told["areas"][0]["roles"][0]) == ["role", "unit", "confidence", "because"]
    assert list(told["areas"][0]["base"][0]) == ["text", "coverage", "outside"]


def test_the_workbook_has_every_role_and_the_order_of_where_to_start(cast, drawn, visit):
    book = load_workbook(io.BytesIO(visit(cast.bo).get("/areas/workbook/").content))

    roles = book.get_sheet_by_index(2).to_python()
    assert sorted(row[0] for row in roles[1:]) == sorted(drawn.roles)
    assert len(book.sheet_names) >= 9


def test_no_person_is_named_in_what_the_writers_are_handed(cast, drawn):
    view = newest_map("sv")

    told = repr(taking.whole(view, beside(view, today=TODAY), viewer=cast.hedda, today=TODAY, language="sv"))

    people = [(person.email, f"{person.given} {person.family}") for person in Person.objects.exclude(email="")]
    assert "Kundrådgivare" in told
    assert [name for person in people for name in person if name in told] == []


def test_a_stranger_is_refused_by_the_action_itself(cast, drawn):
    cast.bo.ended = cast.bo.started
    cast.bo.save()

    with pytest.raises(Refused):
        taking.take("json", viewer=cast.bo, today=TODAY, language="sv")


def test_before_the_first_map_one_is_led_to_it(cast, visit):
    answer = visit(cast.bo).get("/areas/workbook/")

    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("areas:map"))


def test_a_large_one_is_written_in_the_background_and_fetched_by_who_asked(cast, drawn, visit, large):
    bo = visit(cast.bo)
    offered = bo.get("/areas/workbook/")
    asked = bo.post("/areas/takings/", {"kind": "workbook"})
    waiting = bo.get(asked.headers["Location"])

    write_the_result(Errand.objects.get())
    ready, again = bo.get(asked.headers["Location"]), Errand.objects.get()
    file = bo.get(reverse("areas:taken_file", args=[again.pk]))

    assert (offered.status_code, asked.status_code, waiting.status_code) == (200, 302, 200)
    assert reverse("areas:taken_file", args=[again.pk]) in ready.content.decode()
    assert load_workbook(io.BytesIO(b"".join(file) if file.streaming else file.content)).sheet_names
    assert visit(cast.hedda).get(asked.headers["Location"]).status_code == 404
    assert visit(cast.hedda).get(reverse("areas:taken_file", args=[again.pk])).status_code == 404


def test_written_twice_it_is_kept_once(cast, drawn):
    asked = taking.ask_to_take("workbook", viewer=cast.bo, today=TODAY, language="sv")

    write_the_result(asked)
    with pytest.raises(jobs.AlreadyDone):
        write_the_result(asked)

    with taking.taken_file(Errand.objects.get()) as file:
        assert file.read(2) == b"PK"


def test_a_form_that_does_not_exist_is_not_there(cast, drawn, visit):
    assert visit(cast.bo).post("/areas/takings/", {"kind": "exe"}).status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_a_program_gets_the_same(cast, drawn, kind):
    answer = program(cast.bo).get(f"/api/v1/areas/{kind}")

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == taking.KINDS[kind].content_type


@pytest.mark.parametrize("kind", ["workbook", "report", "json"])
def test_a_program_of_another_organisation_finds_nothing(cast, drawn, kind):
    assert program(cast.eve).get(f"/api/v1/areas/{kind}").status_code == 404


def test_the_map_page_offers_the_three_forms(cast, drawn, visit):
    page = visit(cast.bo).get("/areas/").content.decode()

    assert all(reverse("areas:taken", args=[kind]) in page for kind in taking.KINDS)
