"""What a plan takes in hours a week: what is left until its day, spread evenly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from stigar.levels.rules import visible_activities

if TYPE_CHECKING:
    from stigar.people.models import Person

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Planned:
    """Hours a week that the dated activities take, and the hours in all of those without a day."""

    week: Decimal
    undated: Decimal

    def __bool__(self) -> bool:
        return bool(self.week or self.undated)


def planned(person: Person, *, today: date) -> Planned:
    """Of one's own plan. One query beside the rule's."""
    rows = visible_activities(person, person, today=today).filter(done_on=None, hours__isnull=False)
    week = undated = Decimal()
    for hours, day in rows.values_list("hours", "by_day"):
        taken = hours or Decimal()
        if day is None:
            undated += taken
        else:
            week += taken / weeks_until(day, today=today)
    return Planned(week.quantize(TENTH, ROUND_HALF_UP), undated)


def weeks_until(day: date, *, today: date) -> int:
    """Whole weeks, begun ones too, and one at least: what is overdue is this week's.

    >>> weeks_until(date(2026, 11, 28), today=date(2026, 11, 20)), weeks_until(date(2026, 1, 1), today=date(2026, 11, 20))
    (2, 1)
    """
    return max(1, -(-(day - today).days // 7))
