"""A table of people, column by column, into one row for each person, with every fault by row and column.

The columns are read as the person has said they are to be read; nothing is compared with what the product
remembers already (that is done where changes are planned).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from stigar.people.readers import places, values
from stigar.people.readers.checks import faults_between
from stigar.people.readers.faults import FileFault
from stigar.people.readers.headings import Field, guess_columns
from stigar.people.readers.tables import Cell, Table, as_text

LONGEST: Mapping[Field, int] = {
    Field.NUMBER: 60, Field.NAME: 160, Field.GIVEN: 80, Field.FAMILY: 80, Field.EMAIL: 254, Field.ROLE: 160, Field.UNIT: 160,
    Field.LEVEL: 160, Field.UNIT_CODE: 60, Field.PARENT: 160, Field.MANAGER: 254, Field.SITE: 120,
}  # fmt: skip
_STEP = re.compile(r"\s+[/>»\\|]\s+")


@dataclass(slots=True)
class StaffRow:
    """One person as the file tells. A field whose column is missing holds its empty value; see ``Staff.has``."""

    row: int
    number: str
    given: str
    family: str
    email: str
    language: str
    started: date | None
    ended: date | None
    share: Decimal
    role: str
    unit_code: str
    path: tuple[str, ...]  # the unit's name, after the names of the units it lies in as far as they are told
    parent: str  # the code or the name of the unit above
    manager: str  # a number, an e-mail address or a name
    site: str
    country: str
    zone: str

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}".strip()


@dataclass(slots=True)
class Staff:
    """Everybody in the file, which fields it has columns for, and what is wrong in it."""

    table: Table
    columns: Mapping[int, Field]
    rows: list[StaffRow] = field(default_factory=list)
    faults: list[FileFault] = field(default_factory=list)

    @property
    def has(self) -> frozenset[Field]:
        return frozenset(self.columns.values())

    def fault(self, code: str, row: int, about: Field, value: object = "", **more: Any) -> FileFault:
        """A fault in somebody's row, placed in the column that tells ``about``."""
        place = next(place for place, field in self.columns.items() if field is about)
        return self.table.fault(code, row, place, value, **more)


def read_staff(table: Table, columns: Mapping[int, Field] | None = None) -> Staff:
    """Read people from a table. ``columns`` tells what each column is, by its place; guessed from the headings when left out.

    Example: ``read_staff(read_table(path, "staff.xlsx", known=known)).rows[0].name``.
    """
    staff = Staff(table, dict(guess_columns(table.headings) if columns is None else columns))
    staff.faults = _columns_missing(staff)
    if staff.faults:
        return staff
    told: dict[Field, list[Any]] = {
        about: _column(staff, place, about) for place, about in staff.columns.items() if about is not Field.LEVEL
    }
    levels = [_column(staff, place, about) for place, about in staff.columns.items() if about is Field.LEVEL]
    staff.rows = _rows(staff, told, levels)
    staff.faults += faults_between(staff)
    staff.faults.sort(key=lambda fault: fault.row)
    return staff


def _columns_missing(staff: Staff) -> list[FileFault]:
    table, faults = staff.table, []
    seen: dict[Field, int] = {}
    for place, about in staff.columns.items():
        if about in seen and about is not Field.LEVEL:
            faults.append(
                table.fault(
                    "column-twice", table.heading_row, place, other=table.headings[seen[about]], about=about.value
                )
            )
        seen.setdefault(about, place)
    wanted = [Field.NUMBER] if Field.NUMBER not in staff.has else []
    wanted += [Field.NAME] if not {Field.NAME, Field.GIVEN} & staff.has else []
    more = ", ".join(heading for heading in table.headings if heading)
    return faults + [
        FileFault("missing-column", table.file, table.heading_row, value=more, more={"about": about.value})
        for about in wanted
    ]


def _column(staff: Staff, place: int, about: Field) -> list[Any]:
    """Every cell of a column as a value. A value that comes again is understood once."""
    understand, code, more = _reading(staff, about)
    known: dict[Cell, Any] = {}
    column = []
    for row, cells in staff.table.rows:
        cell = cells[place]
        if cell not in known:
            try:
                known[cell] = understand(cell)
            except ValueError:
                known[cell] = ValueError
        value = known[cell]
        if value is ValueError:
            long = about in LONGEST and len(as_text(cell)) > LONGEST[about]
            staff.faults.append(
                staff.table.fault("too-long", row, place, cell, most=LONGEST[about])
                if long
                else staff.table.fault(code, row, place, cell, **more)
            )
            value = understand("") if about not in _MUST_BE_THERE else as_text(cell)
        column.append(value)
    return column


