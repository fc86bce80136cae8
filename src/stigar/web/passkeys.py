"""Passkeys: their name is asked for in the reader's language (allauth leaves that one in English), and one that was
made up is told so instead of breaking the page."""

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm, LoginWebAuthnForm, ReauthenticateWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

UNREADABLE = (KeyError, TypeError, ValueError, AttributeError)


class NewPasskey(AddWebAuthnForm):  # type: ignore[misc]
    """Allauth's form for a new one, with its bare label said."""

    def __init__(self, *args: Any, **fields: Any) -> None:
        super().__init__(*args, **fields)
        self.fields["name"].label = _("Name")

    def clean(self) -> Any:
        try:
            return super().clean()
        except UNREADABLE:
            raise _unreadable() from None


class KnownPasskey(EditWebAuthnForm):  # type: ignore[misc]
    """The same for the form that gives one another name."""

    def __init__(self, *args: Any, **fields: Any) -> None:
        super().__init__(*args, **fields)
        self.fields["name"].label = _("Name")


class ShownPasskey(LoginWebAuthnForm):  # type: ignore[misc]
    """The one shown at the log-in page."""

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()
        except UNREADABLE:
            raise _unreadable() from None


class ShownAgain(ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """The one shown again before something delicate."""

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()
        except UNREADABLE:
            raise _unreadable() from None


def _unreadable() -> forms.ValidationError:
    return forms.ValidationError(_("The passkey could not be read. Try again."), code="unreadable")
