"""The whole result, to a machine: as data in the promised form, as a workbook, or as a report."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from ninja import Router
from ninja.errors import HttpError

from stigar.areas.actions import taking as actions
from stigar.areas.writers.report import NoPrinter

router = Router(tags=["areas"])
DATA, FILE = {"type": "object"}, {"type": "string", "format": "binary"}
FILES = {
    kind: {200: {"description": "The file", "content": {about.content_type: {"schema": DATA if kind == "json" else FILE}}}}
    for kind, about in actions.KINDS.items()
}  # fmt: skip


@router.get("/areas/json", summary="The whole result as data", openapi_extra={"responses": FILES["json"]})
def as_json(request: HttpRequest) -> HttpResponse:
    """Areas, roles with evidence, common base, bridges, questions, evidence and org chart; the same as on the command line."""
    return _taken(request, "json")


@router.get("/areas/workbook", summary="The whole result as a workbook", openapi_extra={"responses": FILES["workbook"]})
def as_workbook(request: HttpRequest) -> HttpResponse:
    """An XLSX file in the token's owner's language."""
    return _taken(request, "workbook")


@router.get("/areas/report", summary="The whole result as a report", openapi_extra={"responses": FILES["report"]})
def as_report(request: HttpRequest) -> HttpResponse:
    """A PDF of A4 pages; 409 where the server has no part that makes them."""
    return _taken(request, "report")


def _taken(request: HttpRequest, kind: str) -> HttpResponse:
    viewer, today = _visit(request)
    try:
        made = actions.take(kind, viewer=viewer, today=today, language=(get_language() or "en")[:2])
    except actions.NoMap as none:
        raise Http404 from none
    except NoPrinter as missing:
        raise HttpError(409, str(NoPrinter.__doc__)) from missing
    return HttpResponse(
        made.content, made.content_type, headers={"Content-Disposition": content_disposition_header(True, made.name)}
    )


def _visit(request: HttpRequest) -> tuple[Any, date]:
    return request.viewer, request.today  # type: ignore[attr-defined]