_MUST_BE_THERE = frozenset({Field.NUMBER, Field.NAME, Field.GIVEN})


def _reading(staff: Staff, about: Field) -> tuple[Callable[[Cell], Any], str, dict[str, Any]]:
    """How a column is understood, and which rule is broken when it is not."""
    if about in (Field.STARTED, Field.ENDED):
        return partial(values.day, epoch=staff.table.epoch), "bad-date", {}
    special: dict[Field, tuple[Callable[[Cell], Any], str]] = {
        Field.SHARE: (values.share, "bad-share"),
        Field.LANGUAGE: (values.language, "unknown-language"),
        Field.COUNTRY: (lambda cell: places.country(as_text(cell)) if cell != "" else "", "unknown-country"),
        Field.ZONE: (lambda cell: places.time_zone(as_text(cell)) if cell != "" else "", "unknown-zone"),
        Field.EMAIL: (_email, "bad-email"),
    }
    if about in special:
        return *special[about], {}
    must = about in _MUST_BE_THERE and (about is not Field.NAME or Field.GIVEN not in staff.has)
    return partial(_text, most=LONGEST[about], must=must), "missing", {"about": about.value}


def _text(cell: Cell, *, most: int, must: bool = False) -> str:
    text = as_text(cell)
    if "  " in text or "\n" in text or "\t" in text:
        text = " ".join(text.split())
    if len(text) > most or (must and not text):
        raise ValueError(cell)
    return text


def _email(cell: Cell) -> str:
    text = as_text(cell).lower().removeprefix("mailto:")
    try:
        if text:
            validate_email(text)
    except ValidationError as problem:
        raise ValueError(cell) from problem
    return text


def _rows(staff: Staff, told: dict[Field, list[Any]], levels: list[list[str]]) -> list[StaffRow]:
    count = len(staff.table.rows)
    no_text, no_day = [""] * count, [None] * count
    given, family = _names(staff, told, no_text)
    paths = _paths(staff, told.get(Field.UNIT, no_text), levels)
    return [
        StaffRow(*values)
        for values in zip(
            [row for row, _ in staff.table.rows], told[Field.NUMBER], given, family,
            told.get(Field.EMAIL, no_text), told.get(Field.LANGUAGE, no_text),
            told.get(Field.STARTED, no_day), told.get(Field.ENDED, no_day), told.get(Field.SHARE, [Decimal(100)] * count),
            told.get(Field.ROLE, no_text), told.get(Field.UNIT_CODE, no_text), paths, told.get(Field.PARENT, no_text),
            told.get(Field.MANAGER, no_text), told.get(Field.SITE, no_text), told.get(Field.COUNTRY, no_text),
            told.get(Field.ZONE, no_text), strict=True,
        )
    ]  # fmt: skip


def _names(staff: Staff, told: dict[Field, list[Any]], no_text: list[str]) -> tuple[list[str], list[str]]:
    if Field.GIVEN in told:
        return told[Field.GIVEN], told.get(Field.FAMILY, no_text)
    parted = [values.names(whole) for whole in told[Field.NAME]]
    for (row, _), (given, family) in zip(staff.table.rows, parted, strict=True):
        if max(len(given), len(family)) > LONGEST[Field.GIVEN]:
            staff.faults.append(
                staff.fault("too-long", row, Field.NAME, f"{given} {family}", most=LONGEST[Field.GIVEN])
            )
    return [given for given, _ in parted], [family for _, family in parted]


def _paths(staff: Staff, units: list[str], levels: list[list[str]]) -> list[tuple[str, ...]]:
    split = not {Field.UNIT_CODE, Field.PARENT} & staff.has
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    paths = []
    for told in zip(*levels, units, strict=True):
        if told not in known:
            steps = [step for level in told for step in (_STEP.split(level) if split else [level]) if step]
            known[told] = tuple(step for place, step in enumerate(steps) if place == 0 or step != steps[place - 1])
        paths.append(known[told])
    return paths
