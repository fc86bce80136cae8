"""What is typed in an assessment: which competences, and what one gives for each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from stigar.levels.actions.assessments import Judged
from stigar.levels.models import Experience


class OpeningForm(forms.Form):
    """Which competences are judged, and until when."""

    competences = forms.TypedMultipleChoiceField(
        label=_("Competences"), coerce=UUID, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one competence.")},
    )  # fmt: skip
    due = forms.DateField(
        label=_("Hand in no later than"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Both of you see the day. Leave it empty if there is no hurry."),
    )  # fmt: skip

    def __init__(self, *given: Any, choices: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["competences"].choices = choices  # type: ignore[attr-defined]


class RatingForm(forms.Form):
    """What one gives for one competence. The levels are shown with what one sees at each; "-" is "I cannot say"."""

    CANNOT = "-"

    turn = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    level = forms.ChoiceField(
        error_messages={"required": _("Choose the level that fits best, or say that you cannot tell.")}
    )
    words = forms.CharField(
        label=_("In your own words"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    interest = forms.TypedChoiceField(
        label=_("How gladly do you work with this?"), required=False, coerce=int, empty_value=None,
        choices=Experience.INTERESTS, widget=forms.RadioSelect,
    )  # fmt: skip
    used = forms.DateField(
        label=_("When did you last use it?"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("About is enough."),
    )  # fmt: skip
    years = forms.DecimalField(
        label=_("For how many years have you worked with it?"),
        required=False,
        min_value=0,
        max_value=70,
        decimal_places=1,
    )

    def __init__(self, *given: Any, levels: list[int], of_oneself: bool, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["level"].choices = [(str(one), str(one)) for one in (0, *levels)] + [(self.CANNOT, "")]  # type: ignore[attr-defined]
        if not of_oneself:
            for name in ("interest", "used", "years"):
                del self.fields[name]

    def judged(self) -> Judged:
        """What was given, as the action wants it."""
        told = self.cleaned_data
        cannot = told["level"] == self.CANNOT
        return Judged(
            level=None if cannot else int(told["level"]), cannot_say=cannot, words=told["words"], interest=told.get("interest"),
            used=told.get("used"), years=told.get("years"),
        )  # fmt: skip
