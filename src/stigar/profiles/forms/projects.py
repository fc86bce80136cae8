"""What a person types when a project begins, is gone on with, or ends."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from stigar.people.queries import RoleRow


TICKS = forms.CheckboxSelectMultiple(attrs={"class": "ds-input"})  # in a frame of their own, so not by {% field %}


class BeginForm(forms.Form):
    """What it is called, whose profiles it makes, and who leads it. Roles of the area are taken when none is ticked."""

    name = forms.CharField(label=_("What is the project called?"), max_length=120)
    area = forms.ChoiceField(label=_("Competence area"), required=False)
    roles = forms.MultipleChoiceField(label=_("Roles"), required=False, widget=TICKS)
    owner_name = forms.CharField(label=_("Who leads it?"), max_length=200, required=False)
    owner = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *given: Any, roles: Iterable[RoleRow], areas: Mapping[str, tuple[str, tuple[str, ...]]],
        named: Callable[[str], list[uuid.UUID]], **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(*given, **more)
        self.of_area, self.named = {key: ids for key, (_name, ids) in areas.items()}, named
        self.fields["roles"].choices = [(str(role.id), role.title) for role in roles]  # type: ignore[attr-defined]
        names = [(key, name) for key, (name, _ids) in areas.items()]
        self.fields["area"].choices = [("", _("No particular area")), *names]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("roles"):
            told["roles"] = list(self.of_area.get(told.get("area", ""), ()))
        if not told["roles"] and "roles" not in self.errors:
            self.add_error("roles", _("Choose an area, or tick at least one role."))
        if told.get("owner_name") and not told.get("owner"):
            found = self.named(told["owner_name"])
            if len(found) == 1:
                told["owner"] = found[0]
            else:
                self.add_error("owner_name", _("Choose one person of the list."))
        return told


class StepForm(forms.Form):
    """A few words for the record when a step is done or taken up again."""

    said = forms.CharField(label=_("A few words for the record"), max_length=400, required=False)


class EndingForm(forms.Form):
    """Why the project is put down."""

    why = forms.CharField(
        label=_("Why is it closed?"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For those who wonder next year. What has been made stays."),
    )  # fmt: skip
