"""Profile projects, to a machine: begun, their goal, rules, time, participants and steps."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _N
from ninja import Router, Schema, Status
from ninja.errors import HttpError
from pydantic import Field

from stigar.people.queries import colleague
from stigar.profiles import rules
from stigar.profiles.actions import projects as actions
from stigar.profiles.actions import steps as steps_done
from stigar.profiles.models import Goal, Participant, Project, StepRecord
from stigar.profiles.queries import architecture, time_frame
from stigar.profiles.queries import projects as asked
from stigar.profiles.writers.step_words import sentence

router = Router(tags=["profile projects"])
WRONG: dict[type[Exception], tuple[int, str]] = {
    actions.ProjectEnded: (409, _N("The project has ended. Take it up again to change anything.")),
    actions.TakesPartAlready: (409, _N("That person has this part already.")),
    actions.NotHere: (422, _N("That person does not work here today.")),
    actions.NoName: (422, _N("A name, a role or a reason is missing.")),
    steps_done.NoSuchRules: (422, _N("The rules contradict each other.")),
}


class ProjectWanted(Schema):
    """A name, the roles whose profiles are made, who leads it (yourself, if left out), and the area it is about."""

    name: str = Field(min_length=1, max_length=120)
    roles: list[uuid.UUID] = Field(min_length=1, max_length=200)
    owner: uuid.UUID | None = None
    area: str = Field("", max_length=40)


class ProjectOut(Schema):
    """A project in a list; ``step`` is where it is, none when it has ended."""

    id: uuid.UUID
    name: str
    owner: uuid.UUID
    begun: date
    ended: date | None
    step: int | None


class LackingOut(Schema):
    """What is missing before the step is done: a code, and the sentence in your language."""

    code: str
    message: str


class StepOut(Schema):
    """One of the nine steps: "not begun", "open" or "done"."""

    number: int
    key: str
    state: str
    lacking: list[LackingOut]


class GoalTold(Schema):
    """What the work is for (business, change, keep, develop), the expected result, and how it will be seen."""

    kind: str = Field(max_length=8)
    words: str = Field(min_length=1, max_length=400)
    expected: str = Field(min_length=1, max_length=400)
    seen: str = Field(min_length=1, max_length=400)


class RulesTold(Schema):
    """The rules that profiles keep. ``shared`` are keys of competences."""

    fewest: int = Field(5, ge=1, le=60)
    most: int = Field(12, ge=1, le=60)
    levels: list[Annotated[int, Field(ge=1, le=7)]] = Field([1, 2, 3, 4, 5], min_length=1, max_length=7)
    shared: list[Annotated[str, Field(min_length=1, max_length=120)]] = Field([], max_length=60)
    longest: int = Field(400, ge=50, le=1000)
    avoid: list[Annotated[str, Field(min_length=1, max_length=80)]] = Field([], max_length=200)
    why: bool = True


class TimeTold(Schema):
    """When it begins, how many workshops, and when people wish it to be ready."""

    begins: date = Field(ge=date(2000, 1, 1), le=date(2100, 1, 1))
    workshops: int = Field(ge=1, le=400)
    wished: date | None = None


class TimeOut(Schema):
    """Weeks at least, likely and at most; and whether the wished day fits, is tight or unrealistic."""

    low: int
    likely: int
    high: int
    verdict: str | None


class ParticipantWanted(Schema):
    """Who, and as what: participant, ambassador or reference."""

    person: uuid.UUID
    part: str = Field(max_length=12)


class ParticipantOut(Schema):
    """Somebody who takes part since a day."""

    id: uuid.UUID
    person_id: uuid.UUID
    part: str
    joined: date


class RecordWanted(Schema):
    """That a step is done, or taken up again, with a few words."""

    kind: str = Field(pattern="^(done|again)$")
    said: str = Field("", max_length=400)


class ProjectWhole(ProjectOut):
    """A project with its goal, rules and steps."""

    goal: GoalTold | None
    rules: RulesTold | None
    steps: list[StepOut]


@router.get("/profile-projects", response=list[ProjectOut], summary="Your profile projects")
def projects(request: HttpRequest) -> Any:
    """One's own, those one takes part in, and for HR all of them."""
    viewer, today = _visit(request)
    return [_row(row.project, row.at) for row in asked.listed(viewer, today=today)]


@router.post("/profile-projects", response={201: ProjectOut}, summary="Begin a profile project")
def begin(request: HttpRequest, wanted: ProjectWanted) -> Any:
    """For HR."""
    viewer, today = _visit(request)
    owner = colleague(wanted.owner or viewer.pk, today=today)
    rules.demand_in(None, "begin a profile project", viewer, today=today)
    if owner is None:
        raise HttpError(422, _("That person does not work here today."))
    made = _ask(
        actions.begin_project, name=wanted.name, roles=wanted.roles, owner=owner, area=wanted.area, viewer=viewer, today=today
    )  # fmt: skip
    return Status(201, _row(made, 1))


@router.get("/profile-projects/{uuid:project}", response=ProjectWhole, summary="One profile project")
def project(request: HttpRequest, project: uuid.UUID) -> Any:
    """With its goal, its rules, and what is missing in each step."""
    viewer, today = _visit(request)
    found = _project(viewer, today, project)
    steps = asked.steps(found, today=today)
    kept = architecture.rules_of(found)
    return {
        **_row(found, None if found.ended else asked.current(steps).number), "goal": Goal.objects.filter(project=found).first(),
        "rules": kept.as_data() if kept else None, "steps": [_step(one) for one in steps],
    }  # fmt: skip


