"""What one shares with whom and who has looked, and what others share with oneself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Max

from stigar.foundation.models import JournalEntry
from stigar.levels.models import SharedWith
from stigar.levels.rules import PARTS, shared_by, shared_with
from stigar.people.rules import visible_colleagues

if TYPE_CHECKING:
    from uuid import UUID

    from stigar.people.models import Person


@dataclass(frozen=True, slots=True)
class Shared:
    """Something that is shared, and when the reader last looked since it began; None when they have not."""

    row: SharedWith
    looked: datetime | None

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(part for part in PARTS if getattr(self.row, part))


def own_shares(viewer: Person, *, today: date) -> list[Shared]:
    """Whom one shares with today, and who of them has looked. Two queries."""
    rows = list(shared_by(viewer, today=today).select_related("reader").order_by("begins", "at"))
    if not rows:
        return []
    looks = JournalEntry.objects.looks().filter(about=viewer.pk, actor__in=[one.reader_id for one in rows])
    last = dict(looks.order_by().values("actor").annotate(last=Max("at")).values_list("actor", "last"))
    return [Shared(one, at if (at := last.get(one.reader_id)) and at >= one.at else None) for one in rows]


def shared_with_me(viewer: Person, *, today: date) -> list[Shared]:
    """What others share with one today, by their names. One query."""
    rows = shared_with(viewer, today=today).select_related("person")
    return [Shared(one, None) for one in sorted(rows, key=lambda one: one.person.name.casefold())]


def one_share(viewer: Person, key: UUID, *, today: date) -> SharedWith | None:
    """A sharing that stands today and in which the viewer is one of the two; None when there is no such. At most two queries."""
    rows = (
        rule(viewer, today=today).filter(pk=key).select_related("person", "reader") for rule in (shared_with, shared_by)
    )
    return next((row for found in rows for row in found), None)


def readers_of(viewer: Person, part: str, *, today: date) -> list[str]:
    """Whom the viewer shows this part to today, by name. One query."""
    rows = shared_by(viewer, today=today).filter(reader__in=visible_colleagues(viewer, today=today), **{part: True})
    return [one.reader.name for one in rows.select_related("reader").order_by("at")]


def reader_called(viewer: Person, told: str, *, today: date) -> Person | None:
    """A colleague by e-mail address, as the directory has them; nobody when there is none, or it is oneself."""
    words = told.strip()
    near = visible_colleagues(viewer, today=today).here(today).exclude(pk=viewer.pk)
    found: Person | None = near.filter(email__iexact=words).first() if words else None
    return found
