"""Writes a plan: every row in a handful of statements, inside the caller's transaction."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from itertools import islice
from typing import Any

from django.db import connection, connections, models
from django.utils.translation import gettext_noop

from stigar.foundation.models import JournalEntry
from stigar.people.actions.imports.plan import Kind, Plan, PositionDraft, Writes
from stigar.people.models import Import, Invitation, Person, Position, Role, Site, Unit

AT_ONCE = 2_000  # rows in one go, between two words about how far it has come
VERBS = {
    Kind.ADDED: gettext_noop("added a person by import"),
    Kind.CHANGED: gettext_noop("changed a person by import"),
    Kind.ENDED: gettext_noop("ended a person's employment by import"),
}
PERSON_FIELDS = ("id", "number", "given", "family", "email", "language", "started", "ended")
POSITION_FIELDS = ("id", "person", "role", "unit", "site", "manager", "share", "begins", "ends")
Progress = Callable[[int, int], None]


def write(plan: Plan, made: Import, viewer: Person | None, progress: Progress) -> None:
    """Write everything in the plan and a line in the journal for each person it touches. ``progress`` hears (done, total)."""
    writes = plan.writes
    total = len(writes.new_persons) + len(writes.changed_persons) + writes.of_positions + len(plan.entries)
    pen = _Pen(made.organisation_id, progress, total)
    pen.add(Role, ("id", "title", "language"), writes.new_roles)
    pen.add(Site, ("id", "name", "country", "time_zone"), writes.new_sites)
    pen.change(Site, ("id", "name", "country", "time_zone"), writes.changed_sites)
    pen.add(Unit, ("id", "code", "name", "parent"), writes.new_units)
    pen.change(Unit, ("id", "code", "name", "parent"), writes.changed_units)
    _let_go_of_addresses(writes)
    _take_back_invitations(plan)
    pen.change(Person, PERSON_FIELDS, writes.changed_persons)
    pen.add(Person, PERSON_FIELDS, writes.new_persons)
    for some in _some((pk,) for pk in writes.dropped_positions):
        Position.objects.filter(pk__in=[pk for (pk,) in some]).delete()
    pen.change(
        Position, POSITION_FIELDS, map(_flat, writes.corrected_positions)
    )  # what ends, ends before anything opens
    pen.add(Position, POSITION_FIELDS, map(_flat, writes.new_positions))
    _note_everybody(plan, made, viewer, pen)


class _Pen:
    """Writes many rows of a table, and says how far it has come. The first of ``names`` is the row's id."""

    def __init__(self, where: uuid.UUID, progress: Progress, total: int) -> None:
        self.where, self.progress, self.total, self.done = where, progress, total, 0

    def add(self, model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """New rows."""
        fields = _fields(model, (*names, "organisation"))
        columns = ", ".join(_quoted(field.column) for field in fields)
        marks = ", ".join(["%s"] * len(fields))
        self._write(f"INSERT INTO {_quoted(model._meta.db_table)} ({columns}) VALUES ({marks})", fields, rows)

    def change(self, model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Rows that are there, all their ``names`` anew."""
        fields = _fields(model, (*names[1:], names[0], "organisation"))
        becomes = ", ".join(f"{_quoted(field.column)} = %s" for field in fields[:-2])
        which = " AND ".join(f"{_quoted(field.column)} = %s" for field in fields[-2:])
        self._write(
            f"UPDATE {_quoted(model._meta.db_table)} SET {becomes} WHERE {which}",
            fields,
            ((*row[1:], row[0]) for row in rows),
        )

    def _write(self, statement: str, fields: list[Any], rows: Iterable[Sequence[Any]]) -> None:
        forms = [_form(field) for field in fields]
        for some in _some(rows):
            with connection.cursor() as cursor:
                cursor.executemany(
                    statement,
                    [[form(value) for form, value in zip(forms, (*row, self.where), strict=True)] for row in some],
                )
            self.done += len(some)
            self.progress(min(self.done, self.total), self.total)


def _fields(model: type[models.Model], names: Sequence[str]) -> list[Any]:
    return [model._meta.get_field(name) for name in names]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _form(field: Any) -> Callable[[Any], Any]:
    """How the database wants a field's values. Text goes as it is; what comes again (units, days) is worked out once."""
    if isinstance(field, models.CharField):
        return str
    to = partial(field.get_db_prep_save, connection=connections[connection.alias])
    return to if isinstance(field, models.JSONField) else lru_cache(maxsize=AT_ONCE)(to)


def _some(rows: Iterable[Sequence[Any]]) -> Iterable[list[Sequence[Any]]]:
    waiting = iter(rows)
    while some := list(islice(waiting, AT_ONCE)):
        yield some


def _flat(draft: PositionDraft) -> tuple[Any, ...]:
    return (draft.id, draft.person, *draft.place, draft.begins, draft.ends)


def _let_go_of_addresses(writes: Writes) -> None:
    """First, so that two people can change addresses with each other."""
    for some in _some((draft.id,) for draft in writes.changed_persons):
        Person.objects.filter(pk__in=[pk for (pk,) in some]).update(email="")


def _take_back_invitations(plan: Plan) -> None:
    """A letter that went to another address than the person's opens nothing any more."""
    moved = ((entry.person,) for entry in plan.entries if any(fact.field == "email" for fact in entry.facts))
    for some in _some(moved):
        Invitation.objects.filter(person__in=[pk for (pk,) in some], accepted_at=None).delete()


def _note_everybody(plan: Plan, made: Import, viewer: Person | None, pen: _Pen) -> None:
    """One line in the journal for each person: which fields, never their values, since a journal is not erased.

    The import's own line says that what is kept is old; thousands of lines more would only have to be counted.
    """
    at, actor = made.at, viewer.id if viewer else None
    lines = (
        (uuid.uuid4(), at, JournalEntry.CHANGE, actor, VERBS[entry.kind], "people.person", entry.person, entry.name[:200],
         entry.person, "", {"import": str(made.pk), "fields": [fact.field for fact in entry.facts]}, "")
        for entry in plan.entries
    )  # fmt: skip
    names = (
        "id", "at", "kind", "actor", "verb", "thing", "thing_id", "thing_name", "about", "why", "details", "outdates",
    )  # fmt: skip
    pen.add(JournalEntry, names, lines)
