"""Writing profiles, to a machine: requirements with the turn that was seen, so that nobody's words are lost."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status
from ninja.errors import HttpError
from pydantic import Field

from stigar.profiles import rules
from stigar.profiles.actions import profiles as actions
from stigar.profiles.models import Profile, Project, Requirement

router = Router(tags=["profiles"])


class Begun(Schema):
    """A profile that was begun."""

    id: uuid.UUID
    name: str
    role: uuid.UUID
    core: uuid.UUID | None


class ProfileWanted(Schema):
    """For which of the project's roles, and in which language it is written."""

    role: uuid.UUID
    language: Literal["sv", "nb", "en"] = "sv"


class VariantWanted(Schema):
    """The same role where something differs."""

    difference: Literal["place", "function", "work"]
    name: str = Field(min_length=1, max_length=160)


class PurposeWanted(Schema):
    """What the role is there for; ``seen`` is the text that was changed."""

    purpose: str = Field("", max_length=1200)
    seen: str = Field("", max_length=1200)


class Said(Schema):
    """What a requirement says."""

    level: int = Field(ge=1, le=9)
    until: int | None = Field(None, ge=1, le=9)
    importance: int = Field(2, ge=1, le=3)
    origin: Literal["base", "specific"] = "specific"
    why: str = Field("", max_length=1000)


class RequirementWanted(Said):
    """A new requirement."""

    competence: uuid.UUID


class RequirementChanged(Said):
    """A change; ``turn`` is the one that was seen. When there is a later one the answer is 409."""

    turn: int = Field(ge=1)


class RequirementTold(Said):
    """A requirement as it stands."""

    id: uuid.UUID
    competence: uuid.UUID
    turn: int


@router.post("/profile-projects/{uuid:project}/profiles", response={201: Begun}, summary="Begin a profile")
def begin(request: HttpRequest, project: uuid.UUID, wanted: ProfileWanted) -> Any:
    """The project's owner, and HR."""
    viewer, today = _visit(request)
    found: Project | None = rules.visible_projects(viewer, today=today).filter(pk=project).first()
    if found is None:
        raise Http404
    try:
        made = actions.begin_profile(
            project=found, role_id=wanted.role, language=wanted.language, viewer=viewer, today=today
        )
    except actions.NotInTheProject as other:
        raise HttpError(422, "The project does not make the profile of this role.") from other
    except actions.AlreadyBegun as twice:
        raise HttpError(409, f"The role has a profile: {twice.args[0].pk}.") from twice
    return Status(201, _begun(made))


@router.post("/profiles/{uuid:profile}/variants", response={201: Begun}, summary="Begin a variant")
def begin_variant(request: HttpRequest, profile: uuid.UUID, wanted: VariantWanted) -> Any:
    """Who may write in the core."""
    viewer, today = _visit(request)
    core = _profile(request, profile)
    try:
        made = actions.begin_variant(core=core.core or core, viewer=viewer, today=today, **wanted.dict())
    except actions.NameTaken as twice:
        raise HttpError(409, "There is a variant of this name already.") from twice
    return Status(201, _begun(made))


@router.put("/profiles/{uuid:profile}/purpose", response={204: None}, summary="Write the purpose")
def purpose(request: HttpRequest, profile: uuid.UUID, wanted: PurposeWanted) -> Any:
    """409 when somebody else has written another text than the one that was seen."""
    viewer, today = _visit(request)
    try:
        actions.set_purpose(profile=_profile(request, profile), viewer=viewer, today=today, **wanted.dict())
    except actions.Overtaken as other:
        raise HttpError(409, f"It says now: {other.now}") from other
    return Status(204, None)


@router.post("/profiles/{uuid:profile}/requirements", response={201: RequirementTold}, summary="Add a requirement")
def require(request: HttpRequest, profile: uuid.UUID, wanted: RequirementWanted) -> Any:
    """A competence of the library at a level of its scale."""
    viewer, today = _visit(request)
    try:
        row = actions.require(
            profile=_profile(request, profile), wanted=actions.Wanted(**wanted.dict()), viewer=viewer, today=today
        )
    except actions.AlreadyRequired as twice:
        raise HttpError(409, "The profile requires this competence already.") from twice
    except actions.Unfit as wrong:
        raise HttpError(422, "There is no such competence in the library, or the level is not on its scale.") from wrong
    return Status(201, _told(row))


@router.put("/profiles/requirements/{uuid:requirement}", response=RequirementTold, summary="Change a requirement")
def change(request: HttpRequest, requirement: uuid.UUID, wanted: RequirementChanged) -> Any:
    """409 when somebody has changed it since the turn that was seen; read it again and put the two together."""
    viewer, today = _visit(request)
    row, told = _requirement(request, requirement), wanted.dict()
    seen = told.pop("turn")
    try:
        now = actions.change_requirement(
            requirement=row, wanted=actions.Wanted(row.competence_id, **told), seen=seen, viewer=viewer, today=today
        )
    except actions.Overtaken as other:
        level = (
            f"level {other.now.level}, importance {other.now.importance}, turn {other.now.turn}"
            if other.now
            else "removed"
        )
        raise HttpError(409, f"Somebody else changed it meanwhile. It is now: {level}.") from other
    except actions.Unfit as wrong:
        raise HttpError(422, "The level is not on the competence's scale.") from wrong
    return _told(now)


@router.delete("/profiles/requirements/{uuid:requirement}", response={204: None}, summary="Remove a requirement")
def remove(request: HttpRequest, requirement: uuid.UUID) -> Any:
    """Who may write in the profile."""
    viewer, today = _visit(request)
    actions.remove_requirement(requirement=_requirement(request, requirement), viewer=viewer, today=today)
    return Status(204, None)


def _visit(request: HttpRequest) -> tuple[Any, date]:
    return request.viewer, request.today  # type: ignore[attr-defined]


def _profile(request: HttpRequest, key: uuid.UUID) -> Profile:
    viewer, today = _visit(request)
    rows = rules.visible_profiles(viewer, today=today).select_related("project", "core")
    found: Profile | None = rows.filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def _requirement(request: HttpRequest, key: uuid.UUID) -> Requirement:
    viewer, today = _visit(request)
    rows = Requirement.objects.filter(profile__in=rules.visible_profiles(viewer, today=today))
    found: Requirement | None = rows.select_related("profile__project").filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def _begun(profile: Profile) -> dict[str, Any]:
    return {"id": profile.pk, "name": profile.name, "role": profile.role_id, "core": profile.core_id}


def _told(row: Requirement) -> dict[str, Any]:
    names = ("level", "until", "importance", "origin", "why", "turn")
    return {name: getattr(row, name) for name in names} | {"id": row.pk, "competence": row.competence_id}
