"""What may be said when a workshop is planned, and on its board."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from stigar.profiles.models import Workshop


class WorkshopForm(forms.Form):
    """When, where, about which profiles, and who leads; an interview also with whom."""

    kind = forms.ChoiceField(
        label=_("How do you meet?"), choices=Workshop.KINDS, widget=forms.RadioSelect, initial=Workshop.WORKSHOP
    )
    name = forms.CharField(label=_("What is it called?"), max_length=120)
    at = forms.DateTimeField(
        label=_("When"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )  # fmt: skip
    place = forms.CharField(
        label=_("Where"), max_length=120, required=False, help_text=_("A room, or the address of a call.")
    )
    profiles = forms.MultipleChoiceField(label=_("Which profiles is it about?"), widget=forms.CheckboxSelectMultiple)
    led_by = forms.ChoiceField(label=_("Who leads it?"))
    talks_with = forms.ChoiceField(
        label=_("Who is interviewed?"), required=False, help_text=_("Only for an interview.")
    )

    def __init__(
        self, profiles: Iterable[tuple[UUID, str]], people: Iterable[tuple[UUID, str]], *args: Any, **given: Any
    ) -> None:
        super().__init__(*args, **given)
        there = [(str(key), name) for key, name in people]
        self.fields["profiles"].choices = [(str(key), name) for key, name in profiles]  # type: ignore[attr-defined]
        self.fields["led_by"].choices = there  # type: ignore[attr-defined]
        self.fields["talks_with"].choices = [("", _("Nobody: it is a workshop")), *there]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("at") and not 2000 <= told["at"].year <= 2100:
            self.add_error("at", _("This day is too far away."))
        if told.get("kind") == Workshop.INTERVIEW and not told.get("talks_with"):
            self.add_error("talks_with", _("Choose who is interviewed."))
        if told.get("kind") == Workshop.WORKSHOP:
            told["talks_with"] = ""
        return told


class ProposalForm(forms.Form):
    """One proposal, with the key that was made where it was written."""

    profile = forms.UUIDField()
    key = forms.UUIDField()
    text = forms.CharField(max_length=300)
    nameless = forms.BooleanField(required=False)


class EstimateForm(forms.Form):
    """How one judges one group."""

    importance = forms.IntegerField(min_value=1, max_value=3)
    level = forms.IntegerField(min_value=1, max_value=9)
