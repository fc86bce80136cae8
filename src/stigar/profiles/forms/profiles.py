"""What a writer may say of a profile: its purpose, a requirement, a variant."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stigar.library.queries.shelf import CompetenceShown
from stigar.profiles.models import Profile, Requirement

IMPORTANCE = [(3, _("Cannot be done without")), (2, _("Matters")), (1, _("Good to have"))]


class PurposeForm(forms.Form):
    """What the role is there for. ``seen`` is the text that was opened, so that nobody writes over a colleague unseen."""

    purpose = forms.CharField(
        label=_("What is the role there for?"), max_length=1200, required=False,
        widget=forms.Textarea(attrs={"rows": 4}), help_text=_("Two or three sentences: for whom, and what is better because of it."),
    )  # fmt: skip
    seen = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)


class RequirementForm(forms.Form):
    """Level, importance and why. The levels come from the competence's own scale."""

    level = forms.TypedChoiceField(label=_("Level"), coerce=int, widget=forms.RadioSelect({"class": "ds-input"}))
    until = forms.TypedChoiceField(
        label=_("Up to"), coerce=int, required=False, empty_value=None, help_text=_("When the work asks for a range."),
    )  # fmt: skip
    importance = forms.TypedChoiceField(
        label=_("Importance"), coerce=int, choices=IMPORTANCE, widget=forms.RadioSelect, initial=2
    )
    origin = forms.ChoiceField(
        label=_("Where it belongs"), choices=Requirement.ORIGINS, widget=forms.RadioSelect, initial=Requirement.SPECIFIC
    )
    why = forms.CharField(
        label=_("Why does the work ask for it?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What happens in the everyday work that makes it matter."),
    )  # fmt: skip
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, competence: CompetenceShown | None, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        scale = competence.model.scale if competence else ((level, "") for level in range(1, 6))
        levels = [(level, f"{level}. {name}" if name else str(level)) for level, name in scale]
        self.fields["level"].choices = levels  # type: ignore[attr-defined]
        self.fields["until"].choices = [("", _("No range")), *levels[1:]]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("until") and told.get("level") and told["until"] <= told["level"]:
            self.add_error("until", _("A range ends on a higher level than it begins on."))
        return told


class VariantForm(forms.Form):
    """The same role, where something differs."""

    difference = forms.ChoiceField(
        label=_("What differs?"), choices=Profile.DIFFERENCES, widget=forms.RadioSelect, initial=Profile.PLACE
    )
    name = forms.CharField(
        label=_("What is the variant called?"), max_length=160, help_text=_("Such as “Oslo” or “Evenings”.")
    )
