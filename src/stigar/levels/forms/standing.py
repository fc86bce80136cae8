"""That a requirement need not hold, what one holds against it, and what comes first."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

LONG = {"rows": 3}


class ExemptionForm(forms.Form):
    """Why somebody need not have it, and until when."""

    why = forms.CharField(
        label=_("Why should the requirement not apply?"), max_length=600, widget=forms.Textarea(attrs=LONG),
        help_text=_("Talk about it first. You both read these words, so leave out health and what is private."),
    )  # fmt: skip
    ends = forms.DateField(
        label=_("Until which day?"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("The requirement applies again from the day after. Leave it empty if you do not know."),
    )  # fmt: skip


class WordsForm(forms.Form):
    """A few words: what one holds against an exemption, or what one arrived at."""

    words = forms.CharField(max_length=600, widget=forms.Textarea(attrs=LONG))

    def __init__(self, *given: Any, label: Any = "", **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["words"].label = label


class LayerForm(forms.Form):
    """A profile that holds besides the role's, or a variant in its place."""

    profile = forms.TypedChoiceField(label=_("Which profile?"), coerce=UUID)

    def __init__(self, *given: Any, profiles: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["profile"].choices = [("", _("Choose a profile")), *profiles]  # type: ignore[attr-defined]


class HolderForm(forms.Form):
    """For whom a profile holds besides the role, by what HR knows somebody by."""

    who = forms.CharField(
        label=_("E-mail address or employee number"),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class FirstForm(forms.Form):
    """What must come first, and how far."""

    needs = forms.TypedChoiceField(label=_("What comes first?"), coerce=UUID)
    level = forms.TypedChoiceField(label=_("To which level?"), coerce=int)

    def __init__(
        self, *given: Any, competences: list[tuple[str, str]], levels: list[tuple[int, str]], **more: Any
    ) -> None:
        super().__init__(*given, **more)
        self.fields["needs"].choices = [("", _("Choose a competence")), *competences]  # type: ignore[attr-defined]
        self.fields["level"].choices = levels  # type: ignore[attr-defined]
