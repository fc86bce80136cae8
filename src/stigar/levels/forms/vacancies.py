"""A vacancy to open or to change, who recruits, and a few words with which one wants to be considered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _


class ChangeForm(forms.Form):
    """What is told of it, and until which day one can say that one wants to be considered."""

    where = forms.CharField(
        label=_("Where is it?"), required=False, max_length=160, help_text=_("For instance a town, or a team.")
    )
    words = forms.CharField(
        label=_("What do you want to tell about it?"), required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What the work is about, from when, and whom to ask. Everybody in the organisation reads it."),
    )  # fmt: skip
    last_day = forms.DateField(
        label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Until then people can say that they want to be considered. Who has said so already is asked again if you move it ahead."),
    )  # fmt: skip


class VacancyForm(ChangeForm):
    """The whole: in which role, and in which unit."""

    role = forms.TypedChoiceField(
        label=_("Which role?"),
        coerce=UUID,
        help_text=_("What it asks for is taken from the approved profile, as it stands today."),
    )
    unit = forms.TypedChoiceField(
        label=_("In which unit?"),
        coerce=UUID,
        empty_value=None,
        help_text=_("HR of the unit sees who wants to be considered."),
    )
    field_order = ("role", "unit", "where", "words", "last_day")

    def __init__(
        self, *given: Any, roles: list[tuple[str, str]], units: list[tuple[str, str]], everywhere: bool, **more: Any
    ) -> None:
        super().__init__(*given, **more)
        role, unit = self.fields["role"], self.fields["unit"]
        role.choices = [("", _("Choose a role")), *roles]  # type: ignore[attr-defined]
        unit.required = not everywhere
        unit.choices = [("", _("The whole organisation") if everywhere else _("Choose a unit")), *units]  # type: ignore[attr-defined]


class RecruiterForm(forms.Form):
    """A colleague by e-mail address."""

    email = forms.EmailField(
        label=_("Their e-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )


class OptInForm(forms.Form):
    """A few words if one wants to, and which people the page has named."""

    words = forms.CharField(
        label=_("Do you want to say something?"), required=False, max_length=1200, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only the people named here read it. Leave out health and what is private."),
    )  # fmt: skip
    seen_by = forms.CharField(max_length=32, widget=forms.HiddenInput)
