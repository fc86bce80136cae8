"""Logins: invited by a letter that works once, closed and opened again by an administrator.

Only the hash of an invitation's key is kept. The letter is in the invited person's language, and its link is on the
operator's own address. Closing a login ends every session and token of that person here.
"""

import hashlib
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from smtplib import SMTPException
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from stigar.foundation import clock, jobs, journal
from stigar.foundation.models import Errand
from stigar.foundation.policy import Refused, demand
from stigar.foundation.tenancy import everywhere, inside
from stigar.people import rules
from stigar.people.models import ClosedLogin, Identity, Invitation, Person, Token
from stigar.people.queries.accounts import INVITED_DAYS, invited_since


class CannotBeInvited(Exception):
    """The person has a login already, has no e-mail address, has left, or the login is closed."""


class LetterNotSent(Exception):
    """The mail server did not take the letter; nothing was recorded."""


class InvitationOver(Exception):
    """The key is unknown, used, older than ``INVITED_DAYS``, or its person has a login or has left."""


class AnotherLogin(Exception):
    """There is a login for this address already: log in with it, then accept."""


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey as the browser made it for the login that is to be: its owner's id, a name and the credential."""

    identity_id: uuid.UUID
    name: str
    credential: dict[str, Any]


def invite_person(*, person: Person, viewer: Person, today: date) -> Invitation:
    """Send a letter with a new key; an earlier one that was not used stops working."""
    invitation, key = _invite(person, viewer, today)
    try:
        _letter(person, key).send()
    except (OSError, SMTPException) as failed:
        with transaction.atomic():
            invitation.delete()
            journal.note(
                viewer, gettext_noop("could not send an invitation"), person, about=person.pk, outdates="people.login"
            )
        raise LetterNotSent(person.email) from failed
    return invitation


def invitation_link(*, person: Person, viewer: Person, today: date) -> str:
    """The same without a letter: the address to hand over, for the operator who founds an organisation from the terminal."""
    _invitation, key = _invite(person, viewer, today)
    return _address(key)


def _invite(person: Person, viewer: Person, today: date) -> tuple[Invitation, str]:
    demand("manage accounts", rules.grounds(viewer, today=today))
    if person.identity_id or not person.email or (person.ended and person.ended < today) or rules.is_closed(person):
        raise CannotBeInvited(str(person.pk))
    key = secrets.token_urlsafe(32)
    with transaction.atomic():
        Invitation.objects.filter(person=person, accepted_at=None).delete()
        invitation = Invitation.objects.create(
            organisation_id=person.organisation_id, person=person, key_hash=hash_of(key), by=viewer
        )
        journal.note(viewer, gettext_noop("invited somebody"), person, about=person.pk, outdates="people.login")
    return invitation, key


def ask_to_invite(*, people: Sequence[uuid.UUID], viewer: Person, today: date) -> Errand:
    """Send letters to many in the background. Those who cannot be invited are told in the result."""
    demand("manage accounts", rules.grounds(viewer, today=today))
    return jobs.start("people.invite", by=viewer, people=[str(pk) for pk in people], today=today.isoformat())


def invite_many(asked: Errand, *, viewer: Person, today: date) -> dict[str, int]:
    """Send the letters of one errand. Done again after an interruption, nobody gets a second letter."""
    result = dict.fromkeys(("sent", "not_possible", "not_sent"), 0)
    wanted = asked.given["people"]
    for done, pk in enumerate(wanted):
        jobs.tell(asked, done, len(wanted), gettext_noop("Sending invitations"))
        result[_outcome(pk, since=asked.asked_at, viewer=viewer, today=today)] += 1
    return result


def _outcome(person_id: str, *, since: datetime, viewer: Person, today: date) -> str:
    person = rules.visible_accounts(viewer, today=today).select_related("organisation").filter(pk=person_id).first()
    if person is None:
        return "not_possible"
    if invited_since(person.pk, since):
        return "sent"
    try:
        invite_person(person=person, viewer=viewer, today=today)
    except CannotBeInvited:
        return "not_possible"
    except LetterNotSent:
        return "not_sent"
    return "sent"


def standing_invitation(key: str, *, today: date) -> Invitation:
    """The invitation this key opens. Asked from outside, before anybody is logged in. Raises :class:`InvitationOver`."""
    with everywhere():
        found = (
            Invitation.objects.filter(key_hash=hash_of(key), accepted_at=None, person__identity=None)
            .select_related("person", "organisation").first()
        )  # fmt: skip
        over = found is None or found.sent_at < clock.now() - timedelta(days=INVITED_DAYS)
        if (
            found is None
            or over
            or (found.person.ended and found.person.ended < today)
            or rules.is_closed(found.person)
        ):
            raise InvitationOver
    return found


