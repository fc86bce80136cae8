"""What is typed around a round of dialogues: its plan, another last day, another reviewer, until when somebody is away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stigar.dialogues.actions.rounds import MOST_REMINDERS, Planned
from stigar.dialogues.rules import AREA, EVERYONE, UNIT, UNITS

DAYS = [
    ("21", _("three weeks before the last day")), ("14", _("two weeks before")), ("7", _("one week before")),
    ("3", _("three days before")), ("1", _("the day before")),
]  # fmt: skip


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")  # as browsers read it, in every language


class RoundForm(forms.Form):
    """The plan of a round."""

    name = forms.CharField(
        label=_("What is the round called?"), max_length=120, help_text=_("Everybody reads it, in letters too.")
    )
    begins = forms.DateField(label=_("First day"), widget=_day())
    ends = forms.DateField(label=_("Last day"), widget=_day(), help_text=_("By then the dialogues have been held."))
    whom = forms.ChoiceField(label=_("Who is in it?"))
    template = forms.ChoiceField(label=_("What do they talk about?"), widget=forms.RadioSelect)
    judges_levels = forms.BooleanField(
        label=_("They judge levels too"), required=False,
        help_text=_("Each of the two judges alone what the role's approved job profile asks for."),
    )  # fmt: skip
    reminders = forms.MultipleChoiceField(
        label=_("When are those who have not prepared reminded?"), required=False, choices=DAYS,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(
        self, *given: Any, templates: list[tuple[str, str, str]], whom: list[tuple[str, Any]], **more: Any
    ) -> None:
        super().__init__(*given, **more)
        self.fields["template"].choices = [(key, name) for key, name, _about in templates]  # type: ignore[attr-defined]
        self.fields["whom"].choices = whom  # type: ignore[attr-defined]

    def planned(self) -> Planned:
        """What the action wants."""
        told = dict(self.cleaned_data)
        days = tuple(int(day) for day in told.pop("reminders"))[:MOST_REMINDERS]
        return Planned(reminders=days, whom=_chosen(told.pop("whom")), **told)


def choice_of(whom: Mapping[str, Any]) -> str:
    """For whom a round is, as the form's choices say it.

    >>> choice_of({"kind": "units", "keys": ["a", "b"]})
    'units:a,b'
    """
    key = ",".join(whom.get("keys", ())) or whom.get("key", "")
    return ":".join(filter(None, (whom.get("kind", EVERYONE), key)))


def _chosen(choice: str) -> dict[str, Any]:
    kind, _colon, key = choice.partition(":")
    if kind == UNITS:
        return {"kind": UNITS, "keys": key.split(",")}
    return {"kind": kind, "key": key} if key else {"kind": EVERYONE}


def whom_choices(
    everybody: tuple[str, Any], units: list[tuple[str, str]], areas: list[tuple[str, str]]
) -> list[tuple[Any, Any]]:
    """Everybody the reader may hold a round for, a unit with its parts, or the roles of an area."""
    groups: list[tuple[Any, Any]] = [everybody]
    if units:
        groups.append((_("A unit with its parts"), [(f"{UNIT}:{key}", name) for key, name in units]))
    if areas:
        groups.append((_("The roles of an area"), [(f"{AREA}:{key}", name) for key, name in areas]))
    return groups


class EndsForm(forms.Form):
    """Another last day."""

    ends = forms.DateField(label=_("Last day"), widget=_day())


class AwayForm(forms.Form):
    """Until when nobody is reminded; empty is here."""

    until = forms.DateField(label=_("Away until"), required=False, widget=_day())
