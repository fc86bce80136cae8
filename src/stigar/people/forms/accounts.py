"""The forms of logins, duties, tokens, the journal and the organisation's settings."""

from typing import Any
from zoneinfo import available_timezones

from allauth.mfa.webauthn.internal import auth as webauthn
from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from stigar.people.actions.oneself import TOKEN_DAYS
from stigar.people.models import LANGUAGES, Duty, Identity, Unit

TOKEN_TIMES = dict(zip(TOKEN_DAYS, (_("30 days"), _("90 days"), _("One year")), strict=True))


class PasswordForm(forms.Form):
    """The password of a login that is to be."""

    password = forms.CharField(
        label=_("Choose a password"), max_length=200, strip=False,
        help_text=_("At least 12 characters. A sentence that only you would think of is easy to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        password_validation.validate_password(password, Identity(email=self.email))
        return password


class PasskeyForm(forms.Form):
    """A passkey as the browser made it; it must have asked its owner (finger, face or code)."""

    credential = forms.JSONField(widget=forms.HiddenInput)

    def clean_credential(self) -> Any:
        credential = self.cleaned_data["credential"]
        try:
            webauthn.parse_registration_response(credential)
            made = webauthn.complete_registration(credential)
        except (KeyError, TypeError, ValueError, AttributeError):
            raise forms.ValidationError(_("The passkey could not be read. Try again."), code="unreadable") from None
        if not made.is_user_verified():
            raise forms.ValidationError(_("The passkey has to ask for your finger, face or code."), code="unverified")
        return credential


class DutyForm(forms.Form):
    """A duty to give; the unit narrows HR only."""

    kind = forms.ChoiceField(label=_("Duty"), choices=Duty.KINDS)
    unit: Any = forms.ModelChoiceField(
        label=_("Only in this unit"), queryset=Unit.objects.none(), required=False, empty_label=_("The whole organisation"),
        help_text=_("For HR only: the unit with everything under it."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.order_by("name")  # type: ignore[attr-defined]


class TokenForm(forms.Form):
    """What the token is for, and how long it stands."""

    name = forms.CharField(
        label=_("What is it for?"), max_length=80, help_text=_("For example the name of the program that will use it.")
    )
    days = forms.TypedChoiceField(
        label=_("How long shall it work?"), coerce=int, choices=tuple(TOKEN_TIMES.items()),
        initial=TOKEN_DAYS[-1],
    )  # fmt: skip


class JournalForm(forms.Form):
    """Which lines of the journal to show."""

    first = forms.DateField(label=_("From"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    last = forms.DateField(label=_("To"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    person = forms.CharField(label=_("Person"), max_length=100, required=False)
    verb = forms.ChoiceField(label=_("What was done"), required=False)

    def __init__(self, *args: Any, verbs: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verb"].choices = [("", _("Everything")), *verbs]  # type: ignore[attr-defined]


class SettingsForm(forms.Form):
    """What the administrator decides about the organisation."""

    name = forms.CharField(label=_("The organisation's name"), max_length=120)
    language = forms.ChoiceField(
        label=_("Language"), choices=LANGUAGES, help_text=_("Of letters and pages for those who have not chosen one.")
    )
    time_zone = forms.CharField(
        label=_("Time zone"), max_length=60, help_text=_("A place whose clock you follow, such as Europe/Stockholm.")
    )

    def clean_time_zone(self) -> str:
        zone = str(self.cleaned_data["time_zone"])
        if zone not in available_timezones():
            raise forms.ValidationError(_("There is no such time zone. Write it as Europe/Stockholm."), code="unknown")
        return zone
