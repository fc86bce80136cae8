"""What a person may type about a role."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TitleForm(forms.Form):
    """A role's title."""

    title = forms.CharField(
        label=_("Title"), max_length=160, help_text=_("As you say it here. Variants keep counting as this role.")
    )
