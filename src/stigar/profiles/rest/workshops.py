"""Workshops, to a machine: the same stages, board and verbs as on the pages. No names on the board here either."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from ninja.errors import HttpError
from pydantic import AwareDatetime, Field

from stigar.library.queries.passing import closed
from stigar.profiles import rules
from stigar.profiles.actions import workshops as actions
from stigar.profiles.actions.profiles import Overtaken, Unfit, Wanted
from stigar.profiles.actions.projects import ProjectEnded
from stigar.profiles.models import Profile, Project, Workshop
from stigar.profiles.queries import workshops as queries

router = Router(tags=["workshops"])
Stage = Literal["propose", "estimate", "talk", "closed"]


class WorkshopWanted(Schema):
    """A workshop about some of the project's profiles, or an interview with one person."""

    kind: Literal["workshop", "interview"] = "workshop"
    name: str = Field(min_length=1, max_length=120)
    at: AwareDatetime = Field(ge=datetime(2000, 1, 1, tzinfo=UTC), le=datetime(2100, 1, 1, tzinfo=UTC))
    place: str = Field("", max_length=120)
    profiles: list[uuid.UUID] = Field(min_length=1, max_length=50)
    led_by: uuid.UUID
    talks_with: uuid.UUID | None = None


class WorkshopTold(Schema):
    """A workshop. ``key`` is the end of its link."""

    key: str
    kind: str
    name: str
    at: datetime
    place: str
    stage: str
    proposals: int


class ProposalWanted(Schema):
    """A proposal; ``key`` is made by the sender, and the same key again changes nothing."""

    key: uuid.UUID
    profile: uuid.UUID
    text: str = Field(min_length=1, max_length=300)
    nameless: bool = False


class SpreadTold(Schema):
    """How many judged each value."""

    value: int
    people: int


class GroupTold(Schema):
    """Proposals that mean the same. The spreads are empty until all may see them, and where fewer than three have judged."""

    id: uuid.UUID
    profile: uuid.UUID
    name: str
    competence: uuid.UUID | None
    said: list[str]
    judged: int
    importance: list[SpreadTold]
    level: list[SpreadTold]
    requirement: uuid.UUID | None
    put_aside: bool


class BoardTold(Schema):
    """The board; ``change`` grows with everything that is new on it."""

    key: str
    stage: str
    change: int
    groups: list[GroupTold]


class StageWanted(Schema):
    """Where to lead everybody; ``seen`` is the stage it was led from."""

    stage: Stage
    seen: Stage


class EstimateWanted(Schema):
    """One's own judgement."""

    importance: int = Field(ge=1, le=3)
    level: int = Field(ge=1, le=9)


class CompetenceWanted(Schema):
    """Which competence a group is."""

    competence: uuid.UUID


class SettlementWanted(Schema):
    """What the group has become."""

    level: int = Field(ge=1, le=9)
    until: int | None = Field(None, ge=1, le=9)
    importance: int = Field(2, ge=1, le=3)
    origin: Literal["base", "specific"] = "specific"
    why: str = Field("", max_length=1000)
    seen: int | None = Field(None, ge=1, le=1_000_000, description="The turn of the requirement that stands already.")


@router.get("/profile-projects/{uuid:project}/workshops", response=list[WorkshopTold], summary="A project's workshops")
def workshops(request: HttpRequest, project: uuid.UUID) -> Any:
    """For those who take part in them."""
    found = _project(request, project)
    viewer, today = _visit(request)
    rules.demand_in(found, "take part in workshops", viewer, today=today)
    return queries.workshops_of(found)


