"""From a table as it lies to levels: who, which competence, which level, which day, and who saw it. Everything wrong is told at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from stigar.levels.readers.grids import Grid, clean, key
from stigar.levels.readers.scales import LEFT_OUT
from stigar.levels.readers.shape import LONG, Shape, below, headings, labels
from stigar.people.readers.faults import FileFault
from stigar.people.readers.tables import as_text
from stigar.people.readers.values import day as day_of

if TYPE_CHECKING:
    from stigar.levels.queries.bringing import Whom

MOST_TOLD = 1_000
EARLIEST = date(1990, 1, 1)


class Brought(NamedTuple):
    """One level in the file; ``by`` is who saw it, when the file says so."""

    person: UUID
    competence: UUID
    level: int
    on: date
    by: UUID | None


@dataclass(frozen=True, slots=True)
class Choice:
    """How the file is read, as the person has chosen: what each thing and each value is, the day where the file says none."""

    shape: Shape
    things: Mapping[str, UUID]
    values: Mapping[str, int | None]
    day: date | None
    leave_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """What the file is held against: whom it may be about, who may have seen them, the scale of each competence, what the one who
    brings it judges blind now, what they are called themself, and the day today."""

    people: Whom
    colleagues: Whom
    scales: Mapping[UUID, frozenset[int]]
    judged: frozenset[tuple[UUID, UUID]]
    oneself: frozenset[str]
    today: date


@dataclass(slots=True)
class Read:
    """What came of it. ``left`` counts rows about people who are not found, when they are to be left out."""

    levels: list[Brought] = field(default_factory=list)
    faults: list[FileFault] = field(default_factory=list)
    of_faults: int = 0
    left: int = 0
    rows: int = 0


def read_levels(grid: Grid, choice: Choice, ground: Ground) -> Read:
    """Every level of the file, and every fault with its place. ``grid`` lies as ``choice.shape`` says."""
    return _Reading(grid, choice, ground).done()


class _Reading:
    """The file on its way."""

    def __init__(self, grid: Grid, choice: Choice, ground: Ground) -> None:
        self.grid, self.choice, self.shape, self.ground = grid, choice, choice.shape, ground
        self.titles, self.read = headings(grid, choice.shape.heading), Read()
        self.index = ground.people.numbers if self.shape.by_number else ground.people.names
        self.seen: dict[tuple[UUID, UUID, date], tuple[int, int]] = {}
        self.known: dict[tuple[Any, UUID], int | str | None] = {}
        self.days: dict[Any, date | None] = {}

    def done(self) -> Read:
        rows = self._long() if self.shape.kind == LONG else self._matrix()
        for row, column, person, competence, cell, on, by in rows:
            if cell == "":
                continue
            level = self._level(cell, competence)
            if level is None:
                continue
            if isinstance(level, str):
                self._wrong(level, row, column, cell, scale=", ".join(map(str, sorted(self.ground.scales[competence]))))
                continue
            self._keep(row, column, Brought(person, competence, level, on, by))
        return self.read

    def _keep(self, row: int, column: int, one: Brought) -> None:
        before = self.seen.setdefault((one.person, one.competence, one.on), (row, one.level))
        if before[0] != row or before[1] != one.level:
            if before[1] != one.level:
                self._wrong("twice", row, column, one.level, first=before[0], level=before[1])
            return
        if (one.person, one.competence) in self.ground.judged:
            self._wrong("both-judge-now", row, column, one.level)
        elif one.by == one.person:
            self._wrong("self-said", row, column, one.level)
        else:
            self.read.levels.append(one)

    def _matrix(self) -> Iterator[tuple[int, int, UUID, UUID, Any, date, UUID | None]]:
        told = labels(self.grid, self.shape)
        columns = [(place, self.choice.things[label]) for place, label in told.items() if label in self.choice.things]
        for number, cells in below(self.grid, self.shape):
            if not any(place < len(cells) and cells[place] != "" for place, _ in columns):
                continue
            person, on, by = self._of_row(number, cells)
            if person is None or on is None:
                continue
            width = len(cells)
            for place, competence in columns:
                if place < width:
                    yield number, place, person, competence, cells[place], on, by

    def _long(self) -> Iterator[tuple[int, int, UUID, UUID, Any, date, UUID | None]]:
        thing, level = self.shape.competence or 0, self.shape.level or 0
        named: dict[Any, UUID | None] = {}
        for number, cells in below(self.grid, self.shape):
            said = cells[thing] if thing < len(cells) else ""
            if said not in named:
                named[said] = self.choice.things.get(as_text(clean(said)))
            competence = named[said]
            if competence is None or level >= len(cells) or cells[level] == "":
                continue
            person, on, by = self._of_row(number, cells)
            if person is not None and on is not None:
                yield number, level, person, competence, cells[level], on, by

    def _of_row(self, number: int, cells: Sequence[Any]) -> tuple[UUID | None, date | None, UUID | None]:
        """Whom a row is about, of which day, and who saw it."""
        said = self._said(cells)
        if not said:
            return None, None, None
        self.read.rows += 1
        person = self.index.get(said)
        if person is None:
            self._nobody(number, said)
            return None, None, None
        return person, self._day(number, cells), self._who(number, cells)

    def _said(self, cells: Sequence[Any]) -> str:
        place, family = self.shape.person, self.shape.family
        said = cells[place] if place < len(cells) else ""
        return key(f"{said} {cells[family]}" if family is not None and family < len(cells) else said)

    def _nobody(self, number: int, said: str) -> None:
        if said in self.index:  # two are called so
            self._wrong("two-people", number, self.shape.person, said)
        elif self.choice.leave_unknown:
            self.read.left += 1
        else:
            self._wrong(
                "yourself" if said in self.ground.oneself else "unknown-person", number, self.shape.person, said
            )

    def _day(self, number: int, cells: Sequence[Any]) -> date | None:
        place = self.shape.day
        cell = cells[place] if place is not None and place < len(cells) else ""
        if cell == "":
            if self.choice.day is None:
                self._wrong("no-day", number, place)
            return self.choice.day
        if cell not in self.days:
            self.days[cell] = self._as_day(cell)
        found = self.days[cell]
        if found is None:
            self._wrong("bad-day", number, place, clean(cell))
        elif found > self.ground.today:
            self._wrong("day-ahead", number, place, clean(cell))
            return None
        return found

    def _as_day(self, cell: Any) -> date | None:
        try:
            found = day_of(clean(cell), self.grid.epoch)
        except ValueError:
            return None
        return found if found and found >= EARLIEST else None

    def _who(self, number: int, cells: Sequence[Any]) -> UUID | None:
        place = self.shape.who
        said = key(cells[place]) if place is not None and place < len(cells) else ""
        if not said:
            return None
        found = self.ground.colleagues.names.get(said) or self.ground.people.numbers.get(said)
        if found is None:
            self._wrong("unknown-who", number, place, said)
        return found

    def _level(self, cell: Any, competence: UUID) -> int | str | None:
        """The level, the code of what is wrong, or None when the value says nothing."""
        there = self.known.get((cell, competence), self)
        if there is self:
            there = self.known[cell, competence] = self._worked_out(key(cell), competence)
        return there  # type: ignore[return-value]

    def _worked_out(self, said: str, competence: UUID) -> int | str | None:
        if not said:
            return None
        level = self.choice.values.get(said)
        if level == LEFT_OUT:
            return None
        if level is None:
            return "no-level"
        return level if level == 0 or level in self.ground.scales[competence] else "off-scale"

    def _wrong(self, code: str, row: int, column: int | None, value: object = "", **more: object) -> None:
        self.read.of_faults += 1
        if len(self.read.faults) < MOST_TOLD:
            heading = self.titles.get(column, "") if column is not None else ""
            self.read.faults.append(self.grid.fault(code, row, column, heading, clean(value), **more))


def counted(levels: Sequence[Brought]) -> tuple[Counter[UUID], Counter[UUID]]:
    """How many levels of each person and in each competence."""
    return Counter(one.person for one in levels), Counter(one.competence for one in levels)
