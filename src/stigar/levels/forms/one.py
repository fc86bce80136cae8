"""What is typed about one competence of a person: a level that was seen, an answer, evidence, experience."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stigar.levels.models import Experience


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **more)


class SeenForm(forms.Form):
    """A level, the day it was seen, and what one saw."""

    level = forms.TypedChoiceField(label=_("What have you seen?"), coerce=int, widget=forms.RadioSelect)
    on = _day(_("Which day?"))
    words = forms.CharField(
        label=_("What did you see?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Something that was done or said, not what somebody is like. The person reads it."),
    )  # fmt: skip

    def __init__(self, *given: Any, levels: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["level"].choices = [(0, _("Not yet")), *((at, f"{at}. {name}") for at, name in levels)]  # type: ignore[attr-defined]


class SaidForm(SeenForm):
    """The person's own level: today, in their own words."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        del self.fields["on"]
        self.fields["level"].label = _("Where are you now?")
        self.fields["words"] = forms.CharField(
            label=_("In your own words"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
        )


class ReplyForm(forms.Form):
    """An answer to a level that somebody else gave."""

    words = forms.CharField(label=_("Your answer"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    contests = forms.BooleanField(label=_("I see it differently and want us to talk about it"), required=False)


class SettleForm(forms.Form):
    """What came of the talk about a contested level."""

    words = forms.CharField(
        label=_("What did the two of you conclude?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("If the level is to be another, give a new one. The old stays readable."),
    )  # fmt: skip


class EvidenceForm(forms.Form):
    """A name, and a text, an address or a file."""

    title = forms.CharField(label=_("What is it?"), max_length=160)
    text = forms.CharField(
        label=_("Tell about it"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    address = forms.URLField(label=_("Link"), required=False, max_length=500, assume_scheme="https")
    file = forms.FileField(
        label=_("File"), required=False, help_text=_("PDF, picture, Word, Excel or text, at most 10 MB.")
    )


class ExperienceForm(forms.Form):
    """Interest, last use and years."""

    interest = forms.TypedChoiceField(
        label=_("How gladly do you work with this?"), required=False, coerce=int, empty_value=None,
        choices=Experience.INTERESTS, widget=forms.RadioSelect,
    )  # fmt: skip
    used = _day(_("When did you last use it?"), required=False, help_text=_("About is enough."))
    years = forms.DecimalField(
        label=_("For how many years have you worked with it?"),
        required=False,
        min_value=0,
        max_value=70,
        decimal_places=1,
    )
