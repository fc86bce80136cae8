"""Competence models, to a machine: read, taken out as CASE, workbook or table, brought as a file, and whose words they are.

What may not be passed on is refused with 403, saying why and whose it is; what is mixed comes without what may not leave.
"""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from ninja import Field, File, Form, Router, Schema, Status
from ninja.errors import HttpError
from ninja.files import UploadedFile

from stigar.foundation.policy import Refused
from stigar.library import rules
from stigar.library.actions import model_files
from stigar.library.actions import taking_models as taking
from stigar.library.actions.models import AnotherKind
from stigar.library.models import CompetenceModel
from stigar.library.queries import models as asked
from stigar.library.queries.passing import closed_words
from stigar.library.queries.shelf import ModelShown, RightsShown
from stigar.library.queries.taking import CompetenceOut, ItemOut
from stigar.library.queries.words import readers_language
from stigar.library.readers.models.case import LARGEST
from stigar.library.readers.models.sentences import told
from stigar.library.readers.told import RightsTold
from stigar.library.rest.rights import RightsOut, rights_out
from stigar.people.readers.faults import FileFault, Unreadable, unreadable

router = Router(tags=["competence models"])
Language = Literal["sv", "nb", "en"]
MOST_SHOWN = 200
MOST_AT_ONCE = 500
FILE = {"schema": {"type": "string", "format": "binary"}}
FILES = {
    kind: {"responses": {200: {"description": "The file", "content": {
        about.content_type.partition(";")[0]: {"schema": {"type": "object"}} if kind == "case" else FILE,
    }}}}
    for kind, about in taking.KINDS.items()
}  # fmt: skip


class ModelAnswer(Schema):
    """One model, named in the reader's language; ``scale`` from the lowest level up.

    Of a model whose words may not be passed on only its name and rights are told; ``closed`` says so.
    """

    id: uuid.UUID
    closed: str
    key: str
    kind: str
    name: str
    about: str
    version: str
    languages: list[str]
    scale: list[str]
    families: dict[str, str]
    competences: int
    rights: RightsOut


class ItemAnswer(Schema):
    """One behaviour, challenge, question, activity, interview question or thing to reflect on, in each language it has."""

    id: uuid.UUID
    key: str
    kind: str
    level: int | None
    until: int | None
    form: str
    hours: Decimal | None
    tie: str
    texts: dict[str, dict[str, str]]


class ClosedAnswer(Schema):
    """Something that may not be passed on: what it is known by, and a sentence that says whose it is and on what terms."""

    id: uuid.UUID
    closed: str


class CompetenceAnswer(Schema):
    """One competence with everything written about it that may leave; ``closed`` are the texts that may not."""

    id: uuid.UUID
    key: str
    family: str
    discipline: str
    concepts: list[str]
    texts: dict[str, dict[str, str]]
    items: list[ItemAnswer]
    closed: list[ClosedAnswer]
    rights: RightsOut


class CompetencesAnswer(Schema):
    """Competences of a model; ``left_out`` may not be passed on, and are named by id in ``closed``. Print ``lines`` beside the words."""

    total: int
    left_out: int
    left_out_items: int
    lines: list[str]
    closed: list[ClosedAnswer]
    competences: list[CompetenceAnswer]


class BringIn(Schema):
    """What a file does not say itself. Without ``holder`` and ``licence`` the rights are as they were, or as the file has them."""

    name: str = Field("", max_length=200)
    own: bool = False
    language: Language | None = None
    renews: str = Field("", max_length=80, description="The key of the model that it is a newer version of.")
    holder: str = Field("", max_length=200)
    licence: str = Field("", max_length=120)
    may_pass_on: bool = False
    ends: date | None = None
    attribution: str = Field("", max_length=300)
    terms: str = Field("", max_length=2000)

    def told(self) -> RightsTold | None:
        """The rights as plain data; None when nothing is said of them."""
        if not self.holder:
            return None
        return RightsTold(self.holder, self.licence, "", self.terms, self.attribution, self.ends, self.may_pass_on)


class Brought(Schema):
    """What bringing a file did."""

    model: ModelAnswer
    warnings: list[str]


