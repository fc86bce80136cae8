"""What a person types in the first steps: the goal, the rules, the time, a person, a viewpoint."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stigar.profiles.models import Goal, Participant
from stigar.profiles.queries.architecture import Rules

MOST_LEVELS = 7


def _day(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label, help_text=help_text, required=required, input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip


class GoalForm(forms.Form):
    """What the work is for, what is expected, how it will be seen."""

    kind = forms.ChoiceField(label=_("What lies behind it?"), choices=Goal.KINDS, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What do you want to achieve?"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One sentence. For example: customers get the right answer at their first contact, wherever they turn."),
    )  # fmt: skip
    expected = forms.CharField(
        label=_("What result do you expect?"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example: fewer than one case in ten is handed on."),
    )  # fmt: skip
    seen = forms.CharField(
        label=_("How will you see it?"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Where you look, and when. For example: the case statistics, every month until the summer."),
    )  # fmt: skip


class RulesForm(forms.Form):
    """How many competences, on which levels, which in every profile, how long a text, which words not."""

    fewest = forms.IntegerField(label=_("Fewest competences in a profile"), min_value=1, max_value=60)
    most = forms.IntegerField(
        label=_("Most competences in a profile"), min_value=1, max_value=60,
        help_text=_("More than twelve are seldom read."),
    )  # fmt: skip
    levels = forms.TypedMultipleChoiceField(
        label=_("Levels that may be used"), coerce=int, widget=forms.CheckboxSelectMultiple,
        choices=[(number, str(number)) for number in range(1, MOST_LEVELS + 1)],
    )  # fmt: skip
    why = forms.BooleanField(label=_("Every requirement says what in the everyday work asks for it"), required=False)
    longest = forms.IntegerField(label=_("Longest text, in characters"), min_value=50, max_value=1000)
    avoid = forms.CharField(
        label=_("Words not to be used"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One a line. Words that everybody likes and nobody can check, such as “flexible”."),
    )  # fmt: skip
    shared = forms.MultipleChoiceField(
        label=_("Competences that every profile has"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "ds-input"}),
    )

    def __init__(self, *given: Any, competences: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["shared"].choices = list(competences)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("fewest") and told.get("most") and told["fewest"] > told["most"]:
            self.add_error("most", _("The most must not be under the fewest."))
        if told.get("most") and len(told.get("shared", ())) > told["most"]:
            self.add_error("shared", _("More competences are shared than a profile may have."))
        return told

    def rules(self) -> Rules:
        """What was typed, as rules."""
        told = self.cleaned_data
        words = tuple(dict.fromkeys(" ".join(line.split()) for line in told["avoid"].splitlines() if line.strip()))
        return Rules(
            told["fewest"], told["most"], tuple(sorted(told["levels"])), tuple(told["shared"]), told["longest"], words, told["why"]
        )  # fmt: skip


def told_rules(rules: Rules) -> dict[str, Any]:
    """Rules as the form shows them."""
    return {**rules.as_data(), "avoid": "\n".join(rules.avoid)}


class TimeForm(forms.Form):
    """When it begins, how many workshops, and when people wish it to be ready."""

    begins = _day(_("It begins"))
    workshops = forms.IntegerField(label=_("Workshops"), min_value=1, max_value=400)
    wished = _day(_("When would you like it to be ready?"), required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        begins, wished = told.get("begins"), told.get("wished")
        if begins and not date(2000, 1, 1) <= begins <= date(2100, 1, 1):
            self.add_error("begins", _("This day is too far away."))
        elif begins and wished and wished <= begins:
            self.add_error("wished", _("This day must be after the one it begins."))
        return told


class ParticipantForm(forms.Form):
    """Who, and as what."""

    person = forms.UUIDField(widget=forms.HiddenInput)
    part = forms.ChoiceField(label=_("As"), choices=Participant.PARTS)


class ViewpointForm(forms.Form):
    """Of which viewpoint, whether it is needed, why not, and who speaks for it."""

    kind = forms.CharField(max_length=8)
    key = forms.CharField(max_length=120)
    needed = forms.BooleanField(required=False)
    why = forms.CharField(max_length=300, required=False)
    spoken_for = forms.UUIDField(required=False)
