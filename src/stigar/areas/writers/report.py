"""The result as a report to print: A4, in the reader's language, with the landscape and the org chart as pictures.

The page is set by Typst, which needs nothing from the system; its font lies beside this file. What people have written
reaches it only as data, never as markup, and no file is ever read on its behalf. It is an optional part: ``stigar[pdf]``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from stigar.areas.writers import sayings
from stigar.areas.writers.result import AreaResult, Result, RoleResult, Saving, Standing
from stigar.engine.areas.colours import LIGHT, paper_style

HERE = Path(__file__).resolve().parent
MOST_OVERLAPS, MOST_QUESTIONS, MOST_REASONS, MOST_SPECIFIC = 6, 10, 5, 3
ACCESSIBLE = ["ua-1"]


class NoPrinter(Exception):
    """The part that sets pages is not installed: ``pip install "stigar[pdf]"``."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """The two pictures as SVG text, as they are drawn for a page; empty leaves one out."""

    landscape: str = ""
    org_chart: str = ""


def can_print() -> bool:
    """Whether the part that sets pages is installed."""
    from importlib.util import find_spec  # noqa: PLC0415 - asked only here

    return find_spec("typst") is not None


def report(result: Result, pictures: Pictures | None = None) -> bytes:
    """The result as the bytes of a PDF. Raises :class:`NoPrinter`.

    The same result gives the same bytes. Letters that our own font lacks are taken from the system's fonts, if it has them.
    """
    try:
        import typst  # noqa: PLC0415 - heavy: only when asked for
    except ImportError as missing:
        raise NoPrinter from missing
    with override(result.language):
        told = json.dumps(told_of(result), ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")
    drawn = pictures or Pictures()
    given: dict[str, Any] = {
        "root": str(HERE), "font_paths": [str(HERE / "fonts")], "timestamp": _noon(result),
        "sys_inputs": {"told": told, "landscape": for_paper(drawn.landscape), "org_chart": for_paper(drawn.org_chart)},
    }  # fmt: skip
    for standards, own_only in ((ACCESSIBLE, True), (ACCESSIBLE, False), ([], False)):
        try:
            return bytes(
                typst.compile(str(HERE / "report.typ"), ignore_system_fonts=own_only, pdf_standards=standards, **given)
            )
        except typst.TypstError:
            if not standards:
                raise
    raise AssertionError("the last try either answers or raises")


def for_paper(svg: str) -> str:
    """A picture that carries its own colours, dashes and hatchings, so that it can be read without colour too."""
    return svg.replace("</desc>", f"</desc><style>{paper_style()}</style>", 1)


def told_of(result: Result) -> dict[str, Any]:
    """Everything the pages say, as plain data in the reader's language (which must be the active one)."""
    return {
        "language": result.language, "organisation": result.organisation, "title": _("Competence areas"),
        "heading": sayings.heading(result), "day": sayings.day(result.made), "source": result.source,
        "page": _("Page"), "of": _("of"), "contents": _("In this report"),
        "figures": _figures(result), "short": _short(result), "landscape": _landscape(result),
        "areas": [_area(area, result) for area in result.areas], "org_chart": _org_chart(result), "open": _open(result),
        "start": _start(result), "made": _made(result),
    }  # fmt: skip


def _figures(result: Result) -> list[dict[str, str]]:
    counted = [
        (len(result.areas), _("areas")), (len(result.roles), _("roles")), (result.people, _("people")),
        (len(result.units), _("departments")),
    ]  # fmt: skip
    return [{"number": sayings.figure(number), "word": word} for number, word in counted if number]


def _short(result: Result) -> dict[str, Any]:
    lead = _(
        "Drawn from what people do on an ordinary day, not from the departments. Roles in the same area need to be able to do"
        " much the same things, wherever they sit."
    )
    lines = (
        [sayings.sure_of(result), sayings.agreement(result.agreement) + "."]
        if result.units
        else [sayings.sure_of(result)]
    )
    if result.order:
        first = result.names.get(result.order[0].area, "")
        lines.append(_("The reasoned order begins with “%(area)s”.") % {"area": first})
    rows = [
        {**_name(area), "size": sayings.size(area), "shares": [item.text for item in area.base[:3]]}
        for area in result.areas
    ]
    heads = {"heading": _("In short"), "area": _("Area"), "share": _("What its roles share most")}
    return {**heads, "lead": lead, "lines": lines, "rows": rows}


def _landscape(result: Result) -> dict[str, str]:
    areas = "; ".join(f"{area.name}: {', '.join(role.title for role in area.roles)}" for area in result.areas)
    return {
        "heading": _("The landscape of competence"),
        "lead": _(
            "Each island is an area and each dot a role; a larger dot is more people. Roles that lie close need much the same."
            " The ground is higher where roles have most in common, and a dotted path leads to another area where a role also"
            " belongs."
        ),
        "alt": _("Each area is an island and each role a place on it. %(areas)s.") % {"areas": areas},
    }


def _area(area: AreaResult, result: Result) -> dict[str, Any]:
    base = [{"text": item.text, "share": item.coverage, "told": sayings.coverage(item)} for item in area.base]
    return {
        **_name(area), "size": sayings.size(area), "units": sayings.listed(area.units),
        "state": sayings.wave(area.wave) if area.wave else "",
        "shares": _("What these roles share"), "base": base, "nothing": _("These roles share nothing in so many words yet."),
        "roles_heading": _("The roles, and why they stand here"), "roles": [_role(role, result) for role in area.roles],
        "columns": [_("Role"), _("Because"), _("What only this role has")], "alone": len(area.roles) == 1,
        "one": _("One role stands alone here: nothing else in the organisation is much like it."),
    }  # fmt: skip


