"""What two people have signed, word for word as it stood then: of a dialogue that is closed, and of each time before it was opened again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from stigar.dialogues.models import Signature, Signed, TimeSet
from stigar.foundation.prepared import prepared

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from stigar.dialogues.models import Talk


@dataclass(frozen=True, slots=True)
class AsSigned:
    """The words as they were signed: what each of the two does (name, text, day), the goals, the time, and who signed when."""

    at: datetime
    summary: str
    agreed: tuple[tuple[str, str, date | None], ...]
    goals: tuple[tuple[str, date | None], ...]
    time: tuple[TimeSet, ...]
    signers: tuple[tuple[str, datetime], ...]


@prepared
def standing(talk: Talk) -> QuerySet[Signed]:
    """What a closed dialogue was closed with; none for one that is open, or was closed unsigned. One query."""
    return Signed.objects.filter(talk=talk, reopening=None).order_by("-at")


@prepared
def signatures(talk: Talk) -> QuerySet[Signature]:
    """Every signature there has been, the first first. One query."""
    return Signature.objects.filter(talk=talk).select_related("by").order_by("at")


def as_signed(kept: Signed, talk: Talk, given: Iterable[Signature]) -> AsSigned:
    """The kept words for a reader. ``given`` are the signatures of the dialogue."""
    told = json.loads(kept.words)
    names = {str(one.pk): one.name for one in (talk.person, talk.reviewer)}
    return AsSigned(
        kept.at, told["summary"],
        tuple((names.get(who, ""), text, _day(by)) for who, text, by in told["agreed"]),
        tuple((text, _day(ends)) for text, _target, _unit, ends in told["goals"]),
        time_as_signed(told),
        tuple((one.by.name, one.at) for one in given if stood_then(one, kept)),
    )  # fmt: skip


def time_as_signed(told: dict[str, Any]) -> tuple[TimeSet, ...]:
    """The time set aside, as it was signed: rows that are nowhere in the database."""
    return tuple(
        TimeSet(hours=Decimal(hours), less_of=less_of, begins=date.fromisoformat(begins), ends=_day(ends))
        for hours, less_of, begins, ends in told.get("time", ())
    )


def stood_then(one: Signature, kept: Signed) -> bool:
    """Whether the signature stood under these words at that moment."""
    return bool(one.at <= kept.at and (one.taken_away_at is None or one.taken_away_at >= kept.at))


def _day(told: str) -> date | None:
    return date.fromisoformat(told) if told else None
