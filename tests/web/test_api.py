"""REST: a token speaks for one person; errors have one shape; a write whose answer was lost happens once."""

import json
from datetime import date, timedelta

import pytest
from django.test import Client

from stigar.foundation.policy import Refused
from stigar.people.actions.oneself import make_token
from stigar.people.models import Person, Token
from stigar.web.api import MOST_FAILURES, api
from stigar.web.machines import operations
from stigar.web.models import KeptAnswer
from tests.cast import TODAY


def test_a_token_speaks_for_its_owner(cast):
    answer = _get("/api/v1/me", _key(cast.bo))

    assert (answer.status_code, answer.json()["name"], answer.json()["organisation"]) == (200, "Bo Test", "Alvbro")


@pytest.mark.parametrize(
    "header", [{}, {"HTTP_AUTHORIZATION": "Bearer nonsense"}, {"HTTP_AUTHORIZATION": "Basic eA=="}]
)
def test_without_a_token_that_stands_nothing_is_answered(cast, header):
    answer = Client().get("/api/v1/me", **header)

    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "no_token")


def test_a_session_is_not_a_token(cast, visit):
    assert visit(cast.bo).get("/api/v1/me").status_code == 401


def test_a_token_stops_the_day_after_its_owners_last(cast):
    key = _key(cast.bo)
    Person.objects.filter(pk=cast.bo.pk).update(ended=TODAY - timedelta(days=1))

    assert _get("/api/v1/me", key).status_code == 401


def test_a_revoked_token_stops_at_once(cast, visit):
    key = _key(cast.bo)

    visit(cast.bo).post(f"/account/tokens/{Token.objects.get().pk}/end/")

    assert _get("/api/v1/me", key).status_code == 401


def test_nobody_revokes_anybody_elses_token(cast, visit):
    key = _key(cast.bo)

    answer = visit(cast.ada).post(f"/account/tokens/{Token.objects.get().pk}/end/")

    assert (answer.status_code, _get("/api/v1/me", key).status_code) == (404, 200)


def test_a_token_is_shown_once_and_kept_as_a_hash(cast, visit):
    bo = visit(cast.bo)

    shown = bo.post("/account/tokens/", {"name": "payroll", "days": 90}).context["key"]

    assert _get("/api/v1/me", shown).status_code == 200
    assert shown not in bo.get("/account/tokens/").content.decode()
    assert shown not in str(list(Token.objects.values()))


@pytest.mark.parametrize(("days", "status"), [(-1, 401), (0, 200), (1, 200)])
def test_a_token_stops_after_its_last_day(cast, days, status):
    key = _key(cast.bo)
    Token.objects.update(last_day=TODAY + timedelta(days=days))

    assert _get("/api/v1/me", key).status_code == status


def test_a_token_that_has_ended_says_so_and_never_counts_as_a_guess(cast):
    key = _key(cast.bo)
    Token.objects.update(last_day=TODAY - timedelta(days=1))

    answers = [_get("/api/v1/me", key, HTTP_ACCEPT_LANGUAGE="sv") for _ in range(MOST_FAILURES + 2)]

    assert {answer.status_code for answer in answers} == {401}
    assert answers[-1].json() == {"error": {
        "code": "token_ended", "last_day": "2026-11-19",
        "message": "Nyckelns sista dag var den 19 november 2026. Skapa en ny på sidan om nycklar för program.",
    }}  # fmt: skip
    assert Token.objects.get().used_on is None


def test_a_token_stands_for_thirty_days_ninety_or_a_year(cast):
    made = [make_token(name="m", days=days, viewer=cast.bo, today=TODAY)[0].last_day for days in (30, 90, 365)]

    assert made == [date(2026, 12, 20), date(2027, 2, 18), date(2027, 11, 20)]
    assert make_token(name="m", viewer=cast.bo, today=TODAY)[0].last_day == date(2027, 11, 20)
    with pytest.raises(Refused):
        make_token(name="m", days=10_000, viewer=cast.bo, today=TODAY)


def test_the_page_tells_how_long_each_token_has_left_and_warns_in_time(cast, visit):
    for days in (-1, 0, 14, 15):
        _key(cast.bo)
        Token.objects.filter(last_day__gt=TODAY + timedelta(days=30)).update(last_day=TODAY + timedelta(days=days))

    shown = visit(cast.bo).get("/account/tokens/")

    assert sorted(left for _, left in shown.context["tokens"]) == [-1, 0, 14, 15]
    assert shown.context["soon"] == 2
    assert "2 nycklar slutar gälla inom 14 dagar" in shown.content.decode()


def test_the_administrator_sees_that_a_token_ends_but_not_what_it_is_called(cast, visit):
    make_token(name="lönesystemet", viewer=cast.bo, today=TODAY - timedelta(days=360))

    page = visit(cast.siv).get(f"/accounts/{cast.bo.pk}/").content.decode()

    assert "En nyckel för ett program slutar gälla efter den 25 november 2026." in page
    assert "lönesystemet" not in page


