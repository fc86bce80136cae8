"""Goals and dialogues, read by a machine: one's own goals with how far one has come, and of dialogues only that they are and how they stand."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema

from stigar.dialogues.queries.status import goals_of, talks_of

router = Router(tags=["goals and dialogues"])


class MilestoneRow(Schema):
    """A step on the way."""

    day: date
    text: str
    value: Decimal | None
    reached_on: date | None


class TickRow(Schema):
    """How it went a day, a week or a month."""

    day: date
    value: Decimal


class GoalRow(Schema):
    """One of your own goals. ``shared``: your manager reads it."""

    id: uuid.UUID
    text: str
    language: str
    competence: uuid.UUID | None
    counts: str
    unit: str
    baseline: Decimal | None
    target: Decimal | None
    rhythm: str
    begins: date
    ends: date | None
    shared: bool
    reached_on: date | None
    put_down_on: date | None
    milestones: list[MilestoneRow]
    ticks: list[TickRow]


class TalkRow(Schema):
    """A dialogue you are in: with whom, and how it stands. Never a word of it. ``role``: whether it is about you, or you lead it."""

    id: uuid.UUID
    other: str
    role: Literal["person", "reviewer"]
    opened: datetime
    due: date | None
    state: Literal["preparing", "handed in", "seen by both", "closed"]


@router.get("/goals", response=list[GoalRow], summary="Your own goals")
def goals(request: HttpRequest) -> Any:
    """The newest first."""
    viewer, today = _visit(request)
    return [
        {
            **{name: getattr(one, {"competence": "competence_id"}.get(name, name)) for name in _PLAIN},
            "milestones": [
                {"day": step.day, "text": step.text, "value": step.value, "reached_on": step.reached_on}
                for step in one.milestones.all()
            ],
            "ticks": [{"day": tick.day, "value": tick.value} for tick in one.ticks.all()],
        }
        for one in goals_of(viewer, today=today)
    ]


@router.get("/dialogues", response=list[TalkRow], summary="Your dialogues, how they stand")
def dialogues(request: HttpRequest) -> Any:
    """The newest first; their words are read and written on the pages alone."""
    viewer, today = _visit(request)
    return [
        {
            "id": one.row.pk, "other": one.other, "role": one.role, "opened": one.row.opened_at, "due": one.row.due, "state": one.state,
        }
        for one in talks_of(viewer, today=today)
    ]  # fmt: skip


_PLAIN = [name for name in GoalRow.model_fields if name not in {"milestones", "ticks"}]


def _visit(request: HttpRequest) -> tuple[Any, date]:
    return request.viewer, request.today  # type: ignore[attr-defined]  # the door has put them there
