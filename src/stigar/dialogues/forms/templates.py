"""What HR types in a template: the same words in three languages side by side, and whom a question is put to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from stigar.dialogues.actions.templates import NAME, QUESTION
from stigar.dialogues.queries.templates import as_kept, as_read

WHOM = [
    ("both", _("Both")),
    ("person", _("The one whose dialogue it is")),
    ("reviewer", _("The one who holds the dialogue")),
]


class NamesForm(forms.Form):
    """A name or a title in each language; at least one of them has words."""

    longest, rows = NAME, 0
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self._add("text")

    def _add(self, name: str) -> None:
        for language, called in settings.LANGUAGES:
            attrs = {"rows": self.rows, "lang": language} if self.rows else {"lang": language}
            widget = forms.Textarea(attrs=attrs) if self.rows else forms.TextInput(attrs=attrs)
            self.fields[f"{name}_{language}"] = forms.CharField(
                label=called, max_length=self.longest, required=False, widget=widget
            )

    def words(self, name: str = "text") -> dict[str, str]:
        return {language: as_kept(self.cleaned_data[f"{name}_{language}"]) for language, _called in settings.LANGUAGES}

    def side_by_side(self) -> list[forms.BoundField]:
        return [self[f"text_{language}"] for language, _called in settings.LANGUAGES]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(self.words().values()):
            raise forms.ValidationError(_("Write it in at least one language."))
        return told


class QuestionForm(NamesForm):
    """A question, whom it is put to, and other words for the one who holds the dialogue."""

    longest, rows = QUESTION, 3
    whom = forms.ChoiceField(label=_("Who prepares it?"), choices=WHOM, widget=forms.RadioSelect)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self._add("reviewer")

    def to_reviewer(self) -> list[forms.BoundField]:
        return [self[f"reviewer_{language}"] for language, _called in settings.LANGUAGES]

    @property
    def has_reviewer(self) -> bool:
        """Whether there are other words for the reviewer already."""
        return any(one.value() for one in self.to_reviewer())


def filled(words: dict[str, str], name: str = "text") -> dict[str, str]:
    """The words as the form begins with them."""
    return {f"{name}_{language}": as_read(said, language) for language, said in words.items()}
