"""What each person adds to the figure of one competence: whether they reach what is asked of them, by the level that counts today.

It is the only place where single people's levels are read for groups, and it hands them to the guard and nobody else.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from django.db.models import Q

from stigar.engine.gaps.blocks import Entry
from stigar.engine.gaps.entering import entries
from stigar.engine.gaps.known import Need
from stigar.engine.gaps.picture import Picture, Picturing, Placed
from stigar.levels.models import Certificate, Exemption, Level
from stigar.levels.queries.groups.asked import AskedOfAll

if TYPE_CHECKING:
    from collections.abc import Mapping

AHEAD = timedelta(days=365)  # so far ahead it is told who leaves
NOT_YET = 1  # in the picture levels stand one step higher, so that "not yet", which somebody has seen and said, has a place of its own
EVERYWHERE = "everywhere"


class Latest(NamedTuple):
    """The level that counts of somebody, the record it is, and its day."""

    level: int
    record: UUID
    source: str
    on: date


def of_competence(competence: UUID, asked: AskedOfAll, *, today: date) -> list[Entry]:
    """One entry for everybody who is asked for it and in whom it has been seen. Three queries."""
    people = asked.of.get(competence, [])
    latest = _latest(competence, today)
    known = [one for one in people if one in latest]
    if not known:
        return []
    picture = _laid(competence, known, asked, max(one.level for one in latest.values()))
    ended = _ended(competence, today)
    row = str(competence)
    for person in known:
        one, need = latest[person], asked.needs[person][competence]
        lapsed = one.source == Level.CERTIFICATE and person in ended
        level = min(one.level, need.level - 1) if lapsed else one.level
        picture.patch(person, row, level + NOT_YET, on=one.on)
    for person in _exempt(competence, today):
        if person in picture.number:
            picture.patch(person, row, 0, exempt=True)
    versions = {person: _mark(latest[person].record.bytes) for person in known}
    groups: Mapping[UUID, frozenset[str]] = asked.groups
    return list(entries(picture, row, groups=groups, versions=versions, measure="meets"))  # type: ignore[arg-type]


def of_leaving(asked: AskedOfAll, *, today: date) -> list[Entry]:
    """Who has a last day within a year, as far as the organisation knows; nothing is guessed from age or leave."""
    found = []
    for person, day in asked.ended.items():
        leaves = day is not None and today <= day <= today + AHEAD
        version = _mark(person.bytes + (day.isoformat() if day and leaves else "").encode())
        found.append(Entry(str(person), float(leaves), version, asked.groups[person]))
    return found


def _mark(record: bytes) -> str:
    """A name for a record that says nothing of whose it is."""
    return blake2b(record, digest_size=8).hexdigest()


def _laid(competence: UUID, people: Iterable[UUID], asked: AskedOfAll, highest: int) -> Picture:
    """The picture of one competence: people by what is required of them."""
    placed, profiles = [], {}
    for person in people:
        need = asked.needs[person][competence]
        key = f"{need.level} {need.importance}"
        highest = max(highest, need.level)
        profiles[key] = [Need(str(competence), need.level + NOT_YET, need.importance)]
        placed.append(Placed(person, key, EVERYWHERE))
    return Picturing(top=highest + NOT_YET).laid(placed, profiles, {EVERYWHERE: None})


def _latest(competence: UUID, today: date) -> dict[UUID, Latest]:
    """What counts of everybody: the latest that somebody else has seen."""
    rows = Level.objects.filter(competence=competence, source__in=Level.SEEN_BY_OTHERS, taken_back=None, on__lte=today)
    told = rows.order_by("on", "at").values_list("person", "level", "pk", "source", "on")
    return {person: Latest(level, record, source, on) for person, level, record, source, on in told}


def _ended(competence: UUID, today: date) -> set[UUID]:
    """Whose certificate for it has run out."""
    rows = Certificate.objects.filter(competence=competence, taken_away=None, level__isnull=False).exclude(
        confirmed_at=None
    )
    last = dict(rows.order_by("begins").values_list("person", "ends"))
    return {person for person, day in last.items() if day is not None and day < today}


def _exempt(competence: UUID, today: date) -> list[UUID]:
    rows = Exemption.objects.filter(competence=competence, begins__lte=today)
    return list(rows.filter(Q(ends=None) | Q(ends__gte=today)).values_list("person", flat=True))
