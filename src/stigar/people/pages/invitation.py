"""The page an invitation opens: make a login with a password or a passkey, or tie the one you have to the organisation."""

import uuid
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.webauthn.internal import auth as webauthn
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from stigar.foundation import clock
from stigar.people.actions import accounts as actions
from stigar.people.forms.accounts import PasskeyForm, PasswordForm
from stigar.people.models import Identity, Invitation

OWNER = "invitation.identity"  # in the session: the id of the login that is to be, so that the passkey knows its owner


def invitation(request: HttpRequest, key: str) -> HttpResponse:
    """A key that does not work says so, whatever the reason."""
    try:
        found = actions.standing_invitation(key, today=clock.today())
        known = Identity.objects.filter(email=found.person.email.lower()).first()
        return _join(request, key, found, known) if known else _new_login(request, key, found)
    except actions.AnotherLogin:  # one was made for this address a moment ago
        return redirect(request.path)
    except actions.InvitationOver:
        return render(request, "people/invitation_over.html", status=404)


def _new_login(request: HttpRequest, key: str, found: Invitation) -> HttpResponse:
    password, passkey = PasswordForm(email=found.person.email), PasskeyForm()
    if request.method == "POST" and "credential" in request.POST:
        passkey = PasskeyForm(request.POST)
        if passkey.is_valid():
            made = actions.Passkey(_owner(request), _("Passkey"), passkey.cleaned_data["credential"])
            return _enter(request, actions.accept_invitation(key=key, today=clock.today(), passkey=made), found)
    elif request.method == "POST":
        password = PasswordForm(request.POST, email=found.person.email)
        if password.is_valid():
            chosen = password.cleaned_data["password"]
            return _enter(request, actions.accept_invitation(key=key, today=clock.today(), password=chosen), found)
    return render(request, "people/invitation.html", {
        "invitation": found, "form": password, "passkey": passkey, "creation": {"creation_options": _creation(request, found)},
    }, status=422 if password.errors or passkey.errors else 200)  # fmt: skip


def _join(request: HttpRequest, key: str, found: Invitation, known: Identity) -> HttpResponse:
    """There is a login for this address: its owner logs in and says yes."""
    is_owner = request.user == known
    if request.method == "POST" and is_owner:
        actions.accept_invitation(key=key, today=clock.today(), identity=known)
        request.session["organisation"] = str(found.organisation_id)
        return redirect("home")
    return render(request, "people/invitation_join.html", {"invitation": found, "is_owner": is_owner})


def _enter(request: HttpRequest, identity: Identity, found: Invitation) -> HttpResponse:
    request.session.flush()
    record_authentication(request, identity, method="invitation")
    get_adapter().login(request, identity)
    request.session["organisation"] = str(found.organisation_id)
    return redirect("home")


def _creation(request: HttpRequest, found: Invitation) -> dict[str, Any]:
    """What the browser needs to make a passkey for the login that is to be."""
    request.session[OWNER] = str(uuid.uuid4())
    owner = Identity(id=_owner(request), email=found.person.email)
    creation: dict[str, Any] = webauthn.begin_registration(owner, passwordless=True)
    return creation


def _owner(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.session[OWNER])
    except KeyError:
        raise actions.InvitationOver from None
