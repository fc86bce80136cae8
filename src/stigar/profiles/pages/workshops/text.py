"""The board as a text: made once for all who see the same, and made again when something has changed.

Thirty phones ask in the same moment, so one makes the text and the others wait for it.
"""

from __future__ import annotations

from collections import defaultdict
from threading import Lock
from typing import Any
from uuid import UUID

from django.template.loader import get_template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from stigar.profiles.models import Workshop
from stigar.profiles.queries.workshops import board
from stigar.profiles.templatetags.profile_pictures import level_words, spread_dots

MOST = 100
Seen = tuple[UUID, str, bool]  # workshop, language, whether for who leads
_texts: dict[Seen, tuple[int, str]] = {}  # -> its change number, the text
_making: defaultdict[Seen, Lock] = defaultdict(Lock)


def board_text(workshop: Workshop, language: str, *, leads: bool) -> SafeString:
    """The board in the reader's language; who leads also gets the ways to decide. Nothing in it is anybody's own."""
    seen = (workshop.pk, language, leads)
    with _making[seen]:
        kept = _texts.get(seen)
        if kept is None or kept[0] < workshop.change:
            if len(_texts) >= MOST:
                _texts.clear()
            kept = _texts[seen] = (workshop.change, _made(workshop, language, leads))
    return mark_safe(kept[1])


def _made(workshop: Workshop, language: str, leads: bool) -> str:
    shown = board(workshop, language)
    begun = ngettext("%(n)d person has begun to judge", "%(n)d people have begun to judge", shown.judges)
    told: dict[str, Any] = {
        "workshop": workshop, "board": shown, "leads": leads, "begun": begun % {"n": shown.judges},
        "at_board": reverse("profiles:workshop", args=[workshop.key]), "level_words": level_words, "spread_dots": spread_dots,
    }  # fmt: skip
    return get_template("profiles/board.html", using="jinja2").render(told)
