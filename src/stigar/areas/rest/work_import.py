"""A file of everyday work, to a machine: all of it or nothing, with every fault by row and column."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import File, Router, Schema, Status
from ninja.errors import HttpError
from ninja.files import UploadedFile

from stigar.areas.actions.work_import import bring_work
from stigar.areas.readers.sentences import told
from stigar.people.readers.faults import FileFault, Unreadable

router = Router(tags=["everyday work"])
MOST_SHOWN = 200


class Brought(Schema):
    """What the file added: new rows, rows that were told already, rows that stood there twice, and roles with something new."""

    added: int
    already: int
    repeated: int
    roles: int


class WorkFault(Schema):
    """One thing to correct: where, what is wrong, the rule, and what to do. ``row`` is 0 when it is about the whole file."""

    code: str
    file: str
    row: int
    column: str
    letter: str
    value: str
    what: str
    rule: str
    remedy: str


class WorkFaults(Schema):
    """Nothing was added. The first faults, and how many there are in all."""

    code: str
    message: str
    fault_count: int = 0
    faults: list[WorkFault] = []


class NotBrought(Schema):
    """The one shape of an error, with what is wrong in the file."""

    error: WorkFaults


@router.post("/work/imports", response={200: Brought, 422: NotBrought}, summary="Bring a file of everyday work")
def bring(request: HttpRequest, file: File[UploadedFile]) -> Any:
    """CSV, XLSX or ODS, one task, skill or trait a row. The same file again adds nothing; with any fault nothing is added."""
    viewer, today = _visit(request)
    try:
        return bring_work(file=file, name=file.name or "", viewer=viewer, today=today)
    except Unreadable as wrong:
        return Status(422, {"error": _wrong(wrong.faults)})
    except OSError as full:
        raise HttpError(507, str(told(FileFault("disk-full")))) from full


def _wrong(faults: tuple[FileFault, ...]) -> dict[str, Any]:
    return {
        "code": "file_not_valid", "message": _("The file could not be used; nothing was added."),
        "fault_count": len(faults), "faults": [_fault(fault) for fault in faults[:MOST_SHOWN]],
    }  # fmt: skip


def _fault(fault: FileFault) -> dict[str, Any]:
    words = told(fault)
    return {**fault.told(), "what": words.what, "rule": words.rule, "remedy": words.remedy}


def _visit(request: HttpRequest) -> tuple[Any, date]:
    return request.viewer, request.today  # type: ignore[attr-defined]
