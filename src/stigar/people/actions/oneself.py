"""What somebody does for themselves: chooses a language, makes and revokes keys for programs, asks to be forgotten."""

import secrets
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.foundation import journal
from stigar.foundation.policy import Refused
from stigar.foundation.tenancy import everywhere
from stigar.people.actions.accounts import hash_of
from stigar.people.models import ErasureRequest, Identity, Person, Token

MOST_TOKENS = 20
TOKEN_DAYS = (30, 90, 365)  # how long a token may stand; the last is the usual


class TooManyTokens(Exception):
    """More than ``MOST_TOKENS`` standing tokens; one has to go first."""


def choose_language(*, identity: Identity, language: str) -> None:
    """The language in which this login meets the product."""
    identity.language = language
    identity.save(update_fields=["language"])


@transaction.atomic
def make_token(*, name: str, days: int = TOKEN_DAYS[-1], viewer: Person, today: date) -> tuple[Token, str]:
    """A key for a program of one's own, for one of ``TOKEN_DAYS``. The key itself is returned once and never kept."""
    if not viewer.is_here(today) or days not in TOKEN_DAYS:
        raise Refused
    if Token.objects.filter(person=viewer).count() >= MOST_TOKENS:
        raise TooManyTokens
    key = f"stigar_{secrets.token_urlsafe(32)}"
    token = Token.objects.create(
        organisation_id=viewer.organisation_id, person=viewer, name=name, key_hash=hash_of(key),
        last_day=today + timedelta(days=days),
    )  # fmt: skip
    journal.note(viewer, gettext_noop("made a token"), viewer, about=viewer.pk, outdates="")
    return token, key


@transaction.atomic
def revoke_token(*, token: Token, viewer: Person, today: date) -> None:
    """The key stops working at once. Only one's own."""
    if token.person_id != viewer.pk:
        raise Refused
    token.delete()
    journal.note(viewer, gettext_noop("revoked a token"), viewer, about=viewer.pk, outdates="")


@transaction.atomic
def end_tokens(*, identity: Identity) -> int:
    """Every key for programs of this login stops working, in every organisation where it is somebody. Returns how many."""
    with everywhere():
        for person in Person.objects.filter(identity=identity, tokens__isnull=False).distinct():
            journal.note(
                person, gettext_noop("ended every token with a new password"), person, about=person.pk, outdates=""
            )
        return int(Token.objects.filter(person__identity=identity).delete()[0])


@transaction.atomic
def ask_for_erasure(*, viewer: Person, today: date) -> ErasureRequest:
    """Ask that what is held about oneself be erased; asking twice is asking once."""
    asked, new = ErasureRequest.objects.get_or_create(
        person=viewer, defaults={"organisation_id": viewer.organisation_id}
    )
    if new:
        journal.note(viewer, gettext_noop("asked for erasure"), viewer, about=viewer.pk, outdates="")
    return asked
