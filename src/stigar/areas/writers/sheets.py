"""The sheets of the workbook, each as headings, widths and plain rows. Sheets that have nothing to say are left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from stigar.areas.writers import sayings
from stigar.areas.writers.result import Result

MOST_BECAUSE = 5


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, how wide, and how its cells look: text, whole, points, share or mark."""

    heading: str
    width: float
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Sheet:
    """``fixed`` columns stay in sight when one scrolls to the right; ``what`` says in a sentence what the rows are."""

    name: str
    what: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Any]]
    fixed: int = 1


def about(result: Result) -> Iterator[tuple[str, str | date]]:
    """The first lines: (word, value)."""
    yield "", _("Competence areas") + (f" · {result.organisation}" if result.organisation else "")
    yield "", sayings.heading(result)
    yield "", ""
    if result.drawn:
        yield _("The map was drawn"), result.drawn
    yield _("Taken out"), result.made
    yield _("From what"), result.source
    yield _("How sure"), sayings.sure_of(result)
    for number, sentence in enumerate(sayings.how_made(result)):
        yield (_("How it was made") if not number else ""), sentence
    if result.untold:
        yield _("Not on the map yet"), ", ".join(result.untold)


def all_sheets(result: Result) -> Iterable[Sheet]:
    """Every sheet that has rows, in the order one reads them."""
    makers = (_areas, _roles, _evidence, _base, _specific, _bridges, _questions, _matrix, _org_chart, _start, _savings)
    return (sheet for sheet in (make(result) for make in makers) if sheet.rows)


def _areas(result: Result) -> Sheet:
    columns = (
        Column(_("Area"), 44), Column(_("Roles"), 9, "whole"), Column(_("People"), 9, "whole"), Column(_("Departments"), 48),
        Column(_("In common"), 11, "whole"), Column(_("What they share most"), 60), Column(_("State"), 14),
    )  # fmt: skip
    rows = [
        (
            area.name, len(area.roles), area.people, ", ".join(area.units), len(area.base),
            "; ".join(item.text for item in area.base[:3]), sayings.wave(area.wave),
        )
        for area in result.areas
    ]  # fmt: skip
    return Sheet(_("Areas"), _("one row for each competence area"), columns, rows)


def _roles(result: Result) -> Sheet:
    because = tuple(Column(_("Because %(n)d") % {"n": number}, 40) for number in range(1, MOST_BECAUSE + 1))
    columns = (
        Column(_("Role"), 30), Column(_("Area"), 40), Column(_("People"), 9, "whole"), Column(_("Departments"), 30),
        Column(_("How sure"), 10, "share"), Column(_("In words"), 13), Column(_("Work told"), 10, "share"), *because,
    )  # fmt: skip
    rows = [
        (
            role.title, area.name, role.people, ", ".join(role.units) or role.unit, role.confidence, sayings.sureness(role),
            role.told, *_padded([piece.text for piece in role.because]),
        )
        for area in result.areas for role in area.roles
    ]  # fmt: skip
    return Sheet(_("Roles"), _("one row for each role: where it stands, how sure, and why"), columns, rows)


def _evidence(result: Result) -> Sheet:
    columns = (
        Column(_("Role"), 30),
        Column(_("Area"), 40),
        Column(_("Kind"), 12),
        Column(_("Evidence"), 80),
        Column(_("Share"), 10, "share"),
    )
    rows = [
        (role.title, area.name, sayings.kind(piece.kind), piece.text, piece.weight)
        for area in result.areas for role in area.roles for piece in role.because
    ]  # fmt: skip
    return Sheet(
        _("Evidence"),
        _("each piece of evidence that holds a role in its area, and how much of the whole it is"),
        columns,
        rows,
    )


def _base(result: Result) -> Sheet:
    columns = (
        Column(_("Area"), 40), Column(_("Competence"), 56), Column(_("Roles that need it"), 12, "whole"),
        Column(_("Roles in the area"), 12, "whole"), Column(_("Coverage"), 11, "share"), Column(_("Outside the area"), 11, "share"),
        Column(_("Concept"), 46),
    )  # fmt: skip
    everyone = [(_("The whole organisation"), item, None) for item in result.common]
    inside = [(area.name, item, item.outside) for area in result.areas for item in area.base]
    rows = [
        (name, item.text, item.has, item.of, item.coverage, outside, item.uri)
        for name, item, outside in [*inside, *everyone]
    ]
    return Sheet(_("Common base"), _("what at least half of an area's roles need"), columns, rows, fixed=2)


