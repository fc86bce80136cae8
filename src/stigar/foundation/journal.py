"""The journal: every change and every look at personal data, one line each, only ever added."""

import uuid
from collections.abc import Iterable
from typing import Any, Protocol

from django.db import models

from stigar.foundation.models import JournalEntry
from stigar.foundation.tenancy import where_we_are


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
    **details: Any,
) -> JournalEntry:
    """Write down that ``actor`` has done ``verb`` to ``thing``. ``None`` means the terminal or a job of the system's own.

    ``verb`` is an English sentence part marked with ``gettext_noop`` ("merged two roles").
    """
    return JournalEntry.objects.create(**_line(JournalEntry.CHANGE, actor, verb, thing, about, why, details))


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
        JournalEntry.objects.create(**_line(JournalEntry.LOOK, viewer, verb, thing, about, why, {}))


def _line(
    kind: str,
    actor: Somebody | None,
    verb: str,
    thing: models.Model,
    about: uuid.UUID | None,
    why: str,
    details: dict[str, Any],
) -> dict[str, Any]:
    return {
        "organisation_id": actor.organisation_id if actor else where_we_are(),
        "kind": kind, "actor": actor.id if actor else None, "verb": verb,
        "thing": thing._meta.label_lower, "thing_id": thing.pk, "thing_name": str(thing)[:200],
        "about": about, "why": why, "details": details,
    }  # fmt: skip


def newest_change(things: Iterable[str]) -> "uuid.UUID | None":
    """The newest line about a change to things of these kinds: while it is the same, nothing of theirs has changed."""
    changes = JournalEntry.objects.filter(kind=JournalEntry.CHANGE, thing__in=tuple(things))
    return changes.order_by("-at").values_list("pk", flat=True).first()


def changed_since(things: Iterable[str], when: Any) -> "models.QuerySet[JournalEntry]":
    """Changes to things of these kinds ("areas.task") after a moment; ``when`` may be an ``OuterRef``."""
    changes: models.QuerySet[JournalEntry] = JournalEntry.objects.filter(
        kind=JournalEntry.CHANGE, thing__in=tuple(things), at__gt=when
    )
    return changes
