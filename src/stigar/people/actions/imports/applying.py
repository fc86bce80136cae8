"""Plans an import, and applies it: everything or nothing, once, and only what was shown."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.foundation import journal
from stigar.foundation.policy import demand
from stigar.foundation.tenancy import where_we_are
from stigar.people import rules
from stigar.people.actions.filing import GroundMoved, NothingToChange
from stigar.people.actions.imports.plan import Kind, Plan
from stigar.people.actions.imports.planning import plan_import
from stigar.people.actions.imports.writing import write
from stigar.people.models import Import, Organisation, Person
from stigar.people.queries.ground import standing
from stigar.people.readers.faults import Unreadable
from stigar.people.readers.headings import Field, known
from stigar.people.readers.staff import Staff, read_staff
from stigar.people.readers.tables import read_table

READING, COMPARING, WRITING = (
    gettext_noop("Reading the file"),
    gettext_noop("Comparing with the people who are here"),
    gettext_noop("Writing"),
)
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Brought:
    """A file of people and how it is to be read: which sheet and columns, from which day, and whether it is complete."""

    path: Path
    name: str
    sha256: str
    valid_from: date
    ends_missing: bool = False
    sheet: str = ""
    columns: Mapping[int, Field] | None = None  # None: as guessed from the headings


def _quietly(done: int, total: int, stage: str) -> None:
    """For callers that show no progress."""


def staff_of(brought: Brought, *, progress: Progress = _quietly) -> Staff:
    """Everybody in the file. Raises ``Unreadable`` when there is no table to read; other faults are in the answer."""
    progress(0, 0, READING)
    return read_staff(read_table(brought.path, brought.name, known=known, sheet=brought.sheet), brought.columns)


def plan_of(
    brought: Brought, *, viewer: Person | None, staff: Staff | None = None, progress: Progress = _quietly
) -> Plan:
    """What the file would do; ``staff`` when it has been read already. Raises ``Unreadable`` when there is no table to read."""
    staff = staff or staff_of(brought, progress=progress)
    progress(0, 0, COMPARING)
    return plan_import(
        staff,
        standing(),
        valid_from=brought.valid_from,
        ends_missing=brought.ends_missing,
        time_zone=_here().time_zone,
        viewer=viewer.pk if viewer else None,
    )


@transaction.atomic
def apply_import(
    *,
    brought: Brought,
    staff: Staff | None = None,
    viewer: Person | None,
    today: date,
    digest: str = "",
    key: uuid.UUID | None = None,
    progress: Progress = _quietly,
) -> Import:
    """Bring the people in the file, all of them or none.

    ``staff`` is the file as read already, so that nobody else waits while it is read (see ``staff_of``).
    ``digest`` is the mark of the plan that was shown (empty when none was); ``key`` becomes the import's id, so that the
    same one is never applied twice. ``viewer`` is None for the operator's own terminal. Raises ``Unreadable`` with every
    fault, :class:`GroundMoved`, :class:`NothingToChange`.
    """
    if viewer is not None:
        demand("import people", rules.grounds(viewer, today=today))
    _here(alone=True)
    plan = plan_of(brought, viewer=viewer, staff=staff, progress=progress)
    if plan.faults:
        raise Unreadable(plan.faults)
    if digest and plan.digest() != digest:
        raise GroundMoved
    if plan.is_empty:
        raise NothingToChange
    made = _remember(brought, plan, viewer, key or uuid.uuid4())
    write(plan, made, viewer, lambda done, total: progress(done, total, WRITING))
    return made


def _here(*, alone: bool = False) -> Organisation:
    """The organisation whose world is open; ``alone`` holds it, so that there is one import at a time."""
    found = Organisation.objects.select_for_update() if alone else Organisation.objects.all()
    return found.get(pk=where_we_are() or uuid.UUID(int=0))


def _remember(brought: Brought, plan: Plan, viewer: Person | None, key: uuid.UUID) -> Import:
    counts = plan.counts()
    made = Import.objects.create(
        id=key, organisation=_here(), file_name=brought.name[:200], sha256=brought.sha256, by=viewer,
        unchanged=plan.unchanged, **{kind.value: counts[kind.value] for kind in Kind},
    )  # fmt: skip
    details: dict[str, Any] = {
        "file": brought.name[:200],
        "valid_from": str(plan.valid_from),
        "ends_missing": plan.ends_missing,
    }
    journal.note(viewer, gettext_noop("imported people from a file"), made, **details, counts=counts)
    return made
