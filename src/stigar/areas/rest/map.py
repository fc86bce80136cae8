"""The map of areas, to a machine: the same rows and verbs as the pages."""

import uuid
from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from ninja import Router, Schema, Status
from ninja.errors import HttpError
from pydantic import Field

from stigar.areas import rules
from stigar.areas.actions import decisions, questions
from stigar.areas.actions import map as maps
from stigar.areas.models import Answer, Decision
from stigar.areas.queries.map import AreaView, BaseRow, MapView, RoleOnMap, newest_map
from stigar.areas.queries.questions import answers
from stigar.foundation.models import Errand

router = Router(tags=["areas"])


class BecauseOut(Schema):
    """One piece of evidence for a placement; ``weight`` is its share (0 to 1) of what holds the role there."""

    kind: str
    text: str
    weight: float


class RoleOut(Schema):
    """A role in its area; ``confidence`` is the share of attempts with varied evidence that ended here."""

    id: uuid.UUID
    role: str
    unit: str
    people: int
    confidence: float
    decided: bool
    because: list[BecauseOut]


class BaseOut(Schema):
    """A competence of an area: the share of its roles that need it, and of the roles outside."""

    text: str
    uri: str
    coverage: float
    outside: float


class AreaOut(Schema):
    """Roles that need the same base, whatever department they stand in."""

    key: str
    name: str
    people: int
    locked: bool
    wave: int | None
    roles: list[RoleOut]
    base: list[BaseOut]
    specific: dict[str, list[str]]


class BridgeOut(Schema):
    """A role that also leans to other areas, nearest first."""

    id: uuid.UUID
    role: str
    areas: list[str]


class QuestionOut(Schema):
    """A pair to ask about, and how many other pairs the answer should settle."""

    one: str
    other: str
    gain: float
    one_id: uuid.UUID
    other_id: uuid.UUID


class OverlapOut(Schema):
    """How far an area and a department are the same roles; 1 is the same, 0 none shared."""

    area: str
    unit: str
    roles: int
    jaccard: float


class OrgChartOut(Schema):
    """Areas against departments; ``agreement`` is 1 when identical, about 0 by chance. There is no right figure."""

    agreement: float
    overlap: list[OverlapOut]


class MapOut(Schema):
    """The newest map. ``turn`` counts decisions: send it back with a decision, so that of two at once one wins."""

    id: uuid.UUID
    turn: int
    areas: list[AreaOut]
    bridges: list[BridgeOut]
    questions: list[QuestionOut]
    evidence: dict[str, bool]
    org_chart: OrgChartOut
    stable: bool


class AnswerIn(Schema):
    """Whether two roles need the same; ``null`` is "don't know"."""

    one: uuid.UUID
    other: uuid.UUID
    same: bool | None


class AnswerOut(Schema):
    """An answer as it stands."""

    id: uuid.UUID
    one: uuid.UUID
    other: uuid.UUID
    same: bool | None


class DecisionIn(Schema):
    """One decision about an area. ``area`` is where; ``to`` the other area of a move or a merge; ``roles`` those that move or leave."""

    kind: Literal["name", "move", "merge", "split", "lock", "unlock"]
    area: str = Field(max_length=40)
    to: str = Field("", max_length=40)
    name: str = Field("", max_length=decisions.LONGEST_NAME)
    roles: list[uuid.UUID] = Field([], max_length=1000)
    turn: int = Field(ge=0)


class DecisionOut(Schema):
    """A decision as it was made."""

    id: uuid.UUID
    kind: str
    areas: list[str]
    turn: int
    undone: bool


class RunOut(Schema):
    """A drawing of the map: the map itself when it was drawn at once, else the errand to wait for."""

    map: uuid.UUID | None
    errand: uuid.UUID | None
    done: bool


@router.get("/areas", response=MapOut, summary="The newest map of areas")
def areas(request: HttpRequest) -> dict[str, Any]:
    """Every area with its roles and the evidence for each, bridges, open questions, and the org chart beside it."""
    return _map(_view(request))