@router.post("/profile-projects/{uuid:project}/workshops", response={201: WorkshopTold}, summary="Plan a workshop")
def plan(request: HttpRequest, project: uuid.UUID, wanted: WorkshopWanted) -> Any:
    """The project's owner, and HR."""
    found, (viewer, today) = _project(request, project), _visit(request)
    told = wanted.dict() | {"profiles": list(Profile.objects.filter(project=found, pk__in=wanted.profiles))}
    if len(told["profiles"]) != len(set(wanted.profiles)):
        raise HttpError(422, "A profile is not one of this project.")
    try:
        made = actions.plan_workshop(project=found, viewer=viewer, today=today, **told)
    except actions.WrongPeople as wrong:
        raise HttpError(422, "Who leads it, and who is interviewed, take part in the project.") from wrong
    except ProjectEnded as over:
        raise HttpError(409, _("The project has ended. Take it up again to change anything.")) from over
    return Status(201, _told(made, 0))


@router.get("/workshops/{key}", response=BoardTold, summary="The board")
def board(request: HttpRequest, key: str) -> Any:
    """As it is now."""
    return _board(request, _workshop(request, key))


@router.post("/workshops/{key}/proposals", response={201: BoardTold}, summary="Propose")
def propose(request: HttpRequest, key: str, wanted: ProposalWanted) -> Any:
    """Lands once, however often it is sent."""
    viewer, today = _visit(request)
    found = _workshop(request, key)
    if wanted.nameless:
        request.leaves_no_trace = True  # type: ignore[attr-defined]  # the door keeps no answer; its own key lands once
    _now(
        actions.propose, workshop=found, profile_id=wanted.profile, key=wanted.key, text=wanted.text, nameless=wanted.nameless,
        viewer=viewer, today=today,
    )  # fmt: skip
    return Status(201, _board(request, found))


@router.delete("/workshops/{key}/proposals/{uuid:proposal}", response={204: None}, summary="Take a proposal back")
def take_back(request: HttpRequest, key: str, proposal: uuid.UUID) -> Any:
    """By the key it was sent with; only one's own."""
    viewer, today = _visit(request)
    _now(actions.take_back, workshop=_workshop(request, key), key=proposal, viewer=viewer, today=today)
    return Status(204, None)


@router.put("/workshops/{key}/stage", response=BoardTold, summary="Lead everybody to another stage")
def stage(request: HttpRequest, key: str, wanted: StageWanted) -> Any:
    """Who leads the workshop."""
    viewer, today = _visit(request)
    found = _workshop(request, key)
    _now(actions.go_to, workshop=found, stage=wanted.stage, seen=wanted.seen, viewer=viewer, today=today)
    return _board(request, found)


@router.put("/workshops/{key}/groups/{uuid:group}/estimate", response={204: None}, summary="Judge a group")
def estimate(request: HttpRequest, key: str, group: uuid.UUID, wanted: EstimateWanted) -> Any:
    """One's own, seen by nobody before all are shown."""
    viewer, today = _visit(request)
    _now(
        actions.estimate, workshop=_workshop(request, key), group_id=group, viewer=viewer, today=today, **wanted.dict()
    )
    return Status(204, None)


@router.put(
    "/workshops/{key}/groups/{uuid:group}/competence", response=BoardTold, summary="Say which competence a group is"
)
def competence(request: HttpRequest, key: str, group: uuid.UUID, wanted: CompetenceWanted) -> Any:
    """Who leads the workshop. Two groups of one competence become one."""
    viewer, today = _visit(request)
    found = _workshop(request, key)
    _now(
        actions.name_group, workshop=found, group_id=group, competence_id=wanted.competence, viewer=viewer, today=today
    )
    return _board(request, found)


@router.put("/workshops/{key}/groups/{uuid:group}/settlement", response=BoardTold, summary="Make a group a requirement")
def settle(request: HttpRequest, key: str, group: uuid.UUID, wanted: SettlementWanted) -> Any:
    """Who leads the workshop; the requirement knows who asked for it."""
    viewer, today = _visit(request)
    found = _workshop(request, key)
    if not rules.may_lead_workshop(viewer, found, today=today):
        raise Http404
    shown = next((one for one in queries.board(found, viewer.language or "en").groups if one.id == group), None)
    if shown is None:
        raise Http404
    if shown.competence is None:
        raise HttpError(422, "Say first which competence the group is.")
    _now(
        actions.settle, workshop=found, group_id=group, wanted=Wanted(shown.competence, **wanted.dict(exclude={"seen"})),
        seen=wanted.seen, viewer=viewer, today=today,
    )  # fmt: skip
    return _board(request, found)


