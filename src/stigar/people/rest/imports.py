"""Bringing people from a file, to a machine: bring it, read the plan, apply exactly that plan. The same steps as on the pages."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import File, Router, Schema
from ninja.errors import HttpError
from ninja.files import UploadedFile
from pydantic import Field as Told

from stigar.foundation import journal
from stigar.foundation.models import Upload
from stigar.people import rules
from stigar.people.actions import imports as actions
from stigar.people.models import Import
from stigar.people.queries import imports as asked
from stigar.people.readers.faults import FileFault
from stigar.people.readers.headings import Field
from stigar.people.readers.sentences import told

router = Router(tags=["people"])
MOST_SHOWN = 200


class Made(Schema):
    """An import that was applied."""

    id: uuid.UUID
    file_name: str
    sha256: str
    by: str
    at: datetime
    added: int
    changed: int
    ended: int
    unchanged: int


class Fault(Schema):
    """One thing to correct: where, what is wrong, the rule, and what to do."""

    code: str
    row: int
    column: str
    letter: str
    value: str
    what: str
    rule: str
    remedy: str


class Change(Schema):
    """What becomes of one person: each field from what to what. ``row`` is 0 for somebody who is missing in the file."""

    kind: str
    row: int
    number: str
    name: str
    fields: list[tuple[str, str, str]]


class Standing(Schema):
    """Where a file is on its way in: looking, columns, planning, faults, preview, applying or applied.

    ``columns`` maps each column's place (from 0) to what it is; ``digest`` is the mark of the plan, to be sent back to apply it.
    Faults and changes are the first so many; ``counts`` and ``fault_count`` tell all.
    """

    id: uuid.UUID
    state: str
    headings: list[str] = []
    columns: dict[int, Field] = {}
    sheet: str = ""
    sheets: list[str] = []
    counts: dict[str, int] = {}
    digest: str = ""
    fault_count: int = 0
    faults: list[Fault] = []
    changes: list[Change] = []
    made: Made | None = None


class Choices(Schema):
    """How the file is to be read. Without ``columns`` they are taken as guessed from the headings."""

    columns: dict[int, Field] | None = None
    valid_from: date | None = None
    ends_missing: bool = False


class Application(Schema):
    """The plan that is to be applied."""

    digest: str = Told(min_length=64, max_length=64)


@router.get("/people/imports", response=list[Made], summary="Imports that were applied")
def imports(request: HttpRequest) -> Any:
    """The latest first, at most 200."""
    viewer, today = _visit(request)
    rules.demand_here(viewer, "import people", today=today)
    return [_made(made) for made in asked.with_who(rules.visible_imports(viewer, today=today))[:MOST_SHOWN]]


@router.post("/people/imports", response={202: Standing}, summary="Bring a file of people")
def bring(request: HttpRequest, file: File[UploadedFile]) -> Any:
    """Keep the file and look at its columns. Nothing is saved of it yet."""
    viewer, today = _visit(request)
    try:
        upload = actions.bring_file(file=file, name=file.name or "", viewer=viewer, today=today)
    except OSError as full:
        raise HttpError(507, str(told(FileFault("disk-full")))) from full
    return 202, _standing(upload)


@router.get("/people/imports/{key}", response=Standing, summary="Where a file is on its way in")
def standing(request: HttpRequest, key: uuid.UUID) -> Any:
    """Ask again until the state is columns, faults, preview or applied."""
    viewer, today = _visit(request)
    made = asked.with_who(rules.visible_imports(viewer, today=today)).filter(pk=key).first()
    if made:
        return Standing(id=key, state="applied", made=_made(made))
    upload = _upload(request, key)
    told = _standing(upload)
    if told.changes or told.faults:
        journal.look(viewer, gettext_noop("saw what a file of people would change"), upload, about=None)
    return told


@router.put(
    "/people/imports/{key}/columns",
    response={202: Standing, 409: None},
    summary="Say what the columns are, and ask for a plan",
)
def choose(request: HttpRequest, key: uuid.UUID, chosen: Choices) -> Any:
    """A plan is worked out; nothing is saved."""
    viewer, today = _visit(request)
    upload = _upload(request, key)
    if not asked.stage_of(upload).look:
        raise HttpError(409, _("The file has not been read yet, or cannot be read."))
    actions.choose_columns(
        upload=upload, columns=chosen.columns, valid_from=chosen.valid_from or today, ends_missing=chosen.ends_missing, viewer=viewer,
        today=today,
    )  # fmt: skip
    return 202, _standing(upload)


@router.post(
    "/people/imports/{key}/application",
    response={202: Standing, 409: None},
    summary="Apply the plan: all of it, or none",
)
def apply(request: HttpRequest, key: uuid.UUID, wanted: Application) -> Any:
    """Refused with 409 when the plan is no longer the one with this digest, or has faults."""
    viewer, today = _visit(request)
    upload = _upload(request, key)
    try:
        actions.ask_to_apply(upload=upload, digest=wanted.digest, viewer=viewer, today=today)
    except actions.GroundMoved as moved:
        raise HttpError(409, told(FileFault("ground-moved")).words) from moved
    upload.refresh_from_db()
    return 202, _standing(upload)


@router.delete("/people/imports/{key}", response={204: None}, summary="Forget a file that is not to be imported")
def remove(request: HttpRequest, key: uuid.UUID) -> Any:
    """The file and its plan are gone."""
    viewer, today = _visit(request)
    actions.drop_file(upload=_upload(request, key), viewer=viewer, today=today)
    return 204, None


def _visit(request: HttpRequest) -> tuple[Any, date]:
    return request.viewer, request.today  # type: ignore[attr-defined]


def _upload(request: HttpRequest, key: uuid.UUID) -> Upload:
    viewer, today = _visit(request)
    upload = rules.visible_uploads(viewer, actions.KIND, today=today).filter(pk=key).first()
    if upload is None:
        raise Http404
    return upload


def _standing(upload: Upload) -> Standing:
    stage = asked.stage_of(upload)
    look, fault = stage.look, stage.errand.fault
    known: dict[str, Any] = {
        "id": upload.pk, "headings": look.get("headings", []), "sheet": look.get("sheet", ""), "sheets": look.get("sheets", []),
        "columns": upload.reading.get("columns") or look.get("columns", {}),
    }  # fmt: skip
    if stage.is_running:
        return Standing(state={"look": "looking", "plan": "planning", "apply": "applying"}[stage.step], **known)
    if fault:
        faults = fault.get("faults") or [FileFault("broke").told()]
        return Standing(state="faults", fault_count=len(faults), faults=_faults(faults), **known)
    return Standing(state="columns", **known) if stage.step == asked.LOOK else _planned(asked.plan_shown(upload), known)


def _planned(result: Mapping[str, Any], known: Mapping[str, Any]) -> Standing:
    kept = actions.preview_of(result)
    if kept is None:
        return Standing(state="columns", **known)
    index = result["index"]
    changes = [
        Change(kind=kind, row=row, number=number, name=name, fields=[tuple(fact) for fact in facts])
        for kind in ("added", "changed", "ended")
        for page in range(1, 1 + MOST_SHOWN // actions.A_PAGE)
        for row, number, name, facts in actions.read_page(kept, index[kind], page)
    ]
    return Standing(
        state="faults" if result["faults"] else "preview", counts=result["counts"], digest=result["digest"],
        fault_count=result["faults"], faults=_faults(actions.read_page(kept, index["faults"], 1)), changes=changes, **known,
    )  # fmt: skip


def _faults(kept: Any) -> list[Fault]:
    shown = []
    for fault in kept[:MOST_SHOWN]:
        words = told(fault)
        place = {name: fault[name] for name in ("code", "row", "column", "letter", "value")}
        shown.append(Fault(**place, what=words.what, rule=words.rule, remedy=words.remedy))
    return shown


def _made(made: Import) -> Made:
    counts = {name: getattr(made, name) for name in ("added", "changed", "ended", "unchanged")}
    return Made(
        id=made.pk, file_name=made.file_name, sha256=made.sha256, by=made.by.name if made.by else "", at=made.at, **counts,
    )  # fmt: skip