def _role(role: RoleResult, result: Result) -> dict[str, Any]:
    also = sayings.listed([sayings.quoted(result.names.get(key, key)) for key in role.also])
    pieces = [
        {"kind": sayings.kind(one.kind), "text": one.text, "share": one.weight} for one in role.because[:MOST_REASONS]
    ]
    facts = [sayings.people(role.people)] if role.people is not None else []
    return {
        "title": role.title, "facts": " · ".join([*facts, *role.units]), "sure": sayings.sureness(role), "share": role.confidence,
        "because": pieces, "specific": list(role.specific[:MOST_SPECIFIC]), "more": _more(len(role.specific) - MOST_SPECIFIC),
        "also": _("Also belongs in %(areas)s.") % {"areas": also} if also else "",
    }  # fmt: skip


def _more(number: int) -> str:
    return ngettext("and %(n)d more thing", "and %(n)d more things", number) % {"n": number} if number > 0 else ""


def _org_chart(result: Result) -> dict[str, Any] | None:
    if not result.meetings:
        return None
    rows = [
        {
            "area": result.names.get(one.area, one.area), "unit": one.unit, "roles": sayings.roles(one.roles), "share": one.share,
            "told": sayings.overlap(one.share),
        }
        for one in result.meetings[:MOST_OVERLAPS]
    ]  # fmt: skip
    return {
        "heading": sayings.agreement(result.agreement),
        "lead": _(
            "Areas and departments are meant to overlap only in part. An area that crosses several departments is where people"
            " who seldom meet need the same thing; nobody has to move."
        ),
        "alt": _("To the left the departments, to the right the areas. The wider the ribbon, the more people."), "rows": rows,
        "columns": [_("Area"), _("Department"), _("Roles in both"), _("Overlap")],
    }  # fmt: skip


def _open(result: Result) -> dict[str, Any] | None:
    rows = [
        {"one": pair.one, "other": pair.other, "gain": sayings.figure(pair.gain)}
        for pair in result.questions[:MOST_QUESTIONS]
    ]
    if not rows and not result.untold:
        return None
    lead = _(
        "Do these pairs of roles need to be able to do roughly the same things? The answer to the first settles most."
    )
    untold = _("These roles have told nothing of their work yet and are not on the map: %(roles)s.")
    return {
        "heading": _("What is still open"), "lead": lead if rows else "", "rows": rows,
        "columns": [_("One role"), _("Other role"), _("Pairs settled")],
        "untold": untold % {"roles": sayings.listed(result.untold)} if result.untold else "",
    }  # fmt: skip


def _start(result: Result) -> dict[str, Any] | None:
    if not result.order:
        return None
    most = max((sum(part.points for part in one.parts if part.points > 0) for one in result.order), default=0) or 1
    kinds = [part.what for part in result.order[0].parts]
    return {
        "heading": _("Where to start"),
        "lead": _(
            "Begin with one area. The bars show what speaks for each; the hatched part speaks against. The others wait, they"
            " are not lost."
        ),
        "legend": [{"what": what, "word": str(sayings.PARTS[what])} for what in kinds],
        "rows": [_standing(one, result, most) for one in result.order], "points": _("points"),
        "saving": _saving(result.savings[0], result) if result.savings else None,
    }  # fmt: skip


def _standing(one: Standing, result: Result, most: float) -> dict[str, Any]:
    area = next((area for area in result.areas if area.key == one.area), None)
    unknown = [str(sayings.PARTS[part.what]).lower() for part in one.parts if not part.known]
    return {
        "name": result.names.get(one.area, one.area), "number": one.number, "score": sayings.figure(one.score),
        "state": sayings.wave(area.wave) if area and area.wave else "",
        "for": [{"what": part.what, "share": part.points / most} for part in one.parts if part.points > 0],
        "against": sum(-part.points for part in one.parts if part.points < 0) / most,
        "unknown": _("Not known: %(what)s.") % {"what": sayings.listed(unknown)} if unknown else "",
    }  # fmt: skip


def _saving(saving: Saving, result: Result) -> dict[str, Any]:
    name = result.names.get(saving.area, saving.area)
    hours = saving.separate - saving.joint
    said = {"area": name, "hours": sayings.figure(abs(hours))}
    heading = (
        _("One joint programme in “%(area)s” saves %(hours)s hours") if hours > 0
        else _("One joint programme in “%(area)s” takes %(hours)s hours more")
    )  # fmt: skip
    lines = [(str(sayings.TERMS[term.what]), term.joint, term.separate) for term in saving.terms]
    lines.append((_("In all"), saving.joint, saving.separate))
    return {
        "heading": heading % said, "columns": [_("Hours for"), _("One joint programme"), _("One in each department")],
        "rows": [[word, sayings.figure(joint), sayings.figure(separate)] for word, joint, separate in lines],
    }  # fmt: skip


def _made(result: Result) -> dict[str, Any]:
    return {
        "heading": _("How it was made, and how sure it is"),
        "lines": [result.source, sayings.sure_of(result), *sayings.how_made(result)],
        "licences_heading": _("Sources"), "licences": list(result.licences),
        "colophon": _("Made with Stigar on %(day)s.") % {"day": sayings.day(result.made)},
    }  # fmt: skip


def _name(area: AreaResult) -> dict[str, Any]:
    return {"name": area.name, "ink": LIGHT.inks[area.colour - 1], "land": LIGHT.land(area.colour, 1)}


def _noon(result: Result) -> int:
    return int(datetime(result.made.year, result.made.month, result.made.day, 12, tzinfo=UTC).timestamp())
