"""How long each kind is kept, in months."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stigar.dialogues.models import KeptFor


class KeptForm(forms.Form):
    """One field for each kind; left empty it is kept as long as the person works here."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for what, words in KeptFor.WHAT:
            self.fields[what] = forms.IntegerField(
                label=words, required=False, min_value=1, max_value=600, help_text=_HELP.get(what, ""),
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )  # fmt: skip

    def months(self) -> Mapping[str, int | None]:
        """The months of each kind, when the form is sound."""
        return dict(self.cleaned_data)


_HELP: dict[str, Any] = {
    KeptFor.TALK: _("Months after it was closed, with all that belongs to it. Goals stay with the person."),
    KeptFor.PREPARED: _("Months after the dialogue was closed. The summary stays as long as the dialogue."),
    KeptFor.REFLECTION: _("Months after it was last written in."),
    KeptFor.LEVEL: _("Months after the day. The level that stands today is never deleted."),
    KeptFor.LEFT: _("Months after the last day of employment: dialogues, goals, reflections, plans and levels."),
}
