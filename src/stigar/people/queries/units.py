"""The units as a tree, told as rows: each with its path and the department it belongs to."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from stigar.foundation.journal import kept_until
from stigar.people.models import Unit

CHANGING = ("people.unit", "people.import")  # as the journal calls what changes the tree


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit, how deep it lies (0 is the top), and its department: the ancestor one step below the top, or itself."""

    id: uuid.UUID
    code: str
    name: str
    parent_id: uuid.UUID | None
    depth: int
    department_id: uuid.UUID
    department: str

    @property
    def indented(self) -> str:
        """The name, moved in by two hard spaces for each step below the top."""
        return "\N{NO-BREAK SPACE}" * 2 * self.depth + self.name


def units() -> list[UnitRow]:
    """All units, parents before their parts, siblings by name. One query."""
    rows = {unit.pk: unit for unit in Unit.objects.all()}
    parts: dict[uuid.UUID | None, list[Unit]] = {}
    for unit in sorted(rows.values(), key=lambda unit: unit.name):
        parts.setdefault(unit.parent_id, []).append(unit)
    found: list[UnitRow] = []
    waiting = [(unit, 0, unit) for unit in reversed(parts.get(None, []))]
    only_top = len(waiting) == 1
    while waiting:
        unit, depth, department = waiting.pop()
        found.append(UnitRow(unit.pk, unit.code, unit.name, unit.parent_id, depth, department.pk, department.name))
        for part in reversed(parts.get(unit.pk, [])):
            waiting.append((part, depth + 1, part if only_top and depth == 0 else department))
    return found


@kept_until(CHANGING)
def tree() -> tuple[UnitRow, ...]:
    """The same, kept in memory."""
    return tuple(units())


def parts_alone(tree: Sequence[UnitRow], units: frozenset[uuid.UUID]) -> tuple[UnitRow, ...]:
    """Only these of the tree, as if nothing lay above them: the topmost of them are at the top."""
    depths: dict[uuid.UUID, int] = {}
    found = []
    for row in tree:
        if row.id in units:
            depths[row.id] = depths[row.parent_id] + 1 if row.parent_id in depths else 0
            parent = row.parent_id if row.parent_id in depths else None
            found.append(replace(row, depth=depths[row.id], parent_id=parent))
    return tuple(found)


def with_parts(tree: Sequence[UnitRow], own: Mapping[uuid.UUID, int]) -> dict[uuid.UUID, int]:
    """What each unit has together with everything under it, from what each has by itself."""
    total = {row.id: own.get(row.id, 0) for row in tree}
    for row in reversed(tree):
        if row.parent_id in total:
            total[row.parent_id] += total[row.id]
    return total
