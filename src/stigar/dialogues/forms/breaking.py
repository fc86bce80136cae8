"""What HR types to ask for a way in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from stigar.dialogues.models import Break


class BreakForm(forms.Form):
    """Which kind of reason, and the reason itself."""

    kind = forms.ChoiceField(
        label=_("What kind of reason is it?"), choices=Break.KINDS, widget=forms.RadioSelect,
        help_text=_("Union and safety representatives see how often each kind is used, never about whom."),
    )  # fmt: skip
    why = forms.CharField(
        label=_("The reason"), min_length=8, max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The employee reads these words."),
    )  # fmt: skip
