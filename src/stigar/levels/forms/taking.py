"""What HR says before levels are taken along: of which part, why, and as what kind of file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

FILES = [("xlsx", _("Workbook (XLSX), with colours")), ("csv", _("Text file (CSV)"))]


class TakingForm(forms.Form):
    """Of whom, why, and what kind of file."""

    unit = forms.ChoiceField(label=_("Concerns"))
    why = forms.CharField(
        label=_("The reason"), min_length=8, max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody in the file reads these words, with your name and the day."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("File"), choices=FILES, initial="xlsx")

    def __init__(self, *given: Any, units: Iterable[tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["unit"].choices = [("", _("Everybody you are HR for")), *units]  # type: ignore[attr-defined]
        self.fields["unit"].required = False

    def part(self) -> UUID | None:
        """The chosen part, or None for everybody."""
        return UUID(self.cleaned_data["unit"]) if self.cleaned_data["unit"] else None
