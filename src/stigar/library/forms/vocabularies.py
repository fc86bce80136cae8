"""What a person may give: the files of a vocabulary, one or several."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

MOST_FILES = 40


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """One or more files; each is checked as one file would be."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        given = data if isinstance(data, list | tuple) and data else [data or None]
        if len(given) > MOST_FILES:
            raise forms.ValidationError(_("At most %(most)s files at a time."), params={"most": MOST_FILES})
        return [super(SeveralFilesField, self).clean(one, initial) for one in given]


class VocabularyFilesForm(forms.Form):
    brought = SeveralFilesField(
        label=_("Files"),
        help_text=_("As you downloaded them, packed or not. Take all languages of ESCO at the same time."),
        max_length=200,
    )
