"""Small words of a dialogue's pages."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.utils.translation import get_language

from stigar.dialogues.queries.meetings import in_words
from stigar.dialogues.queries.templates import as_read, in_language

register = template.Library()


@register.filter
def signers(shown: Any) -> list[tuple[str, bool]]:
    """The two by name, and whether each has signed."""
    return [(one.name, one.pk in shown.signed) for one in (shown.row.person, shown.row.reviewer)]


@register.simple_tag
def said_in(words: dict[str, str]) -> tuple[str, str]:
    """(language, words) as the reader sees them: in their own language, or as a pair without words in it would."""
    said = in_language(words, get_language() or "sv")
    language = next((language for language, there in words.items() if there == said), "")
    return language, as_read(said, language)


@register.simple_tag
def meets(booking: Any, time_zone: str) -> str:
    """When the two meet, by the clock where they work."""
    return in_words(booking.begins, booking.minutes, time_zone)


@register.filter
def called(language: str) -> str:
    """What a language is called, as the product calls it everywhere."""
    return str(dict(settings.LANGUAGES)[language])
