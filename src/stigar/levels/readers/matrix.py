"""From a table as it lies to levels: who, which competence, which level, which day, and who saw it. Everything wrong is told at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias
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


_Row: TypeAlias = tuple[int, UUID, date, UUID | None, list[tuple[int, UUID, Any]]]


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
        same: dict[
            UUID, UUID
        ] = {}  # one object for each competence, so that they are told apart by which object they are
        self.things = {label: same.setdefault(one, one) for label, one in choice.things.items()}
        self.seen: dict[tuple[UUID, date], dict[int, tuple[int, Any]]] = {}
        self.known: dict[int, dict[Any, Any]] = {id(one): {} for one in same}
        self.said: dict[Any, str] = {}
        self.days: dict[Any, date | None] = {}

    def done(self) -> Read:
        """Every level, with what is wrong told. A value is worked out once for each competence, and what is the row's once a row."""
        for row, person, on, by, cells in self._long() if self.shape.kind == LONG else self._matrix():
            if by == person:
                self._wrong("self-said", row, cells[0][0])
                continue
            there = self.seen.setdefault((person, on), {})
            for column, competence, cell in cells:
                memo = self.known[id(competence)]
                level = memo.get(cell, self)
                if level is self:
                    level = memo[cell] = self._worked_out(key(cell), competence)
                if level is None:
                    continue
                if isinstance(level, str):
                    scale = ", ".join(map(str, sorted(self.ground.scales[competence])))
                    self._wrong(level, row, column, cell, scale=scale)
                elif not self._twice(there, row, column, competence, level):
                    self._keep(row, column, Brought(person, competence, level, on, by))  # type: ignore[arg-type]
        return self.read

    def _twice(self, there: dict[int, tuple[int, Any]], row: int, column: int, competence: UUID, level: Any) -> bool:
        """Whether the file has said it already, the same or something else."""
        before = there.get(id(competence))
        if before is None:
            there[id(competence)] = (row, level)
            return False
        if before[1] != level:
            self._wrong("twice", row, column, level, first=before[0], level=before[1])
        return True

    def _keep(self, row: int, column: int, one: Brought) -> None:
        if self.ground.judged and (one.person, one.competence) in self.ground.judged:
            self._wrong("both-judge-now", row, column, one.level)
        else:
            self.read.levels.append(one)

    def _matrix(self) -> Iterator[_Row]:
        told = labels(self.grid, self.shape)
        columns = [(place, self.things[label]) for place, label in told.items() if label in self.things]
        for number, line in below(self.grid, self.shape):
            width = len(line)
            cells = [(place, thing, line[place]) for place, thing in columns if place < width and line[place] != ""]
            if not cells:
                continue
            person, on, by = self._of_row(number, line)
            if person is not None and on is not None:
                yield number, person, on, by, cells

    def _long(self) -> Iterator[_Row]:
        thing, level = self.shape.competence or 0, self.shape.level or 0
        named: dict[Any, UUID | None] = {}
        for number, line in below(self.grid, self.shape):
            said = line[thing] if thing < len(line) else ""
            if said not in named:
                named[said] = self.things.get(as_text(clean(said)))
            competence = named[said]
            if competence is None or level >= len(line) or line[level] == "":
                continue
            person, on, by = self._of_row(number, line)
            if person is not None and on is not None:
                yield number, person, on, by, [(level, competence, line[level])]

    def _of_row(self, number: int, cells: Sequence[Any]) -> tuple[UUID | None, date | None, UUID | None]:
        """Whom a row is about, of which day, and who saw it."""
        said = self._said(cells)
        if not said:
            return None, None, None
        self.read.rows += 1
        person = self.index.get(said)
        if person is None:
            self._nobody(number, said, cells)
            return None, None, None
        return person, self._day(number, cells), self._who(number, cells)

    def _said(self, cells: Sequence[Any]) -> str:
        place, family = self.shape.person, self.shape.family
        said = cells[place] if place < len(cells) else ""
        if family is not None and family < len(cells):
            return key(f"{said} {cells[family]}")
        if said not in self.said:
            self.said[said] = key(said)
        return self.said[said]

    def _nobody(self, number: int, said: str, cells: Sequence[Any]) -> None:
        cell = self._as_it_stands(cells)
        if said in self.index:  # two are called so
            self._wrong("two-people", number, self.shape.person, cell)
        elif self.choice.leave_unknown:
            self.read.left += 1
        else:
            self._wrong(
                "yourself" if said in self.ground.oneself else "unknown-person", number, self.shape.person, cell
            )

    def _as_it_stands(self, cells: Sequence[Any]) -> Any:
        """Whom the row is about, in the file's own letters."""
        given, family = cells[self.shape.person], self.shape.family
        apart = family is not None and family < len(cells)
        return f"{as_text(clean(given))} {as_text(clean(cells[family or 0]))}" if apart else given

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
            self._wrong("unknown-who", number, place, cells[place or 0])
        return found

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
    return _counted([one.person for one in levels]), _counted([one.competence for one in levels])


def _counted(ids: list[UUID]) -> Counter[UUID]:
    """By which object it is, and then by id: ids take long to compare."""
    some, told = {id(one): one for one in ids}, Counter[UUID]()
    for mark, number in Counter(map(id, ids)).items():
        told[some[mark]] += number
    return told
