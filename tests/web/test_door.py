"""At the door: refused looks like missing, a login without a person is shown out, and nobody's page is kept in a cache."""

from datetime import timedelta

import pytest
from django.test import Client

from stigar.foundation.tenancy import inside
from stigar.people.actions.accounts import close_login
from stigar.people.models import Identity, Person, Token
from tests.cast import A_YEAR_ON, TODAY

MISSING = "/people/00000000-0000-4000-8000-000000000000/"


def test_what_is_refused_answers_exactly_like_what_is_missing(cast, visit):
    bo = visit(cast.bo)

    refused, missing = bo.get("/accounts/"), bo.get(f"/accounts/{cast.elsewhere.pk}/")

    assert (refused.status_code, missing.status_code) == (404, 404)
    assert _without_tokens(refused) == _without_tokens(missing)


def test_a_login_that_is_nobody_here_today_is_shown_out(cast, visit):
    ada = visit(cast.ada)
    Person.objects.filter(pk=cast.ada.pk).update(ended=TODAY - timedelta(days=1))

    answer = ada.get("/home/")

    assert answer.status_code == 403
    assert "_auth_user_id" not in ada.session
    assert ada.get("/home/").status_code == 302


def test_a_deactivated_login_is_logged_out_at_the_next_request(cast, visit):
    ada = visit(cast.ada)
    Identity.objects.filter(pk=cast.ada.identity_id).update(is_active=False)

    assert ada.get("/home/").status_code == 302


def test_a_closed_login_ends_sessions_and_tokens_at_once(cast, visit):
    ada = visit(cast.ada)
    Token.objects.create(
        organisation=cast.organisation, person=cast.ada, name="x", last_day=A_YEAR_ON, key_hash="0" * 64
    )

    close_login(person=cast.ada, viewer=cast.siv, today=TODAY)

    assert (ada.get("/home/").status_code, Token.objects.count()) == (302, 0)


def test_every_answer_is_private_and_under_a_strict_content_policy(cast, visit):
    for answer in (Client().get("/account/login/"), visit(cast.ada).get("/home/"), Client().get("/api/v1/me")):
        assert "private" in answer["Cache-Control"]
        assert "no-store" in answer["Cache-Control"]
        assert "unsafe" not in answer["Content-Security-Policy"]
        assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_HOST": "evil.example"},
        {"HTTP_HOST": "localhost@evil.example"},
        {"HTTP_HOST": "localhost:80@evil.example"},
        {"HTTP_HOST": "localhost.evil.example"},
        {"HTTP_HOST": "evil.example#localhost"},
        {"HTTP_HOST": "evil.example:localhost"},
    ],
)
def test_a_forged_host_is_turned_away(cast, headers, settings):
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

    assert Client().get("/account/login/", **headers).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_X_FORWARDED_HOST": "evil.example"},
        {"HTTP_FORWARDED": "host=evil.example"},
        {"HTTP_X_HOST": "evil.example"},
        {"HTTP_X_FORWARDED_SERVER": "evil.example"},
        {"HTTP_X_ORIGINAL_URL": "https://evil.example/"},
        {"HTTP_HOST": "127.0.0.1:6666"},
    ],
)
def test_the_link_in_a_letter_never_comes_from_the_request(cast, mailoutbox, headers):
    Client().post("/account/password/reset/", {"email": cast.ada.email}, **headers)

    assert len(mailoutbox) == 1
    assert "http://127.0.0.1:8000/account/password/reset/key/" in mailoutbox[0].body
    assert "evil" not in mailoutbox[0].body
    assert ":6666" not in mailoutbox[0].body  # a key may hold the figures


def test_two_visitors_interleaved_never_see_each_other(cast, visit):
    ada, eve = visit(cast.ada), visit(cast.eve)

    seen = [browser.get("/home/").content.decode() for browser in (ada, eve, ada, eve)]

    assert [("Alvbro" in page, "Bakeriet Havre" in page) for page in seen] == [(True, False), (False, True)] * 2


def test_the_world_stays_closed_after_a_visit(cast, visit):
    visit(cast.eve).get("/home/")

    assert {person.organisation_id for person in Person.objects.all()} == {cast.organisation.id}


def test_a_consultant_in_two_organisations_goes_between_them(cast, visit):
    with inside(cast.elsewhere.id):
        Person.objects.create(
            organisation=cast.elsewhere,
            identity=cast.ada.identity,
            number="77",
            given="Ada",
            family="Test",
            started=TODAY,
        )
    ada = visit(cast.ada)

    before = ada.get("/home/").content.decode()
    ada.post("/world/", {"organisation": str(cast.elsewhere.id)})
    after = ada.get("/home/").content.decode()

    assert ('organisation">Alvbro' in before, 'organisation">Bakeriet Havre' in after) == (True, True)


@pytest.mark.parametrize("wanted", ["", "nonsense", "00000000-0000-4000-8000-000000000000", "elsewhere"])
def test_nobody_goes_to_an_organisation_where_they_are_nobody(cast, visit, wanted):
    ada = visit(cast.ada)

    ada.post("/world/", {"organisation": str(cast.elsewhere.id) if wanted == "elsewhere" else wanted})

    assert 'organisation">Alvbro' in ada.get("/home/").content.decode()


def test_the_language_is_kept_on_the_login_and_in_the_cookie(cast, visit):
    ada = visit(cast.ada)

    ada.post("/language/", {"language": "nb", "next": "/home/"})

    assert (Identity.objects.get(pk=cast.ada.identity_id).language, ada.get("/home/")["Content-Language"]) == (
        "nb",
        "nb",
    )


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", ""]
)
def test_choosing_a_language_never_leads_out_of_the_house(cast, target):
    answer = Client().post("/language/", {"language": "sv", "next": target})

    assert (answer.status_code, answer.url) == (302, "/")


def test_colours_are_kept_without_javascript(cast):
    browser = Client()

    browser.post("/scheme/", {"scheme": "dark", "next": "/account/login/"})

    assert 'data-color-scheme="dark"' in browser.get("/account/login/").content.decode()


def _without_tokens(answer):
    return [line for line in answer.content.decode().splitlines() if "csrf" not in line.lower() and "next" not in line]
