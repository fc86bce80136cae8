"""The register of people, roles and units, to a machine: the same rows and decisions as the pages."""

import uuid
from datetime import date
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from ninja import Query, Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from stigar.people import queries, rules
from stigar.people.actions import roles as actions
from stigar.people.queries import everyone, variants

router = Router(tags=["people"])


class Colleague(Schema):
    """Somebody in the directory."""

    id: uuid.UUID
    name: str
    role: str
    unit: str
    site: str


class Colleagues(Schema):
    """A part of the directory: how many there are in all, and these from ``first`` on."""

    people: int
    first: int
    rows: list[Colleague]


class Role(Schema):
    """A role with the titles merged into it, and how many people have it today."""

    id: uuid.UUID
    title: str
    language: str
    people: int
    variants: list[str]


class Unit(Schema):
    """A unit of the tree; ``depth`` 0 is the top."""

    id: uuid.UUID
    code: str
    name: str
    parent_id: uuid.UUID | None
    depth: int


class Alike(Schema):
    """A title that looks like a variant: why, and how sure (0 to 1)."""

    id: uuid.UUID
    title: str
    because: list[str]
    sure: float


class Suggestion(Schema):
    """Titles that look like the same work as ``kept``."""

    kept: Role
    variants: list[Alike]


class Merge(Schema):
    """A merge that stands."""

    id: uuid.UUID
    gone: str
    kept: str
    kept_id: uuid.UUID


class MergeWanted(Schema):
    """The roles that are to count as this one."""

    variants: list[uuid.UUID] = Field(min_length=1, max_length=200)


class Part(Schema):
    """Which part of a long list, and a search by the beginning of names."""

    q: str = Field("", max_length=100)
    first: int = Field(0, ge=0)
    most: int = Field(50, ge=1, le=500)


@router.get("/people", response=Colleagues, summary="The directory")
def people(request: HttpRequest, part: Query[Part]) -> Any:
    """Those who work here today, by name. A search also finds, for HR, who has left or will start."""
    viewer, today = _visit(request)
    rules.demand_here(viewer, "see the directory", today=today)
    found = everyone.found(
        words=part.q, also_gone=bool(part.q) and rules.may_see_gone(viewer, today=today),
        numbered=partial(rules.visible_details, viewer, today=today), language=get_language() or "en", today=today,
    )  # fmt: skip
    return {"people": len(found), "first": part.first, "rows": found[part.first : part.first + part.most]}


@router.get("/roles", response=list[Role], summary="Every role")
def roles(request: HttpRequest) -> Any:
    """Roles that have not been merged into others, by title."""
    viewer, today = _visit(request)
    rules.demand_here(viewer, "see the directory", today=today)
    return queries.standing_roles(today=today)


@router.get("/units", response=list[Unit], summary="The tree of units")
def units(request: HttpRequest) -> Any:
    """All units, parents before their parts."""
    viewer, today = _visit(request)
    rules.demand_here(viewer, "see the directory", today=today)
    return queries.units()


@router.get("/roles/alike", response=list[Suggestion], summary="Titles that look like the same work")
def alike(request: HttpRequest) -> Any:
    """Suggestions with reasons; people decide."""
    viewer, today = _visit(request)
    rules.demand_here(viewer, "decide on roles", today=today)
    return [
        {
            "kept": one.kept,
            "variants": [
                {"id": like.role.id, "title": like.role.title, "because": like.because, "sure": like.sure}
                for like in one.variants
            ],
        }
        for one in variants.suggested_merges(today=today)
    ]


@router.get("/roles/merges", response=list[Merge], summary="Merges that stand")
def merges(request: HttpRequest) -> Any:
    """What people have merged."""
    viewer, today = _visit(request)
    rules.demand_here(viewer, "decide on roles", today=today)
    return variants.merges()


@router.post("/roles/{role_id}/merges", response=list[Merge], summary="Merge roles into this one")
def merge(request: HttpRequest, role_id: uuid.UUID, wanted: MergeWanted) -> Any:
    """The roles named count as this one from now on."""
    viewer, today = _visit(request)
    kept = variants.role_of(role_id)
    gone = variants.roles_among([str(one) for one in wanted.variants])
    if kept is None or len(gone) != len(set(wanted.variants)):
        raise Http404
    try:
        made = {one.pk for one in actions.merge_roles(kept=kept, variants=gone, viewer=viewer, today=today)}
    except actions.NotAVariant as wrong:
        raise HttpError(409, "A role cannot be a variant of itself.") from wrong
    return [row for row in variants.merges() if row.id in made]


@router.delete("/roles/merges/{merge_id}", response={204: None}, summary="Take a merge back")
def undo(request: HttpRequest, merge_id: uuid.UUID) -> Any:
    """The title is a role of its own again."""
    viewer, today = _visit(request)
    standing = variants.merge_of(merge_id)
    if standing is None:
        raise Http404
    actions.undo_merge(merge=standing, viewer=viewer, today=today)
    return 204, None


def _visit(request: HttpRequest) -> tuple[Any, date]:
    return request.viewer, request.today  # type: ignore[attr-defined]