@pytest.mark.parametrize("address", ["/api/v1/nothing/here", "/api/v1/workshops/x/proposals/%25%29%0A"])
def test_an_unknown_address_answers_in_the_same_shape(cast, address):
    answer = _get(address, _key(cast.bo))

    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")


@pytest.mark.parametrize(("language", "words"), [("sv", "token"), ("nb", "token"), ("en", "There is nothing")])
def test_messages_are_in_the_token_owners_language(cast, language, words):
    cast.bo.identity.language = language
    cast.bo.identity.save()

    assert _get("/api/v1/nothing", _key(cast.bo))["Content-Language"] == language


def test_too_many_unknown_tokens_have_to_wait(cast):
    answers = [_get("/api/v1/me", "nonsense").status_code for _ in range(32)]

    assert (answers[0], answers[-1]) == (401, 429)
    assert _get("/api/v1/me", _key(cast.bo)).status_code == 200


def test_every_operation_declares_what_can_go_wrong():
    schema = api.get_openapi_schema()

    lacking = {
        (path, method): {401, 404, 409, 422} - set(operation["responses"])
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    }

    assert {place: statuses for place, statuses in lacking.items() if statuses} == {}


def test_the_description_is_one_of_our_own_pages(cast, visit):
    page = visit(cast.bo).get("/machines/").content.decode()

    assert all(row["path"] in page for _, rows in operations() for row in rows)
    assert "https://" not in page


def test_the_openapi_file_is_served(cast):
    described = json.loads(Client().get("/api/v1/openapi.json").content)

    assert "/api/v1/me" in described["paths"]


# A write that came with a key


def test_a_lost_answer_is_given_again_and_the_effect_happens_once(cast, wishing_well):
    key = _key(cast.bo)

    first = _drop(key, "mine", "a coin")
    again = _drop(key, "mine", "a coin")

    assert (first.status_code, again.status_code) == (200, 200)
    assert (first.content, again["Idempotency-Replayed"]) == (again.content, "true")
    assert Token.objects.filter(name="a coin").count() == 1


def test_the_same_key_for_something_else_is_refused(cast, wishing_well):
    key = _key(cast.bo)
    _drop(key, "mine", "a coin")

    other = _drop(key, "mine", "two coins")

    assert (other.status_code, other.json()["error"]["code"]) == (409, "key_used")
    assert Token.objects.filter(name="two coins").count() == 0


def test_two_people_may_use_the_same_key(cast, wishing_well):
    answers = [_drop(_key(person), "mine", "a coin").json()["name"] for person in (cast.bo, cast.ada)]

    assert answers == ["Bo Test", "Ada Test"]


def test_a_write_that_failed_may_be_tried_again(cast, wishing_well):
    key = _key(cast.bo)

    answers = [_drop(key, "mine", name).status_code for name in ("break", "break", "refuse", "a coin")]

    assert answers == [500, 500, 409, 200]
    assert (KeptAnswer.objects.count(), Token.objects.filter(name__in=["break", "refuse"]).count()) == (1, 0)


def test_a_crash_before_the_answer_leaves_neither_effect_nor_key(cast, wishing_well, monkeypatch):
    key = _key(cast.bo)
    monkeypatch.setattr(KeptAnswer, "save", _crash)

    with pytest.raises(KeyboardInterrupt):
        _drop(key, "mine", "a coin")
    monkeypatch.undo()

    assert (Token.objects.filter(name="a coin").count(), KeptAnswer.objects.count()) == (0, 0)
    assert _drop(key, "mine", "a coin").status_code == 200


def test_without_a_key_each_write_is_its_own(cast, wishing_well):
    key = _key(cast.bo)

    answers = [_post("/api/v1/well", key, {"name": "a coin"}).status_code for _ in range(2)]

    assert (answers, Token.objects.filter(name="a coin").count()) == ([200, 200], 2)


@pytest.mark.parametrize("bad", ["", "x" * 201])
def test_a_key_has_a_sensible_length(cast, wishing_well, bad):
    assert _drop(_key(cast.bo), bad, "a coin").status_code == 422


def test_what_cannot_be_used_is_told_by_field(cast, wishing_well):
    answer = _post("/api/v1/well", _key(cast.bo), {})

    assert answer.status_code == 422
    assert answer.json()["error"]["fields"][0]["field"] == "body.payload.name"


@pytest.fixture
def wishing_well(settings):
    """A write of the tests' own (tests/web/well.py): leaves a coin, and may break after it has fallen."""
    settings.ROOT_URLCONF = "tests.web.well"


def _key(person):
    return make_token(name="test", viewer=person, today=TODAY)[1]


def _get(path, key, **more):
    return Client().get(path, HTTP_AUTHORIZATION=f"Bearer {key}", **more)


def _post(path, key, body, **more):
    return Client().post(path, body, content_type="application/json", HTTP_AUTHORIZATION=f"Bearer {key}", **more)


def _drop(key, once, name):
    return _post("/api/v1/well", key, {"name": name}, HTTP_IDEMPOTENCY_KEY=once)


def _crash(*_args, **_more):
    raise KeyboardInterrupt
