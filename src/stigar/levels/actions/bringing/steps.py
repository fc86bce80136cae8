"""From a file to levels in steps: it is kept, looked at, corrected, planned and written. How far it has come lies with the file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import IO, TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.foundation import files, journal
from stigar.foundation.models import Errand, Upload
from stigar.levels import rules
from stigar.people.actions.filing import Way, let_go

if TYPE_CHECKING:
    from stigar.people.models import Person

KIND = "levels.import"
LOOK, PLAN, APPLY = "levels.look_at_import", "levels.plan_import", "levels.apply_import"
WAY = Way(look=LOOK, plan=PLAN, apply=APPLY, falls=("things", "values"))


def bring_file(*, file: IO[bytes], name: str, language: str, viewer: Person, today: date) -> Upload:
    """Keep the file and ask for it to be looked at. A full disk raises ``OSError`` and leaves nothing."""
    rules.demand_to_bring(viewer, today=today)
    with transaction.atomic():
        upload = files.keep(file, name, kind=KIND, by=viewer)
        upload.reading = {"language": language}
        WAY.ask(LOOK, upload, viewer)
        journal.note(viewer, gettext_noop("brought a file of levels"), upload, outdates="", file=upload.file_name)
    return upload


def choose_sheet(*, upload: Upload, sheet: str, viewer: Person, today: date) -> Errand:
    """Take another sheet of the workbook; it is looked at afresh."""
    return _again(upload, {"sheet": sheet, "shape": None}, LOOK, viewer, today)


def choose_shape(*, upload: Upload, shape: Mapping[str, Any], viewer: Person, today: date) -> Errand:
    """Say how the table lies; its columns and values are looked at afresh."""
    return _again(upload, {"shape": dict(shape)}, LOOK, viewer, today)


def choose_meaning(
    *, upload: Upload, shape: Mapping[str, Any], things: Mapping[str, str], values: Mapping[str, int | None], day: date | None,
    leave_unknown: bool, viewer: Person, today: date,
) -> Errand:  # fmt: skip
    """Say which competence each thing is, which level each value is, and from which day; ask for a plan."""
    chosen = {
        "shape": dict(shape), "things": dict(things), "values": dict(values), "day": day.isoformat() if day else "",
        "leave_unknown": leave_unknown,
    }  # fmt: skip
    return _again(upload, chosen, PLAN, viewer, today)


def plan_again(*, upload: Upload, viewer: Person, today: date) -> Errand:
    """Work out once more what would be written, with the file read as before."""
    return _again(upload, {}, PLAN if "things" in upload.reading else LOOK, viewer, today)


def ask_to_apply(*, upload: Upload, digest: str, viewer: Person, today: date) -> Errand:
    """Ask for the plan that was shown to be written. Raises ``GroundMoved`` when it is no longer the plan at hand."""
    rules.demand_to_bring(viewer, today=today)
    return WAY.ask_to_apply(upload, digest, viewer)


@transaction.atomic
def drop_file(*, upload: Upload, viewer: Person, today: date) -> None:
    """Forget a file that is not to be brought, and what was worked out from it."""
    rules.demand_to_bring(viewer, today=today)
    journal.note(viewer, gettext_noop("took back a file of levels"), upload, outdates="", file=upload.file_name)
    let_go(upload)


def _again(upload: Upload, chosen: Mapping[str, Any], kind: str, viewer: Person, today: date) -> Errand:
    rules.demand_to_bring(viewer, today=today)
    with transaction.atomic():
        upload.reading = {**upload.reading, **chosen}
        return WAY.ask(kind, upload, viewer)
