"""Four short questions after a dialogue, 1 to 5 each."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

VALUES = [(str(value), str(value)) for value in range(1, 6)]
WORDS = {
    "worth": _("Was the dialogue worth the time?"), "professional": _("Do you work professionally where you are?"),
    "engaging": _("Is your work engaging?"), "glad": _("Are you glad to go to work?"),
}  # fmt: skip


def _asked(name: str, *, required: bool) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=WORDS[name], choices=VALUES, coerce=int, empty_value=None, required=required, widget=forms.RadioSelect
    )


class WorthForm(forms.Form):
    """The first is what is asked; the others may be left out."""

    worth = _asked("worth", required=True)
    professional = _asked("professional", required=False)
    engaging = _asked("engaging", required=False)
    glad = _asked("glad", required=False)