@router.post("/areas/runs", response={201: RunOut, 202: RunOut}, summary="Draw the map anew")
def runs(request: HttpRequest) -> Status[Any]:
    """Keeps everything people have decided. Many roles are drawn in the background: wait for the errand."""
    try:
        made = maps.draw_map(viewer=request.viewer, today=request.today)  # type: ignore[attr-defined]
    except maps.NothingTold as wrong:
        raise HttpError(409, "No role has told of its work yet.") from wrong
    except maps.Overtaken as wrong:
        raise HttpError(409, "Somebody else is deciding right now; try again.") from wrong
    if isinstance(made, Errand):
        return Status(202, {"map": None, "errand": made.pk, "done": False})
    return Status(201, {"map": made.pk, "errand": None, "done": True})


@router.get("/areas/runs/{errand}", response=RunOut, summary="How far a drawing has come")
def run(request: HttpRequest, errand: uuid.UUID) -> dict[str, Any]:
    """``done`` with a ``map`` when it went well, ``done`` without one when it did not."""
    _seeing(request)
    asked = Errand.objects.filter(pk=errand, kind=maps.ERRAND).first()
    if asked is None:
        raise Http404
    return {"map": asked.result.get("map"), "errand": asked.pk, "done": asked.ended_at is not None}


@router.get("/areas/answers", response=list[AnswerOut], summary="What has been answered about pairs of roles")
def answered(request: HttpRequest) -> list[dict[str, Any]]:
    """Who answered is not said."""
    _seeing(request)
    return [_answer(one) for one in answers()]


@router.post("/areas/answers", response={201: AnswerOut}, summary="Say whether two roles need the same")
def answer(request: HttpRequest, said: AnswerIn) -> Status[Any]:
    """The map follows with the next run. 409 when it cannot be true together with earlier answers."""
    try:
        made = questions.answer_question(
            one=said.one, other=said.other, same=said.same, viewer=request.viewer, today=request.today  # type: ignore[attr-defined]
        )  # fmt: skip
    except questions.NoSuchPair as wrong:
        raise Http404 from wrong
    except questions.Contradicts as wrong:
        involved = ", ".join(str(one.pk) for one in wrong.answers)
        raise HttpError(409, f"This answer contradicts earlier ones: {involved}") from wrong
    return Status(201, _answer(made))


@router.delete("/areas/answers/{answer}", response={204: None}, summary="Take an answer back")
def take_back(request: HttpRequest, answer: uuid.UUID) -> Status[Any]:
    """As if it had never been answered."""
    given = Answer.objects.filter(pk=answer).first()
    if given is None:
        raise Http404
    questions.take_back_answer(answer=given, viewer=request.viewer, today=request.today)  # type: ignore[attr-defined]
    return Status(204, None)


@router.post("/areas/decisions", response={201: DecisionOut}, summary="Decide about an area")
def decide(request: HttpRequest, wanted: DecisionIn) -> Status[Any]:
    """Name, move, merge, split, lock or unlock; every later map keeps it. 409 when somebody else decided meanwhile."""
    who = {"seen": wanted.turn, "viewer": request.viewer, "today": request.today}  # type: ignore[attr-defined]
    try:
        return Status(201, _decision(_decided(wanted, who)))
    except decisions.NotOnTheMap as wrong:
        raise Http404 from wrong
    except decisions.MovedOn as wrong:
        raise HttpError(409, "Somebody else decided meanwhile; read the map again.") from wrong
    except (decisions.NothingDecided, decisions.NameTaken, decisions.NotSplit) as wrong:
        raise HttpError(422, (type(wrong).__doc__ or "").strip()) from wrong


