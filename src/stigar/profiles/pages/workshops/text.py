"""The board as a text: made once for all who see the same, and made again when something has changed."""

from __future__ import annotations

from uuid import UUID

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from stigar.profiles.models import Workshop
from stigar.profiles.queries.workshops import board

MOST = 100
_texts: dict[tuple[UUID, str, bool], tuple[int, str]] = {}  # workshop, language, for who leads -> its change number, the text


def board_text(workshop: Workshop, language: str, *, leads: bool) -> SafeString:
    """The board in the reader's language; who leads also gets the ways to decide. Nothing in it is anybody's own."""
    seen = (workshop.pk, language, leads)
    kept = _texts.get(seen)
    if kept is None or kept[0] != workshop.change:
        if len(_texts) >= MOST:
            _texts.clear()
        told = {"workshop": workshop, "board": board(workshop, language), "leads": leads}
        kept = _texts[seen] = (workshop.change, render_to_string("profiles/board.html", told))
    return mark_safe(kept[1])
