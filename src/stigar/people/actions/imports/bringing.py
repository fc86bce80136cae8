"""From a file to a plan that can be looked at, in steps: the file is kept, its columns are read, a person corrects them, a plan is made.

How far it has come lies with the file (``Upload.reading``): the errands asked for, and what the person chose.
"""

from __future__ import annotations

import json
import tempfile
import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.foundation import files, journal
from stigar.foundation.models import Errand, Upload
from stigar.foundation.policy import demand
from stigar.people import rules
from stigar.people.actions.filing import Way, let_go
from stigar.people.actions.imports.applying import Brought
from stigar.people.actions.imports.plan import Kind, Plan
from stigar.people.models import Person
from stigar.people.readers.headings import Field, guess_columns, is_never_read, known
from stigar.people.readers.tables import Table, as_text, read_table

KIND, PREVIEW = "people.import", "people.preview"
WAY = Way(look="people.look_at_import", plan="people.plan_import", apply="people.apply_import")
SAMPLES = 3  # values shown from each column
A_PAGE = 50  # lines of a plan that are read at a time


def bring_file(*, file: IO[bytes], name: str, viewer: Person, today: date) -> Upload:
    """Keep the file and ask for it to be looked at. A full disk raises ``OSError`` and leaves nothing."""
    demand("import people", rules.grounds(viewer, today=today))
    with transaction.atomic():
        upload = files.keep(file, name, kind=KIND, by=viewer)
        upload.reading = {"valid_from": today.isoformat(), "ends_missing": False}
        WAY.ask(WAY.look, upload, viewer)
        journal.note(viewer, gettext_noop("brought a file of people"), upload, file=upload.file_name)
    return upload


def look_at_file(upload: Upload) -> dict[str, Any]:
    """The headings, some values below each, and what each column seems to be. Raises ``Unreadable``."""
    table = read_table(files.place(upload), upload.file_name, known=known, sheet=upload.reading.get("sheet", ""))
    return {
        "sheet": table.sheet, "sheets": list(table.sheets), "headings": list(table.headings), "rows": len(table.rows),
        "heading_row": table.heading_row, "samples": [_samples(table, place) for place in range(len(table.headings))],
        "columns": {str(place): about.value for place, about in guess_columns(table.headings).items()},
    }  # fmt: skip


def choose_columns(
    *,
    upload: Upload,
    columns: Mapping[int, Field] | None,
    valid_from: date,
    ends_missing: bool,
    viewer: Person,
    today: date,
) -> Errand:
    """Say how the file is to be read (``columns`` None: as guessed), and ask for a plan."""
    demand("import people", rules.grounds(viewer, today=today))
    with transaction.atomic():
        chosen = {"valid_from": valid_from.isoformat(), "ends_missing": ends_missing, "columns": _told(columns)}
        upload.reading = {**upload.reading, **chosen}
        return WAY.ask(WAY.plan, upload, viewer)


def choose_sheet(*, upload: Upload, sheet: str, viewer: Person, today: date) -> Errand:
    """Take another sheet of the workbook; its columns are looked at afresh."""
    demand("import people", rules.grounds(viewer, today=today))
    with transaction.atomic():
        upload.reading = {**upload.reading, "sheet": sheet, "columns": None}
        return WAY.ask(WAY.look, upload, viewer)


def plan_again(*, upload: Upload, viewer: Person, today: date) -> Errand:
    """Work out once more what would happen, with the file read as before."""
    demand("import people", rules.grounds(viewer, today=today))
    with transaction.atomic():
        return WAY.ask(WAY.plan, upload, viewer)


def keep_preview(plan: Plan, upload: Upload, viewer: Person) -> dict[str, Any]:
    """Keep the whole plan in a file beside the upload, to be read page by page. Returns what the page needs at once."""
    with tempfile.TemporaryFile() as file:
        index = {section: _write(file, lines) for section, lines in _sections(plan)}
        file.seek(0)
        kept = files.keep(file, f"{upload.pk}.jsonl", kind=PREVIEW, by=viewer)
    return {
        "digest": plan.digest(), "counts": plan.counts(), "faults": len(plan.faults), "empty": plan.is_empty,
        "preview": str(kept.pk), "index": index,
    }  # fmt: skip


def ask_to_apply(*, upload: Upload, digest: str, viewer: Person, today: date) -> Errand:
    """Ask for the plan that was shown to be applied. Raises ``GroundMoved`` when it is no longer the plan at hand."""
    demand("import people", rules.grounds(viewer, today=today))
    return WAY.ask_to_apply(upload, digest, viewer)


def brought(upload: Upload) -> Brought:
    """The file and how it is to be read, as the person has chosen."""
    reading = upload.reading
    columns = (
        {int(place): Field(about) for place, about in reading["columns"].items()} if reading.get("columns") else None
    )
    return Brought(
        files.place(upload), upload.file_name, upload.sha256, date.fromisoformat(reading["valid_from"]),
        reading["ends_missing"], reading.get("sheet", ""), columns,
    )  # fmt: skip


@transaction.atomic
def drop_file(*, upload: Upload, viewer: Person, today: date) -> None:
    """Forget a file that is not to be imported, and what was worked out from it."""
    demand("import people", rules.grounds(viewer, today=today))
    journal.note(viewer, gettext_noop("took back a file of people"), upload, file=upload.file_name)
    clear_away(upload)


def clear_away(upload: Upload) -> None:
    """Let go of the file, its plans and the values that were noted from it; the result is elsewhere, or not wanted."""
    for preview in Upload.objects.filter(kind=PREVIEW, file_name=f"{upload.pk}.jsonl"):
        files.drop(preview)
    let_go(upload)


def _told(columns: Mapping[int, Field] | None) -> dict[str, str] | None:
    return None if columns is None else {str(place): about.value for place, about in columns.items()}


def _samples(table: Table, place: int) -> list[str]:
    """The first different values of a column; what is never read is not shown either."""
    if is_never_read(table.headings[place]):
        return []
    seen: dict[str, None] = {}
    for _, cells in table.rows[:500]:
        if cells[place] != "":
            seen[as_text(cells[place])[:60]] = None
        if len(seen) == SAMPLES:
            break
    return list(seen)


def _sections(plan: Plan) -> Iterator[tuple[str, Iterator[Any]]]:
    yield "faults", (fault.told() for fault in plan.faults)
    yield "things", ([change.thing, change.name, change.is_new, change.facts] for change in plan.things)
    for kind in Kind:
        yield kind.value, ([entry.row, entry.number, entry.name, entry.facts] for entry in plan.of(kind))


def _write(file: IO[bytes], lines: Iterator[Any]) -> dict[str, Any]:
    """One line each; remembers where every page begins."""
    offsets: list[int] = []
    count = 0
    for count, line in enumerate(lines, start=1):
        if count % A_PAGE == 1:
            offsets.append(file.tell())
        file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    return {"count": count, "offsets": offsets}


def read_page(preview: Upload, index: Mapping[str, Any], page: int) -> Sequence[Any]:
    """One page of one section of a plan; ``page`` counts from 1."""
    offsets = index["offsets"]
    if not 1 <= page <= len(offsets):
        return []
    left = min(A_PAGE, index["count"] - (page - 1) * A_PAGE)
    with files.place(preview).open("rb") as file:
        file.seek(offsets[page - 1])
        return [json.loads(file.readline()) for _ in range(left)]


def preview_of(result: Mapping[str, Any]) -> Upload | None:
    """The file that holds the plan, if it is still kept."""
    return Upload.objects.filter(pk=uuid.UUID(result["preview"])).first() if result.get("preview") else None
