"""What is published of groups, read for a page with one query: figures of units in competences, and what follows from those alone.

Nothing here knows a person. What is strong, lacking or at risk, and what a programme would close, is worked out from the figures that
are shown and from nothing else, so it can tell no more than they do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from stigar.engine.text.order import sort_key
from stigar.levels.models import Published
from stigar.library.queries.shelf import shelf

STRONG, HALF = 0.8, 0.5  # the share that reaches what is asked
FEW, MOST = 2, 5
PROGRAMMES = "programmes"


class Figure(NamedTuple):
    """Of so many people, so many reach what is asked of them; the days of the sums it is made of."""

    people: int
    reach: int
    oldest: date
    newest: date

    @property
    def short(self) -> int:
        """Who does not reach it."""
        return self.people - self.reach

    @property
    def share(self) -> float:
        return self.reach / self.people


@dataclass(frozen=True, slots=True)
class Cell:
    """A unit in a competence: how many are asked for it, the level most need, its greatest importance; the figure, None where it is not
    shown; and the figure that was shown before."""

    competence: UUID
    name: str
    asked: int
    level: int
    importance: int
    now: Figure | None
    before: Figure | None

    @property
    def kind(self) -> str:
        """How it stands, in a word: what the picture's pattern is chosen by."""
        if self.now is None:
            return "hidden"
        return "strong" if self.now.share >= STRONG else "half" if self.now.share >= HALF else "low"

    @property
    def points(self) -> int:
        """Those who do not reach it, times how much it matters."""
        return self.now.short * self.importance if self.now else 0


@dataclass(frozen=True, slots=True)
class Closed:
    """What a programme would close in one competence: so many times so much."""

    cell: Cell

    @property
    def people(self) -> int:
        return self.cell.now.short if self.cell.now else 0

    @property
    def points(self) -> int:
        return self.cell.points


@dataclass(frozen=True, slots=True)
class Closing:
    """A programme and what it would close here, each term visible; ``untold`` of its competences have no figure here."""

    name: str
    parts: tuple[Closed, ...]
    hours: float
    untold: int

    @property
    def points(self) -> int:
        return sum(one.points for one in self.parts)

    @property
    def people(self) -> int:
        """At least so many would take part: who are missing in one competence may be the same as in another."""
        return max((one.people for one in self.parts), default=0)

    @property
    def least_hours(self) -> float:
        return self.people * self.hours


@dataclass(frozen=True, slots=True)
class OfUnit:
    """A unit's figures by competence, in the order of their names; of those counted, how many have a last day within a year."""

    unit: UUID
    people: int
    cells: Mapping[UUID, Cell]
    leaving: int | None
    at: datetime

    @property
    def told(self) -> tuple[Cell, ...]:
        return tuple(one for one in self.cells.values() if one.now)

    @property
    def strong_count(self) -> int:
        return sum(one.kind == "strong" for one in self.told)

    @property
    def strong(self) -> tuple[Cell, ...]:
        """Where four in five reach what is asked, what cannot be done without first."""
        found = sorted((one for one in self.told if one.kind == "strong"), key=lambda one: -one.importance)
        return tuple(found[:MOST])

    @property
    def lacking(self) -> tuple[Cell, ...]:
        """The greatest gaps: most that do not reach it, times how much it matters. Competences are in order, never people."""
        return tuple(sorted((one for one in self.told if one.points), key=lambda one: -one.points)[:MOST])

    @property
    def at_risk(self) -> tuple[tuple[Cell, int], ...]:
        """Where two or fewer reach it, or might when those have left whose last day is known; and how many that would be at worst."""
        found = [(one, max(0, one.now.reach - (self.leaving or 0))) for one in self.told if one.now]
        risky = [(one, left) for one, left in found if left <= FEW]
        return tuple(sorted(risky, key=lambda each: (each[1], -each[0].importance))[:MOST])


