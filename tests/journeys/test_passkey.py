"""From the letter to the door without a password: an invited person makes a passkey, and logs in with it the next time."""

import re

import pytest
from django.test import override_settings

from stigar.foundation.tenancy import inside
from stigar.people.actions.accounts import invite_person
from stigar.people.models import Person
from tests.cast import TODAY, assemble

pytestmark = pytest.mark.journey


@pytest.fixture
def page(chromium):
    """A browser with a finger reader of its own."""
    context = chromium.new_context(locale="sv-SE")
    shown = context.new_page()
    devices = context.new_cdp_session(shown)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }})  # fmt: skip
    yield shown
    context.close()


@pytest.mark.django_db(transaction=True)
def test_an_invited_person_makes_a_passkey_and_logs_in_with_it(live_server, page, mailoutbox):
    cast = assemble()
    with inside(cast.organisation.id):
        kim = Person.objects.create(
            organisation=cast.organisation, number="20", given="Kim", email="kim@alvbro.example", language="sv"
        )
        invite_person(person=kim, viewer=cast.siv, today=TODAY)
    path = re.search(r"http://127\.0\.0\.1:8000(\S+)", mailoutbox[0].body)[1]
    faults: list[str] = []
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)

    with override_settings(MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN=True):
        page.goto(live_server.url + path)
        page.locator("#make_passkey").click()
        page.wait_for_url("**/home/")
        page.context.clear_cookies()
        page.goto(live_server.url + "/account/login/")
        page.locator("#passkey_login").click()
        page.wait_for_url("**/home/")

    assert page.locator(".brand__organisation").inner_text() == "Alvbro"
    assert faults == []
    with inside(cast.organisation.id):
        assert Person.objects.get(pk=kim.pk).identity.has_usable_password() is False
