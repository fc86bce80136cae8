"""The forms where a passkey gets its name, with the label in the reader's language (allauth leaves that one in English)."""

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.utils.translation import gettext_lazy as _


class NewPasskey(AddWebAuthnForm):  # type: ignore[misc]
    """Allauth's form for a new one, with its bare label said."""

    def __init__(self, *args: Any, **fields: Any) -> None:
        super().__init__(*args, **fields)
        self.fields["name"].label = _("Name")


class KnownPasskey(EditWebAuthnForm):  # type: ignore[misc]
    """The same for the form that gives one another name."""

    def __init__(self, *args: Any, **fields: Any) -> None:
        super().__init__(*args, **fields)
        self.fields["name"].label = _("Name")
