"""Training requests, to a machine: your own with where they stand and why, and the queue for those who answer."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from ninja.errors import HttpError
from pydantic import Field

from stigar.library.queries.passing import closed
from stigar.profiles import rules
from stigar.profiles.actions import requests as actions
from stigar.profiles.models import TrainingRequest
from stigar.profiles.queries.feeds import Placed, own_requests, queue

router = Router(tags=["training requests"])


class RequestWanted(Schema):
    """A competence of the library; how much you wish it: 1 when it fits, 2 soon, 3 now."""

    competence: uuid.UUID
    wish: int = Field(2, ge=1, le=3)
    why: str = Field(min_length=1, max_length=600)


class TermRow(Schema):
    """A role's part of the benefit: level x importance x people."""

    role: uuid.UUID
    title: str
    level: int
    importance: int
    people: int
    points: int


class RequestRow(Schema):
    """Where a request stands: both, wish, benefit or later; the arithmetic; and what would make it more beneficial, as codes."""

    id: uuid.UUID
    person: uuid.UUID
    competence: uuid.UUID
    name: str
    wish: int
    why: str
    at: datetime
    place: str
    benefit: int
    greatest: int
    terms: list[TermRow]
    better: list[str]


class AnswerWanted(Schema):
    """What the person reads."""

    words: str = Field(min_length=1, max_length=600)


@router.get("/training-requests", response=list[RequestRow], summary="Your own training requests")
def own(request: HttpRequest) -> Any:
    """Those that wait for an answer."""
    viewer, today = _visit(request)
    rows, _past = own_requests(viewer, language=request.LANGUAGE_CODE, today=today)  # type: ignore[attr-defined]  # by the middleware
    return _rows(request, rows)


@router.post("/training-requests", response={201: RequestRow}, summary="Ask for training")
def ask(request: HttpRequest, wanted: RequestWanted) -> Any:
    """It is in the queue until it is answered or you take it back."""
    viewer, today = _visit(request)
    try:
        made = actions.ask_for_training(viewer=viewer, today=today, **wanted.dict())
    except actions.NoWhy as wrong:
        raise HttpError(422, _("Say what it would help you with.")) from wrong
    except actions.AskedAlready as wrong:
        raise HttpError(409, _("You have asked for this already. It is still in the queue.")) from wrong
    rows, _past = own_requests(viewer, language=request.LANGUAGE_CODE, today=today)  # type: ignore[attr-defined]  # by the middleware
    return Status(201, _rows(request, [one for one in rows if one.request.pk == made.pk])[0])


@router.delete("/training-requests/{uuid:training}", response={204: None}, summary="Take a training request back")
def take_back(request: HttpRequest, training: uuid.UUID) -> Any:
    """Your own, while it waits."""
    viewer, today = _visit(request)
    row = get_object_or_404(TrainingRequest, pk=training, person=viewer)
    try:
        actions.take_request_back(request=row, viewer=viewer, today=today)
    except actions.Ended as wrong:
        raise HttpError(409, _("The request has been answered, or taken back already.")) from wrong
    return Status(204, None)


@router.get("/training-requests/queue", response=list[RequestRow], summary="The queue of training requests")
def waiting(request: HttpRequest) -> Any:
    """For HR, and for who leads a profile project: those of people in its roles."""
    viewer, today = _visit(request)
    sees_all = rules.may_in(None, "answer training requests", viewer, today=today)
    if not sees_all and not actions.leads_anything(viewer):
        raise Http404
    found = queue(viewer, sees_all=sees_all, language=request.LANGUAGE_CODE, today=today)  # type: ignore[attr-defined]  # by the middleware
    actions.note_read(found, viewer=viewer)
    return _rows(request, found)


@router.put("/training-requests/{uuid:training}/answer", response={204: None}, summary="Answer a training request")
def answer(request: HttpRequest, training: uuid.UUID, wanted: AnswerWanted) -> Any:
    """With it the request leaves the queue; the person reads it."""
    viewer, today = _visit(request)
    row = get_object_or_404(TrainingRequest, pk=training)
    try:
        actions.answer_request(request=row, words=wanted.words, viewer=viewer, today=today)
    except actions.NoWhy as wrong:
        raise HttpError(422, _("Write an answer first.")) from wrong
    except actions.Ended as wrong:
        raise HttpError(409, _("The request has been answered, or taken back already.")) from wrong
    return Status(204, None)


def _visit(request: HttpRequest) -> tuple[Any, date]:
    return request.viewer, request.today  # type: ignore[attr-defined]  # the door has put them there


def _rows(request: HttpRequest, found: Sequence[Placed]) -> list[dict[str, Any]]:
    """What leaves here: of a competence whose words may not be passed on, whose they are and not its name."""
    language: str = request.LANGUAGE_CODE  # type: ignore[attr-defined]  # by the middleware
    shut = closed((one.request.competence_id for one in found), language, today=_visit(request)[1])
    return [_row(one, shut.get(one.request.competence_id, one.name)) for one in found]


def _row(one: Placed, name: str) -> dict[str, Any]:
    asked, benefit = one.request, one.benefit
    return {
        "id": asked.pk, "person": asked.person_id, "competence": asked.competence_id, "name": name, "wish": asked.wish,
        "why": asked.why, "at": asked.at, "place": one.corner, "benefit": benefit.points, "greatest": benefit.greatest,
        "terms": [{name: getattr(term, name) for name in TermRow.model_fields} for term in benefit.terms], "better": one.better,
    }  # fmt: skip
