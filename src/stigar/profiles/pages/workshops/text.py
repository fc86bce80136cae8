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
from stigar.profiles.queries.workshops import board, judges_of
from stigar.profiles.templatetags.profile_pictures import level_words, spread_dots

MOST = 100
Seen = tuple[UUID, str, bool, bool]  # workshop, language, whether for who leads, whether the project goes on
_texts: dict[Seen, tuple[int, str]] = {}  # -> its change number, the text
_making: defaultdict[Seen, Lock] = defaultdict(Lock)


def board_text(workshop: Workshop, language: str, *, leads: bool, ended: bool = False) -> SafeString:
    """The board in the reader's language; who leads also gets the ways to decide. Nothing in it is anybody's own."""
    seen = (workshop.pk, language, leads, not ended)
    with _making[seen]:
        kept = _texts.get(seen)
        if kept is None or kept[0] < workshop.change:
            if len(_texts) >= MOST:
                _texts.clear()
            kept = _texts[seen] = (workshop.change, _made(workshop, language, leads, ended))
    return mark_safe(kept[1])


def _made(workshop: Workshop, language: str, leads: bool, ended: bool) -> str:
    blind = workshop.stage == Workshop.ESTIMATE  # then only how many have begun is told
    shown, judges = (None, judges_of(workshop)) if blind else (board(workshop, language), 0)
    begun = ngettext("%(n)d person has begun to judge", "%(n)d people have begun to judge", judges)
    told: dict[str, Any] = {
        "workshop": workshop, "board": shown, "leads": leads and not ended, "begun": begun % {"n": judges}, "ended": ended,
        "at_board": reverse("profiles:workshop", args=[workshop.key]), "level_words": level_words, "spread_dots": spread_dots,
    }  # fmt: skip
    return get_template("profiles/board.html", using="jinja2").render(told)
