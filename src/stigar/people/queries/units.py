"""The units as a tree, told as rows: each with its path and the department it belongs to."""

import uuid
from dataclasses import dataclass

from stigar.people.models import Unit


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
