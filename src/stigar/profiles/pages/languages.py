"""In which language the words of a profile are shown: the reader's, unless another is asked for in the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import QueryDict

from stigar.profiles.writers.spoken_words import spoken_words

if TYPE_CHECKING:
    from stigar.foundation.tenancy import Visit
    from stigar.profiles.queries.profiles import Spoken


@dataclass(frozen=True, slots=True)
class LanguageLine:
    """The calm line about language: ``words``, and where the other is shown: as approved, or in the reader's language."""

    words: str
    href: str
    as_written: bool


def language_of(request: Visit) -> str:
    """The language asked for in the address (``?language=nb``), else the reader's own."""
    asked = request.GET.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else request.LANGUAGE_CODE


def language_line(request: Visit, said: Spoken, *, approved: bool = True) -> LanguageLine | None:
    """What is said about the language of an approved version; nothing to who reads it in the language it was written in."""
    if request.LANGUAGE_CODE == said.written == said.language:
        return None
    as_written = said.language == said.written
    other = request.LANGUAGE_CODE if as_written else said.written
    return LanguageLine(spoken_words(said, approved=approved), address_in(request, other), as_written)


def address_in(request: Visit, language: str) -> str:
    """The same page with the words in another language."""
    asked = QueryDict(mutable=True)
    asked.update({**request.GET.dict(), "language": language})
    return f"?{asked.urlencode()}"


def papers(language: str) -> list[tuple[str, str]]:
    """The other languages a profile can be printed in: (code, name)."""
    return [(code, str(name)) for code, name in settings.LANGUAGES if code != language]
