"""Existing profiles from a table: one requirement a row (role, competence, level, importance, why), headings in three languages.

Everything wrong with the file is told at once, each with its cell; nothing is taken from such a file.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from stigar.library.queries.shelf import CompetenceShown
from stigar.people.readers.faults import FileFault, Unreadable, unreadable
from stigar.people.readers.tables import Row, Table, as_text, plain, read_table
from stigar.people.readers.weighing import Limits

LONGEST = 1000  # characters of a why
MOST_ROWS = 20_000
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "role": ("roll", "rolle", "role", "titel", "tittel", "title", "befattning", "stilling", "yrkesroll", "job title"),
    "competence": ("kompetens", "kompetanse", "competence", "competency", "krav", "requirement"),
    "level": ("nivå", "level", "krävd nivå", "krevd nivå", "required level", "från nivå", "fra nivå", "from level"),
    "until": ("till nivå", "til nivå", "to level", "upp till", "opp til", "up to"),
    "importance": ("betydelse", "betydning", "importance", "vikt", "viktighet", "weight"),
    "why": ("varför", "hvorfor", "why", "motivering", "begrunnelse", "kommentar", "comment"),
}  # fmt: skip
IMPORTANCE: Mapping[int, tuple[str, ...]] = {
    3: ("3", "nödvändig", "nödvändigt", "nødvendig", "avgörande", "avgjørende", "essential", "cannot be done without", "hög", "høy", "high",
        "går inte att vara utan", "kan ikke unnværes"),
    2: ("2", "viktig", "viktigt", "spelar roll", "important", "matters", "har betydelse", "har betydning", "medel", "middels", "medium"),
    1: ("1", "bra att ha", "fint å ha", "kjekt å ha", "good to have", "meriterande", "låg", "lav", "low"),
}  # fmt: skip
NEEDED = ("role", "competence", "level")
_COLUMNS = {plain(word): column for column, words in HEADINGS.items() for word in (column, *words)}
_IMPORTANCE = {plain(word): number for number, words in IMPORTANCE.items() for word in words}


@dataclass(frozen=True, slots=True)
class RequirementLine:
    """One requirement as the file says it; ``row`` is where it stands."""

    row: int
    role: uuid.UUID
    competence: uuid.UUID
    level: int
    until: int | None
    importance: int
    why: str


def read_profiles(
    path: Path,
    name: str,
    *,
    roles: Mapping[str, uuid.UUID],
    taken: frozenset[uuid.UUID],
    shelves: Iterable[Iterable[CompetenceShown]],
) -> tuple[RequirementLine, ...]:
    """Read a file of profiles. ``roles`` are titles with their role, ``taken`` the roles that have a profile already,
    ``shelves`` the library in each language that names may be in. Raises ``Unreadable`` with every fault.
    """
    table = read_table(
        path, name, known=lambda heading: plain(heading) in _COLUMNS, limits=Limits(bytes=10 << 20, rows=MOST_ROWS)
    )
    columns = _columns(table)
    reading = _Reading(table, columns, roles, taken, shelves)
    lines = [line for row in table.rows if (line := reading.line(row))]
    if reading.faults:
        raise Unreadable(reading.faults)
    return tuple(lines)


class _Reading:
    """The file on its way: what is known, what was seen, and every fault so far."""

    def __init__(
        self, table: Table, columns: Mapping[str, int], roles: Mapping[str, uuid.UUID], taken: frozenset[uuid.UUID],
        shelves: Iterable[Iterable[CompetenceShown]],
    ) -> None:  # fmt: skip
        self.table, self.columns, self.taken = table, columns, taken
        self.roles = {_word(title): role for title, role in roles.items()}
        self.titles = list(roles)
        self.named: dict[str, dict[uuid.UUID, CompetenceShown]] = {}
        for shelf in shelves:
            for one in shelf:
                for word in (one.key, one.name):
                    self.named.setdefault(_word(word), {})[one.id] = one
        self.names = [one.name for found in self.named.values() for one in found.values()]
        self.seen: dict[tuple[uuid.UUID, uuid.UUID], int] = {}
        self.faults: list[FileFault] = []

    def line(self, row: Row) -> RequirementLine | None:
        """One row, or None with its faults noted."""
        number, cells = row
        said = {column: " ".join(as_text(cells[place]).split()) for column, place in self.columns.items()}
        before = len(self.faults)
        for column in NEEDED:
            if not said[column]:
                self._wrong("missing", number, column)
        role, known = self._role(number, said["role"]), self._competence(number, said["competence"])
        level = self._level(number, "level", said["level"], known)
        until = self._level(number, "until", said.get("until", ""), known)
        importance = self._importance(number, said.get("importance", ""))
        if len(said.get("why", "")) > LONGEST:
            self._wrong("too-long", number, "why", said["why"], most=LONGEST, length=len(said["why"]))
        if until is not None and level is not None and until <= level:
            self._wrong("downward", number, "until", said["until"], level=level)
        if role and known:
            first = self.seen.setdefault((role, known.id), number)
            if first != number:
                self._wrong("twice", number, "competence", said["competence"], first=first)
        if len(self.faults) > before or role is None or known is None or level is None:
            return None
        return RequirementLine(number, role, known.id, level, until, importance, said.get("why", ""))

    def _wrong(self, code: str, row: int, column: str, value: str = "", **more: object) -> None:
        self.faults.append(self.table.fault(code, row, self.columns[column], value, **more))

    def _role(self, row: int, title: str) -> uuid.UUID | None:
        role = self.roles.get(_word(title))
        if title and role is None:
            near = get_close_matches(title, self.titles, n=1, cutoff=0.6)
            self._wrong("near-role" if near else "unknown-role", row, "role", title, near=near[0] if near else "")
        if role in self.taken:
            self._wrong("has-profile", row, "role", title)
        return role

    def _competence(self, row: int, name: str) -> CompetenceShown | None:
        found = list(self.named.get(_word(name), {}).values())
        if name and not found:
            near = get_close_matches(name, self.names, n=1, cutoff=0.6)
            self._wrong(
                "near-competence" if near else "unknown-competence",
                row,
                "competence",
                name,
                near=near[0] if near else "",
            )
        if len(found) > 1:
            keys = ", ".join(sorted(one.key for one in found))
            self._wrong("several-competences", row, "competence", name, keys=keys)
        return found[0] if len(found) == 1 else None

    def _level(self, row: int, column: str, value: str, known: CompetenceShown | None) -> int | None:
        """A number on the competence's scale, or the name of a level."""
        if not value or known is None:
            return None
        names = {_word(name): level for level, name in known.model.scale}
        number = value.removesuffix(".0")
        level = int(number) if number.isascii() and number.isdigit() else names.get(_word(value))
        if level not in [at for at, _name in known.model.scale]:
            scale = ", ".join(f"{at} {name}".strip() for at, name in known.model.scale)
            self._wrong("bad-level", row, column, value, scale=scale)
            return None
        return level

    def _importance(self, row: int, value: str) -> int:
        found = _IMPORTANCE.get(plain(value.removesuffix(".0"))) if value else 2
        if found is None:
            self._wrong("bad-importance", row, "importance", value)
        return found or 2


def _columns(table: Table) -> dict[str, int]:
    """Where each column stands; the first heading that means it wins."""
    places: dict[str, int] = {}
    for place, heading in enumerate(table.headings):
        column = _COLUMNS.get(plain(heading))
        if column:
            places.setdefault(column, place)
    for column in NEEDED:
        if column not in places:
            seen = ", ".join(table.headings)[:80]
            raise unreadable(f"no-{column}-column", table.file, row=table.heading_row, value=seen)
    return places


def _word(text: str) -> str:
    return " ".join(text.casefold().split())
