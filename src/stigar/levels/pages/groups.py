"""Groups and the whole organisation in figures: a heat map, one unit, one competence over the units. Nobody stands on these pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stigar.foundation import jobs
from stigar.foundation.models import Errand
from stigar.foundation.tenancy import Visit
from stigar.levels import rules
from stigar.levels.actions import groups as actions
from stigar.levels.pages import group_words
from stigar.levels.queries.groups.reading import OfUnit, Read, closing, in_any, is_counted, over_units, read
from stigar.people.queries import UnitRow, tree

A_PAGE = 50
NAME, SIZE = "name", "size"


@login_required
@require_safe
def groups(request: Visit) -> HttpResponse:
    """All that the visitor sees: the top units and their parts against everything that is asked of them."""
    seen = seen_units(request)
    if len(seen) == 1:
        return redirect("levels:group", seen[0].id)
    tops = _tops(seen)
    columns = [tops[0], *_parts(seen, tops[0].id)] if len(tops) == 1 else tops
    found = read([one.id for one in columns], language=request.LANGUAGE_CODE)
    if not found.units:
        return _not_counted(request)
    shown = {
        "tops": tops,
        "units": [(_indent(one), one) for one in seen],
        "whole": found.units.get(tops[0].id) if len(tops) == 1 else None,
        "found": found,
    }
    return render(request, "levels/groups.html", {**shown, **_heat(request, columns, found)})


@login_required
@require_safe
def group(request: Visit, unit: UUID) -> HttpResponse:
    """One unit: what is strong, what is missing, what is at risk, what would close most, and its parts."""
    seen = seen_units(request)
    here = next((one for one in seen if one.id == unit), None)
    if here is None:
        raise Http404
    columns = [here, *_parts(seen, unit)]
    found = read([one.id for one in columns], language=request.LANGUAGE_CODE)
    if not found.units:
        return _not_counted(request)
    figures = found.units.get(unit)
    above = next((one for one in seen if one.id == here.parent_id), None)
    shown: dict[str, Any] = {"unit": here, "above": above, "figures": figures, "parts": columns[1:], "found": found}
    if figures:
        shown |= _told(figures, found, request.LANGUAGE_CODE)
    return render(request, "levels/group.html", {**shown, **_heat(request, columns, found)})


@login_required
@require_safe
def competence(request: Visit, competence: UUID) -> HttpResponse:
    """One competence over the units that are asked for it: in the order of the tree, or by how many are asked."""
    seen = seen_units(request)
    name, cells = over_units(competence, language=request.LANGUAGE_CODE)
    if not name:
        raise Http404
    rows = [(one, cells[one.id]) for one in seen if one.id in cells]
    if not rows:
        return _absent() if cells or is_counted() else _not_counted(request)
    if _order(request) == SIZE:
        rows.sort(key=lambda each: -each[1].asked)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    told = [
        (_indent(unit) if _order(request) == NAME else "", unit, cell, group_words.of_cell(cell, request.LANGUAGE_CODE))
        for unit, cell in page
    ]
    top = rows[0][1] if _order(request) == NAME else None
    shown = {
        "name": name,
        "page": page,
        "rows": told,
        "top": top,
        "order": _order(request),
        "counted": sum(one.now is not None for _u, one in rows),
    }
    return render(request, "levels/group_competence.html", {**shown, "many": len(rows), "signs": group_words.signs()})


@login_required
@require_POST
def counting(request: Visit) -> HttpResponse:
    """Have the figures counted. Who may see them may ask; asking often shows no more."""
    asked = actions.ask_to_count(viewer=request.viewer, today=request.today)
    return redirect("levels:groups-count", errand=asked.pk)


@login_required
@require_safe
def count(request: Visit, errand: UUID) -> HttpResponse:
    """How far the counting has come; when it is done, the figures."""
    seen_units(request)
    asked = get_object_or_404(Errand.objects.all(), pk=errand, kind=actions.ERRAND)
    done, total, stage = jobs.progress(asked)
    address, by_htmx = reverse("levels:groups-count", args=[errand]), request.headers.get("HX-Request") == "true"
    if asked.ended_at and not asked.fault:
        front = reverse("levels:groups")
        return HttpResponse(headers={"HX-Redirect": front}) if by_htmx else redirect(front)
    shown = {
        "address": address, "heading": _("The groups are being counted"), "doing": _(stage) if stage else "",
        "part": done / total if total else None, "done": False,
        "wrong": _("They could not be counted. Try again.") if asked.fault else "",
    }  # fmt: skip
    return render(request, "web/parts/progress.html" if by_htmx else "levels/groups_count.html", shown)


def seen_units(request: Visit) -> Sequence[UnitRow]:
    """The units whose figures the visitor sees, in the order of the tree. Whoever sees none finds nothing here."""
    if rules.sees_all_groups(request.viewer, today=request.today):
        return tree() or _absent()
    mine = rules.groups_seen(request.viewer, today=request.today)
    return [one for one in tree() if one.id in mine] if mine else _absent()


def _absent() -> Any:
    raise Http404


def _tops(seen: Sequence[UnitRow]) -> list[UnitRow]:
    """Those that lie in none of the others."""
    mine = {one.id for one in seen}
    return [one for one in seen if one.parent_id not in mine]


def _indent(unit: UnitRow) -> str:
    """Two hard spaces for each step below the top."""
    return "\N{NO-BREAK SPACE}" * 2 * unit.depth


def _parts(seen: Iterable[UnitRow], unit: UUID) -> list[UnitRow]:
    return [one for one in seen if one.parent_id == unit]


def _not_counted(request: Visit) -> HttpResponse:
    running = Errand.objects.filter(kind=actions.ERRAND, ended_at=None).order_by("asked_at").first()
    return render(request, "levels/groups_empty.html", {"running": running})


def _order(request: Visit) -> str:
    return SIZE if request.GET.get("order") == SIZE else NAME


def _heat(request: Visit, columns: Sequence[UnitRow], found: Read) -> dict[str, Any]:
    """Units and competences crossed: a page of the competences, by name or by how many they are asked of. Never by how it stands."""
    units = [found.units.get(one.id) for one in columns]
    order = in_any(units, language=request.LANGUAGE_CODE)
    if _order(request) == SIZE:
        order.sort(key=lambda cell: -cell.asked)
    page = Paginator(order, A_PAGE).get_page(request.GET.get("page"))
    heads = [format_html('<td data-label="{}', one.name) for one in columns]
    rows = [(cell, _cells(cell.competence, heads, units, request.LANGUAGE_CODE)) for cell in page]
    return {
        "columns": columns,
        "heat": rows,
        "page": page,
        "order": _order(request),
        "signs": group_words.signs(),
        "at": found.at,
    }


def _cells(key: UUID, heads: Sequence[str], units: Sequence[OfUnit | None], language: str) -> SafeString:
    none, made = group_words.nothing(), []
    for head, unit in zip(heads, units, strict=True):
        cell = unit.cells.get(key) if unit else None
        made.append(f"{head}{group_words.heat(cell.kind, cell.now, language)}" if cell else none)
    return mark_safe("".join(made))


def _told(figures: OfUnit, found: Read, language: str) -> dict[str, Any]:
    """A unit's figures as sentences."""
    closings = closing(figures, found.programmes, language)
    return {
        "strong": [(one, group_words.reach_words(one.now)) for one in figures.strong],
        "lacking": [(one, group_words.reach_words(one.now)) for one in figures.lacking],
        "risks": [(one, group_words.risk_words(one, left, figures)) for one, left in figures.at_risk],
        "closings": [(one, group_words.sum_words(one), group_words.hours_words(one)) for one in closings[:3]],
        "table": [(one, group_words.of_cell(one, language)) for one in figures.cells.values()],
    }