@router.put("/profile-projects/{uuid:project}/goal", response=GoalTold, summary="Set the goal of a profile project")
def goal(request: HttpRequest, project: uuid.UUID, told: GoalTold) -> Any:
    """Step 1."""
    viewer, today = _visit(request)
    found = _project(viewer, today, project)
    return _ask(steps_done.set_goal, project=found, viewer=viewer, today=today, **told.dict())


@router.put(
    "/profile-projects/{uuid:project}/rules", response=RulesTold, summary="Set the rules of a project's profiles"
)
def set_rules(request: HttpRequest, project: uuid.UUID, told: RulesTold) -> Any:
    """Step 2. Profiles that break them stay as they are; the breaches are shown."""
    viewer, today = _visit(request)
    found = _project(viewer, today, project)
    wanted = architecture.from_data({**told.dict(), "levels": sorted(set(told.levels))})
    return _ask(steps_done.set_rules, project=found, wanted=wanted, viewer=viewer, today=today).rules


@router.put("/profile-projects/{uuid:project}/time", response=TimeOut, summary="Plan the time of a profile project")
def time(request: HttpRequest, project: uuid.UUID, told: TimeTold) -> Any:
    """Step 3. An unrealistic wish is kept, and told to be so."""
    viewer, today = _visit(request)
    found = _project(viewer, today, project)
    _ask(steps_done.set_time, project=found, viewer=viewer, today=today, **told.dict())
    _kept, roles, people = time_frame.of(found)
    given: dict[str, Any] = {"begins": told.begins, "roles": roles, "people": people, "workshops": told.workshops}
    estimate = time_frame.estimate(**given)
    verdict = time_frame.advice(told.wished, **given).verdict if told.wished else None
    return {"low": estimate.low, "likely": estimate.likely, "high": estimate.high, "verdict": verdict}


@router.get(
    "/profile-projects/{uuid:project}/participants",
    response=list[ParticipantOut],
    summary="Who takes part in a profile project",
)
def participants(request: HttpRequest, project: uuid.UUID) -> Any:
    """Those who are in now."""
    viewer, today = _visit(request)
    return list(_project(viewer, today, project).participants.filter(left=None).order_by("joined", "pk"))


@router.post(
    "/profile-projects/{uuid:project}/participants",
    response={201: ParticipantOut},
    summary="Take somebody into a profile project",
)
def add_participant(request: HttpRequest, project: uuid.UUID, wanted: ParticipantWanted) -> Any:
    """409 when the person has that part already."""
    viewer, today = _visit(request)
    found = _project(viewer, today, project)
    made = _ask(
        actions.add_participant, project=found, person=wanted.person, part=wanted.part, viewer=viewer, today=today
    )
    return Status(201, made)


@router.delete(
    "/profile-participants/{uuid:participant}", response={204: None}, summary="Take somebody out of a profile project"
)
def remove_participant(request: HttpRequest, participant: uuid.UUID) -> Any:
    """What they have said stays."""
    viewer, today = _visit(request)
    seen = Participant.objects.filter(project__in=rules.visible_projects(viewer, today=today))
    one = get_object_or_404(seen.select_related("project"), pk=participant)
    _ask(actions.remove_participant, participant=one, viewer=viewer, today=today)
    return Status(204, None)


@router.post(
    "/profile-projects/{uuid:project}/steps/{int:number}/records",
    response={201: StepOut},
    summary="Say that a step is done",
)
def record(request: HttpRequest, project: uuid.UUID, number: int, wanted: RecordWanted) -> Any:
    """Or taken up again. 409 while something is missing in it, with what."""
    viewer, today = _visit(request)
    found = _project(viewer, today, project)
    if not 1 <= number <= len(asked.KEYS):
        raise Http404
    act = actions.finish_step if wanted.kind == StepRecord.DONE else actions.take_up_step
    try:
        _ask(act, project=found, number=number, said=wanted.said, viewer=viewer, today=today)
    except actions.StillLacking as wrong:
        raise HttpError(409, " ".join(sentence(one) for one in wrong.step.lacking)) from wrong
    return Status(201, _step(asked.steps(found, today=today)[number - 1]))


def _visit(request: HttpRequest) -> tuple[Any, date]:
    return request.viewer, request.today  # type: ignore[attr-defined]  # the door has put them there


def _project(viewer: Any, today: date, project: uuid.UUID) -> Project:
    return get_object_or_404(rules.visible_projects(viewer, today=today), pk=project)


def _ask(act: Callable[..., Any], **given: Any) -> Any:
    try:
        return act(**given)
    except tuple(WRONG) as wrong:
        status, words = WRONG[type(wrong)]
        raise HttpError(status, _(words)) from wrong


def _row(project: Project, at: int | None) -> dict[str, Any]:
    return {
        "id": project.pk, "name": project.name, "owner": project.owner_id, "begun": project.begun, "ended": project.ended, "step": at,
    }  # fmt: skip


def _step(step: asked.Step) -> dict[str, Any]:
    lacking = [{"code": one.code, "message": sentence(one)} for one in step.lacking]
    return {"number": step.number, "key": step.key, "state": step.state, "lacking": lacking}
