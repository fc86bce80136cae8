"""Logging in: password, letters that work once, nobody signs up, nobody finds out who has a login."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.test import Client

from stigar.people.models import Person
from tests.cast import PASSWORD

WRONG = "not the right sentence"


@pytest.fixture
def ada(cast):
    cast.ada.identity.set_password(PASSWORD)
    cast.ada.identity.save()
    return cast.ada


def test_somebody_logs_in_with_e_mail_and_password(ada):
    browser = Client()

    answer = browser.post("/account/login/", {"login": ada.email, "password": PASSWORD})

    assert (answer.status_code, answer.url) == (302, "/home/")
    assert browser.get("/home/").status_code == 200


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(ada):
    wrong = Client().post("/account/login/", {"login": ada.email, "password": WRONG})
    unknown = Client().post("/account/login/", {"login": "no@alvbro.example", "password": WRONG})

    assert (wrong.status_code, unknown.status_code) == (200, 200)
    assert _faults(wrong) == _faults(unknown) != []


def test_asking_for_a_new_password_tells_nobody_who_has_a_login(ada, mailoutbox):
    known = Client().post("/account/password/reset/", {"email": ada.email})
    unknown = Client().post("/account/password/reset/", {"email": "no@alvbro.example"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [letter.to for letter in mailoutbox] == [[ada.email]]


def test_the_letter_opens_a_new_password_once(ada, mailoutbox):
    link = _reset_link(ada, mailoutbox)

    first = _choose(link, "a second long sentence")
    again = _choose(link, "a third long sentence")

    assert (first, again) == (True, False)
    ada.identity.refresh_from_db()
    assert ada.identity.check_password("a second long sentence") is True


def test_the_letter_opens_only_its_owners_login(ada, cast, mailoutbox):
    link = _reset_link(ada, mailoutbox)
    other = Client().post("/account/password/reset/", {"email": cast.bo.email})
    bos = re.search(r"/key/([^-]+)-", mailoutbox[-1].body)[1]
    forged = re.sub(r"/key/[^-]+-", f"/key/{bos}-", link)

    assert other.status_code == 302
    assert _choose(forged, "a fourth long sentence") is False


def test_a_new_password_logs_every_other_session_out(ada, visit, mailoutbox):
    elsewhere = visit(ada)
    link = _reset_link(ada, mailoutbox)

    _choose(link, "a second long sentence")

    assert elsewhere.get("/home/").status_code == 302


def test_somebody_ends_another_session_from_the_list(ada):
    here, there = Client(), Client()
    for browser in (here, there):
        browser.post("/account/login/", {"login": ada.email, "password": PASSWORD})

    assert UserSession.objects.filter(user=ada.identity).count() == 2
    here.post("/account/sessions/", {})

    assert (here.get("/home/").status_code, there.get("/home/").status_code) == (200, 302)


@pytest.mark.parametrize("address", ["/account/signup/", "/account/email/"])
def test_nobody_signs_up_or_changes_address_by_themselves(ada, visit, address):
    assert (Client().get(address).status_code, Client().post(address, {"email": "a@b.example"}).status_code) == (
        404,
        404,
    )
    assert visit(ada).get(address).status_code == 404


def test_somebody_who_has_left_cannot_log_in(ada):
    Person.objects.filter(pk=ada.pk).update(ended="2026-11-19")
    browser = Client()

    browser.post("/account/login/", {"login": ada.email, "password": PASSWORD})

    assert browser.get("/home/").status_code == 403
    assert browser.get("/home/").status_code == 302


@pytest.mark.parametrize("address", ["/account/2fa/totp/activate/", "/account/2fa/webauthn/add/"])
def test_a_stronger_login_asks_for_the_password_again(ada, address):
    browser = Client()
    browser.post("/account/login/", {"login": ada.email, "password": PASSWORD})

    before = browser.get(address).status_code
    browser.post("/account/reauthenticate/", {"password": PASSWORD})

    assert (before, browser.get(address).status_code) == (302, 200)


def test_a_code_from_the_phone_is_asked_for_once_it_is_set_up(ada):
    browser = Client()
    browser.post("/account/login/", {"login": ada.email, "password": PASSWORD})
    browser.post("/account/reauthenticate/", {"password": PASSWORD})
    secret = browser.get("/account/2fa/totp/activate/").context["form"].secret
    browser.post("/account/2fa/totp/activate/", {"code": _code(secret)})
    later = Client()

    asked = later.post("/account/login/", {"login": ada.email, "password": PASSWORD})
    without = later.get("/home/").status_code
    recovery = RecoveryCodes(Authenticator.objects.get(user=ada.identity, type="recovery_codes")).get_unused_codes()
    later.post("/account/2fa/authenticate/", {"code": recovery[0]})

    assert (asked.url, without, later.get("/home/").status_code) == ("/account/2fa/authenticate/", 302, 200)


def _faults(answer):
    return re.findall(r"<li>(.*?)</li>", answer.content.decode().partition('class="wrongs"')[2].partition("</ul>")[0])


def _reset_link(person, mailoutbox):
    Client().post("/account/password/reset/", {"email": person.email})
    return re.search(r"http://\S+", mailoutbox[-1].body)[0].removeprefix("http://127.0.0.1:8000")


def _choose(link, password):
    """Follow the link in a fresh browser; whether a new password could be chosen."""
    browser = Client()
    page = browser.get(link, follow=True)
    if not page.redirect_chain:
        return False
    answer = browser.post(page.redirect_chain[-1][0], {"password1": password, "password2": password})
    return answer.status_code == 302


def _code(secret):
    return format_hotp_value(hotp_value(secret, yield_hotp_counters_from_time().__next__()))


@pytest.mark.parametrize(
    "sent", ['{"id": "x"}', "[]", '"x"', "nonsense", '{"response": {"userHandle": 7}}', '{"response": 1}']
)
def test_a_passkey_that_was_made_up_opens_nothing(ada, sent):
    browser = Client()
    browser.get("/account/2fa/webauthn/login/", HTTP_ACCEPT="application/json")

    answer = browser.post("/account/2fa/webauthn/login/", {"credential": sent})

    assert (answer.status_code, answer.url, browser.get("/home/").status_code) == (302, "/account/login/", 302)
