"""Signs and numbers that no database keeps: they are left out or refused in words, in every door, and never break anything."""

from __future__ import annotations

import json
from uuid import uuid4

from tests.library.shelves import OPEN, bring
from tests.library.test_rest import program_of
from tests.profiles import written


def _put(program, address: str, told):
    return program.put(f"/api/v1/{address}", json.dumps(told), content_type="application/json")


def test_what_a_program_sends_has_no_nul_in_it_when_it_is_kept(cast, tmp_path):
    model, program = bring(cast.hedda, tmp_path, OPEN), program_of(cast.hedda)

    answer = _put(
        program,
        f"models/{model.pk}/rights",
        {"holder": "Gil\0let", "licence": "C\0C", "terms": "\0", "may_pass_on": True},
    )

    model.refresh_from_db()
    assert (answer.status_code, answer.json()["holder"], model.rights.licence, model.rights.terms) == (
        200,
        "Gillet",
        "CC",
        "",
    )


def test_a_form_from_a_program_and_a_question_have_none_either(cast):
    program = program_of(cast.hedda)

    found = program.get("/api/v1/profiles?q=a%00b")
    made = program.post("/api/v1/models", {"name": "a\0b", "files": []})

    assert (found.status_code, found.json(), made.status_code) == (200, [], 422)


def test_an_address_or_a_question_with_nul_is_read_without_it(cast, project, visit):
    met = written.workshop(cast, project, _begun(cast, project))
    browser = visit(cast.bo)

    answers = [
        browser.get(address)
        for address in (
            f"/profiles/workshops/%00{met.key}/",
            "/profiles/workshops/%00/",
            "/profiles/?q=%00a",
            "/profiles/areas/%00x/",
        )
    ]

    assert [answer.status_code for answer in answers] == [200, 404, 200, 404]
    assert b"\0" not in answers[2].content


def test_an_answer_of_five_thousand_figures_is_no_answer(cast, visit):
    pages = [visit(cast.bo).get(f"/profiles/guides/hiring/?answer={answer}") for answer in ("9" * 5000, "-1", "²", "0")]

    assert [page.status_code for page in pages] == [200] * 4


def test_days_at_the_ends_of_time_are_refused_in_words(cast, project, visit):
    begun, program, browser = _begun(cast, project), program_of(cast.hedda), visit(cast.hedda)
    told = {"name": "x", "profiles": [str(begun.pk)], "led_by": str(cast.hedda.pk)}
    address = f"profile-projects/{project.pk}"

    rest = [
        program.post(
            f"/api/v1/{address}/workshops", json.dumps(told | {"at": at}), content_type="application/json"
        ).status_code
        for at in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2027-01-11T09:00:00")
    ]
    pages = [
        browser.post(f"/profiles/projects/{project.pk}/workshops/", told | {"kind": "workshop", "at": at}).status_code
        for at in ("0001-01-01T00:00", "9999-12-31T23:59")
    ]
    time = [
        _put(program, f"{address}/time", {"begins": day, "workshops": 2}).status_code
        for day in ("0001-01-01", "9999-12-31")
    ]

    assert (rest, pages, time) == ([422] * 3, [422] * 2, [422] * 2)


def test_rules_over_rest_are_as_narrow_as_on_the_page(cast, project):
    program = program_of(cast.hedda)

    answers = [
        _put(program, f"profile-projects/{project.pk}/rules", rules).status_code
        for rules in (
            {"levels": [10**30]},
            {"levels": [-5]},
            {"avoid": ["x" * 100_000]},
            {"shared": ["x" * 500]},
            {"levels": [1, 2]},
        )
    ]

    assert answers == [422, 422, 422, 422, 200]


def test_json_a_hundred_thousand_deep_is_refused(cast):
    deep = b'{"name":' + b"[" * 100_000 + b"]" * 100_000 + b"}"

    answer = program_of(cast.hedda).post("/api/v1/profile-projects", deep, content_type="application/json")

    assert answer.status_code in {400, 422}


def _begun(cast, project):
    written.library(cast)
    return written.profile(cast, project)


def test_a_proposal_from_a_program_is_kept_in_signs_a_database_takes(cast, project):
    begun = _begun(cast, project)
    met = written.workshop(cast, project, begun)
    told = {"key": str(uuid4()), "profile": str(begun.pk), "text": "Våga\0 säga nej"}

    answer = program_of(cast.bo).post(f"/api/v1/workshops/{met.key}/proposals", told, content_type="application/json")

    assert (answer.status_code, met.proposals.get().text) == (201, "Våga säga nej")
