"""Which units the file speaks of: found by code, by name or by the path of names above them, and put in their places in the tree."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from stigar.people.actions.imports.plan import Fact, Plan, ThingChange, UnitDraft
from stigar.people.queries.ground import UnitNow
from stigar.people.readers.headings import Field
from stigar.people.readers.staff import Staff, StaffRow

LONGEST_CODE = 60
Told = tuple[str, tuple[str, ...], str]  # code, path of names, the unit above


@dataclass(slots=True, eq=False)
class _Unit:
    """A unit while it is being placed."""

    id: uuid.UUID
    code: str
    name: str
    above: _Unit | None = None
    now: UnitNow | None = None


class UnitTree:
    """The tree as it will be. ``of(row)`` tells which unit somebody belongs to."""

    def __init__(self, now: dict[uuid.UUID, UnitNow], staff: Staff) -> None:
        self.staff = staff
        self.by_code: dict[str, _Unit] = {}
        self.by_name: dict[str, list[_Unit]] = defaultdict(list)
        self.told: dict[Told, _Unit | None] = {}
        self.names_before: dict[uuid.UUID | None, str] = {unit.id: unit.name for unit in now.values()}
        self._names: dict[uuid.UUID, str] = {}
        units = {unit.id: self._keep(_Unit(unit.id, unit.code, unit.name, now=unit)) for unit in now.values()}
        for unit in now.values():
            units[unit.id].above = units[unit.parent] if unit.parent else None

    def place(self, plan: Plan) -> None:
        """Find or make every unit that the rows speak of, and put faults and changes in the plan."""
        rows = {_told(row): row for row in reversed(self.staff.rows)}
        told = sorted(rows.values(), key=lambda row: row.row)
        for row in told:
            self.told[_told(row)] = self._take(row, plan)
        if Field.PARENT in self.staff.has:
            for row in told:
                self._put_below(row, plan)
        self._refuse_loops(told, plan)
        self._write(plan)

    def of(self, row: StaffRow) -> uuid.UUID | None:
        unit = self.told.get(_told(row))
        return unit.id if unit else None

    def name_of(self, unit_id: uuid.UUID | None) -> str:
        if not self._names:
            self._names = {unit.id: unit.name for unit in self.by_code.values()}
        return self._names.get(unit_id, "") if unit_id else ""

    def _keep(self, unit: _Unit) -> _Unit:
        self.by_code[unit.code] = unit
        self.by_name[unit.name.casefold()].append(unit)
        return unit

    def _take(self, row: StaffRow, plan: Plan) -> _Unit | None:
        name = row.path[-1] if row.path else ""
        above = self._walk(row.path[:-1])
        if row.unit_code:
            unit = self.by_code.get(row.unit_code) or self._keep(
                _Unit(uuid.uuid4(), row.unit_code, name or row.unit_code)
            )
            if name and name != unit.name:
                unit.name = name
                self.by_name[name.casefold()].append(unit)
            unit.above = above or unit.above
            return unit
        if not name:
            return None
        found = self._named(name, above)
        if len(found) > 1:
            plan.faults.append(self.staff.fault("unit-which", row.row, self._column(), name, count=len(found)))
        return found[0] if found else self._keep(_Unit(uuid.uuid4(), self._code(name), name, above))

    def _walk(self, path: Iterable[str]) -> _Unit | None:
        above: _Unit | None = None
        for name in path:
            found = self._named(name, above)
            above = found[0] if found else self._keep(_Unit(uuid.uuid4(), self._code(name), name, above))
        return above

    def _named(self, name: str, above: _Unit | None) -> list[_Unit]:
        """Units with this name below ``above``; from the top those at the top, or else any."""
        same = self.by_name.get(name.casefold(), [])
        below = [unit for unit in same if unit.above is above]
        return below or (same if above is None else [])

    def _put_below(self, row: StaffRow, plan: Plan) -> None:
        unit = self.told[_told(row)]
        if unit is None or len(row.path) > 1:
            return
        if not row.parent or row.parent in (unit.code, unit.name):
            unit.above = None
            return
        found = (
            [self.by_code[row.parent]] if row.parent in self.by_code else self.by_name.get(row.parent.casefold(), [])
        )
        if len(found) > 1:
            plan.faults.append(self.staff.fault("unit-which", row.row, Field.PARENT, row.parent, count=len(found)))
        unit.above = found[0] if found else self._keep(_Unit(uuid.uuid4(), self._code(row.parent), row.parent))

    def _refuse_loops(self, told: list[StaffRow], plan: Plan) -> None:
        safe: set[uuid.UUID] = set()
        for row in told:
            line: list[_Unit] = []
            unit = self.told[_told(row)]
            while unit and unit.id not in safe and unit not in line:
                line.append(unit)
                unit = unit.above
            if unit and unit in line:
                names = " → ".join(each.name for each in [*line[line.index(unit) :], unit])
                about = Field.PARENT if Field.PARENT in self.staff.has else self._column()
                plan.faults.append(self.staff.fault("unit-loop", row.row, about, row.parent, loop=names))
            safe.update(each.id for each in line)

    def _column(self) -> Field:
        has = self.staff.has
        return next(about for about in (Field.UNIT, Field.LEVEL, Field.UNIT_CODE, Field.PARENT) if about in has)

    def _code(self, name: str) -> str:
        code, number = name[:LONGEST_CODE], 2
        while code in self.by_code:
            code, number = f"{name[: LONGEST_CODE - 6]} {number}", number + 1
        return code

    def _write(self, plan: Plan) -> None:
        if plan.faults:
            return
        for unit in self._from_the_top():
            draft = UnitDraft(unit.id, unit.code, unit.name, unit.above.id if unit.above else None)
            facts = tuple(self._facts(unit))
            if unit.now is None:
                plan.writes.new_units.append(draft)
                plan.things.append(ThingChange("unit", unit.name, True, facts))
            elif facts:
                plan.writes.changed_units.append(draft)
                plan.things.append(ThingChange("unit", unit.name, False, facts))

    def _facts(self, unit: _Unit) -> Iterator[Fact]:
        above, now = unit.above, unit.now
        if now is None:
            yield Fact("parent", "", above.name if above else "")
            return
        if now.name != unit.name:
            yield Fact("unit", now.name, unit.name)
        if now.parent != (above.id if above else None):
            yield Fact("parent", self.names_before.get(now.parent, ""), above.name if above else "")

    def _from_the_top(self) -> Iterator[_Unit]:
        parts: dict[_Unit | None, list[_Unit]] = defaultdict(list)
        for unit in self.by_code.values():
            parts[unit.above].append(unit)
        waiting = list(reversed(parts[None]))
        while waiting:
            unit = waiting.pop()
            yield unit
            waiting += reversed(parts[unit])


def _told(row: StaffRow) -> Told:
    return row.unit_code, row.path, row.parent
