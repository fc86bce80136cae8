"""What is typed around a dialogue: opening it, agreeing, opening it again."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class TalkForm(forms.Form):
    """What kind of dialogue, in which language, and until when to prepare."""

    template = forms.ChoiceField(label=_("What kind of dialogue?"), widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=_("In which language do you talk?"), choices=settings.LANGUAGES,
        help_text=_("The questions are shown in it for both of you, whatever language each reads the rest in."),
    )  # fmt: skip
    due = forms.DateField(
        label=_("Prepared no later than"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    about = forms.CharField(
        label=_("Does it belong to something else that is going on?"), required=False, max_length=160,
        help_text=_("A project, a reorganisation, a course. Only the two who talk see it."),
        widget=forms.TextInput(attrs={"list": "going-on", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *given: Any, templates: list[tuple[str, str, str]], today: date, **more: Any) -> None:
        super().__init__(*given, **more)
        self.today = today
        self.fields["template"].choices = [(key, name) for key, name, _about in templates]  # type: ignore[attr-defined]

    def clean_due(self) -> date | None:
        """Nobody can have prepared by a day that has been."""
        due: date | None = self.cleaned_data["due"]
        if due and due < self.today:
            raise forms.ValidationError(_("That day has passed. Choose today or a later day."))
        return due


class AgreedForm(forms.Form):
    """Who does what, and by when."""

    who = forms.ChoiceField(label=_("Who?"), widget=forms.RadioSelect)
    text = forms.CharField(label=_("Does what?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    by_day = forms.DateField(label=_("By when?"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *given: Any, people: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["who"].choices = people  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why a closed dialogue is opened again."""

    why = forms.CharField(label=_("Why?"), max_length=600, widget=forms.Textarea(attrs={"rows": 2}))