class ModelFault(Schema):
    """One thing to correct: where, what is wrong, the rule, and what to do. ``row`` is 0 when it is about the whole file."""

    code: str
    file: str
    row: int
    column: str
    value: str
    what: str
    rule: str
    remedy: str


class ModelFaults(Schema):
    """Nothing was kept. The first faults, and how many there are in all."""

    code: str
    message: str
    fault_count: int = 0
    faults: list[ModelFault] = []


class NotKept(Schema):
    """The one shape of an error, with what is wrong in the file."""

    error: ModelFaults


class Held(Schema):
    """Why the words stay inside: ``closed`` or ``ended``, and whose they are."""

    code: str
    message: str
    reason: str
    holder: str


class NotPassedOn(Schema):
    """The one shape of an error, for words that may not be passed on."""

    error: Held


@router.get("/models", response=list[ModelAnswer], summary="Which competence models there are")
def models(request: HttpRequest) -> Any:
    """Every model, the organisation's own first."""
    viewer, today = _visit(request)
    if not rules.may_read(viewer, today=today):
        raise Refused("read the library")
    return [_model(one, today) for one in asked.models(readers_language())]


@router.post("/models", response={201: Brought, 422: NotKept}, summary="Bring a competence model")
def bring(request: HttpRequest, files: File[list[UploadedFile]], about: Form[BringIn]) -> Any:
    """XLSX, ODS, CSV or CASE JSON; a framework may have its expectations on roles as a second file. All of it or nothing."""
    viewer, today = _visit(request)
    if not rules.may_manage_models(viewer, today=today):
        raise Refused("manage competence models")
    renews = get_object_or_404(CompetenceModel.objects.all(), key=about.renews) if about.renews else None
    with tempfile.TemporaryDirectory() as folder:
        try:
            model, reading = model_files.bring_model(
                paths=_laid_down(files, Path(folder)), language=about.language or "", name=about.name, own=about.own,
                rights=about.told(), renews=renews, viewer=viewer, today=today,
            )  # fmt: skip
        except Unreadable as wrong:
            return Status(422, {"error": _faults(wrong.faults)})
        except AnotherKind as wrong:
            raise HttpError(
                409, _("This file is a version of our open model, which is renewed by itself and not by a file.")
            ) from wrong
    return Status(201, {"model": _one(model, today), "warnings": [str(told(fault)) for fault in reading.warnings]})


@router.get("/models/{model}", response=ModelAnswer, summary="One competence model")
def model(request: HttpRequest, model: uuid.UUID) -> Any:
    """What it is called, its levels and families, and whose words it is."""
    return _one(_found(request, model), _visit(request)[1])


@router.get(
    "/models/{model}/competences",
    response={200: CompetencesAnswer, 403: NotPassedOn},
    summary="The competences of a model",
)
def competences(request: HttpRequest, model: uuid.UUID, offset: int = 0, limit: int = 50) -> Any:
    """With everything written about them, in every language, as the organisation reads them. 403 when they may not be passed on."""
    viewer, today = _visit(request)
    try:
        out = taking.what_may_leave(model=_found(request, model), viewer=viewer, today=today)
    except taking.NotPassedOn as held:
        return Status(403, _held(held))
    first = max(offset, 0)
    shown = out.competences[first : first + min(max(limit, 1), MOST_AT_ONCE)]
    return {
        "total": len(out.competences), "left_out": out.passed.left_competences, "left_out_items": out.passed.left_items,
        "lines": list(out.passed.lines), "closed": _closed(out.closed, today), "competences": [_competence(one, today) for one in shown],
    }  # fmt: skip


@router.get(
    "/models/{model}/case",
    summary="A model as a CASE package",
    response={403: NotPassedOn},
    openapi_extra=FILES["case"],
)
def as_case(request: HttpRequest, model: uuid.UUID, language: Language | None = None) -> Any:
    """1EdTech CASE 1.1 JSON, in one language. 403 when it may not be passed on."""
    return _taken(request, model, "case", language)


