"""Everyday work, to a machine: the same rows and verbs as the pages."""

import uuid
from datetime import date
from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema, Status
from ninja.errors import HttpError
from pydantic import Field

from stigar.areas import queries, rules
from stigar.areas.actions import work as actions
from stigar.areas.models import Skill, Task, Trait
from stigar.people.queries import role_row

router = Router(tags=["everyday work"])
LONGEST = 400
Frequency = Literal["daily", "weekly", "monthly", "seldom"]
Channel = Literal["", "phone", "mail", "chat", "meeting", "system", "post"]
Counterpart = Literal["", "consumer", "merchant", "colleague", "leader", "authority", "supplier"]


class Meter(Schema):
    """Whether enough is told: ``share`` 0 to 1 of what evidence can give, and how many tasks more would be enough."""

    share: float
    tasks: int
    skills: int
    enough: bool
    more_tasks: int


class RoleWork(Schema):
    """A role and whether enough is told of its work."""

    id: uuid.UUID
    title: str
    people: int
    meter: Meter


class Works(Schema):
    """A part of the roles: how many there are in all, and these from ``first`` on."""

    roles: int
    first: int
    rows: list[RoleWork]


class TaskWanted(Schema):
    """One everyday task."""

    text: str = Field(min_length=1, max_length=LONGEST)
    frequency: Frequency = "weekly"
    channel: Channel = ""
    counterpart: Counterpart = ""
    situation: str = Field("", max_length=LONGEST)


class TaskTold(Schema):
    """A task as it is told. Who told it is not said."""

    id: uuid.UUID
    text: str
    frequency: str
    channel: str
    counterpart: str
    situation: str


class SkillWanted(Schema):
    """What one needs to be able to do or know: the uri of a concept, or only one's own words."""

    text: str = Field(min_length=1, max_length=LONGEST)
    concept: str = Field("", max_length=300)
    essential: bool = True


class SkillTold(Schema):
    """A skill as it is told."""

    id: uuid.UUID
    text: str
    concept: str
    essential: bool


class TraitWanted(Schema):
    """A trait that helps in the role."""

    text: str = Field(min_length=1, max_length=80)


class TraitTold(Schema):
    """A trait: your own rating (1 to 5), how many have rated it, and from five raters the words
    the page has: how much it ``matters`` (much, some, little) and whether they ``agree`` (yes, partly, no). Never figures."""

    id: uuid.UUID
    text: str
    own_rating: int | None
    raters: int
    matters: Literal["much", "some", "little"] | None
    agree: Literal["yes", "partly", "no"] | None


class Rating(Schema):
    """How much a trait matters, 1 to 5."""

    rating: int = Field(ge=1, le=5)


class RoleTold(Schema):
    """All that is told of one role."""

    id: uuid.UUID
    title: str
    meter: Meter
    tasks: list[TaskTold]
    skills: list[SkillTold]
    traits: list[TraitTold]


class Part(Schema):
    """Which part of the list, and words of the title to look for."""

    q: str = Field("", max_length=100)
    first: int = Field(0, ge=0)
    most: int = Field(50, ge=1, le=500)


@router.get("/work", response=Works, summary="Roles, and whether they have told enough")
def works(request: HttpRequest, part: Query[Part]) -> Any:
    """First where telling more would help most."""
    viewer, today = _visit(request)
    every = queries.works(today=today, language=viewer.language or "en")
    found = queries.found_by(every, part.q)
    rows = [
        {"id": one.role.id, "title": one.role.title, "people": one.role.people, "meter": _meter(one.meter)}
        for one in found[part.first : part.first + part.most]
    ]
    return {"roles": len(found), "first": part.first, "rows": rows}


@router.get("/work/{uuid:role}", response=RoleTold, summary="The work in one role")
def work(request: HttpRequest, role: uuid.UUID) -> Any:
    """Its tasks, skills and (kept apart) traits."""
    viewer, today = _visit(request)
    found = role_row(role, today=today)
    if found is None:
        raise Http404
    tasks, skills = queries.tasks_of(role), queries.skills_of(role)
    return {
        "id": found.id, "title": found.title, "tasks": tasks, "skills": skills,
        "meter": _meter(queries.meter(len({one.text for one in tasks}), len({one.text for one in skills}))),
        "traits": [_trait(row) for row in queries.traits_of(role, viewer=viewer)],
    }  # fmt: skip


