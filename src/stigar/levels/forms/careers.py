"""An interest in a role: who may know, and why in one's own words."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from stigar.levels.models import CareerInterest


class InterestForm(forms.Form):
    """Who sees it is chosen by the person, and "only me" is chosen beforehand."""

    audience = forms.ChoiceField(
        label=_("Who may know?"),
        choices=CareerInterest.AUDIENCES,
        initial=CareerInterest.MINE,
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label=_("What attracts you?"), required=False, max_length=1200, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Those you have chosen read it too."),
    )  # fmt: skip
