"""What a person writes in a letter: its day, and subject and text in each language."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stigar.profiles.actions.messages import SUBJECT, TEXT
from stigar.profiles.queries.drafts import LANGUAGES

NAMES = {"sv": "Svenska", "nb": "Norsk bokmål", "en": "English"}


class MessageForm(forms.Form):
    """A letter in all our languages."""

    day = forms.DateField(
        label=_("Planned for"), input_formats=["%Y-%m-%d"], widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )  # fmt: skip

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for language in LANGUAGES:
            lang = {"lang": language}
            self.fields[f"subject_{language}"] = forms.CharField(
                label=_("Subject"), max_length=SUBJECT, widget=forms.TextInput(attrs=lang)
            )
            self.fields[f"text_{language}"] = forms.CharField(
                label=_("Text"), max_length=TEXT, widget=forms.Textarea(attrs={"rows": 16, **lang})
            )

    @property
    def languages(self) -> list[dict[str, Any]]:
        """Each language with its two fields."""
        return [
            {"code": one, "name": NAMES[one], "subject": self[f"subject_{one}"], "text": self[f"text_{one}"]}
            for one in LANGUAGES
        ]

    def words(self) -> dict[str, dict[str, str]]:
        """What was written."""
        told = self.cleaned_data
        return {one: {"subject": told[f"subject_{one}"], "text": told[f"text_{one}"]} for one in LANGUAGES}


def told_words(words: dict[str, dict[str, str]]) -> dict[str, str]:
    """Kept words as the form shows them."""
    return {f"{part}_{one}": words.get(one, {}).get(part, "") for one in LANGUAGES for part in ("subject", "text")}