@router.get(
    "/models/{model}/workbook",
    summary="A model as a workbook",
    response={403: NotPassedOn},
    openapi_extra=FILES["workbook"],
)
def as_workbook(request: HttpRequest, model: uuid.UUID, language: Language | None = None) -> Any:
    """XLSX in our own layout, all languages. 403 when it may not be passed on."""
    return _taken(request, model, "workbook", language)


@router.get(
    "/models/{model}/table", summary="A model as a table", response={403: NotPassedOn}, openapi_extra=FILES["table"]
)
def as_table(request: HttpRequest, model: uuid.UUID, language: Language | None = None) -> Any:
    """CSV in our own layout, all languages. 403 when it may not be passed on."""
    return _taken(request, model, "table", language)


def _laid_down(files: list[UploadedFile], folder: Path) -> list[tuple[Path, str]]:
    """The files in a folder of their own, under numbers. Raises ``Unreadable`` for one that is too large."""
    paths = []
    for number, file in enumerate(files):
        if (file.size or 0) > LARGEST:
            raise unreadable("too-large", file.name or "", more={"most": LARGEST >> 20})
        path = folder / str(number)
        with path.open("wb") as kept:
            for piece in file.chunks():
                kept.write(piece)
        paths.append((path, file.name or ""))
    return paths


def _taken(request: HttpRequest, model: uuid.UUID, kind: str, language: str | None) -> Any:
    viewer, today = _visit(request)
    try:
        made = taking.take_model(
            model=_found(request, model), kind=kind, viewer=viewer, today=today, language=language or readers_language()
        )
    except taking.NotPassedOn as held:
        return Status(403, _held(held))
    return HttpResponse(
        made.content, made.content_type, headers={"Content-Disposition": content_disposition_header(True, made.name)}
    )


def _held(refused: taking.NotPassedOn) -> dict[str, Any]:
    return {
        "error": {"code": "not_passed_on", "message": refused.words, "reason": refused.code, "holder": refused.holder}
    }


def _faults(faults: tuple[FileFault, ...]) -> dict[str, Any]:
    shown = []
    for fault in faults[:MOST_SHOWN]:
        words = told(fault)
        shown.append({**fault.told(), "what": words.what, "rule": words.rule, "remedy": words.remedy})
    message = _("The file could not be used; nothing was kept.")
    return {"code": "file_not_valid", "message": message, "fault_count": len(faults), "faults": shown}


def _one(model: CompetenceModel, today: date) -> dict[str, Any]:
    found = next((one for one in asked.models(readers_language()) if one.id == model.pk), None)
    if found is None:
        raise Http404
    return _model(found, today)


def _model(one: ModelShown, today: date) -> dict[str, Any]:
    plain = {name: getattr(one, name) for name in ("id", "key", "kind", "name", "version", "competences")}
    words = {"about": one.about, "scale": [name for _level, name in one.scale], "families": dict(one.families)}
    closed = closed_words(one.rights, today=today)
    kept = {"about": "", "scale": [], "families": {}} if closed else words
    return {**plain, **kept, "closed": closed, "languages": list(one.languages), "rights": rights_out(one.rights)}


def _closed(found: Iterable[tuple[uuid.UUID, RightsShown]], today: date) -> list[dict[str, Any]]:
    return [{"id": key, "closed": closed_words(rights, today=today)} for key, rights in found]


def _competence(one: CompetenceOut, today: date) -> dict[str, Any]:
    plain = {name: getattr(one, name) for name in ("id", "key", "family", "discipline", "texts")}
    return {
        **plain, "concepts": list(one.concepts), "items": [_item(item) for item in one.items],
        "closed": _closed(one.closed, today), "rights": rights_out(one.rights),
    }  # fmt: skip


def _item(item: ItemOut) -> dict[str, Any]:
    return {name: getattr(item, name) for name in ItemAnswer.model_fields}


def _found(request: HttpRequest, model: uuid.UUID) -> CompetenceModel:
    viewer, today = _visit(request)
    found: CompetenceModel = get_object_or_404(rules.visible_models(viewer, today=today), pk=model)
    return found


def _visit(request: HttpRequest) -> tuple[Any, date]:
    return request.viewer, request.today  # type: ignore[attr-defined]
