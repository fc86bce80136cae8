"""What somebody says who asks for training."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from stigar.profiles.models import TrainingRequest


class RequestForm(forms.Form):
    """Which competence, how much one wishes it, and why."""

    competence = forms.TypedChoiceField(label=_("What would you like training in?"), coerce=UUID)
    wish = forms.TypedChoiceField(
        label=_("How much do you want it?"), coerce=int, choices=TrainingRequest.WISHES, widget=forms.RadioSelect
    )
    why = forms.CharField(
        label=_("What would it help you with?"), max_length=600, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("HR, and who leads the profile project about your role, reads it."),
    )  # fmt: skip

    def __init__(self, *given: Any, competences: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        rows = sorted(competences, key=lambda row: row[1].casefold())
        self.fields["competence"].choices = [("", _("Choose a competence")), *rows]  # type: ignore[attr-defined]
