"""Invited by letter: in one's own language, once, for two weeks, and never into somebody else's login."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from stigar.foundation.models import Errand, JournalEntry
from stigar.foundation.policy import Refused
from stigar.foundation.tenancy import inside
from stigar.people.actions import accounts
from stigar.people.jobs.accounts import invite
from stigar.people.models import Identity, Invitation, Person
from tests.cast import TODAY

PASSWORD = "a good long sentence"


@pytest.fixture
def kim(cast):
    """A new colleague without a login."""
    return _colleague(cast, "Kim", "20")


def test_an_invited_person_makes_a_login_with_a_password(cast, kim, mailoutbox):
    browser = Client()
    path = _invited(cast, kim, mailoutbox)

    answer = browser.post(path, {"password": PASSWORD})

    kim.refresh_from_db()
    assert (answer.status_code, answer.url, browser.get("/home/").status_code) == (302, "/home/", 200)
    assert (kim.identity.email, kim.identity.language) == ("kim@alvbro.example", "nb")
    assert kim.identity.check_password(PASSWORD) is True


def test_the_letter_is_in_the_persons_language_and_on_the_operators_address(cast, kim, mailoutbox):
    kim.given, cast.organisation.name = "{{ kim }} {% now 'Y' %} %(days)s", "Alvbro\r\nBcc: evil@evil.example"
    kim.save()
    cast.organisation.save()

    _invited(cast, kim, mailoutbox)

    letter = mailoutbox[0]
    assert letter.to == ["kim@alvbro.example"]
    assert "\n" not in letter.subject
    assert "{{ kim }} {% now 'Y' %} %(days)s" in letter.body
    assert re.search(r"http://127\.0\.0\.1:8000/invitation/[\w-]{40,}/", letter.body)


def test_an_invitation_works_once(cast, kim, mailoutbox):
    path = _invited(cast, kim, mailoutbox)
    Client().post(path, {"password": PASSWORD})

    again = Client().post(path, {"password": "another good sentence"})

    assert (again.status_code, Identity.objects.filter(email=kim.email).count()) == (404, 1)


def test_an_invitation_is_over_after_two_weeks(cast, kim, mailoutbox):
    path = _invited(cast, kim, mailoutbox)
    Invitation.objects.update(sent_at=timezone.now() - timedelta(days=14, minutes=1))

    assert (Client().get(path).status_code, Client().post(path, {"password": PASSWORD}).status_code) == (404, 404)


def test_a_new_invitation_replaces_the_earlier_one(cast, kim, mailoutbox):
    first = _invited(cast, kim, mailoutbox)
    second = _invited(cast, kim, mailoutbox)

    assert (Client().get(first).status_code, Client().get(second).status_code) == (404, 200)


def test_only_the_hash_of_the_key_is_kept(cast, kim, mailoutbox):
    key = _invited(cast, kim, mailoutbox).split("/")[2]

    assert key not in str(list(Invitation.objects.values()))
    assert Invitation.objects.get().key_hash == accounts.hash_of(key)


def test_a_weak_password_is_turned_down_with_a_reason(cast, kim, mailoutbox):
    answer = Client().post(_invited(cast, kim, mailoutbox), {"password": "password"})

    assert (answer.status_code, Identity.objects.filter(email=kim.email).exists()) == (422, False)
    assert "12" in answer.content.decode()


def test_a_passkey_cannot_be_made_up(cast, kim, mailoutbox):
    path = _invited(cast, kim, mailoutbox)
    browser = Client()
    browser.get(path)

    answers = [browser.post(path, {"credential": sent}).status_code for sent in ('{"id": "x"}', "[]", "nonsense", "")]

    assert (answers, Authenticator.objects.count()) == ([422] * 4, 0)


def test_an_invitation_never_opens_a_login_that_is_somebody_elses(cast, mailoutbox):
    double = _colleague(cast, "Double", "21", email="eve@havre.example")
    path = _invited(cast, double, mailoutbox)

    answer = Client().post(path, {"password": PASSWORD})

    cast.eve.identity.refresh_from_db()
    double.refresh_from_db()
    assert (answer.status_code, double.identity) == (200, None)
    assert cast.eve.identity.check_password(PASSWORD) is False


def test_somebody_with_a_login_joins_another_organisation_by_saying_yes(cast, visit, mailoutbox):
    double = _colleague(cast, "Double", "21", email="eve@havre.example")
    path = _invited(cast, double, mailoutbox)
    eve = visit(cast.eve)

    eve.post(path)

    double.refresh_from_db()
    assert double.identity == cast.eve.identity
    assert 'organisation">Alvbro' in eve.get("/home/").content.decode()


def test_somebody_else_cannot_say_yes(cast, visit, mailoutbox):
    double = _colleague(cast, "Double", "21", email="eve@havre.example")
    path = _invited(cast, double, mailoutbox)

    visit(cast.bo).post(path)

    double.refresh_from_db()
    assert double.identity is None


def test_a_letter_the_mail_server_does_not_take_leaves_no_invitation(cast, kim, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    with pytest.raises(accounts.LetterNotSent):
        accounts.invite_person(person=kim, viewer=cast.siv, today=TODAY)

    assert Invitation.objects.count() == 0


@pytest.mark.parametrize("who", ["hedda", "ada", "bo", "ulf", "rut"])
def test_only_an_administrator_invites(cast, kim, who):
    with pytest.raises(Refused):
        accounts.invite_person(person=kim, viewer=getattr(cast, who), today=TODAY)


def test_many_are_invited_in_the_background_and_nobody_twice(cast, kim, visit, mailoutbox):
    _colleague(cast, "Lo", "22")
    _colleague(cast, "Nameless", "23", email="")
    siv = visit(cast.siv)

    answer = siv.post("/accounts/invitations/", {"everyone": "yes"})
    asked = Errand.objects.get()
    before = siv.get(answer.url).status_code
    with inside(cast.organisation.id):
        accounts.invite_many(asked, viewer=cast.siv, today=TODAY)  # a worker that is killed before it has ended
        invite(asked)
    asked.refresh_from_db()

    assert (before, siv.get(answer.url).status_code) == (200, 200)
    assert asked.result == {"sent": 2, "not_possible": 0, "not_sent": 0}
    assert sorted(letter.to[0] for letter in mailoutbox) == ["kim@alvbro.example", "lo@alvbro.example"]


def test_the_journal_says_who_was_invited_and_who_accepted(cast, kim, mailoutbox):
    Client().post(_invited(cast, kim, mailoutbox), {"password": PASSWORD})

    lines = JournalEntry.objects.filter(about=kim.pk).order_by("at").values_list("actor", "verb")
    assert list(lines) == [(cast.siv.pk, "invited somebody"), (kim.pk, "accepted the invitation")]


def _colleague(cast, given, number, email=None):
    return Person.objects.create(
        organisation=cast.organisation, number=number, given=given, family="Ny", language="nb",
        email=f"{given.lower()}@alvbro.example" if email is None else email,
    )  # fmt: skip


def _invited(cast, person, mailoutbox):
    """Send the letter; the path of the link in it."""
    accounts.invite_person(person=person, viewer=cast.siv, today=TODAY)
    return re.search(r"http://127\.0\.0\.1:8000(\S+)", mailoutbox[-1].body)[1]