@router.post("/work/{uuid:role}/tasks", response={201: TaskTold}, summary="Tell a task")
def tell_task(request: HttpRequest, role: uuid.UUID, wanted: TaskWanted) -> Any:
    """Who has the role, who leads somebody in it, and HR."""
    viewer, today = _visit(request)
    told = _once(actions.tell_task, role_id=role, viewer=viewer, today=today, language=viewer.language, **wanted.dict())
    return Status(201, told)


@router.put("/work/tasks/{uuid:task}", response=TaskTold, summary="Say a task better")
def change_task(request: HttpRequest, task: uuid.UUID, wanted: TaskWanted) -> Any:
    """Its author, who leads somebody in the role, and HR."""
    viewer, today = _visit(request)
    told = _changeable(request, Task, task)
    return _once(actions.change_task, task=told, viewer=viewer, today=today, **wanted.dict())


@router.post("/work/{uuid:role}/skills", response={201: SkillTold}, summary="Tell a skill")
def tell_skill(request: HttpRequest, role: uuid.UUID, wanted: SkillWanted) -> Any:
    """A concept of an imported vocabulary, or one's own words."""
    viewer, today = _visit(request)
    told = _once(
        actions.tell_skill, role_id=role, viewer=viewer, today=today, language=viewer.language, **wanted.dict()
    )
    return Status(201, told)


@router.post("/work/{uuid:role}/traits", response={201: TraitTold}, summary="Tell a trait")
def tell_trait(request: HttpRequest, role: uuid.UUID, wanted: TraitWanted) -> Any:
    """Kept apart from skills; it never decides an area."""
    viewer, today = _visit(request)
    told = _once(
        actions.tell_trait, role_id=role, text=wanted.text, language=viewer.language, viewer=viewer, today=today
    )
    return Status(201, _trait(queries.TraitRow(told, None, 0, None)))


@router.put("/work/traits/{uuid:trait}/rating", response={204: None}, summary="Rate a trait")
def rate_trait(request: HttpRequest, trait: uuid.UUID, wanted: Rating) -> Any:
    """Your own rating; it replaces the one you gave before."""
    viewer, today = _visit(request)
    told = Trait.objects.filter(pk=trait).first()
    if told is None:
        raise Http404
    actions.rate_trait(trait=told, rating=wanted.rating, viewer=viewer, today=today)
    return Status(204, None)


@router.delete("/work/tasks/{uuid:task}", response={204: None}, summary="Remove a task")
def remove_task(request: HttpRequest, task: uuid.UUID) -> Any:
    """Its author, who leads somebody in the role, and HR."""
    return _remove(request, Task, task)


@router.delete("/work/skills/{uuid:skill}", response={204: None}, summary="Remove a skill")
def remove_skill(request: HttpRequest, skill: uuid.UUID) -> Any:
    """Its author, who leads somebody in the role, and HR."""
    return _remove(request, Skill, skill)


@router.delete("/work/traits/{uuid:trait}", response={204: None}, summary="Remove a trait")
def remove_trait(request: HttpRequest, trait: uuid.UUID) -> Any:
    """Its author, who leads somebody in the role, and HR."""
    return _remove(request, Trait, trait)


def _visit(request: HttpRequest) -> tuple[Any, date]:
    viewer, today = request.viewer, request.today  # type: ignore[attr-defined]
    rules.demand_here(viewer, "see the work", today=today)
    return viewer, today


def _changeable(request: HttpRequest, model: Any, said: uuid.UUID) -> Any:
    viewer, today = _visit(request)
    found = rules.changeable(viewer, model.objects.all(), today=today).filter(pk=said).first()
    if found is None:
        raise Http404
    return found


def _remove(request: HttpRequest, model: Any, said: uuid.UUID) -> Any:
    viewer, today = _visit(request)
    actions.remove(said=_changeable(request, model, said), viewer=viewer, today=today)
    return Status(204, None)


def _once(action: Any, **given: Any) -> Any:
    """Do it, or answer 409 when the same is told already, 422 when nothing is said."""
    try:
        return action(**given)
    except actions.AlreadyTold as twice:
        raise HttpError(409, "This is told already.") from twice
    except actions.NothingTold as nothing:
        raise HttpError(422, "There are no words in the text.") from nothing


def _meter(meter: Any) -> dict[str, Any]:
    return {
        "share": meter.share, "tasks": meter.tasks, "skills": meter.skills, "enough": meter.enough,
        "more_tasks": sum(many for _, many in meter.missing),
    }  # fmt: skip


def _trait(row: queries.TraitRow) -> dict[str, Any]:
    return {
        "id": row.trait.pk, "text": row.trait.text, "own_rating": row.own, "raters": row.raters,
        "matters": row.matters, "agree": row.agree,
    }  # fmt: skip