@transaction.atomic
def accept_invitation(
    *, key: str, today: date, identity: Identity | None = None, password: str = "", passkey: Passkey | None = None
) -> Identity:
    """Tie a login to the invited person: the one logged in with the same address, or a new one with a password or a passkey."""
    invitation = standing_invitation(key, today=today)
    person = invitation.person
    with inside(invitation.organisation_id):
        if not Invitation.objects.filter(pk=invitation.pk, accepted_at=None).update(accepted_at=clock.now()):
            raise InvitationOver
        known = Identity.objects.filter(email=person.email.lower()).first()
        if known and known != identity:
            raise AnotherLogin
        owner = known or _new_login(person, password, passkey)
        person.identity = owner
        person.save(update_fields=["identity"])
        journal.note(person, gettext_noop("accepted the invitation"), person, about=person.pk, outdates="people.login")
    return owner


@transaction.atomic
def close_login(*, person: Person, viewer: Person, today: date) -> None:
    """From now on this person cannot come in here: sessions, tokens and unused invitations end at once. Nobody closes their own."""
    demand("manage accounts", rules.grounds(viewer, today=today))
    if person == viewer:
        raise Refused
    ClosedLogin.objects.get_or_create(person=person, defaults={"organisation_id": person.organisation_id, "by": viewer})
    Token.objects.filter(person=person).delete()
    Invitation.objects.filter(person=person, accepted_at=None).delete()
    if person.identity and not _is_somebody_elsewhere(person.identity, person):
        end_sessions(person.identity)
    journal.note(viewer, gettext_noop("closed a login"), person, about=person.pk, outdates="people.login")


@transaction.atomic
def open_login(*, person: Person, viewer: Person, today: date) -> None:
    """Let the person in again. Earlier sessions and tokens do not come back."""
    demand("manage accounts", rules.grounds(viewer, today=today))
    ClosedLogin.objects.filter(person=person).delete()
    journal.note(viewer, gettext_noop("opened a login again"), person, about=person.pk, outdates="people.login")


def end_sessions(identity: Identity) -> None:
    """Log this login out everywhere, at each session's next request."""
    identity.let_in_as = uuid.uuid4()
    identity.save(update_fields=["let_in_as"])
    for session in UserSession.objects.filter(user=identity):
        session.end()


def hash_of(key: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def _new_login(person: Person, password: str, passkey: Passkey | None) -> Identity:
    if not password and passkey is None:
        raise ValueError("a login needs a password or a passkey")
    more: dict[str, Any] = {"id": passkey.identity_id} if passkey else {}
    language = person.language or person.organisation.language
    identity = Identity.objects.create_user(person.email, password or None, language=language, **more)
    EmailAddress.objects.create(user=identity, email=identity.email, primary=True, verified=True)
    if passkey:
        data = {"name": passkey.name, "credential": passkey.credential}
        Authenticator.objects.create(user=identity, type=Authenticator.Type.WEBAUTHN, data=data)
    return identity


def _is_somebody_elsewhere(identity: Identity, person: Person) -> bool:
    with everywhere():
        return Person.objects.filter(identity=identity, closed_login=None).exclude(pk=person.pk).exists()


def _address(key: str) -> str:
    return str(settings.STIGAR.address.rstrip("/") + reverse("people:invitation", args=[key]))


def _letter(person: Person, key: str) -> EmailMessage:
    """The invitation. Names are put in as they are; nothing a person wrote is ever run as a template."""
    address = _address(key)
    known = {"name": person.given, "organisation": " ".join(person.organisation.name.split()), "days": INVITED_DAYS}
    with translation.override(person.language or person.organisation.language):
        subject = _("Welcome to Stigar at %(organisation)s") % known
        text = _(
            "Hi %(name)s,\n\n"
            "%(organisation)s uses Stigar to see and develop what you and your colleagues are good at. "
            "You are invited to make your own login:"
        ) % known + f"\n\n{address}\n\n" + _(
            "The link works once and for %(days)d days. If you did not expect this letter, ask your HR department before you use it."
        ) % known  # fmt: skip
    return EmailMessage(subject, text + "\n", to=[person.email])
