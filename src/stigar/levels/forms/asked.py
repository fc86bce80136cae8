"""Which certificate a role asks for, and how long it lasts."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class AskedForm(forms.Form):
    """What it is called, and after how many months it is renewed."""

    name = forms.CharField(
        label=_("What is the certificate called?"), max_length=160,
        help_text=_("As it says on the certificate itself: that is how people's own are found."),
    )  # fmt: skip
    months = forms.IntegerField(
        label=_("After how many months must it be renewed?"), required=False, min_value=1, max_value=600,
        help_text=_("Leave it empty if the certificate itself says how long it is valid."),
    )  # fmt: skip
