"""Versions, votes and objections, to a machine. Whoever votes sends the digest of the words that were read."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from ninja.errors import HttpError
from pydantic import Field

from stigar.profiles import rules
from stigar.profiles.actions import approvals as actions
from stigar.profiles.actions.projects import ProjectEnded
from stigar.profiles.models import Objection, Profile, Version
from stigar.profiles.queries import approvals as queries
from stigar.profiles.queries.feeds import content_out
from stigar.profiles.rest.reading import seen
from stigar.profiles.writers.approval_words import change_rows, lacking_words

router = Router(tags=["approvals"])


class VersionRow(Schema):
    """A version: waiting, approved, taken back, turned down, or old."""

    number: int
    digest: str
    at: datetime
    state: str
    yes: int
    votes: int
    voters: int


class VersionWhole(VersionRow):
    """The frozen words that the digest was taken of; of a competence whose words may not be passed on, its id and whose they are."""

    content: dict[str, Any]


class VoteWanted(Schema):
    """Yes or not yet (which needs words), on the words with this digest."""

    digest: str = Field(min_length=64, max_length=64)
    yes: bool
    words: str = Field("", max_length=1000)


class ApprovalWanted(Schema):
    """The digest of the words that were read."""

    digest: str = Field(min_length=64, max_length=64)


class VoteMade(Schema):
    """The vote is in, and whether it made the version approved."""

    approved: bool


class ChangeRow(Schema):
    """What differs: ``pieces`` are ("same", "old", "new") with words, of a text."""

    what: str
    name: str
    was: str
    now: str
    pieces: list[tuple[str, str]]


class OldWords(Schema):
    """Other words stand now: which version, and what differs from what was read."""

    code: str
    message: str
    version: int | None
    digest: str | None
    changes: list[ChangeRow]


class OldError(Schema):
    """The error's usual shape, with what has changed."""

    error: OldWords


class ObjectionWanted(Schema):
    """About a competence, or (none) the whole profile."""

    competence: uuid.UUID | None = None
    words: str = Field(min_length=1, max_length=1000)


class ObjectionRow(Schema):
    """An objection with its answer; ``end`` is empty while it is open."""

    id: uuid.UUID
    competence: uuid.UUID | None
    words: str
    by: uuid.UUID | None
    at: datetime
    answer: str
    end: str


class AnswerWanted(Schema):
    """The answer in words."""

    words: str = Field(min_length=1, max_length=1000)


class EndWanted(Schema):
    """Satisfied or taken back (by who objected), or set aside with a reason (by who leads the project)."""

    end: Literal["satisfied", "taken_back", "set_aside"]
    why: str = Field("", max_length=1000)


@router.get("/profiles/{uuid:profile}/versions", response=list[VersionRow], summary="A profile's versions")
def versions(request: HttpRequest, profile: uuid.UUID) -> Any:
    """All of them, for those in the project; the newest first."""
    found = _inside(request, profile)
    rows = found.versions.select_related("profile__project", "approval").order_by("-number")
    return [_version_row(one, _visit(request)[1]) for one in rows]


@router.post(
    "/profiles/{uuid:profile}/versions", response={201: VersionRow}, summary="Lay a version before the reference group"
)
def lay(request: HttpRequest, profile: uuid.UUID, why: str = "") -> Any:
    """Freeze the words as they stand. 409 tells what is in the way. ``why`` is read by the group when the same words were laid before."""
    viewer, today = _visit(request)
    try:
        made = actions.lay(profile=_inside(request, profile), why=why, viewer=viewer, today=today)
    except actions.Hindered as wrong:
        raise HttpError(409, " ".join(lacking_words(one) for one in wrong.lacking)) from wrong
    except ProjectEnded as over:
        raise HttpError(409, _("The project has ended. Take it up again to change anything.")) from over
    except actions.SameWords as wrong:
        raise HttpError(409, _("The latest version says exactly this already.")) from wrong
    except actions.LaidBefore as wrong:
        raise HttpError(
            409, _("These very words were submitted before and withdrawn. Say why the group should read them again.")
        ) from wrong
    return Status(201, _version_row(made, today))


@router.get("/profiles/{uuid:profile}/versions/{int:number}", response=VersionWhole, summary="One version")
def version(request: HttpRequest, profile: uuid.UUID, number: int) -> Any:
    """Its words in full, for those in the project: they vote on exactly this."""
    found = _version(request, profile, number)
    return _version_row(found, _visit(request)[1]) | {"content": content_out(found.content, today=_visit(request)[1])}


@router.post(
    "/profiles/{uuid:profile}/versions/{int:number}/votes", response={201: VoteMade, 409: OldError}, summary="Vote"
)
def vote(request: HttpRequest, profile: uuid.UUID, number: int, wanted: VoteWanted) -> Any:
    """Once. A vote on old words, or when it is over, is answered with 409."""
    viewer, today = _visit(request)
    found = _version(request, profile, number)
    try:
        _made, approval = actions.vote(version=found, viewer=viewer, today=today, **wanted.dict())
    except actions.OldVersion as old:
        return Status(409, _old(old, today))
    except actions.NoReason as wrong:
        raise HttpError(422, _("Say what is missing, so that it can be put right.")) from wrong
    except (actions.VotedAlready, actions.Closed, actions.AuthorDoesNotVote) as wrong:
        raise HttpError(409, _conflicts()[type(wrong)]) from wrong
    return Status(201, {"approved": approval is not None})


