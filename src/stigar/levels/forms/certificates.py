"""What is told of a certificate, and of the new one when it is renewed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **more)


class RenewalForm(forms.Form):
    """From when to when, who gave it, and what shows it."""

    issuer = forms.CharField(label=_("Who issued it?"), required=False, max_length=160)
    begins = _day(_("From which day?"))
    ends = _day(
        _("Until which day?"), required=False, help_text=_("Its last day. Leave it empty if it has no end date.")
    )
    address = forms.URLField(
        label=_("Link to it"), required=False, max_length=500, assume_scheme="https", widget=forms.URLInput
    )
    file = forms.FileField(
        label=_("File"), required=False, help_text=_("PDF, picture, Word, Excel or text, at most 10 MB.")
    )

    def told(self) -> dict[str, Any]:
        """What the action wants."""
        given = dict(self.cleaned_data)
        given["file_name"] = given["file"].name if given["file"] else ""
        return given


class CertificateForm(RenewalForm):
    """The whole: what it is called and what it vouches for besides."""

    name = forms.CharField(label=_("What is the certificate called?"), max_length=160)
    competence = forms.TypedChoiceField(
        label=_("Which competence does it show?"), required=False, coerce=UUID, empty_value=None
    )
    level = forms.TypedChoiceField(
        label=_("Which level does it certify?"), required=False, coerce=int, empty_value=None,
        help_text=_("The level counts when your manager or HR has seen the certificate."),
    )  # fmt: skip
    field_order = ("name", "issuer", "begins", "ends", "competence", "level", "address", "file")

    def __init__(
        self, *given: Any, competences: list[tuple[str, str]], levels: list[tuple[int, str]], **more: Any
    ) -> None:
        super().__init__(*given, **more)
        self.fields["competence"].choices = [("", _("None in particular")), *competences]  # type: ignore[attr-defined]
        self.fields["level"].choices = [("", _("No level")), *levels]  # type: ignore[attr-defined]