def _specific(result: Result) -> Sheet:
    columns = (Column(_("Area"), 40), Column(_("Role"), 30), Column(_("What only this role has"), 80))
    rows = [(area.name, role.title, text) for area in result.areas for role in area.roles for text in role.specific]
    return Sheet(_("Specific"), _("what a role needs on top of the common base"), columns, rows, fixed=2)


def _bridges(result: Result) -> Sheet:
    columns = (
        Column(_("Role"), 30),
        Column(_("Stands in"), 40),
        Column(_("Also belongs in"), 60),
        Column(_("Because"), 80),
    )
    rows = [
        (
            role.title, area.name, "; ".join(result.names.get(key, key) for key in role.also),
            "; ".join(piece.text for piece in role.leans),
        )
        for area in result.areas for role in area.roles if role.also
    ]  # fmt: skip
    return Sheet(_("Bridges"), _("roles that also belong partly in another area"), columns, rows)


def _questions(result: Result) -> Sheet:
    columns = (
        Column(_("One role"), 30), Column(_("Stands in"), 40), Column(_("Other role"), 30), Column(_("Stands in (other)"), 40),
        Column(_("Pairs settled"), 11, "points"), Column(_("Same? (yes/no)"), 14),
    )  # fmt: skip
    placed = result.placement
    rows = [
        (pair.one, _named(placed.get(pair.one)), pair.other, _named(placed.get(pair.other)), pair.gain, None)
        for pair in result.questions
    ]
    what = _("do these two roles need to be able to do roughly the same things? The first settles most")
    return Sheet(_("Open questions"), what, columns, rows, fixed=0)


def _matrix(result: Result) -> Sheet:
    titles = [role.title for area in result.areas for role in area.roles]
    marks = tuple(Column(title, 4.5, "mark") for title in titles)
    columns = (Column(_("Task or skill"), 60), Column(_("Kind"), 12), Column(_("Roles"), 8, "whole"), *marks)
    rows = [
        (row.text, sayings.kind(row.kind), len(row.roles), *("●" if title in row.roles else None for title in titles))
        for row in result.shared
    ]
    return Sheet(
        _("Shared and own"),
        _("tasks and skills down, roles across: what is shared and what only one has"),
        columns,
        rows,
    )


def _org_chart(result: Result) -> Sheet:
    columns = (
        Column(_("Area"), 44), Column(_("Department"), 36), Column(_("Roles in both"), 12, "whole"), Column(_("Overlap"), 11, "share"),
        Column(_("In words"), 28),
    )  # fmt: skip
    rows = [
        (result.names.get(one.area, one.area), one.unit, one.roles, one.share, sayings.overlap(one.share))
        for one in result.meetings
    ]
    return Sheet(
        _("Org chart"), _("areas beside departments: the share of their roles that are in both"), columns, rows
    )


def _start(result: Result) -> Sheet:
    kinds = [part.what for part in result.order[0].parts] if result.order else []
    columns = (
        Column(_("Order"), 8, "whole"), Column(_("Area"), 44), Column(_("Points"), 10, "points"),
        *(Column(str(sayings.PARTS[what]), 14, "points") for what in kinds), Column(_("State"), 14),
    )  # fmt: skip
    waves = {area.key: area.wave for area in result.areas}
    rows = [
        (
            one.number, result.names.get(one.area, one.area), one.score,
            *((part.points if part.known else _("not known")) for part in one.parts), sayings.wave(waves.get(one.area)),
        )
        for one in result.order
    ]  # fmt: skip
    return Sheet(_("Where to start"), _("a reasoned order; the points of the reasons add up"), columns, rows, fixed=2)


def _savings(result: Result) -> Sheet:
    columns = (
        Column(_("Area"), 44), Column(_("Hours for"), 30), Column(_("One joint programme"), 14, "points"),
        Column(_("One in each department"), 14, "points"), Column(_("Saved"), 12, "points"),
    )  # fmt: skip
    rows: list[Sequence[Any]] = []
    for saving in result.savings:
        name = result.names.get(saving.area, saving.area)
        rows += [
            (name, str(sayings.TERMS[term.what]), term.joint, term.separate, term.separate - term.joint)
            for term in saving.terms
        ]
        rows.append((name, _("In all"), saving.joint, saving.separate, saving.separate - saving.joint))
    return Sheet(
        _("Hours saved"),
        _("hours for one joint programme against one in each department, from your figures"),
        columns,
        rows,
    )


def _padded(texts: Sequence[str]) -> list[str | None]:
    return [texts[place] if place < len(texts) else None for place in range(MOST_BECAUSE)]


def _named(area: Any) -> str:
    return area.name if area else ""
