"""What a person could do to grow, from the library, and what they have decided to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import F

from stigar.levels.models import Activity, Experience, Offer
from stigar.library.queries.shelf import CompetenceShown, ItemShown, shelf

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from stigar.levels.queries.gaps import GapPicture, GapRow

GLADLY = 3  # "this is what I want"
URGENT, ATTRACTIVE = Activity.URGENT, Activity.ATTRACTIVE


@dataclass(frozen=True, slots=True)
class Rung:
    """One level on the way, and the activities of the library that lead to it."""

    level: int
    name: str
    items: tuple[ItemShown, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """From where somebody is in a competence up to where they are going, the lowest level first."""

    competence: CompetenceShown
    have: int
    target: int
    rungs: tuple[Rung, ...]
    row: GapRow | None = None

    @property
    def next(self) -> Rung | None:
        """The lowest level for which there is something to do."""
        return self.rungs[0] if self.rungs else None


@dataclass(frozen=True, slots=True)
class Plan:
    """The person's own: under way with the nearest day first, those whose level is reached already, and what is done."""

    open: tuple[Activity, ...]
    reached: tuple[Activity, ...]
    done: tuple[Activity, ...]

    @property
    def items(self) -> set[UUID]:
        """What of the library stands in it, done or not."""
        return {one.item_id for one in (*self.open, *self.reached, *self.done) if one.item_id}

    @property
    def hours(self) -> Decimal:
        """Hours set aside for what is under way."""
        return sum((one.hours for one in self.open if one.hours), Decimal())

    @property
    def hours_done(self) -> Decimal:
        return sum((one.hours for one in self.done if one.hours), Decimal())


def way(
    competence: CompetenceShown, have: int, target: int, taken: Iterable[UUID] = (), row: GapRow | None = None
) -> Way:
    """The activities for every level above ``have`` up to ``target``. Each stands at the lowest level it leads to, and again only at
    a level that has none of its own; one that leads no further than ``have`` is gone, and what is in the plan already (``taken``)
    is left out."""
    there = set(taken)
    left = [one for one in competence.activities if one.id not in there]
    rungs: list[Rung] = []
    for level, name in competence.model.scale:
        if have < level <= target:
            own = [one for one in left if _fits(one, level)]
            left = [one for one in left if one not in own]
            before = {
                one.id: one for rung in rungs for one in rung.items if one.level is not None and _fits(one, level)
            }
            if fits := own or list(before.values()):
                rungs.append(Rung(level, name, tuple(fits)))
    return Way(competence, have, target, tuple(rungs), row)


def ways(picture: GapPicture, *, by: str, taken: Iterable[UUID]) -> list[Way]:
    """One for every gap. By urgency: what cannot be done without first, then the widest. By what attracts: as gladly as the person
    has said they work with it. Both show all."""
    rows = [row for row in picture.below if row.asked.shown]
    if by == ATTRACTIVE:
        rows.sort(key=lambda row: -_interest(row))
    there = set(taken)
    return [
        way(row.asked.shown, level_of(row), row.asked.level, there, row) for row in rows if row.asked.shown is not None
    ]


def wishes(
    picture: GapPicture,
    told: Mapping[UUID, Experience],
    levels: Mapping[UUID, int],
    *,
    taken: Iterable[UUID],
    language: str,
) -> list[Way]:
    """What the person wants to work with though no gap asks for it: one level up from where they are. A wish is never hidden because
    nothing requires it; what it would be for the role is said beside it (``row``, None where the role does not ask)."""
    rows = {row.asked.competence: row for row in picture.rows}
    wanted = [one.id for one in shelf(language) if one.id in told and told[one.id].interest == GLADLY]
    books, there, found = shelf(language).by_id, set(taken), []
    for key in wanted:
        have, row = levels.get(key, 0), rows.get(key)
        above = [level for level, _name in books[key].model.scale if level > have]
        if above and not (row and row.missing):
            found.append(way(books[key], have, above[0], there, row))
    return found


def level_of(row: GapRow) -> int:
    """The level that counts; 0 while nobody has seen any."""
    return int(row.gap.assessed.level or 0) if row.gap.assessed else 0


def plan(rows: QuerySet[Activity], levels: dict[UUID, int]) -> Plan:
    """``rows`` are those the viewer may see; ``levels`` the levels that count. One query."""
    found = list(rows.select_related("offer").order_by(F("by_day").asc(nulls_last=True), "at"))
    for one in found:
        one.offered = getattr(one, "offer", None)  # type: ignore[attr-defined]
    going = [one for one in found if not one.done_on]
    reached = [one for one in going if _reached(one, levels)]
    done = sorted((one for one in found if one.done_on), key=lambda one: (one.done_on, one.at), reverse=True)
    return Plan(tuple(one for one in going if one not in reached), tuple(reached), tuple(done))


def taken_items(rows: QuerySet[Activity]) -> set[UUID]:
    """What of the library stands in the plan, done or not. One query."""
    return {key for key in rows.exclude(item=None).values_list("item", flat=True) if key}


def offers_waiting() -> list[Offer]:
    """Own activities offered to the library that nobody has answered, the oldest first. One query."""
    rows = Offer.objects.filter(answered_at=None, activity__dropped_at=None, activity__competence__isnull=False)
    return list(rows.select_related("activity__person").order_by("at"))


def competences_in_order(language: str, first: Sequence[UUID] = ()) -> list[tuple[str, str]]:
    """What an activity may lead to: the competences with a gap first, then the library in its own order."""
    names = {one.id: one.name for one in shelf(language)}
    return [(str(key), names[key]) for key in dict.fromkeys((*first, *names)) if key in names]


def _fits(one: ItemShown, level: int) -> bool:
    if one.level is None:
        return True
    return one.level <= level <= (one.until or one.level)


def _interest(row: GapRow) -> int:
    told = row.experience.interest if row.experience else None
    return -1 if told is None else int(told)


def _reached(one: Activity, levels: dict[UUID, int]) -> bool:
    return one.toward is not None and one.competence_id is not None and levels.get(one.competence_id, 0) >= one.toward
