"""Profiles in use, read by a machine: in your language, in the manner of HR Open, and as what to ask in an interview."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from stigar.profiles import rules
from stigar.profiles.models import Profile
from stigar.profiles.queries.feeds import guide_of, readable_version, told_out
from stigar.profiles.queries.projects import approved_profiles
from stigar.profiles.writers import position

router = Router(tags=["profiles in use"])
Language = Literal["sv", "nb", "en"]


class ProfileRow(Schema):
    """A profile in use; ``core`` when it is a variant."""

    id: uuid.UUID
    role: uuid.UUID
    name: str
    core: uuid.UUID | None


class RequiredRow(Schema):
    """One requirement in your language. Importance: 1 good to have, 2 matters, 3 cannot be done without.

    When the competence's words may not be passed on it is ``closed``: ``name`` says so, whose they are and on what terms.
    """

    competence: uuid.UUID
    closed: bool
    key: str
    name: str
    definition: str
    level: int
    until: int | None
    top: int
    importance: int
    origin: str
    why: str


class ProfileWhole(Schema):
    """A profile: the newest approved version, or (in the project, before there is one) as it stands: ``number`` is none.

    the words of ``left`` competences may not be passed on and are left out; ``attributions`` go with the words.
    """

    id: uuid.UUID
    title: str
    name: str
    language: str
    written_in: str
    purpose: str
    number: int | None
    approved: date | None
    digest: str
    requirements: list[RequiredRow]
    attributions: list[str]
    left: int


class QuestionRow(Schema):
    """A question with what to listen for. ``chosen``: it is among those proposed for a talk of about half an hour."""

    id: uuid.UUID
    chosen: bool
    competence: uuid.UUID
    name: str
    level: int
    question: str
    strong: str
    weak: str


@router.get("/profiles", response=list[ProfileRow], summary="Profiles in use")
def profiles(request: HttpRequest, q: str = "") -> Any:
    """Those that are approved, by role; ``q``: with all these words in the name or the role."""
    viewer, today = _visit(request)
    return [
        {"id": one.pk, "role": one.role_id, "name": one.name, "core": one.core_id}
        for one in approved_profiles(viewer, q, today=today)
    ]


@router.get("/profiles/{uuid:profile}", response=ProfileWhole, summary="One profile")
def profile(request: HttpRequest, profile: uuid.UUID, language: Language | None = None) -> Any:
    """In your language or the ``language`` asked for; in the one it was approved in, exactly those words. What leaves here may be passed on."""
    told = _out(request, profile, language)
    return {
        "id": told.id, "title": told.title, "name": told.name, "language": told.language, "written_in": told.written_in,
        "purpose": told.purpose, "number": told.number, "approved": told.approved,
        "digest": told.digest, "attributions": told.lines, "left": told.left,
        "requirements": [{name: getattr(one, name) for name in RequiredRow.model_fields} for one in told.requirements],
    }  # fmt: skip


@router.get(
    "/profiles/{uuid:profile}/position", response=dict[str, Any], summary="One profile in the manner of HR Open"
)
def hr_open(request: HttpRequest, profile: uuid.UUID, language: Language | None = None) -> Any:
    """The same data as the file."""
    return position.told(_out(request, profile, language))


@router.get(
    "/profiles/{uuid:profile}/interview-guide", response=list[QuestionRow], summary="What to ask in an interview"
)
def interview_guide(request: HttpRequest, profile: uuid.UUID, language: Language | None = None) -> Any:
    """The questions of the required competences, what cannot be done without first."""
    return [
        {
            "competence": one.required.competence, "name": one.required.name, "level": one.required.level, "question": each.ask,
            "strong": each.high, "weak": each.low, "id": each.id, "chosen": each.chosen,
        }
        for one in guide_of(_out(request, profile, language)).known
        for each in one.questions
    ]  # fmt: skip


def _visit(request: HttpRequest) -> tuple[Any, date]:
    return request.viewer, request.today  # type: ignore[attr-defined]  # the door has put them there


def seen(request: HttpRequest, key: uuid.UUID) -> Profile:
    """The profile, if the reader may read it in some version."""
    viewer, today = _visit(request)
    rows = rules.visible_profiles(viewer, today=today).select_related("role", "core__role", "project")
    found: Profile = get_object_or_404(rows, pk=key)
    return found


def _out(request: HttpRequest, key: uuid.UUID, language: Language | None = None) -> Any:
    viewer, today = _visit(request)
    found = seen(request, key)
    inside = rules.may_in(found.project, "see a profile project", viewer, today=today)
    try:
        version = readable_version(found, inside=inside)
    except LookupError as none:
        raise Http404 from none
    return told_out(found, version, language or request.LANGUAGE_CODE, leaves=True, today=today)  # type: ignore[attr-defined]  # by the middleware
