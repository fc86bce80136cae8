"""Tells the areas: as a page of text, as data in the promised form, as a workbook, and as a picture."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from stigar.areas.writers import result, sayings
from stigar.areas.writers.workbook import workbook
from stigar.cli.areas.reading import Found
from stigar.engine.areas import landscape as land
from stigar.engine.areas import picture
from stigar.engine.areas.shared import matrix
from stigar.engine.vocabulary import Kind

MOST_BASE, MOST_REASONS, MOST_QUESTIONS = 8, 3, 5
WIDTH = 110  # characters, when the text goes to a file


def as_data(found: Found) -> bytes:
    """The answer in the promised form."""
    return json.dumps(found.map.as_json(), ensure_ascii=False, indent=2).encode("utf-8", "replace") + b"\n"


def as_workbook(found: Found, file: Path, today: date) -> bytes:
    """The same as a workbook."""
    return workbook(whole(found, file, today))


def as_text(found: Found, file: Path, today: date) -> bytes:
    """The same as a page of plain text, for a file."""
    page = StringIO()
    show(found, file, today, Console(file=page, width=WIDTH, no_color=True, highlight=False))
    return page.getvalue().encode("utf-8", "replace")


def show(found: Found, file: Path, today: date, console: Console) -> None:
    """The same on a terminal."""
    for line in _page(whole(found, file, today)):
        console.print(line)


def as_picture(found: Found, file: Path) -> bytes:
    """The landscape, to hang on a wall."""
    language = (get_language() or "en")[:2]
    drawn = land.LandscapePainter().of(
        [land.Place(one.role, area.key) for area in found.map for one in area.roles],
        names={area.key: area.name for area in found.map},
        notes={area.key: sayings.roles(len(area.roles)) for area in found.map}, likeness=found.map.likeness,
        bridges=[(one.role, one.areas[0]) for one in found.map.bridges if one.areas],
    )  # fmt: skip
    told = _(
        "Each island is an area and each dot a role. A dotted path leads to another area where a role also belongs."
    )
    svg = picture.svg(
        drawn, title=f"{_('The landscape of competence')} · {file.stem}", description=told, standalone=True, language=language,
        wording=picture.Wording(people="", belongs=_("{role} also belongs in {area}")),
    )  # fmt: skip
    return svg.encode("utf-8", "replace")


def whole(found: Found, file: Path, today: date) -> result.Result:
    """The engine's answer as the writers want it. What a plain file cannot tell (people, hours, wishes) is left out."""
    also = {bridge.role: bridge for bridge in found.map.bridges}
    size, shared = (
        len(found.map.placement),
        matrix((one for one in found.evidence if one.kind != Kind.TRAIT), found.model),
    )
    return result.Result(
        organisation=file.stem, made=today, source=_source(found, file), language=(get_language() or "en")[:2],
        areas=tuple(
            result.AreaResult(
                area.key, area.name,
                tuple(
                    result.RoleResult(
                        one.role, one.unit, (one.unit,) if one.unit else (), None, one.confidence, one.decided,
                        found.map.evidence.get(one.role, 0.0), _pieces(one.because), tuple(area.specific.get(one.role, ())),
                        also[one.role].areas if one.role in also else (), _pieces(also[one.role].because) if one.role in also else (),
                    )
                    for one in area.roles
                ),
                tuple(
                    result.BaseItem(item.text, item.coverage, item.outside, len(area.roles), size - len(area.roles), item.uri)
                    for item in area.base
                ),
            )
            for area in found.map
        ),
        common=tuple(result.BaseItem(item.text, item.coverage, 0.0, size, 0, item.uri) for item in found.map.base),
        questions=tuple(result.Pair(one.one, one.other, one.gain) for one in found.map.questions),
        agreement=found.map.org_chart.agreement,
        meetings=tuple(result.Meeting(one.area, one.unit, one.roles, one.jaccard) for one in found.map.org_chart.overlap),
        stable=found.map.stable, runs=found.runs,
        shared=tuple(result.SharedRow(str(row.kind), row.text, frozenset(row.roles)) for row in shared), licences=found.licences,
    )  # fmt: skip


def _pieces(reasons: tuple[object, ...]) -> tuple[result.Piece, ...]:
    return tuple(result.Piece(one.kind, one.text, one.weight) for one in reasons)  # type: ignore[attr-defined]


def _source(found: Found, file: Path) -> str:
    words = ngettext("%(file)s: %(n)d piece of evidence", "%(file)s: %(n)d pieces of evidence", len(found.evidence))
    return words % {"file": file.name, "n": len(found.evidence)}


def _page(told: result.Result) -> Iterator[RenderableType]:
    """The page from top to bottom. Every text is shown as it stands: nothing in it is taken for markup."""
    yield Text(sayings.heading(told), style="bold")
    yield Text(f"{told.source} · {sayings.sure_of(told)}", style="dim")
    if not told.stable:
        yield Text(
            _("The areas are not stable yet: more everyday tasks, or answers to the questions below, would help."),
            style="yellow",
        )
    for number, area in enumerate(told.areas, start=1):
        yield Text(f"\n{number}  {area.name}", style="bold green").append(
            f"  {sayings.size(area)}", style="not bold dim"
        )
        if area.base:
            yield Text(f"   {_('Common base')}: ").append(
                ", ".join(item.text for item in area.base[:MOST_BASE]), style="italic"
            )
        yield _roles(area)
    yield from _more(told)


def _roles(area: result.AreaResult) -> Table:
    listing = Table(box=SIMPLE_HEAD, pad_edge=True, show_edge=False)
    listing.add_column(_("Role"), min_width=16, max_width=34)
    listing.add_column(_("Unit"), max_width=22, style="dim")
    listing.add_column(_("How sure"), justify="right", no_wrap=True)
    listing.add_column(_("Because"))
    for role in area.roles:
        because = Text("; ".join(piece.text for piece in role.because[:MOST_REASONS]))
        listing.add_row(Text(role.title), Text(role.unit), Text(_percent(role.confidence)), because)
    return listing


def _more(told: result.Result) -> Iterator[RenderableType]:
    leaning = [role for role in told.roles if role.also]
    if leaning:
        yield Text(f"\n{_('Bridges')}", style="bold")
    for role in leaning:
        names = sayings.listed([sayings.quoted(told.names[key]) for key in role.also])
        yield Text(f"   {role.title}: " + _("also belongs in %(areas)s") % {"areas": names})
    if told.questions:
        yield Text(f"\n{_('Open questions')}", style="bold")
    for pair in told.questions[:MOST_QUESTIONS]:
        asked = _("Do %(one)s and %(other)s need to be able to do roughly the same things?")
        yield Text("   " + asked % {"one": pair.one, "other": pair.other})
    if told.meetings:
        yield Text(f"\n{sayings.agreement(told.agreement)} ({sayings.figure(told.agreement)}).")
    for line in told.licences:
        yield Text(line, style="dim")


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"
