"""What a person answers about feeling secure, and what the owner sets out for."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

CONFIDENCE = {1: _("Not at all"), 2: _("A little"), 3: _("Fairly"), 4: _("Well"), 5: _("Completely")}


class ThresholdForm(forms.Form):
    """The mean at which the organisation feels secure enough."""

    threshold = forms.DecimalField(
        label=_("Confident enough, from 1 to 5"), min_value=Decimal(1), max_value=Decimal(5), max_digits=2, decimal_places=1,
        help_text=_("The mean of the answers at which the project has done its work. Four is usual."),
    )  # fmt: skip


class ConfidenceForm(forms.Form):
    """One answer."""

    answer = forms.ChoiceField(
        label=_("How confident do you feel using the profiles?"), widget=forms.RadioSelect,
        choices=list(CONFIDENCE.items()),
    )  # fmt: skip
