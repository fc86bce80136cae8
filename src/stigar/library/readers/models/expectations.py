"""What roles are expected to be able to do, as a table: role, competence, level. It comes together with its framework."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from stigar.library.readers.models import checks
from stigar.library.readers.models.headings import Column, column_of
from stigar.library.readers.models.rows import Line, lines_of
from stigar.library.readers.told import ExpectationTold, ModelTold
from stigar.people.readers.faults import FileFault
from stigar.people.readers.tables import Table

NEEDED = frozenset({"role", "competence", "level"})


def is_one(table: Table) -> bool:
    """Whether a table tells of roles and levels, and nothing else of the competences."""
    kinds = {found.what for heading in table.headings if (found := column_of(heading))}
    return kinds >= NEEDED and not kinds & {"text", "per level", "kind"}


def read(table: Table, model: ModelTold) -> tuple[tuple[ExpectationTold, ...], list[FileFault]]:
    """Every expectation on a role, and what is wrong: a competence or a level that the model does not have."""
    columns = {place: found for place, heading in enumerate(table.headings) if (found := column_of(heading))}
    names = {
        words["name"].casefold(): one.key
        for one in model.competences
        for words in one.texts.values()
        if words.get("name")
    }
    known = {**names, **{one.key.casefold(): one.key for one in model.competences}}
    found: dict[tuple[str, str], tuple[ExpectationTold, int]] = {}
    faults: list[FileFault] = []
    for line in lines_of(table, columns, next(iter(model.names), "en")):
        one, wrong = _expectation(table, columns, line, known, model)
        faults += [*line.faults, *wrong]
        if one is None:
            continue
        before = found.setdefault((one.role.casefold(), one.competence), (one, line.number))
        if before[0].level != one.level:
            faults.append(_fault(table, columns, "same-expectation", line, "level", str(one.level), other=before[1]))
    return tuple(one for one, _row in found.values()), faults


def _expectation(
    table: Table, columns: Mapping[int, Column], line: Line, known: Mapping[str, str], model: ModelTold
) -> tuple[ExpectationTold | None, list[FileFault]]:
    role, level = line.get("role"), line.get("level")
    name = next(iter(line.texts("competence").values()), "")
    faults = [
        _fault(table, columns, "missing-cell", line, column)
        for column, cell in (("role", role), ("competence", name), ("level", level))
        if not cell
    ]
    key = known.get(name.casefold())
    if name and key is None:
        near = get_close_matches(name.casefold(), list(known), n=1, cutoff=0.6)
        faults.append(
            _fault(table, columns, "unknown-competence", line, "competence", name, near=near[0] if near else "")
        )
    step = checks.level_of(level, model.scale) if level else None
    if level and step is None:
        faults.append(_fault(table, columns, "not-a-level", line, "level", level, most=len(model.scale)))
    if faults or key is None or step is None:
        return None, faults
    return ExpectationTold(role, key, step), []


def _fault(
    table: Table, columns: Mapping[int, Column], code: str, line: Line, column: str, value: str = "", **more: object
) -> FileFault:
    place = next(at for at, one in columns.items() if one.what == column)
    return table.fault(code, line.number, place, value, **more)
