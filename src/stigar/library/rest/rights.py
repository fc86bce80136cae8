"""Whose words a model, a competence or a text is, to a machine: read, said, and given back to what it stands in."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema, Status

from stigar.library import rules
from stigar.library.actions import model_rights
from stigar.library.actions.text_rights import rights_above, say_text_rights
from stigar.library.models import Competence, CompetenceModel, Item
from stigar.library.queries.passing import attribution
from stigar.library.queries.shelf import RightsShown
from stigar.library.readers.told import RightsTold

router = Router(tags=["competence models"])
TOLD = ("holder", "licence", "address", "terms", "attribution", "ends", "may_pass_on")


class Rights(Schema):
    """Whose words, under which licence, until when, and whether they may be passed on outside the organisation."""

    holder: str = Field(min_length=1, max_length=200)
    licence: str = Field(min_length=1, max_length=120)
    address: str = Field("", max_length=300, pattern="^(https?://.*)?$")
    terms: str = Field("", max_length=2000)
    attribution: str = Field("", max_length=300)
    ends: date | None = None
    may_pass_on: bool


class RightsOut(Schema):
    """The rights as they stand; ``line`` is to be printed with the words."""

    holder: str
    licence: str
    address: str
    terms: str
    attribution: str
    ends: date | None
    may_pass_on: bool
    line: str


class TextRightsOut(RightsOut):
    """The rights that hold for one competence or text; ``own`` when they are not those of what it stands in."""

    own: bool


@router.put("/models/{model}/rights", response=RightsOut, summary="Say whose words a model is")
def say_rights(request: HttpRequest, model: uuid.UUID, said: Rights) -> Any:
    """Whose words, and whether they may be passed on."""
    viewer, today = _visit(request)
    found: CompetenceModel = get_object_or_404(
        rules.visible_models(viewer, today=today).select_related("rights"), pk=model
    )
    model_rights.say_rights(model=found, told=RightsTold(**said.model_dump()), viewer=viewer, today=today)
    return rights_out(found.rights)


@router.get("/competences/{competence}/rights", response=TextRightsOut, summary="Whose words a competence is")
def competence_rights(request: HttpRequest, competence: uuid.UUID) -> Any:
    """Its own rights, or its model's."""
    return _text_rights(_competence(request, competence))


@router.put("/competences/{competence}/rights", response=TextRightsOut, summary="Say whose words a competence is")
def say_competence_rights(request: HttpRequest, competence: uuid.UUID, said: Rights) -> Any:
    """When it is somebody else's than the rest of the model."""
    return _said(request, _competence(request, competence), RightsTold(**said.model_dump()))


@router.delete(
    "/competences/{competence}/rights", response={204: None}, summary="Let the model's rights hold for a competence"
)
def drop_competence_rights(request: HttpRequest, competence: uuid.UUID) -> Any:
    """It is nobody else's than the rest of the model."""
    _said(request, _competence(request, competence), None)
    return Status(204, None)


@router.get("/competence-items/{item}/rights", response=TextRightsOut, summary="Whose words a text is")
def item_rights(request: HttpRequest, item: uuid.UUID) -> Any:
    """Its own rights, or those of its competence."""
    return _text_rights(_item(request, item))


@router.put("/competence-items/{item}/rights", response=TextRightsOut, summary="Say whose words a text is")
def say_item_rights(request: HttpRequest, item: uuid.UUID, said: Rights) -> Any:
    """When it is somebody else's than its competence."""
    return _said(request, _item(request, item), RightsTold(**said.model_dump()))


@router.delete(
    "/competence-items/{item}/rights", response={204: None}, summary="Let the competence's rights hold for a text"
)
def drop_item_rights(request: HttpRequest, item: uuid.UUID) -> Any:
    """It is nobody else's than its competence."""
    _said(request, _item(request, item), None)
    return Status(204, None)


def rights_out(rights: Any) -> dict[str, Any]:
    """The rights as they are answered, from a row of them or as they are shown."""
    told = {name: getattr(rights, name) for name in TOLD}
    return told | {"line": attribution(RightsShown(rights.id, **told))}


def _text_rights(thing: Competence | Item) -> dict[str, Any]:
    return rights_out(thing.rights or rights_above(thing)) | {"own": thing.rights is not None}


def _said(request: HttpRequest, thing: Competence | Item, told: RightsTold | None) -> dict[str, Any]:
    viewer, today = _visit(request)
    say_text_rights(thing=thing, told=told, viewer=viewer, today=today)
    return _text_rights(thing)


def _competence(request: HttpRequest, key: uuid.UUID) -> Competence:
    viewer, today = _visit(request)
    rows = rules.visible_competences(viewer, today=today).select_related("rights", "model__rights")
    found: Competence = get_object_or_404(rows, pk=key)
    return found


def _item(request: HttpRequest, key: uuid.UUID) -> Item:
    viewer, today = _visit(request)
    rows = rules.visible_items(viewer, today=today).select_related(
        "rights", "competence__rights", "competence__model__rights"
    )
    found: Item = get_object_or_404(rows, pk=key)
    return found


def _visit(request: HttpRequest) -> tuple[Any, date]:
    return request.viewer, request.today  # type: ignore[attr-defined]  # the door has put them there
