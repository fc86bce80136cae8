"""Where to start, to a machine."""

import uuid
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from ninja import Router, Schema, Status
from ninja.errors import HttpError
from pydantic import Field

from stigar.areas import rules
from stigar.areas.actions import decisions
from stigar.areas.actions import start as actions
from stigar.areas.queries import start as queries
from stigar.areas.queries.map import MapView, newest_map

router = Router(tags=["areas"])


class PartOut(Schema):
    """One term of the order: ``points`` = weight x value, negative for coordination; not ``known`` counts as nothing."""

    what: str
    value: float
    weight: float
    points: float
    known: bool


class PlaceOut(Schema):
    """An area's place in the order; the points of its parts add up to the score. Wishes count only for who may see them together."""

    area: str
    name: str
    score: float
    parts: list[PartOut]
    wave: int | None


class WaveIn(Schema):
    """Start with an area: the first is the pilot, the next ones are waves after it."""

    area: str = Field(max_length=40)
    begins: date
    weeks: int = Field(12, ge=1, le=actions.LONGEST_PLAN)
    why: str = Field("", max_length=500)
    turn: int = Field(ge=0)


class WaveOut(Schema):
    """A decision to start: take it back with DELETE /areas/decisions/{id}."""

    id: uuid.UUID
    area: str
    wave: int


class WeightsIn(Schema):
    """How much each reason counts, 0 to 5, and how great the need is in each area (by key), 0 to 5."""

    people: int = Field(ge=0, le=queries.MOST)
    need: int = Field(ge=0, le=queries.MOST)
    common: int = Field(ge=0, le=queries.MOST)
    wishes: int = Field(ge=0, le=queries.MOST)
    coordination: int = Field(ge=0, le=queries.MOST)
    needs: dict[str, int] = {}


@router.get("/areas/start", response=list[PlaceOut], summary="In which order to start")
def start(request: HttpRequest) -> list[dict[str, Any]]:
    """Every area, best to begin with first, each point of the order visible."""
    view = _view(request)
    return [_place(one) for one in queries.order(view, viewer=request.viewer, today=request.today)]  # type: ignore[attr-defined]


@router.put("/areas/start/weights", response=list[PlaceOut], summary="Weigh the reasons differently")
def weights(request: HttpRequest, wanted: WeightsIn) -> list[dict[str, Any]]:
    """Needs of areas that are not on the map are passed over."""
    view = _view(request)
    needs = {key: need for key, need in wanted.needs.items() if view.area(key)}
    actions.weigh_start(
        weights=wanted.model_dump(exclude={"needs"}), needs=needs, viewer=request.viewer, today=request.today  # type: ignore[attr-defined]
    )  # fmt: skip
    return [_place(one) for one in queries.order(view, viewer=request.viewer, today=request.today)]  # type: ignore[attr-defined]


@router.post("/areas/start/waves", response={201: WaveOut}, summary="Start with an area")
def wave(request: HttpRequest, wanted: WaveIn) -> Status[Any]:
    """409 when somebody else decided meanwhile."""
    try:
        made = actions.start_area(
            key=wanted.area, begins=wanted.begins, weeks=wanted.weeks, why=wanted.why, seen=wanted.turn,
            viewer=request.viewer, today=request.today,  # type: ignore[attr-defined]
        )  # fmt: skip
    except decisions.NotOnTheMap as wrong:
        raise Http404 from wrong
    except decisions.MovedOn as wrong:
        raise HttpError(409, "Somebody else decided meanwhile; read the map again.") from wrong
    except decisions.NothingDecided as wrong:
        raise HttpError(422, "It is so already.") from wrong
    return Status(201, {"id": made.pk, "area": wanted.area, "wave": made.said["wave"]})


def _view(request: HttpRequest) -> MapView:
    if not rules.may_see_areas(request.viewer, today=request.today):  # type: ignore[attr-defined]
        raise Http404
    view = newest_map((get_language() or "en")[:2])
    if view is None:
        raise Http404
    return view


def _place(one: queries.Placed) -> dict[str, Any]:
    parts = [
        {"what": part.what, "value": part.value, "weight": part.weight, "points": part.points, "known": part.known}
        for part in one.parts
    ]
    return {"area": one.area.key, "name": one.area.name, "score": one.score, "parts": parts, "wave": one.area.wave}
