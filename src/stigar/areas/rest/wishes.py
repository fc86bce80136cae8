"""Wishes, to a machine: your own, and (for HR and the representative) what five or more share."""

import uuid
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status
from ninja.errors import HttpError
from pydantic import Field

from stigar.areas import queries, rules
from stigar.areas.actions import wishes as actions
from stigar.areas.models import Survey
from stigar.people.rules import may_here

router = Router(tags=["wishes"])
CONFLICTS = (actions.WishedAlready, actions.TooManyWishes, actions.SurveyClosed, actions.SurveyOpen)


class WishWanted(Schema):
    """What to develop: an area, a competence (the uri of a concept) or own words; and why."""

    text: str = Field("", max_length=200)
    area_id: uuid.UUID | None = None
    concept: str = Field("", max_length=300)
    why: str = Field("", max_length=1000)
    why_shared: bool = False


class WishMade(Schema):
    """One of your own wishes."""

    id: uuid.UUID
    text: str
    area_id: uuid.UUID | None
    concept: str
    why: str
    why_shared: bool


class WishTogether(Schema):
    """What five or more wish, beside how many roles and people have it in their work."""

    name: str
    wishers: int
    wish_share: float
    roles: int
    people: int
    need_share: float


class Together(Schema):
    """``people`` is None under five; ``others`` tells that some wishes are shared by too few to be shown."""

    people: int | None
    rows: list[WishTogether]
    others: bool


class SurveyWanted(Schema):
    """The last day to answer; none is until it is closed."""

    closes: date | None = None


class SurveyHeld(Schema):
    """A survey and its days."""

    id: uuid.UUID
    opens: date
    closes: date | None


@router.get("/wishes", response=list[WishMade], summary="Your own wishes")
def wishes(request: HttpRequest) -> Any:
    """In the survey that is open; empty when none is."""
    viewer, today = _visit(request)
    survey = queries.open_survey(today=today)
    return queries.own_wishes(viewer, survey) if survey else []


@router.post("/wishes", response={201: WishMade}, summary="Make a wish")
def make_wish(request: HttpRequest, wanted: WishWanted) -> Any:
    """At most five while the survey is open."""
    viewer, today = _visit(request)
    return Status(201, _ask(actions.make_wish, **wanted.dict(), language=viewer.language, viewer=viewer, today=today))


@router.delete("/wishes/{uuid:wish}", response={204: None}, summary="Take a wish back")
def withdraw_wish(request: HttpRequest, wish: uuid.UUID) -> Any:
    """While the survey is open."""
    viewer, today = _visit(request)
    own = rules.visible_wishes(viewer, today=today).filter(pk=wish).first()
    if own is None:
        raise Http404
    _ask(actions.withdraw_wish, wish=own, viewer=viewer, today=today)
    return Status(204, None)


@router.get("/wishes/together", response=Together, summary="What many wish")
def together(request: HttpRequest) -> Any:
    """Of the latest survey, in groups of at least five people."""
    viewer, today = _visit(request)
    survey = queries.latest_survey()
    if not rules.may_see_wishes_together(viewer, today=today) or survey is None:
        raise Http404
    return queries.together(survey, today=today, language=viewer.language or "en")


@router.post("/wishes/surveys", response={201: SurveyHeld}, summary="Open a survey")
def hold_survey(request: HttpRequest, wanted: SurveyWanted) -> Any:
    """One at a time."""
    viewer, today = _visit(request)
    if wanted.closes and wanted.closes < today:
        raise HttpError(422, "The last day must be today or later.")
    return Status(201, _ask(actions.hold_survey, closes=wanted.closes, viewer=viewer, today=today))


@router.post("/wishes/surveys/{uuid:survey}/closing", response=SurveyHeld, summary="Close a survey")
def close_survey(request: HttpRequest, survey: uuid.UUID) -> Any:
    """At once."""
    viewer, today = _visit(request)
    held = Survey.objects.filter(pk=survey).first()
    if held is None or not may_here(viewer, "hold a wish survey", today=today):
        raise Http404
    return actions.close_survey(survey=held, viewer=viewer, today=today)


def _visit(request: HttpRequest) -> tuple[Any, date]:
    return request.viewer, request.today  # type: ignore[attr-defined]


def _ask(action: Any, **given: Any) -> Any:
    """Do it, or answer 409 when the survey or the wishes made stand in the way, 422 when nothing is wished."""
    try:
        return action(**given)
    except CONFLICTS as conflict:
        raise HttpError(409, str(conflict.__doc__)) from conflict
    except actions.NothingWished as nothing:
        raise HttpError(422, str(nothing.__doc__)) from nothing
