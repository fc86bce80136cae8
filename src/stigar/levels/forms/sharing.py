"""With whom one shares one's competence, which parts of it, and until when."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

PARTS = [
    ("levels", _("What is asked of me, and which levels have been seen")),
    ("plan", _("What I show my manager of my plan")),
    ("certificates", _("My certificates")),
    ("goals", _("The goals that my manager reads too, and how they go")),
    ("summary", _("What we signed in my latest dialogue, word for word as it stands today")),
    ("interests", _("Roles I would like to grow into, but not those that only I see")),
]


class ShareForm(forms.Form):
    """A reader, parts and a last day."""

    email = forms.EmailField(
        label=_("Your reader's e-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("A coach, a mentor, a recruiter: somebody who works here."),
    )  # fmt: skip
    parts = forms.MultipleChoiceField(
        label=_("What do you want to show?"), choices=PARTS, widget=forms.CheckboxSelectMultiple
    )
    ends = forms.DateField(
        label=_("Until which day?"), widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("At most a year ahead. You can stop at any time before that."),
    )  # fmt: skip