@dataclass(frozen=True, slots=True)
class Read:
    """The units that were asked for and have been counted, and the programmes there are."""

    units: Mapping[UUID, OfUnit]
    programmes: Sequence[Mapping[str, Any]]

    @property
    def at(self) -> datetime | None:
        return max((one.at for one in self.units.values()), default=None)


def read(units: Iterable[UUID], *, language: str) -> Read:
    """These units, which the viewer may see. One query, and one whether the shelf has changed."""
    asked = [*(f"unit:{one}" for one in units), PROGRAMMES]
    rows = Published.objects.filter(group__in=asked).values_list("group", "figures", "at")
    names = _Names(language)
    found, kept = {}, ()
    for group, figures, at in rows:
        if group == PROGRAMMES:
            kept = figures["of"]
        else:
            unit = UUID(group.removeprefix("unit:"))
            found[unit] = _unit(unit, figures, names, at, language)
    return Read(found, kept)


def over_units(competence: UUID, *, language: str) -> tuple[str, dict[UUID, Cell]]:
    """A competence's name, and its figures in every unit that is asked for it; none before it is counted. One query, and one for the shelf."""
    row = Published.objects.filter(group=f"over:{competence}").values_list("figures", flat=True).first()
    names = _Names(language)
    told = row["of"] if row else {}
    return names[competence], {UUID(unit): _cell(competence, one, names) for unit, one in told.items()}


def in_any(units: Iterable[OfUnit | None], *, language: str) -> list[Cell]:
    """Every competence that any of the units is asked for, by name: as it stands where most are asked."""
    found: dict[UUID, Cell] = {}
    for unit in units:
        for key, cell in unit.cells.items() if unit else ():
            if key not in found or cell.asked > found[key].asked:
                found[key] = cell
    return sorted(found.values(), key=lambda cell: sort_key(cell.name, language))


def is_counted() -> bool:
    """Whether anything has been published yet. One query."""
    return bool(Published.objects.filter(group=PROGRAMMES).exists())


def closing(unit: OfUnit, programmes: Iterable[Mapping[str, Any]], language: str) -> tuple[Closing, ...]:
    """Programmes by what they would close here, as far as the shown figures tell; most first."""
    found = []
    for one in programmes:
        cells = [unit.cells[key] for key in map(UUID, one["competences"]) if key in unit.cells]
        parts = sorted((Closed(cell) for cell in cells if cell.points), key=lambda each: -each.points)
        untold = sum(cell.now is None for cell in cells)
        names = one["names"]
        name = names.get(language) or names.get("en") or next(iter(names.values()))
        found.append(Closing(name, tuple(parts), one["hours"], untold))
    return tuple(sorted((one for one in found if one.points), key=lambda one: (-one.points, one.name)))


class _Names(dict[UUID, str]):
    """A competence's name in a language; an id that is no longer on the shelf has none."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.books = shelf(language).by_id

    def __missing__(self, key: UUID) -> str:
        name = self[key] = self.books[key].name if key in self.books else ""
        return name


def _unit(unit: UUID, figures: Mapping[str, Any], names: Mapping[UUID, str], at: datetime, language: str) -> OfUnit:
    cells = (_cell(UUID(key), told, names) for key, told in figures["of"].items())
    named = sorted((one for one in cells if one.name), key=lambda one: sort_key(one.name, language))
    leaving = figures["leaving"]
    return OfUnit(unit, figures["people"], {one.competence: one for one in named}, leaving and leaving[1], at)


def _cell(key: UUID, told: Mapping[str, Any], names: Mapping[UUID, str]) -> Cell:
    before = told["before"]
    asked, level, importance = told["asked"]
    now, was = (_figure(told["now"]) if told["now"] else None), (_figure(before[0]) if before else None)
    return Cell(key, names[key], asked, level, importance, now, was)


def _figure(told: Sequence[Any]) -> Figure:
    people, reach, oldest, newest = told
    return Figure(people, reach, date.fromisoformat(oldest), date.fromisoformat(newest))
