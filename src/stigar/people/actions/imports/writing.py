"""Writes a plan: every row in a handful of statements, inside the caller's transaction."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any

from django.db import connection, models
from django.utils.translation import gettext_noop

from stigar.foundation.models import JournalEntry
from stigar.people.actions.imports.plan import Kind, Plan, PositionDraft, Writes
from stigar.people.models import Import, Person, Position, Role, Site, Unit

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
    where, writes = made.organisation_id, plan.writes
    pen = _Pen(where, progress, total=len(writes.new_persons) + writes.of_positions + len(plan.entries))
    pen.add(Role, ("id", "title", "language"), writes.new_roles)
    pen.add(Site, ("id", "name", "country", "time_zone"), writes.new_sites)
    pen.add(Unit, ("id", "code", "name", "parent"), writes.new_units)
    _change_things(writes)
    _change_persons(writes)
    pen.add(Person, PERSON_FIELDS, writes.new_persons)
    _change_positions(writes)
    pen.add(Position, POSITION_FIELDS, (_flat(draft) for draft in writes.new_positions))
    _note_everybody(plan, made, viewer, pen)


class _Pen:
    """Adds many rows to a table, and says how far it has come."""

    def __init__(self, where: uuid.UUID, progress: Progress, *, total: int) -> None:
        self.where, self.progress, self.total, self.done = where, progress, total, 0

    def add(self, model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        fields: list[Any] = [model._meta.get_field(name) for name in ("organisation", *names)]
        columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
        marks = ", ".join(["%s"] * len(fields))
        statement = f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({columns}) VALUES ({marks})"
        written = [field.get_db_prep_save for field in fields]
        for some in _some(rows):
            with connection.cursor() as cursor:
                cursor.executemany(
                    statement,
                    [[to(value, connection) for to, value in zip(written, (self.where, *row), strict=True)] for row in some],
                )
            self.done += len(some)
            self.progress(self.done, self.total)


def _some(rows: Iterable[Sequence[Any]]) -> Iterable[list[Sequence[Any]]]:
    waiting = iter(rows)
    while some := list(islice(waiting, AT_ONCE)):
        yield some


def _flat(draft: PositionDraft) -> tuple[Any, ...]:
    return (draft.id, draft.person, *draft.place, draft.begins, draft.ends)


def _change_things(writes: Writes) -> None:
    units = [Unit(id=draft.id, name=draft.name, parent_id=draft.parent) for draft in writes.changed_units]
    Unit.objects.bulk_update(units, ["name", "parent"], batch_size=200)
    sites = [Site(id=draft.id, country=draft.country, time_zone=draft.zone) for draft in writes.changed_sites]
    Site.objects.bulk_update(sites, ["country", "time_zone"], batch_size=200)


def _change_persons(writes: Writes) -> None:
    """Addresses are let go first, so that two people can change theirs with each other."""
    persons = [Person(**draft._asdict()) for draft in writes.changed_persons]
    for some in _some([(person.id,) for person in persons]):
        Person.objects.filter(pk__in=[pk for (pk,) in some]).update(email="")
    fields = ["given", "family", "email", "language", "started", "ended"]
    Person.objects.bulk_update(persons, fields, batch_size=200)


def _change_positions(writes: Writes) -> None:
    """What ends, ends before anything new opens, so that nobody ever has two open positions."""
    for some in _some([(pk,) for pk in writes.dropped_positions]):
        Position.objects.filter(pk__in=[pk for (pk,) in some]).delete()
    fields = ["role_id", "unit_id", "site_id", "manager_id", "share"]
    positions = [
        Position(id=draft.id, ends=draft.ends, **dict(zip(fields, draft.place, strict=True)))
        for draft in writes.corrected_positions
    ]
    Position.objects.bulk_update(positions, ["role", "unit", "site", "manager", "share", "ends"], batch_size=200)


def _note_everybody(plan: Plan, made: Import, viewer: Person | None, pen: _Pen) -> None:
    """One line in the journal for each person: which fields, never their values, since a journal is not erased."""
    at, actor = made.at, viewer.id if viewer else None
    lines = (
        (uuid.uuid4(), at, JournalEntry.CHANGE, actor, VERBS[entry.kind], "people.person", entry.person, entry.name[:200],
         entry.person, "", {"import": str(made.pk), "fields": [fact.field for fact in entry.facts]})
        for entry in plan.entries
    )  # fmt: skip
    names = ("id", "at", "kind", "actor", "verb", "thing", "thing_id", "thing_name", "about", "why", "details")
    pen.add(JournalEntry, names, lines)