@router.post(
    "/profiles/{uuid:profile}/versions/{int:number}/approval",
    response={201: VersionRow, 409: OldError},
    summary="Approve what was voted for",
)
def approve(request: HttpRequest, profile: uuid.UUID, number: int, wanted: ApprovalWanted) -> Any:
    """When what was in the way of a version that the group has voted for is gone."""
    viewer, today = _visit(request)
    found = _version(request, profile, number)
    try:
        made = actions.conclude(version=found, digest=wanted.digest, viewer=viewer, today=today)
    except actions.OldVersion as old:
        return Status(409, _old(old, today))
    except actions.Hindered as wrong:
        raise HttpError(409, " ".join(lacking_words(one) for one in wrong.lacking)) from wrong
    except (actions.Closed, actions.AuthorDoesNotVote) as wrong:
        raise HttpError(409, _conflicts()[type(wrong)]) from wrong
    return Status(201, _version_row(made.version, today))


@router.get("/profiles/{uuid:profile}/objections", response=list[ObjectionRow], summary="Objections to a profile")
def objections(request: HttpRequest, profile: uuid.UUID) -> Any:
    """All of them, those that are open first."""
    found = _inside(request, profile)
    return [_objection_row(one) for one in queries.objections_of(found, request.LANGUAGE_CODE)]  # type: ignore[attr-defined]  # by the middleware


@router.post("/profiles/{uuid:profile}/objections", response={201: ObjectionRow}, summary="Object to a profile")
def object_to(request: HttpRequest, profile: uuid.UUID, wanted: ObjectionWanted) -> Any:
    """To a requirement or the whole."""
    viewer, today = _visit(request)
    try:
        made = actions.object_to(profile=_inside(request, profile), viewer=viewer, today=today, **wanted.dict())
    except actions.NothingSaid as wrong:
        raise HttpError(422, _("Say what you object to.")) from wrong
    return Status(201, _objection_row(made))


@router.put("/profile-objections/{uuid:objection}/answer", response=ObjectionRow, summary="Answer an objection")
def answer(request: HttpRequest, objection: uuid.UUID, wanted: AnswerWanted) -> Any:
    """A new answer replaces the old."""
    viewer, today = _visit(request)
    row = _objection(request, objection)
    try:
        return _objection_row(actions.answer_objection(objection=row, words=wanted.words, viewer=viewer, today=today))
    except actions.NothingSaid as wrong:
        raise HttpError(422, _("Write an answer first.")) from wrong
    except actions.AlreadyEnded as wrong:
        raise HttpError(409, _("The objection has ended meanwhile.")) from wrong


@router.put("/profile-objections/{uuid:objection}/end", response=ObjectionRow, summary="End an objection")
def end(request: HttpRequest, objection: uuid.UUID, wanted: EndWanted) -> Any:
    """It stays in the record."""
    viewer, today = _visit(request)
    row = _objection(request, objection)
    try:
        return _objection_row(actions.end_objection(objection=row, viewer=viewer, today=today, **wanted.dict()))
    except actions.NotTheirs as wrong:
        raise Http404 from wrong
    except actions.NothingSaid as wrong:
        raise HttpError(422, _("Say why the objection is set aside.")) from wrong
    except actions.AlreadyEnded as wrong:
        raise HttpError(409, _("The objection has ended meanwhile.")) from wrong


def _conflicts() -> dict[type[Exception], str]:
    return {
        actions.VotedAlready: _("You have voted on this version already. A vote is given once."),
        actions.Closed: _("The version is approved: the vote is over."),
        actions.AuthorDoesNotVote: _("Whoever wrote the profile or submitted it to the group does not vote on it."),
    }


def _visit(request: HttpRequest) -> tuple[Any, date]:
    return request.viewer, request.today  # type: ignore[attr-defined]  # the door has put them there


def _inside(request: HttpRequest, key: uuid.UUID) -> Profile:
    viewer, today = _visit(request)
    found = seen(request, key)
    if not rules.may_in(found.project, "see a profile project", viewer, today=today):
        raise Http404
    return found


def _version(request: HttpRequest, key: uuid.UUID, number: int) -> Version:
    rows = _inside(request, key).versions.select_related("profile__project", "approval")
    found: Version = get_object_or_404(rows, number=number)
    return found


def _objection(request: HttpRequest, key: uuid.UUID) -> Objection:
    found: Objection = get_object_or_404(Objection.objects.select_related("profile__project"), pk=key)
    _inside(request, found.profile_id)
    return found


def _version_row(one: Version, today: date) -> dict[str, Any]:
    told = queries.tally(one, today=today, language=one.profile.language)
    return {
        "number": one.number, "digest": one.digest, "at": one.at, "state": told.state, "yes": told.yes, "votes": told.given,
        "voters": len(told.voters),
    }  # fmt: skip


def _objection_row(one: Objection) -> dict[str, Any]:
    return {
        "id": one.pk, "competence": one.competence_id, "words": one.words, "by": one.by_id, "at": one.at, "answer": one.answer, "end": one.end,
    }  # fmt: skip


def _old(old: actions.OldVersion, today: date) -> dict[str, Any]:
    now = old.now if old.now is not None and old.now.pk != old.seen.pk else None
    seen_now = [content_out(one.content, today=today) for one in (old.seen, now)] if now else []
    changes = change_rows(queries.compared(*seen_now)) if seen_now else []
    told = {
        "code": "conflict", "message": _("These words do not stand any more"), "version": now.number if now else None,
        "digest": now.digest if now else None, "changes": changes,
    }  # fmt: skip
    return {"error": told}
