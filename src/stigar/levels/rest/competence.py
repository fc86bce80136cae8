"""Competence, read by a machine: one's own picture, the gap to a role, the team one leads, one's plan. What the pages show, and no more."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_noop
from ninja import Router, Schema

from stigar.foundation import journal
from stigar.levels import rules
from stigar.levels.queries.gaps import GapPicture, GapRow, gap_picture, levels_told
from stigar.levels.queries.required import profiles_for, required_in
from stigar.levels.queries.team import own_team
from stigar.levels.writers import record
from stigar.people.queries.roles import roles_today
from stigar.profiles.queries.profiles.asking import askings

router = Router(tags=["competence"])
SEES = "see a person's levels"


class LevelSeen(Schema):
    """A level as it was seen. ``source``: manager, observation, certificate, file, peer or self. 0 is "not yet"."""

    level: int
    source: str
    on: date
    by: str


class GapLine(Schema):
    """One requirement. ``state``: below, meets, surplus, not known, exempt or expired; ``missing`` in levels; importance 1-3."""

    competence: uuid.UUID
    name: str
    level: int
    until: int | None
    top: int
    importance: int
    state: str
    missing: int
    seen: LevelSeen | None
    own: LevelSeen | None


class Competence(Schema):
    """What is asked of you and what you have."""

    day: date
    profiles: list[str]
    requirements: list[GapLine]


class TeamPerson(Schema):
    """Somebody in the team, in alphabetical order."""

    id: uuid.UUID
    name: str


class TeamCell(Schema):
    """How one person stands. ``steps`` are missing, or more than asked; ``own`` only where nobody else has said anything."""

    person: uuid.UUID
    state: str
    level: int | None
    steps: int
    own: int | None
    old: bool


class TeamRow(Schema):
    """A competence over the team: what most are asked for, of how many, how many can, of how many nothing is known."""

    competence: uuid.UUID
    name: str
    level: int
    asked: int
    can: int
    unknown: int
    cells: list[TeamCell]


class TeamWhole(Schema):
    """The team side by side. Nothing is added up over a person."""

    day: date
    people: list[TeamPerson]
    competences: list[TeamRow]


class ActivityRow(Schema):
    """One activity of your plan. ``use``: 1 of no use to 4 very useful."""

    id: uuid.UUID
    name: str
    text: str
    competence: uuid.UUID | None
    toward: int | None
    who: str
    hours: Decimal | None
    by_day: date | None
    shared: bool
    done_on: date | None
    use: int | None


@router.get("/competence", response=Competence, summary="What is asked of you, and what you have")
def own(request: HttpRequest) -> Any:
    """Against what your role asks for."""
    return _told(request, *_own(request))


@router.get("/competence/profiles/{uuid:profile}", response=Competence, summary="What another role would take")
def against(request: HttpRequest, profile: uuid.UUID) -> Any:
    """You, against any approved profile."""
    wanted = askings().by_profile.get(profile)
    if wanted is None:
        raise Http404
    _own(request)
    return _told(request, [wanted])


@router.get("/competence/record", response=dict[str, Any], summary="Your competence in the manner of HR Open")
def hr_open(request: HttpRequest) -> Any:
    """The same data as the file: everything that has been seen, with who and when."""
    viewer, today = _visit(request)
    return record.told(viewer, _picture(request, *_own(request)), day=today, language=request.LANGUAGE_CODE)  # type: ignore[attr-defined]


@router.get("/competence/team", response=TeamWhole, summary="The team you lead, side by side")
def team(request: HttpRequest) -> Any:
    """Each of them reads that you have looked."""
    viewer, today = _visit(request)
    found = own_team(viewer, language=request.LANGUAGE_CODE, today=today)  # type: ignore[attr-defined]
    if not found.people:
        raise Http404
    if found.rows:
        shown = [(one.id, one.name) for one in found.people]
        journal.look_once_a_day(viewer, gettext_noop("saw the levels"), "people.person", shown)
    return {
        "day": today, "people": [{"id": one.id, "name": one.name} for one in found.people],
        "competences": [
            {
                "competence": row.competence, "name": row.name, "level": row.level, "asked": row.asked, "can": row.can, "unknown": row.unknown,
                "cells": [{"person": who.id, **cell._asdict()} for who, cell in zip(found.people, row.cells, strict=True)],
            }
            for row in found.rows
        ],
    }  # fmt: skip


@router.get("/competence/plan", response=list[ActivityRow], summary="Your development plan")
def plan(request: HttpRequest) -> Any:
    """What is under way and what is done."""
    viewer, today = _visit(request)
    rules.demand_towards(viewer, viewer, "plan one's development", today=today)
    rows = rules.visible_activities(viewer, viewer, today=today).order_by("done_on", "by_day", "at")
    return [
        {name: getattr(one, {"competence": "competence_id"}.get(name, name)) for name in ActivityRow.model_fields}
        for one in rows
    ]


def _visit(request: HttpRequest) -> tuple[Any, date]:
    return request.viewer, request.today  # type: ignore[attr-defined]  # the door has put them there


def _own(request: HttpRequest) -> tuple[list[Any]]:
    """The profiles that hold for the one who asks."""
    viewer, today = _visit(request)
    rules.demand_towards(viewer, viewer, SEES, today=today)
    return (profiles_for(viewer, [role.pk for role in roles_today(viewer, today=today)], today=today),)


def _picture(request: HttpRequest, profiles: list[Any]) -> GapPicture:
    viewer, today = _visit(request)
    required = required_in(profiles, language=request.LANGUAGE_CODE)  # type: ignore[attr-defined]
    return gap_picture(viewer, required, levels_told(viewer, viewer, today=today), today=today, reasons=True)


def _told(request: HttpRequest, profiles: list[Any]) -> dict[str, Any]:
    rows = [_line(one) for one in _picture(request, profiles).rows]
    return {"day": _visit(request)[1], "profiles": [one.heading for one in profiles], "requirements": rows}


def _line(row: GapRow) -> dict[str, Any]:
    return {
        "competence": row.asked.competence, "name": row.asked.name, "level": row.asked.level, "until": row.asked.until, "top": row.asked.top,
        "importance": row.asked.importance, "state": row.state, "missing": row.missing, "seen": _seen(row.seen), "own": _seen(row.own),
    }  # fmt: skip


def _seen(one: Any) -> dict[str, Any] | None:
    return one and {"level": one.level, "source": one.source, "on": one.on, "by": one.by.name if one.by else ""}