@router.delete("/workshops/{key}/groups/{uuid:group}/settlement", response={204: None}, summary="Take a group up again")
def unsettle(request: HttpRequest, key: str, group: uuid.UUID) -> Any:
    """Who leads the workshop."""
    viewer, today = _visit(request)
    _now(actions.unsettle, workshop=_workshop(request, key), group_id=group, viewer=viewer, today=today)
    return Status(204, None)


def _visit(request: HttpRequest) -> tuple[Any, date]:
    return request.viewer, request.today  # type: ignore[attr-defined]


def _project(request: HttpRequest, key: uuid.UUID) -> Project:
    viewer, today = _visit(request)
    found: Project | None = rules.visible_projects(viewer, today=today).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def _workshop(request: HttpRequest, key: str) -> Workshop:
    viewer, today = _visit(request)
    rows = rules.visible_workshops(viewer, today=today).select_related("project__owner")
    found: Workshop | None = rows.filter(key=key).first()
    if found is None:
        raise Http404
    return found


def _now(action: Any, **given: Any) -> Any:
    """Do it, or say why it cannot be done now (409) or at all (404, 422)."""
    try:
        return action(**given)
    except ProjectEnded as over:
        raise HttpError(409, _("The project has ended. Take it up again to change anything.")) from over
    except actions.NotNow as now:
        raise HttpError(409, f"The workshop is in the stage “{now.args[0]}”.") from now
    except actions.NothingToTalkAbout as nothing:
        raise HttpError(409, "Nobody has proposed anything yet.") from nothing
    except actions.NothingSaid as nothing:
        raise HttpError(422, "There are no words, or the workshop is not about this profile.") from nothing
    except actions.NotTheirs as other:
        raise Http404 from other
    except Overtaken as other:
        turn = other.now.turn if other.now else 0
        raise HttpError(
            409, f"The profile says this already, in turn {turn}: read it, and send that turn as “seen”."
        ) from other
    except Unfit as wrong:
        raise HttpError(422, "The level is not on the competence's scale.") from wrong


def _told(workshop: Workshop, proposals: int) -> dict[str, Any]:
    names = ("key", "kind", "name", "at", "place", "stage")
    return {name: getattr(workshop, name) for name in names} | {"proposals": proposals}


def _board(request: HttpRequest, workshop: Workshop) -> dict[str, Any]:
    viewer, today = _visit(request)
    workshop.refresh_from_db(fields=["stage", "change"])
    language = viewer.language or "en"
    shown = queries.board(workshop, language)
    shut = closed((group.competence for group in shown.groups if group.competence), language, today=today)
    return {
        "key": workshop.key, "stage": workshop.stage, "change": workshop.change,
        "groups": [
            _group(one.id, group, shut.get(group.competence, group.name) if group.competence else group.name)
            for one in shown.profiles for group in one.groups
        ],
    }  # fmt: skip


def _group(profile: uuid.UUID, group: queries.GroupShown, name: str) -> dict[str, Any]:
    importance, level = (
        [{"value": value, "people": many} for value, many in spread.counts] for spread in group.spread
    ) if group.spread else ([], [])  # fmt: skip
    return {
        "id": group.id, "profile": profile, "name": name, "competence": group.competence, "said": [one.text for one in group.said],
        "judged": group.judged, "importance": importance, "level": level,
        "requirement": group.requirement.pk if group.requirement else None, "put_aside": group.aside,
    }  # fmt: skip
