"""What a person may type about wishes: what to develop, and why; and for HR, how long the survey is open."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class WishForm(forms.Form):
    """One wish: an area, a competence or one's own words, and why."""

    area = forms.ChoiceField(label=_("Competence area"), required=False)
    text = forms.CharField(label=_("Competence, or your own words"), max_length=200, required=False)
    concept = forms.CharField(max_length=300, required=False, widget=forms.HiddenInput)
    why = forms.CharField(
        label=_("Why?"),
        help_text=_("Only you read this, unless you choose otherwise below."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    why_shared = forms.BooleanField(
        label=_("HR may read why, without my name"),
        help_text=_("They see it only when at least five people with the same wish have let theirs be read."),
        required=False,
    )

    def __init__(self, *args: Any, areas: Mapping[uuid.UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = sorted(((str(pk), name) for pk, name in areas.items()), key=lambda choice: choice[1].casefold())
        self.fields["area"].choices = [("", _("No particular area")), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("text") and not told.get("area"):
            self.add_error("text", _("Choose an area, or write what you would like to develop."))
        return told


class ReasonForm(forms.Form):
    """The why of a wish already made, and whether it may be read."""

    why = forms.CharField(label=_("Why?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    why_shared = forms.BooleanField(
        label=_("HR may read why, without my name"),
        help_text=_("They see it only when at least five people with the same wish have let theirs be read."),
        required=False,
    )


class SurveyForm(forms.Form):
    """A survey's last day; empty is until HR closes it."""

    closes = forms.DateField(
        label=_("Last day to answer"),
        help_text=_("Leave it empty to close the survey yourself."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["closes"].widget.attrs["min"] = today.isoformat()

    def clean_closes(self) -> date | None:
        closes: date | None = self.cleaned_data["closes"]
        if closes and closes < self.today:
            raise forms.ValidationError(_("The last day must be today or later."))
        return closes
