"""What is kept how long, what of a person's goes when, and what lies behind them by now."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from stigar.dialogues.models import Answer, Goal, GoesSoon, KeptFor, Note, Reflection, Talk, TimeSet
from stigar.levels.queries.keeping import behind
from stigar.people.queries.gone import gone

if TYPE_CHECKING:
    from stigar.people.models import Person


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of thing: how many months it is kept (None: as long as the person works here), and when some of the reader's goes."""

    what: str
    words: str
    months: int | None
    next: date | None


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last of a shorter month.

    >>> months_before(date(2026, 3, 31), 1)
    datetime.date(2026, 2, 28)
    """
    place = day.year * 12 + day.month - 1 - months
    year, month = place // 12, place % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def kept_for() -> dict[str, int]:
    """The kinds that are kept for a time, with their months. One query."""
    return dict(KeptFor.objects.values_list("what", "months"))


def kept(person: Person) -> list[Kept]:
    """Every kind, with the next day on which something of the person's goes. Two queries."""
    months, soon = kept_for(), GoesSoon.objects.filter(person=person, gone_at=None).order_by("-on")
    days = dict(soon.values_list("what", "on"))
    return [Kept(what, str(words), months.get(what), days.get(what)) for what, words in KeptFor.WHAT]


def held_talks(*, by: date) -> QuerySet[Talk]:
    """Closed or put down no later than ``by``."""
    return Talk.objects.filter(Q(closed_at__date__lte=by) | Q(closed_at=None, put_down_at__date__lte=by))


def finished(what: str, *, by: date) -> list[tuple[UUID, date]]:
    """(person, day) of everything of the kind that was finished no later than ``by``."""
    return {
        KeptFor.TALK: _talks, KeptFor.PREPARED: _prepared, KeptFor.REFLECTION: _thought, KeptFor.LEVEL: lambda by: behind(by=by),
        KeptFor.LEFT: _left,
    }[what](by)  # fmt: skip


def _talks(by: date) -> list[tuple[UUID, date]]:
    return [(person, _day(*days)) for person, *days in held_talks(by=by).values_list("person", *_DAYS)]


def _prepared(by: date) -> list[tuple[UUID, date]]:
    talks = held_talks(by=by).values("pk")
    days = [f"preparation__talk__{name}" for name in _DAYS]
    answers = Answer.objects.filter(preparation__talk__in=talks).values_list("preparation__giver", *days).distinct()
    notes = Note.objects.filter(talk__in=talks).values_list("by", *(f"talk__{name}" for name in _DAYS)).distinct()
    return [(person, _day(*told)) for person, *told in (*answers, *notes)]


def _thought(by: date) -> list[tuple[UUID, date]]:
    return list(Reflection.objects.filter(at__date__lte=by).values_list("person", "at__date"))


def _left(by: date) -> list[tuple[UUID, date]]:
    """Those who have left and still have something here."""
    own = {"person": OuterRef("pk")}
    there = [Exists(model.objects.filter(**own)) for model in (Talk, Goal, Reflection, TimeSet)]
    return list(gone(by=by).filter(there[0] | there[1] | there[2] | there[3]).values_list("pk", "ended"))


_DAYS = ("closed_at__date", "put_down_at__date")


def _day(closed: date | None, put_down: date | None) -> date:
    day = closed or put_down
    assert day, "what is finished has a day"
    return day
