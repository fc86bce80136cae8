"""Certificates that roles ask for: of one role, and how somebody stands against them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from stigar.levels.models import RequiredCertificate
from stigar.levels.queries.certificates import WARN_DAYS, Paper
from stigar.levels.queries.required import profiles_for
from stigar.people.queries.roles import roles_today

if TYPE_CHECKING:
    from stigar.people.models import Person


@dataclass(frozen=True, slots=True)
class Wanted:
    """A certificate that is asked of somebody: by which roles, which of theirs answers it, and until when it does (None: for good)."""

    name: str
    months: int | None
    of: tuple[str, ...]
    key: UUID
    paper: Paper | None
    until: date | None
    days: int | None

    @property
    def state(self) -> str:
        """ "missing", "ended", "ends" (within ninety days) or "holds"."""
        if self.paper is None:
            return "missing"
        if self.days is None or self.days > WARN_DAYS[0]:
            return "holds"
        return "ended" if self.days < 0 else "ends"


def asked_by(roles: Iterable[UUID]) -> list[RequiredCertificate]:
    """What these roles ask for, in alphabetical order. One query."""
    rows = RequiredCertificate.objects.filter(role__in=roles).select_related("role")
    return sorted(rows, key=lambda one: (one.name.casefold(), one.role.title))


def wanted_of(person: Person, papers: Sequence[Paper], *, today: date) -> list[Wanted]:
    """What the person's roles today and the profiles that hold for them ask for, against ``papers``: those of theirs that the viewer may
    see. What stands worst stands first."""
    roles = {role.pk for role in roles_today(person, today=today)}
    asking = {one.role for one in profiles_for(person, roles, today=today)}
    by_name: dict[str, list[RequiredCertificate]] = {}
    for one in asked_by(roles | asking):
        by_name.setdefault(folded(one.name), []).append(one)
    found = [_wanted(some, papers, today) for some in by_name.values()]
    return sorted(found, key=lambda one: ("missing", "ended", "ends", "holds").index(one.state))


def lasts_until(begins: date, ends: date | None, months: int | None) -> date | None:
    """The last day that counts: its own, or so many months from its first, whichever comes first.

    >>> lasts_until(date(2026, 1, 31), None, 13)
    datetime.date(2027, 2, 27)
    """
    if months is None:
        return ends
    place = begins.year * 12 + begins.month - 1 + months
    year, month = place // 12, place % 12 + 1
    last = date(year, month, min(begins.day, monthrange(year, month)[1])) - timedelta(days=1)
    return min(last, ends) if ends else last


def shortest(person: Person, name: str, *, today: date) -> int | None:
    """After how many months a certificate by this name is to be renewed, as the strictest of the person's roles asks."""
    told = [one.months for one in wanted_of(person, (), today=today) if folded(one.name) == folded(name)]
    return told[0] if told else None


def folded(name: str) -> str:
    """Two names are the same whatever their capitals and spaces."""
    return " ".join(name.casefold().split())


def _wanted(some: Sequence[RequiredCertificate], papers: Sequence[Paper], today: date) -> Wanted:
    """Of one name; where several roles ask for it the shortest time counts."""
    months = min((one.months for one in some if one.months is not None), default=None)
    same = [one for one in papers if not one.renewed and folded(one.row.name) == folded(some[0].name)]
    told = [(lasts_until(one.row.begins, one.row.ends, months), one) for one in same]
    until, paper = max(told, key=lambda one: one[0] or date.max, default=(None, None))
    days = (until - today).days if until else None
    return Wanted(some[0].name, months, tuple(one.role.title for one in some), some[0].pk, paper, until, days)
