"""What may be typed about a competence and about each kind of text in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stigar.library.queries.words import DISCIPLINES, FORMS

LONG, SHORT = 1200, 200


class CompetenceForm(forms.Form):
    """A competence's own words."""

    name = forms.CharField(label=_("Name"), max_length=SHORT)
    definition = forms.CharField(label=_("What it is"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 4}))
    no = forms.CharField(
        label=_("What it is not"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def texts(self) -> dict[str, str]:
        """What is told, under the names the library uses."""
        told = self.cleaned_data
        return {"name": told["name"], "definition": told["definition"], "not": told["no"]}


class NewCompetenceForm(CompetenceForm):
    """A competence of one's own: also which kind, and where among the families."""

    discipline = forms.ChoiceField(label=_("Kind"), choices=list(DISCIPLINES.items()))
    family = forms.ChoiceField(label=_("Family"), required=False)

    def __init__(self, *args: Any, families: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["family"].choices = [("", _("None of them")), *families]  # type: ignore[attr-defined]
        if not families:
            del self.fields["family"]


class ItemForm(forms.Form):
    """One text; ``WORDS`` are those of its fields that are words, the others are facts."""

    WORDS: tuple[str, ...] = ("text",)

    text = forms.CharField(label=_("The text"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 3}))

    def texts(self) -> dict[str, str]:
        """What is told, as words."""
        return {name: self.cleaned_data.get(name, "") for name in self.WORDS}

    def facts(self) -> dict[str, Any]:
        """What is told besides words: levels, hours, how."""
        facts = {name: value for name, value in self.cleaned_data.items() if name not in self.WORDS}
        return {name: int(value) if name in ("level", "until") else value for name, value in facts.items()}

    def clean(self) -> dict[str, Any]:
        """The last level is not below the first."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("until") and int(told["until"]) < int(told.get("level") or 0):
            self.add_error("until", _("The last level is below the first. Choose the same, or a higher one."))
        return told


class ActivityForm(ItemForm):
    """Something to try."""

    WORDS = ("name", "text", "who", "where")

    name = forms.CharField(label=_("Name"), max_length=SHORT)
    text = forms.CharField(label=_("What you do"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 4}))
    who = forms.CharField(label=_("With whom"), max_length=SHORT, required=False)
    where = forms.CharField(label=_("When in the working day"), max_length=SHORT, required=False)
    field_order = ("name", "text", "who", "where")


class InterviewForm(ItemForm):
    """A question to an applicant, and what to listen for."""

    WORDS = ("text", "low", "high")

    text = forms.CharField(label=_("The question"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 3}))
    low = forms.CharField(label=_("A beginner's answer"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 2}))
    high = forms.CharField(
        label=_("An answer that shows the way"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 2})
    )


def item_form(kind: str, sent: Any, *, initial: Mapping[str, Any], scale: Sequence[tuple[int, str]] = ()) -> ItemForm:
    """The form for one kind of text. With a ``scale`` it is a new one, which also tells its level, hours and how."""
    form = {"activity": ActivityForm, "interview": InterviewForm}.get(kind, ItemForm)(sent, initial=dict(initial))
    if not scale:
        return form
    levels = [(str(level), f"{level} · {name}") for level, name in scale]
    if kind == "behaviour":
        form.fields["level"] = forms.ChoiceField(label=_("Level"), choices=levels)
    if kind == "activity":
        form.fields["form"] = forms.ChoiceField(label=_("How"), choices=list(FORMS.items()))
        form.fields["hours"] = forms.DecimalField(
            label=_("Working hours in all"), min_value=0, max_value=1000, decimal_places=2, max_digits=6, required=False
        )
        form.fields["level"] = forms.ChoiceField(label=_("Suits from level"), choices=levels)
        form.fields["until"] = forms.ChoiceField(label=_("to level"), choices=levels, initial=levels[-1][0])
    return form
