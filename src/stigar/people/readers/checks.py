"""Checks that look at the whole file at once: two rows with one number, two units with one code, a day that comes before another."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TYPE_CHECKING

from stigar.people.readers.faults import FileFault
from stigar.people.readers.headings import Field

if TYPE_CHECKING:
    from stigar.people.readers.staff import Staff, StaffRow


def faults_between(staff: Staff) -> Iterable[FileFault]:
    """What is wrong between the rows of a file, and between the cells of a row."""
    yield from _same(staff, Field.NUMBER, "same-number", lambda row: row.number)
    yield from _same(staff, Field.EMAIL, "same-email", lambda row: row.email)
    yield from _ends_before_it_starts(staff)
    yield from _disagree(staff, Field.UNIT, "unit-two-names", _unit_named)
    yield from _disagree(staff, Field.PARENT, "unit-two-parents", _unit_placed)
    yield from _disagree(staff, Field.COUNTRY, "site-two-countries", lambda row: (row.site, row.country))
    yield from _disagree(staff, Field.ZONE, "site-two-clocks", lambda row: (row.site, row.zone))


def _same(staff: Staff, about: Field, code: str, told: Callable[[StaffRow], str]) -> Iterator[FileFault]:
    """A value that only one person can have, had by several."""
    if about not in staff.has:
        return
    seen: dict[str, StaffRow] = {}
    for row in staff.rows:
        value = told(row)
        if value and value in seen:
            first = seen[value]
            yield staff.fault(code, row.row, about, value, other=first.row, name=first.name)
        seen.setdefault(value, row)


def _ends_before_it_starts(staff: Staff) -> Iterator[FileFault]:
    for row in staff.rows:
        if row.started and row.ended and row.ended < row.started:
            yield staff.fault("date-order", row.row, Field.ENDED, row.ended, started=row.started.isoformat())


def _disagree(
    staff: Staff, about: Field, code: str, told: Callable[[StaffRow], tuple[Hashable, Hashable]]
) -> Iterator[FileFault]:
    """A thing that several rows speak of, told differently."""
    if about not in staff.has:
        return
    seen: dict[Hashable, tuple[Hashable, int]] = {}
    for row in staff.rows:
        thing, value = told(row)
        if not thing or not value:
            continue
        first = seen.setdefault(thing, (value, row.row))
        if first[0] != value:
            yield staff.fault(code, row.row, about, value, thing=str(thing), first=str(first[0]), other=first[1])


def _unit_named(row: StaffRow) -> tuple[Hashable, Hashable]:
    return row.unit_code, row.path[-1] if row.path else ""


def _unit_placed(row: StaffRow) -> tuple[Hashable, Hashable]:
    return row.unit_code, row.parent
