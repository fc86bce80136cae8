"""Taking the result along: the map people see now as a workbook, a report to print, or data for machines."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext, override

from stigar.areas import rules
from stigar.areas.actions.pictures import LANDSCAPE, ORG_CHART, on_paper
from stigar.areas.queries import start
from stigar.areas.queries.map import AreaView, BaseRow, Because, MapView, RoleOnMap, newest_map
from stigar.areas.queries.taking import Beside, beside
from stigar.areas.writers import contract, report, result, workbook
from stigar.foundation import files, jobs
from stigar.foundation.models import Errand, Upload

if TYPE_CHECKING:
    from stigar.people.models import Person

ERRAND, UPLOAD = "areas.taking", "areas.taken"
AT_ONCE = 80  # roles: more are written in the background


class NoMap(Exception):
    """There is no map to take along yet."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the forms the result is taken along in."""

    ending: str
    content_type: str


KINDS = {
    "workbook": Kind("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "report": Kind("pdf", "application/pdf"),
    "json": Kind("json", "application/json"),
}


@dataclass(frozen=True, slots=True)
class Taken:
    """A file to hand over."""

    name: str
    content_type: str
    content: bytes


def is_large(view: MapView) -> bool:
    """Whether writing it takes so long that nobody should wait for it at the door."""
    return len(view.roles) > AT_ONCE


def take(kind: str, *, viewer: "Person", today: date, language: str) -> Taken:
    """The map people see now, in one of the ``KINDS``. Raises :class:`NoMap`, and ``NoPrinter`` where PDF is not installed."""
    rules.demand_here(viewer, "see areas", today=today)
    with override(language):
        view = newest_map(language)
        if view is None:
            raise NoMap
        told = whole(view, beside(view, today=today), viewer=viewer, today=today, language=language)
        return Taken(file_name(kind, viewer, today), KINDS[kind].content_type, _WRITERS[kind](told, view))


def file_name(kind: str, viewer: "Person", today: date) -> str:
    """What the file is called, in the language in use.

    Example: ``kompetensområden alvbro 2026-11-20.xlsx``.
    """
    name = _("competence areas")
    return f"{name} {viewer.organisation.key} {today:%Y-%m-%d}.{KINDS[kind].ending}"


def ask_to_take(kind: str, *, viewer: "Person", today: date, language: str) -> Errand:
    """Have it written in the background."""
    rules.demand_here(viewer, "see areas", today=today)
    return jobs.start(ERRAND, by=viewer, kind=kind, today=today.isoformat(), language=language)


def take_in_the_background(asked: Errand, *, viewer: "Person", today: date) -> None:
    """Write the file of one errand and keep it for a day. Started again after a crash it is kept once."""
    jobs.tell(asked, 1, 3, gettext_noop("Writing the file"))
    made = take(asked.given["kind"], viewer=viewer, today=today, language=asked.given["language"])
    jobs.tell(asked, 2, 3, gettext_noop("Writing the file"))
    with jobs.once(asked) as told:
        kept = files.keep(BytesIO(made.content), made.name, kind=UPLOAD, by=viewer)
        told.update(upload=str(kept.pk), name=made.name, content_type=made.content_type)


@contextmanager
def taken_file(asked: Errand) -> Iterator[Any]:
    """The file of an errand that is done, open to be read. Raises ``Upload.DoesNotExist`` once the day has passed."""
    kept = Upload.objects.get(pk=str((asked.result or {}).get("upload", uuid.UUID(int=0))))
    with files.place(kept).open("rb") as file:
        yield file


def whole(view: MapView, more: Beside, *, viewer: "Person", today: date, language: str) -> result.Result:
    """A map and what belongs with it, as the writers want it."""
    titles = {role.id: role.title for role in view.roles}
    order = start.order(view, viewer=viewer, today=today)
    return result.Result(
        organisation=viewer.organisation.name, made=today, drawn=view.at.date(), source=_source(view, more), language=language,
        areas=tuple(_area(area, more) for area in view.areas), common=tuple(map(_item, view.common)),
        questions=tuple(
            result.Pair(titles[one], titles[other], gain)
            for one, other, gain in view.questions if one in titles and other in titles
        ),
        untold=view.untold, agreement=view.agreement,
        meetings=tuple(result.Meeting(one.area, one.unit, one.roles, one.jaccard) for one in view.overlap),
        stable=view.stable, runs=view.runs,
        shared=tuple(result.SharedRow(row.kind, row.text, frozenset(row.roles)) for row in more.rows),
        order=tuple(
            result.Standing(
                one.area.key, one.number, one.score,
                tuple(result.Part(part.what, part.value, part.weight, part.points, part.known) for part in one.parts),
            )
            for one in order
        ),
        savings=_savings(order), licences=more.licences,
    )  # fmt: skip


def _savings(order: tuple[start.Placed, ...]) -> tuple[result.Saving, ...]:
    """The hours of each area that several departments meet in, in the order of where to start."""
    entered = start.figures()
    return tuple(
        result.Saving(
            one.area.key,
            tuple(
                result.Term(term.what, term.joint, term.separate) for term in start.saved_hours(one.area, entered).terms
            ),
        )
        for one in order
    )


def _source(view: MapView, more: Beside) -> str:
    """What the map was drawn from, in a sentence."""
    return ngettext(
        "Drawn from %(tasks)d tasks and %(skills)d skills told of %(n)d role.",
        "Drawn from %(tasks)d tasks and %(skills)d skills told of %(n)d roles.", len(view.roles),
    ) % {"tasks": more.kinds.get("task", 0), "skills": more.kinds.get("skill", 0), "n": len(view.roles)}  # fmt: skip


def _area(area: AreaView, more: Beside) -> result.AreaResult:
    return result.AreaResult(
        area.key,
        area.name,
        tuple(_role(role, more) for role in area.roles),
        tuple(map(_item, area.base)),
        area.colour,
        area.wave,
    )


def _role(role: RoleOnMap, more: Beside) -> result.RoleResult:
    return result.RoleResult(
        role.title, more.unit.get(role.id, ""), tuple(sorted(role.units, key=lambda name: (-role.units[name], name))), role.people,
        role.confidence, role.decided, more.told.get(role.id, 0.0), tuple(map(_piece, role.because)), role.specific, role.bridges,
        tuple(map(_piece, role.leans)),
    )  # fmt: skip


def _item(row: BaseRow) -> result.BaseItem:
    return result.BaseItem(row.text, row.coverage, row.outside, row.of, row.of_outside, row.uri)


def _piece(because: Because) -> result.Piece:
    return result.Piece(because.kind, because.text, because.weight)


def _report(told: result.Result, view: MapView) -> bytes:
    drawn = report.Pictures(on_paper(view, LANDSCAPE, told.language), on_paper(view, ORG_CHART, told.language))
    return report.report(told, drawn)


_WRITERS: dict[str, Callable[[result.Result, MapView], bytes]] = {
    "workbook": lambda told, _view: workbook.workbook(told),
    "report": _report,
    "json": lambda told, _view: contract.data(told),
}
