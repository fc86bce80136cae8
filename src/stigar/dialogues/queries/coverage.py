"""How far a round has come: how many dialogues are being prepared, prepared by both, held and signed. Never what is said in them.

That a dialogue is booked, held or signed is HR's to see by name, since HR asked for it, and HR of some units sees it of the people there;
who of the two has not handed in is not, and union and safety representatives see the whole round only, from five people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from stigar.dialogues.models import Pairing, Summary, Talk
from stigar.dialogues.queries.pairing import Lacking, Pair, Plan, chosen_of, manager_among, paired
from stigar.foundation import clock
from stigar.foundation.policy import SMALLEST_GROUP
from stigar.foundation.prepared import prepared
from stigar.people.queries.units import UnitRow, parts_alone, tree
from stigar.people.queries.workplaces import Workplace, people_named, workplaces

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from stigar.dialogues.models import Round

WAITS, PREPARED, HELD, SIGNED, AWAY = "waits", "prepared", "held", "signed", "away"
STATES = (SIGNED, HELD, PREPARED, WAITS, AWAY)  # the furthest first, as the bar is read


@dataclass(frozen=True, slots=True)
class Standing:
    """One dialogue of the round. ``manager`` is who leads the person now, if it is somebody else than the reviewer."""

    talk: UUID
    person: Workplace
    reviewer: UUID
    reviewer_name: str
    state: str
    revealed: bool
    booked: datetime | None
    away: date | None
    may_stay: bool = True
    moved: bool = False
    manager: UUID | None = None
    manager_name: str = ""

    @property
    def counted(self) -> str:
        """Where it is counted: as away when the person is, and the two have not met yet."""
        return AWAY if self.away and self.state in (WAITS, PREPARED) else self.state


@dataclass(frozen=True, slots=True)
class Line:
    """A unit with its parts, or somebody's dialogues as reviewer, and how many are in each state."""

    key: UUID | None
    name: str
    depth: int
    counts: Mapping[str, int]

    @property
    def all(self) -> int:
        return sum(self.counts.values())

    @property
    def signed(self) -> int:
        return self.counts.get(SIGNED, 0)

    @property
    def in_order(self) -> tuple[int, ...]:
        """The numbers in the order of ``STATES``."""
        return tuple(self.counts.get(state, 0) for state in STATES)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The whole of it: everybody by name, and what waits for HR."""

    people: tuple[Standing, ...]
    units: tuple[Line, ...]
    managers: tuple[Line, ...]
    gone: int  # dialogues of those who have left, counted nowhere else
    tree: tuple[UnitRow, ...] = ()
    late: tuple[Pair, ...] = ()
    lacking: tuple[Lacking, ...] = ()
    whole: Line = field(default_factory=lambda: Line(None, "", 0, {}))
    elsewhere: int = 0  # dialogues of those who work in a unit now that the reader is not HR for: how many, and no more
    holds: bool = True  # the reader holds the round, and decides what waits

    @property
    def moved(self) -> tuple[Standing, ...]:
        """Those HR decides on: both have handed in, or there is nobody new to hand it to."""
        return tuple(one for one in self.people if self.holds and one.moved and (one.revealed or not one.manager))

    @property
    def away(self) -> tuple[Standing, ...]:
        return tuple(one for one in self.people if one.away)

    @property
    def waits(self) -> int:
        """What waits for HR."""
        return len(self.moved) + len(self.late) + len(self.lacking)


def coverage_of(
    row: Round, *, language: str, today: date, reach: frozenset[UUID] | None = None, holds: bool = True
) -> Coverage:
    """Of a round that has been started. Six queries, one more when a reviewer has left.

    ``reach`` is the units whose people's dialogues the reader sees (None is all of them): of a round that reaches wider there is no
    number from which anything of the others could be worked out.
    """
    everybody = workplaces(language=language, today=today)
    people, gone, talked = _standings(row, everybody, today=today)
    units = tree()
    seen = people if reach is None else tuple(_seen_from(one, reach) for one in people if one.person.is_in(reach))
    if reach is not None:
        units = parts_alone(units, reach)
    open_round, words = (
        holds and row.ended_at is None,
        {one.person_id: one for one in Pairing.objects.filter(round=row)},
    )
    wanted = [one for one in chosen_of(everybody.values(), row.whom, language=language) if one.id not in talked]
    plan = paired(everybody, wanted, words) if open_round and wanted else Plan((), (), ())
    return Coverage(
        seen, _by_unit(seen, units), _by_reviewer(seen), gone if holds else 0, units, plan.pairs, plan.lacking,
        _line(None, row.name, 0, seen), len(people) - len(seen) if holds else 0, holds,
    )  # fmt: skip


def _seen_from(one: Standing, reach: frozenset[UUID]) -> Standing:
    """Somebody who works in two units is told in that which the reader is HR for."""
    there = tuple(unit for unit in one.person.units if unit in reach)
    return replace(one, person=replace(one.person, units=there))


def moved_in(row: Round, *, language: str, today: date) -> tuple[Standing, ...]:
    """The open dialogues whose reviewer leads the person no longer, or has left. Three queries."""
    people, _gone, _talked = _standings(row, workplaces(language=language, today=today), today=today)
    return tuple(one for one in people if one.moved)


def shared_line(row: Round, *, today: date) -> Line | None:
    """The whole round for who speaks for the employed, or None when it is of fewer than five people. Three queries."""
    people, _gone, _talked = _standings(row, workplaces(language="sv", today=today), today=today)
    if len(people) < SMALLEST_GROUP:
        return None
    return Line(None, row.name, 0, Counter(one.state for one in people))  # that somebody is away is not told


def parts_of(units: Iterable[Line], tops: Iterable[UnitRow], inside: UUID | None) -> list[Line]:
    """The lines one step below a unit, or below the top: each leads further down."""
    below = {row.id for row in tops if row.parent_id == inside}
    return [line for line in units if line.key in below]


def state_of(*, revealed: bool, closed: bool, signatures: int, written: bool, met: bool) -> str:
    """How far a dialogue has come: held when the booked time has passed or the summary is begun, after both have prepared.

    >>> state_of(revealed=True, closed=False, signatures=0, written=False, met=True)
    'held'
    """
    if closed:
        return SIGNED if signatures >= 2 else HELD
    if not revealed:
        return WAITS
    return HELD if written or met else PREPARED


def _standings(
    row: Round, everybody: Mapping[UUID, Workplace], *, today: date
) -> tuple[tuple[Standing, ...], int, set[UUID]]:
    rows = _rows(row)
    left = {one[2] for one in rows if one[2] not in everybody}
    names = people_named(left) if left else {}
    now, found = clock.now(), dict[UUID, Standing]()
    for key, person, reviewer, as_manager, revealed, closed, away, begins, cancelled, written, signatures in rows:
        if (one := everybody.get(person)) is None:
            continue
        booked = begins if begins and not cancelled else None
        state = state_of(
            revealed=revealed is not None, closed=closed is not None, signatures=signatures, written=written,
            met=booked is not None and booked <= now,
        )  # fmt: skip
        there = reviewer in everybody
        moved = closed is None and (not there or (as_manager and reviewer not in one.managers))
        boss = manager_among(one, everybody) if moved else None
        found[person] = Standing(
            key, one, reviewer, everybody[reviewer].name if there else names.get(reviewer, ""), state, revealed is not None, booked,
            away if away and away >= today else None, there, moved, boss, everybody[boss].name if boss else "",
        )  # fmt: skip
    in_order = tuple(found[key] for key in everybody if key in found)
    return in_order, len(rows) - len(found), {one[1] for one in rows}


@prepared
def _rows(row: Round) -> QuerySet[Talk, tuple[Any, ...]]:
    signed = Count("signatures", filter=Q(signatures__taken_away_at=None))
    talks = Talk.objects.filter(round=row, put_down_at=None).annotate(
        written=Exists(Summary.objects.filter(talk=OuterRef("pk"))), signed=signed
    )
    return talks.values_list(
        "pk", "person", "reviewer", "as_manager", "revealed_at", "closed_at", "away_until", "booking__begins",
        "booking__cancelled_at", "written", "signed",
    )  # fmt: skip


def _by_unit(people: Iterable[Standing], units: Iterable[UnitRow]) -> tuple[Line, ...]:
    """Each unit with everything under it, in the order of the tree; those without anybody left out."""
    own: dict[UUID | None, Counter[str]] = {}
    for one in people:
        own.setdefault(one.person.unit, Counter())[one.counted] += 1
    rows = list(units)
    total = {row.id: Counter(own.get(row.id, Counter())) for row in rows}
    for row in reversed(rows):
        if row.parent_id in total:
            total[row.parent_id] += total[row.id]
    lines = [Line(row.id, row.name, row.depth, total[row.id]) for row in rows if total[row.id]]
    homeless = own.get(None)
    return tuple([*lines, Line(None, "", 0, homeless)] if homeless else lines)


def _by_reviewer(people: Iterable[Standing]) -> tuple[Line, ...]:
    found: dict[tuple[UUID, str], Counter[str]] = {}
    for one in people:
        found.setdefault((one.reviewer, one.reviewer_name), Counter())[one.counted] += 1
    return tuple(Line(key, name, 0, counts) for (key, name), counts in sorted(found.items(), key=lambda one: one[0][1]))


def _line(key: UUID | None, name: str, depth: int, people: Iterable[Standing]) -> Line:
    return Line(key, name, depth, Counter(one.counted for one in people))
