"""How long a profile project takes: a plain sum anyone can follow, with a range, and what would make a wished date realistic.

Weeks, likely: gathering people 2 + 1 for every ten who take part; workshops at two a week; writing 1 for every three roles;
approval 2 + 1 for every six roles; teaching 1. The range is from three quarters of the sum to one and a half times it, because plans
are seldom kept to the day and mostly overrun (Buehler, Griffin & Ross, 1994, on how people plan). Two workshops a role are proposed:
one to find the requirements, one to settle them; and never fewer than one for every eight people.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from stigar.profiles.models import Participant, TimeFrame

if TYPE_CHECKING:
    from stigar.profiles.models import Project

SHORTER, LONGER = 0.75, 1.5
SEATS, PACE = 8, 2  # people in a workshop; workshops a week


@dataclass(frozen=True, slots=True)
class Part:
    """One term of the sum, in weeks: gathering, workshops, writing, approval, teaching."""

    what: str
    weeks: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """So many weeks in all: from ``low`` to ``high``, and ``likely``; from the day it begins."""

    begins: date
    parts: tuple[Part, ...]

    @property
    def likely(self) -> int:
        return math.ceil(sum(part.weeks for part in self.parts))

    @property
    def low(self) -> int:
        return math.ceil(self.likely * SHORTER)

    @property
    def high(self) -> int:
        return math.ceil(self.likely * LONGER)

    def ready(self, weeks: int) -> date:
        """The day so many weeks on."""
        return self.begins + timedelta(weeks=weeks)

    @property
    def days(self) -> tuple[date, date, date]:
        """Ready at the earliest, likely, and at the latest."""
        return self.ready(self.low), self.ready(self.likely), self.ready(self.high)


@dataclass(frozen=True, slots=True)
class Advice:
    """A wished day laid beside the estimate: ``verdict`` is fits, tight or unrealistic, and what would make it realistic.

    ``fewer_workshops`` and ``fewer_roles`` are how many to keep, None where that alone is not enough; ``later`` is a day that fits.
    """

    verdict: str
    later: date
    fewer_workshops: int | None = None
    fewer_roles: int | None = None


def proposed_workshops(roles: int, people: int) -> int:
    """Two for each role, and never fewer than one for every eight people.

    >>> proposed_workshops(3, 20), proposed_workshops(1, 30)
    (6, 4)
    """
    return max(2 * roles, math.ceil(people / SEATS), 1)


def estimate(*, begins: date, roles: int, people: int, workshops: int) -> Estimate:
    """The sum for so many roles, people who take part, and workshops.

    >>> found = estimate(begins=date(2027, 1, 11), roles=3, people=10, workshops=6)
    >>> found.low, found.likely, found.high
    (9, 11, 17)
    """
    terms = {
        "gathering": 2 + people / 10, "workshops": workshops / PACE, "writing": roles / 3,
        "approval": 2 + roles / 6, "teaching": 1,
    }  # fmt: skip
    return Estimate(begins, tuple(Part(what, round(float(weeks), 1)) for what, weeks in terms.items()))


def advice(wished: date, *, begins: date, roles: int, people: int, workshops: int) -> Advice:
    """Whether the wished day is realistic: after the likely day it fits, before the earliest it is not.

    >>> advice(date(2027, 2, 1), begins=date(2027, 1, 11), roles=3, people=10, workshops=6).verdict
    'unrealistic'
    """
    found = estimate(begins=begins, roles=roles, people=people, workshops=workshops)
    earliest, likely, _latest = found.days
    if wished >= likely:
        return Advice("fits", likely)

    def fits(roles: int, workshops: int) -> bool:
        return estimate(begins=begins, roles=roles, people=people, workshops=workshops).days[1] <= wished

    return Advice(
        "tight" if wished >= earliest else "unrealistic", likely,
        _most(workshops - 1, lambda number: fits(roles, number)),
        _most(roles - 1, lambda number: fits(number, proposed_workshops(number, people))),
    )  # fmt: skip


def of(project: Project) -> tuple[TimeFrame | None, int, int]:
    """What is set, and how many roles and people who take part there are. Three queries."""
    kept = TimeFrame.objects.filter(project=project).first()
    taking_part = Participant.objects.filter(project=project, left=None).values("person").distinct().count()
    return kept, project.roles.count(), taking_part


def _most(highest: int, fits: Callable[[int], bool]) -> int | None:
    return next((number for number in range(highest, 0, -1) if fits(number)), None)
