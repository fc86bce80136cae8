"""The form where a passkey gets its name, with the label in the reader's language (allauth leaves that one in English)."""

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext_lazy as _


class NamedPasskey(AddWebAuthnForm):  # type: ignore[misc]
    """Allauth's own form with its one bare label said."""

    def __init__(self, *args: Any, **fields: Any) -> None:
        super().__init__(*args, **fields)
        self.fields["name"].label = _("Name")
