"""Taking in a file of everyday work: first what it would add, then all of it or nothing."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.areas import rules
from stigar.areas.models import Skill, Task, Trait
from stigar.areas.queries import told_texts
from stigar.areas.readers.tasks import WorkLine, WorkTable, read_work
from stigar.foundation import files, jobs, journal
from stigar.foundation.models import Errand, Upload
from stigar.people.queries import standing_roles

if TYPE_CHECKING:
    from stigar.people.models import Person

IMPORT_WORK = "areas.import work"  # the errand that takes a file in
KIND = "work"  # of the files that are brought
MODELS: dict[str, Any] = {"task": Task, "skill": Skill, "trait": Trait}
AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would do: which lines are new, how many are told already, and the file as it was read."""

    table: WorkTable
    new: tuple[WorkLine, ...]
    already: int
    titles: dict[uuid.UUID, str]

    @property
    def kinds(self) -> Counter[str]:
        """How many new of each kind."""
        return Counter(line.kind for line in self.new)

    @property
    def by_role(self) -> list[tuple[str, Counter[str]]]:
        """New of each kind per role, by title."""
        roles: dict[str, Counter[str]] = defaultdict(Counter)
        for line in self.new:
            roles[self.titles[line.role]][line.kind] += 1
        return sorted(roles.items(), key=lambda item: item[0].casefold())


def plan_import(path: Path, name: str, *, viewer: "Person", today: date) -> Plan:
    """Read the file and say what it would add. Changes nothing. Raises ``Unreadable`` with every fault."""
    rules.demand_here(viewer, "import the work", today=today)
    roles = standing_roles(today=today)
    titles = {variant: role.id for role in roles for variant in role.variants} | {role.title: role.id for role in roles}
    table = read_work(path, name, roles=titles)
    new = _new(table)
    return Plan(table, new, len(table.lines) - len(new), {role.id: role.title for role in roles})


def start_import(*, upload: Upload, viewer: "Person", today: date) -> Errand:
    """Ask for the file to be taken in, in the background."""
    rules.demand_here(viewer, "import the work", today=today)
    return jobs.start(IMPORT_WORK, by=viewer, upload=str(upload.pk))


def bring_work(*, file: IO[bytes], name: str, viewer: "Person", today: date) -> dict[str, int]:
    """Read a file and add every new line of it at once, or none; the file itself is not kept.

    Raises ``Unreadable`` with every fault, and ``OSError`` when the disk is full.
    """
    rules.demand_here(viewer, "import the work", today=today)
    upload = files.keep(file, name, kind=KIND, by=viewer)
    try:
        plan = plan_import(files.place(upload), upload.file_name, viewer=viewer, today=today)
        return import_work(table=plan.table, upload=upload, viewer=viewer, today=today)
    finally:
        files.drop(upload)


@transaction.atomic
def import_work(
    *,
    table: WorkTable,
    upload: Upload,
    viewer: "Person",
    today: date,
    tell: Callable[[int, int], None] = lambda done, all: None,
) -> dict[str, int]:
    """Add every new line of the file, or none. What is told already stays as people have told it."""
    rules.demand_here(viewer, "import the work", today=today)
    new = _new(table)
    rows = [_row(line, viewer) for line in new]
    done = 0
    for kind, model in MODELS.items():
        of_kind = [row for line, row in zip(new, rows, strict=True) if line.kind == kind]
        for some in _some_at_a_time(of_kind):
            model.objects.bulk_create(some)
            done += len(some)
            tell(done, len(rows))
    counts = {
        "added": len(new), "already": len(table.lines) - len(new), "repeated": table.repeated,
        "roles": len({line.role for line in new}),
    }  # fmt: skip
    details: dict[str, Any] = {"file": upload.file_name, "sha256": upload.sha256, **counts}
    about = next((row for row in rows if not isinstance(row, Trait)), rows[0] if rows else upload)
    journal.note(viewer, gettext_noop("imported everyday work"), about, outdates="areas.import", **details)
    return counts


def _new(table: WorkTable) -> tuple[WorkLine, ...]:
    told = told_texts()
    return tuple(line for line in table.lines if (line.kind, line.role, line.text.casefold()) not in told)


def _row(line: WorkLine, viewer: "Person") -> Any:
    common = {"organisation_id": viewer.organisation_id, "role_id": line.role, "text": line.text, "by": viewer}
    if line.kind == "task":
        return Task(
            **common,
            frequency=line.frequency,
            channel=line.channel,
            counterpart=line.counterpart,
            situation=line.situation,
        )
    return Skill(**common, essential=line.essential) if line.kind == "skill" else Trait(**common)


def _some_at_a_time(rows: list[Any]) -> Iterable[list[Any]]:
    for first in range(0, len(rows), AT_A_TIME):
        yield rows[first : first + AT_A_TIME]
