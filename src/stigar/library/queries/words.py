"""What the library calls its own kinds of things, and in which language it is read, for pages, files and programs."""

from __future__ import annotations

from django.utils.translation import get_language

from stigar.library.models import Competence, Item

KINDS = dict(Item.KINDS)
FORMS = dict(Item.FORMS)
DISCIPLINES = dict(Competence.DISCIPLINES)


def readers_language() -> str:
    """The language that is spoken with the reader now: ``sv``, ``nb`` or ``en``."""
    return (get_language() or "en")[:2]
