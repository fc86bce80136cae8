"""The journal: every change and every look at personal data, one line each, only ever added."""

import uuid
from collections.abc import Hashable, Iterable
from typing import Any, Protocol

from django.db import connection, models

from stigar.foundation.models import JournalEntry
from stigar.foundation.tenancy import where_we_are

_HELD_BY: Any = JournalEntry._meta.get_field("organisation")


class Somebody(Protocol):
    """Whoever acts: a person of the organisation."""

    id: uuid.UUID
    organisation_id: uuid.UUID


def note(
    actor: Somebody | None,
    verb: str,
    thing: models.Model,
    *,
    about: uuid.UUID | None = None,
    why: str = "",
    outdates: str | None = None,
    **details: Any,
) -> JournalEntry:
    """Write down that ``actor`` has done ``verb`` to ``thing``. ``None`` means the terminal or a job of the system's own.

    ``verb`` is an English sentence part marked with ``gettext_noop`` ("merged two roles"). What is kept of such things is
    old from now on (see ``kept_until``); ``outdates`` names other things when they are others, and is empty for what
    changes nothing, such as an export or a refusal.
    """
    return JournalEntry.objects.create(**_line(JournalEntry.CHANGE, actor, verb, thing, about, why, details, outdates))


def note_all(
    actor: Somebody | None, verb: str, things: Iterable[tuple[models.Model, uuid.UUID | None, dict[str, Any]]]
) -> int:
    """Write one line for each (thing, person it is about, details), in bulk. Returns how many."""
    lines = [
        JournalEntry(**_line(JournalEntry.CHANGE, actor, verb, thing, about, "", details))
        for thing, about, details in things
    ]
    JournalEntry.objects.bulk_create(lines, batch_size=500)
    return len(lines)


def look(viewer: Somebody, verb: str, thing: models.Model, *, about: uuid.UUID | None, why: str = "") -> None:
    """Write down that ``viewer`` has seen personal data. Looking at yourself leaves no line; ``about=None`` is everybody's."""
    if about != viewer.id:
        JournalEntry.objects.create(**_line(JournalEntry.LOOK, viewer, verb, thing, about, why, {}, ""))


def _line(
    kind: str,
    actor: Somebody | None,
    verb: str,
    thing: models.Model,
    about: uuid.UUID | None,
    why: str,
    details: dict[str, Any],
    outdates: str | None = None,
) -> dict[str, Any]:
    label = thing._meta.label_lower
    return {
        "organisation_id": actor.organisation_id if actor else where_we_are(),
        "kind": kind, "actor": actor.id if actor else None, "verb": verb,
        "thing": label, "thing_id": thing.pk, "thing_name": str(thing)[:200],
        "about": about, "why": why, "details": details, "outdates": label if outdates is None else outdates,
    }  # fmt: skip


def newest_change(things: Iterable[str]) -> Hashable:
    """The mark of the newest line about a change to things of these kinds: while it is the same, nothing of theirs has changed."""
    kinds, world = tuple(things), where_we_are()
    assert world, "what has changed is asked inside an organisation"
    places = ", ".join(["%s"] * len(kinds))
    # Asked on nearly every page, so in plain words to the database: building the same query costs ten times as much.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM foundation_journalentry WHERE organisation_id = %s AND kind = %s"
            f" AND thing IN ({places}) ORDER BY at DESC LIMIT 1",
            [_HELD_BY.get_db_prep_value(world, connection), JournalEntry.CHANGE, *kinds],
        )
        newest = cursor.fetchone()
    mark: Hashable = newest and newest[0]
    return mark


def changed_since(things: Iterable[str], when: Any) -> "models.QuerySet[JournalEntry]":
    """Changes to things of these kinds ("areas.task") after a moment; ``when`` may be an ``OuterRef``."""
    changes: models.QuerySet[JournalEntry] = JournalEntry.objects.filter(
        kind=JournalEntry.CHANGE, thing__in=tuple(things), at__gt=when
    )
    return changes
