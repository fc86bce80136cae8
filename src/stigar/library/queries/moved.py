"""Our own words whose model text has changed since they were written: what the model said then, what it says now, and ours."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from stigar.library.models import Wording

if TYPE_CHECKING:
    from stigar.library.models import Competence

ORDER = ("name", "definition", "not", "text", "who", "where", "low", "high")


@dataclass(frozen=True, slots=True)
class Moved:
    """A text of ours in front of one that has changed. ``item`` is None when it is the competence itself; the words in order."""

    competence: uuid.UUID
    item: uuid.UUID | None
    was: tuple[str, ...]
    now: tuple[str, ...]
    ours: tuple[str, ...]


def moved(competence: Competence, language: str) -> list[Moved]:
    """What has moved behind the organisation's words for one competence, in one language. One query."""
    rows = Wording.objects.filter(Q(competence=competence) | Q(item__competence=competence), language=language)
    found = []
    for row in rows.select_related("item").order_by("item__place"):
        now = (row.item.texts if row.item else competence.texts).get(language, {})
        if now and now != row.was:
            found.append(
                Moved(competence.pk, row.item_id, *(_words(texts, row.texts) for texts in (row.was, now, row.texts)))
            )
    return found


def _words(texts: Mapping[str, str], asked: Mapping[str, str]) -> tuple[str, ...]:
    """The words of those parts that the organisation has written anew."""
    return tuple(texts[name] for name in ORDER if name in asked and texts.get(name))