@router.delete("/areas/decisions/{decision}", response=DecisionOut, summary="Undo a decision")
def undo(request: HttpRequest, decision: uuid.UUID) -> dict[str, Any]:
    """Puts back what stood before. 409 when a later decision has touched the same."""
    if not rules.may_decide_on_areas(request.viewer, today=request.today):  # type: ignore[attr-defined]
        raise Http404
    made = Decision.objects.filter(pk=decision).first()
    if made is None:
        raise Http404
    try:
        return _decision(decisions.undo_decision(decision=made, viewer=request.viewer, today=request.today))  # type: ignore[attr-defined]
    except decisions.MovedOn as wrong:
        raise HttpError(409, "A later decision has changed the same thing.") from wrong


def _decided(wanted: DecisionIn, who: dict[str, Any]) -> Decision:
    role = wanted.roles[0] if wanted.roles else uuid.UUID(int=0)
    verbs = {
        "name": lambda: decisions.rename_area(key=wanted.area, name=wanted.name, **who),
        "move": lambda: decisions.move_role(role_id=role, to=wanted.to, **who),
        "merge": lambda: decisions.merge_areas(key=wanted.area, into=wanted.to, **who),
        "split": lambda: decisions.split_area(key=wanted.area, leaving=wanted.roles, name=wanted.name, **who),
        "lock": lambda: decisions.lock_area(key=wanted.area, **who),
        "unlock": lambda: decisions.unlock_area(key=wanted.area, **who),
    }
    return verbs[wanted.kind]()


def _seeing(request: HttpRequest) -> None:
    if not rules.may_see_areas(request.viewer, today=request.today):  # type: ignore[attr-defined]
        raise Http404


def _view(request: HttpRequest) -> MapView:
    _seeing(request)
    view = newest_map((get_language() or "en")[:2])
    if view is None:
        raise Http404
    return view


def _map(view: MapView) -> dict[str, Any]:
    titles = {role.id: role.title for role in view.roles}
    return {
        "id": view.id, "turn": view.turn, "areas": [_area(area) for area in view.areas],
        "bridges": [
            {"id": role.id, "role": role.title, "areas": list(role.bridges)} for role in view.roles if role.bridges
        ],
        "questions": [
            {"one": titles[one], "other": titles[other], "gain": gain, "one_id": one, "other_id": other}
            for one, other, gain in view.questions
        ],
        "evidence": {role.title: role.enough for role in view.roles},
        "org_chart": {
            "agreement": view.agreement,
            "overlap": [
                {"area": one.area, "unit": one.unit, "roles": one.roles, "jaccard": one.jaccard} for one in view.overlap
            ],
        },
        "stable": view.stable,
    }  # fmt: skip


def _area(area: AreaView) -> dict[str, Any]:
    return {
        "key": area.key, "name": area.name, "people": area.people, "locked": area.locked, "wave": area.wave,
        "roles": [_role(role) for role in area.roles], "base": [_base(row) for row in area.base],
        "specific": {role.title: list(role.specific) for role in area.roles},
    }  # fmt: skip


def _role(role: RoleOnMap) -> dict[str, Any]:
    return {
        "id": role.id, "role": role.title, "unit": next(iter(sorted(role.units, key=lambda unit: -role.units[unit])), ""),
        "people": role.people, "confidence": role.confidence, "decided": role.decided,
        "because": [{"kind": one.kind, "text": one.text, "weight": one.weight} for one in role.because],
    }  # fmt: skip


def _base(row: BaseRow) -> dict[str, Any]:
    return {"text": row.text, "uri": row.uri, "coverage": row.coverage, "outside": row.outside}


def _answer(one: Answer) -> dict[str, Any]:
    return {"id": one.pk, "one": one.one_id, "other": one.other_id, "same": one.same}


def _decision(made: Decision) -> dict[str, Any]:
    view = newest_map("en")
    return {
        "id": made.pk, "kind": made.kind, "areas": made.areas, "turn": view.turn if view else 0,
        "undone": made.undone_at is not None,
    }  # fmt: skip
