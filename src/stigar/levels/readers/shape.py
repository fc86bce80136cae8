"""Finds the shape of a table of levels by itself: people down or across, or one level a row; where headings stand and who each row is about.

It is found by the people: where their numbers, addresses or names stand is where the table begins. What is found is shown and may be
corrected.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from stigar.levels.readers import heads
from stigar.levels.readers.grids import HEADINGS_WITHIN, Grid, clean, key
from stigar.levels.readers.scales import looks_like_a_scale, values_in
from stigar.people.readers.faults import unreadable
from stigar.people.readers.headings import Field, is_never_read
from stigar.people.readers.tables import as_text

if TYPE_CHECKING:
    from stigar.levels.queries.bringing import Whom

DOWN, ACROSS, LONG = "down", "across", "long"
LOOKED_AT = 400  # rows in which people are looked for
MOST_ABOVE = 3  # rows of headings


@dataclass(frozen=True, slots=True)
class Shape:
    """How the table lies. Columns are counted from 0; ``heading`` is the number of the row the headings stand in (0: none)."""

    kind: str
    heading: int
    person: int
    by_number: bool = False
    family: int | None = None
    competence: int | None = None
    level: int | None = None
    day: int | None = None
    who: int | None = None

    def told(self) -> dict[str, Any]:
        """As plain data, to keep."""
        return asdict(self)

    @classmethod
    def kept(cls, told: Mapping[str, Any]) -> Shape:
        """From what was kept."""
        return cls(**told)

    @property
    def set_aside(self) -> set[int]:
        """Columns that say something else than a level."""
        return {one for one in (self.person, self.family, self.day, self.who) if one is not None}


def lay(grid: Grid, shape: Shape) -> Grid:
    """The grid as the shape says that it lies: with people down."""
    return grid.over() if (shape.kind == ACROSS) != grid.turned else grid


def find_shape(grid: Grid, people: Whom, way: str = "") -> Shape:
    """The shape that fits best, or the best with people the one ``way`` (down or across).

    Raises ``Unreadable`` when nobody is found and no heading says where people would be."""
    ways = [(grid, _person_column(grid, people), DOWN)]
    if grid.width > 1:
        over = grid.over()
        ways.append((over, _person_column(over, people), ACROSS))
    ways = [one for one in ways if way in ("", one[2])] or ways
    laid, found, kind = max(ways, key=lambda one: (one[1].different, one[2] == DOWN))
    if not found.hits:
        found = _by_heading(laid)
    if found.place < 0:
        first = grid.rows[0][1] if grid.rows else ()
        raise unreadable("no-person-column", grid.file, value=", ".join(as_text(clean(one)) for one in first)[:80])
    heading = _heading_row(laid, found)
    return _whole(laid, kind, heading, found)


@dataclass(frozen=True, slots=True)
class _Found:
    """Where people stand: the column, how many of its cells are people, how many different ones, and the first by its place among the rows."""

    place: int
    hits: int
    first: int
    different: int = 0
    by_number: bool = False
    family: int | None = None


def _person_column(grid: Grid, people: Whom) -> _Found:
    best = _Found(-1, 0, 0)
    rows = grid.rows[:LOOKED_AT]
    for place in range(min(grid.width, 60)):
        cells = [key(cells[place]) if place < len(cells) else "" for _, cells in rows]
        for index, by_number in ((people.names, False), (people.numbers, True)):
            places = [at for at, said in enumerate(cells) if said and said in index]
            if by_number and not _are_numbers(grid, rows, place, cells, places):
                continue
            if len(places) > best.hits and not _is_of_others(rows[: places[0]], place):
                best = _Found(place, len(places), places[0], len({cells[at] for at in places}), by_number)
    return max(best, _two_columns(grid, people), key=lambda one: one.hits)


def _is_of_others(above: Sequence[tuple[int, Any]], place: int) -> bool:
    """Whether a heading says that a column is of who saw a level, or of managers."""
    said = [as_text(clean(line[place])) for _, line in above if place < len(line) and isinstance(line[place], str)]
    return any(heads.is_who(one) for one in said)


def _are_numbers(
    grid: Grid, rows: Sequence[tuple[int, Any]], place: int, cells: Sequence[str], places: Sequence[int]
) -> bool:
    """Whether a column of numbers is of people: its heading says so, or no number of several stands there twice as levels would."""
    if not places:
        return False
    above = [key(line[place]) for _, line in rows[: places[0]] if place < len(line)]
    if any(Field.NUMBER in heads.person_columns([said]).values() for said in above if said):
        return True
    said = [cells[at] for at in places]
    return len(said) > 3 and len(set(said)) == len(said) and min(map(len, said)) > 2


def _two_columns(grid: Grid, people: Whom) -> _Found:
    """Given name and family name apart, as the headings tell."""
    for at, (_number, cells) in enumerate(grid.rows[:HEADINGS_WITHIN]):
        told = {what: place for place, what in heads.person_columns([as_text(clean(one)) for one in cells]).items()}
        if {Field.GIVEN, Field.FAMILY} <= set(told):
            given, family = told[Field.GIVEN], told[Field.FAMILY]
            named = [
                place
                for place, (_n, line) in enumerate(grid.rows[:LOOKED_AT])
                if place > at
                and len(line) > max(given, family)
                and key(f"{line[given]} {line[family]}") in people.names
            ]
            return _Found(given, len(named), named[0] if named else at + 1, len(named), family=family)
    return _Found(-1, 0, 0)


def _by_heading(grid: Grid) -> _Found:
    """Where people should be, by a heading alone: nobody in the file is known."""
    for at, (_number, cells) in enumerate(grid.rows[:HEADINGS_WITHIN]):
        told = heads.person_columns([as_text(clean(one)) for one in cells])
        for wanted in (Field.NUMBER, Field.EMAIL, Field.NAME):
            for place, what in told.items():
                if what is wanted:
                    return _Found(place, 0, at + 1, 0, what is Field.NUMBER)
    return _Found(-1, 0, 0)


def _heading_row(grid: Grid, found: _Found) -> int:
    """Of the rows just above the people, the one with most texts; the lowest among equals. 0 when there is none."""
    above = grid.rows[max(0, found.first - MOST_ABOVE - 1) : found.first]
    counts = [(sum(isinstance(one, str) and bool(one.strip()) for one in cells), number) for number, cells in above]
    best = max(counts, default=(0, 0))
    return best[1] if best[0] > 1 else 0


def _whole(grid: Grid, kind: str, heading: int, found: _Found) -> Shape:
    titles = headings(grid, heading)
    means = {heads.meaning(text): place for place, text in reversed(titles.items()) if heads.meaning(text)}
    beside = {what: means.get(what) for what in ("day", "who")}
    if {"competence", "level"} <= set(means) and kind == DOWN:
        return Shape(
            LONG, heading, found.place, found.by_number, found.family, means["competence"], means["level"], **beside
        )
    return Shape(kind, heading, found.place, found.by_number, found.family, **beside)


def headings(grid: Grid, row: int) -> dict[int, str]:
    """What stands in the row of headings, by column; columns without are left out."""
    cells = next((cells for number, cells in grid.rows if number == row), ())
    return {place: said for place, one in enumerate(cells) if (said := as_text(clean(one)))}


def labels(grid: Grid, shape: Shape) -> dict[int, str]:
    """What each column that may be a competence is called: its heading, with the group above where two are called the same."""
    own, apart = headings(grid, shape.heading), shape.set_aside | heads.about_something_else(_row(grid, shape.heading))
    rest = {place: text for place, text in own.items() if place not in apart and not is_never_read(text)}
    often: dict[str, int] = {}
    for text in rest.values():
        often[text.casefold()] = often.get(text.casefold(), 0) + 1
    groups = _groups(grid, shape.heading)
    told: dict[int, str] = {}
    for place, text in rest.items():
        label = f"{groups[place]} · {text}" if often[text.casefold()] > 1 and groups.get(place) else text
        told[place] = label if label not in told.values() else f"{label} ({place + 1})"
    return told


def _row(grid: Grid, number: int) -> list[str]:
    cells = next((cells for at, cells in grid.rows if at == number), ())
    return [as_text(clean(one)) for one in cells]


def _groups(grid: Grid, row: int) -> dict[int, str]:
    """The nearest row above with texts over the columns: a text holds until the next one, as merged cells look."""
    for number, cells in reversed([one for one in grid.rows if one[0] < row]):
        texts = [as_text(clean(one)) for one in cells]
        if sum(bool(one) for one in texts) > 1 and row - number <= MOST_ABOVE:
            found, last = {}, ""
            for place in range(grid.width):
                last = (texts[place] if place < len(texts) else "") or last
                found[place] = last
            return found
    return {}


def below(grid: Grid, shape: Shape) -> Iterable[tuple[int, Sequence[Any]]]:
    """The rows under the headings."""
    return (row for row in grid.rows if row[0] > shape.heading)


def of_levels(grid: Grid, shape: Shape) -> dict[int, str]:
    """The columns whose values can be levels, with what they are called."""
    rows = [cells for _, cells in below(grid, shape)][:LOOKED_AT]
    return {
        place: label
        for place, label in labels(grid, shape).items()
        if looks_like_a_scale(values_in(cells[place] for cells in rows if place < len(cells)))
    }
