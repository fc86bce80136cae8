"""The published figures to take along, as a workbook or CSV: what the visitor sees on the pages and nothing more."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils.formats import date_format
from django.utils.http import content_disposition_header
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stigar.foundation.tenancy import Visit
from stigar.levels.pages.group_words import why_hidden
from stigar.levels.pages.groups import seen_units
from stigar.levels.queries.groups.reading import read
from stigar.levels.writers import groups as writers
from stigar.people.queries import UnitRow

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_safe
def workbook(request: Visit) -> HttpResponse:
    """As a workbook."""
    counted = _counted(request)
    about = [
        (_("Competence of groups"), request.viewer.organisation.name), (_("Counted"), date_format(request.today, "DATE_FORMAT")),
        (_("What counts"), _("The latest level that somebody else has seen, against what the approved job profile asks for.")),
        (_("What is not shown"), _("Figures of fewer than five, and those from which a person could be worked out.")),
    ]  # fmt: skip
    return _handed_over(request, writers.workbook(counted, about=about, hidden=capfirst(why_hidden())), "xlsx", SHEET)


@login_required
@require_safe
def csv(request: Visit) -> HttpResponse:
    """As CSV, with the separator that spreadsheets of the language expect."""
    separator = "," if request.LANGUAGE_CODE == "en" else ";"
    text = writers.table(_counted(request), hidden=capfirst(why_hidden()), separator=separator)
    return _handed_over(request, text.encode("utf-8-sig"), "csv", "text/csv; charset=utf-8")


def _counted(request: Visit) -> writers.Counted:
    """The units asked for (one with all below it, or all the visitor sees) that have been counted."""
    seen = _below(request)
    found = read([one.id for one in seen], language=request.LANGUAGE_CODE).units
    counted = [(one, found[one.id]) for one in seen if one.id in found]
    if not counted:
        raise Http404
    return counted


def _below(request: Visit) -> list[UnitRow]:
    seen, wanted = seen_units(request), request.GET.get("unit")
    if not wanted:
        return list(seen)
    try:
        inside = {UUID(wanted)}
    except ValueError:
        raise Http404 from None
    for one in seen:  # parents stand before their parts
        if one.parent_id in inside:
            inside.add(one.id)
    return [one for one in seen if one.id in inside]


def _handed_over(request: Visit, content: bytes, ending: str, kind: str) -> HttpResponse:
    what = _("competence of groups")
    name = f"{what} {request.viewer.organisation.key} {request.today:%Y-%m-%d}.{ending}"
    headers = {"Content-Disposition": content_disposition_header(True, name), "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, kind, headers=headers)
