"""In which language an approved profile was written, and in which its words are shown, as sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from stigar.profiles.queries.profiles import Spoken

_N = gettext_lazy
APPROVED: Mapping[str, Any] = {
    "sv": _N("Approved in Swedish."), "nb": _N("Approved in Norwegian."), "en": _N("Approved in English."),
}  # fmt: skip
LAID: Mapping[str, Any] = {
    "sv": _N("Submitted to the group in Swedish."), "nb": _N("Submitted to the group in Norwegian."),
    "en": _N("Submitted to the group in English."),
}  # fmt: skip
SHOWN: Mapping[str, Any] = {
    "sv": _N("The library's words are shown here in Swedish."), "nb": _N("The library's words are shown here in Norwegian."),
    "en": _N("The library's words are shown here in English."),
}  # fmt: skip
KEPT = _N("What the library has changed since stands as it was approved.")
EXACTLY = _N("These are exactly those words.")


def spoken_words(said: Spoken, *, approved: bool = True) -> str:
    """In which language it was written, and what is shown in another.

    >>> from stigar.profiles.queries.profiles import Spoken
    >>> spoken_words(Spoken({}, "en", "sv", 5, 0, {}))
    "Approved in Swedish. The library's words are shown here in English."
    """
    return language_words(said.written, said.language, said.told, said.kept, approved=approved)


def language_words(written: str, language: str, told: int, kept: int, *, approved: bool = True) -> str:
    """The same, from the languages and from how many competences are told in another and how many stand as they were."""
    first = (APPROVED if approved else LAID).get(written, "")
    if language == written:
        return f"{first} {EXACTLY}"
    shown = [SHOWN[language]] if told else []
    return " ".join(str(words) for words in (first, *shown, *([KEPT] if kept else [])))
