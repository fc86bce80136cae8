"""On which day a round reminds, and whom: those for whom a dialogue waits, and not those who are away."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from stigar.dialogues.models import Preparation, Talk

if TYPE_CHECKING:
    from stigar.dialogues.models import Round

LATE_DAYS = 2  # a server that stood still on the day reminds afterwards, but not when it is old news


@dataclass(slots=True)
class Waiting:
    """What waits for somebody: their own preparation, how many as the other one, and how many dialogues are ready to be held."""

    own: bool = False
    others: int = 0
    ready: int = 0


@dataclass(slots=True)
class Everybody:
    """By person; empty for who has nothing waiting."""

    waiting: dict[UUID, Waiting] = field(default_factory=dict)

    def of(self, person: UUID) -> Waiting:
        return self.waiting.setdefault(person, Waiting())


def reminder_days(row: Round) -> list[date]:
    """The days on which it reminds, in order. Days are counted on the calendar, so that no change of the clock moves them."""
    days = {row.ends - timedelta(days=number) for number in row.reminders}
    return sorted(day for day in days if day >= row.begins)


def reminder_due(row: Round, *, today: date, started: date) -> date | None:
    """The day whose letters are to be made now, or None when they are made, or too late, or from before the round was started."""
    passed = [day for day in reminder_days(row) if started < day <= today]
    if not passed or (today - passed[-1]).days > LATE_DAYS or (row.reminded_on and row.reminded_on >= passed[-1]):
        return None
    return passed[-1]


def waiting_in(row: Round, *, today: date) -> dict[UUID, Waiting]:
    """Everybody who has something to do in the round today. Two queries."""
    talks = open_talks(row, today=today)
    found = Everybody()
    unwritten = Preparation.objects.filter(talk__in=talks.filter(revealed_at=None).values("pk"), submitted_at=None)
    others: Counter[UUID] = Counter()
    for giver, person in unwritten.values_list("giver", "talk__person"):
        if giver == person:
            found.of(giver).own = True
        else:
            others[giver] += 1
    for giver, number in others.items():
        found.of(giver).others = number
    for person, reviewer in talks.exclude(revealed_at=None).values_list("person", "reviewer"):
        found.of(person).ready += 1
        found.of(reviewer).ready += 1
    return found.waiting


def open_talks(row: Round, *, today: date) -> QuerySet[Talk]:
    """Those that are not finished, whose person is not away."""
    back = Q(away_until=None) | Q(away_until__lt=today)
    return Talk.objects.filter(back, round=row, closed_at=None, put_down_at=None)
