"""What is typed of development time."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class TimeForm(forms.Form):
    """Hours a week, from when, and what is done less of."""

    hours = forms.DecimalField(
        label=_("Hours a week"), min_value=0, max_value=40, max_digits=4, decimal_places=1, localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )  # fmt: skip
    begins = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    less_of = forms.CharField(
        label=_("What is done less of instead?"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Time that is taken from nothing is seldom taken at all."),
    )  # fmt: skip
