"""Time set aside for development: what holds, what held, and whether it is enough for what is planned."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from stigar.dialogues.models import Talk, TimeSet
from stigar.dialogues.queries.signed import standing, time_as_signed
from stigar.foundation.prepared import prepared
from stigar.levels.queries.hours import Planned, planned

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from stigar.people.models import Person


@dataclass(frozen=True, slots=True)
class Time:
    """What holds today (or begins next), what held before, and for the person themself what the plan takes."""

    now: TimeSet | None
    before: tuple[TimeSet, ...]
    plan: Planned | None

    @property
    def short(self) -> Decimal:
        """Hours a week that the plan takes beyond what is set aside."""
        if self.plan is None:
            return Decimal()
        return max(Decimal(), self.plan.week - (self.now.hours if self.now else 0))


def time_of(person: Person, *, own: bool, today: date) -> Time:
    """Two queries for the person, one for the manager, who sees no sum over a plan that is not shown to them."""
    rows = _of_person(person)
    return _time(rows, planned(person, today=today) if own else None, today)


@prepared
def _of_person(person: Person) -> QuerySet[TimeSet]:
    return TimeSet.objects.filter(person=person).select_related("by").order_by("-begins", "-at")


def time_in(talk: Talk, *, viewer: Person, today: date) -> Time:
    """What holds, as one of the two sees it in their dialogue: whoever does not lead the person, only what was agreed in it."""
    if talk.as_manager or talk.person_id == viewer.pk:
        return time_of(talk.person, own=talk.person_id == viewer.pk, today=today)
    return _time(list(time_signed(talk))[::-1], None, today)


def time_signed(talk: Talk) -> tuple[TimeSet, ...]:
    """What the two have set aside in the dialogue; of a closed one as they signed it, whatever has been agreed since. Two queries at most."""
    kept = standing.first(talk) if talk.closed_at else None
    return time_as_signed(json.loads(kept.words)) if kept else tuple(agreed_in(talk))


@prepared
def agreed_in(talk: Talk) -> QuerySet[TimeSet]:
    """What the two have set aside in a dialogue, as it stands, the first first. One query."""
    return TimeSet.objects.filter(talk=talk).order_by("begins", "at", "pk")


def _time(rows: list[TimeSet], plan: Planned | None, today: date) -> Time:
    now = next((one for one in rows if one.ends is None or one.ends >= today), None)
    return Time(now, tuple(one for one in rows if one is not now), plan)
