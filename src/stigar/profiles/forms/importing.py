"""A file with existing profiles."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ProfilesFileForm(forms.Form):
    """The file that is brought."""

    file = forms.FileField(label=_("File with profiles"), help_text=_("XLSX, ODS or CSV with one requirement per row."))
