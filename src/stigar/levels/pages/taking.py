"""Taking a matrix along: a leader that of their team; HR that of a part of the organisation, for a reason that everybody in it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stigar.foundation.tenancy import Visit
from stigar.levels import rules
from stigar.levels.actions import taking as actions
from stigar.levels.actions.sharing import NoReason
from stigar.levels.forms.taking import TakingForm
from stigar.levels.pages import team_words
from stigar.levels.queries.team import Team, team_side_by_side
from stigar.levels.writers import table
from stigar.people.queries import tree
from stigar.people.queries.everyone import everyone

if TYPE_CHECKING:
    from stigar.people.models import PersonQuerySet

TYPES = {
    "csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip


@login_required
@require_safe
def team_file(request: Visit, kind: str) -> HttpResponse:
    """The team the visitor leads."""
    people = rules.team(request.viewer, today=request.today)
    found = team_side_by_side(people, language=request.LANGUAGE_CODE, today=request.today)
    if kind not in TYPES or not found.people:
        raise Http404
    actions.note_taken(people=list(people), viewer=request.viewer)
    return _handed(request, found, _("My team"), kind)


@login_required
def taking(request: Visit) -> HttpResponse:
    """HR says of whom and why; POST answers with the file."""
    if not rules.may_take_out_as_hr(request.viewer, today=request.today):
        raise Http404
    units = [(str(one.id), "\N{EM SPACE}" * one.depth + one.name) for one in tree()]
    form = TakingForm(request.POST or None, units=units)
    if request.method != "POST" or not form.is_valid():
        return render(request, "levels/taking.html", {"form": form}, status=422 if form.errors else 200)
    people = _chosen(request, form)
    try:
        actions.open_together(people=people, why=form.cleaned_data["why"], viewer=request.viewer, today=request.today)
    except NoReason:
        form.add_error("why", _("Say why in a few words. The person reads it."))
    except actions.Nobody:
        form.add_error("unit", _("Nobody you are HR for works there today."))
    except actions.TooMany:
        form.add_error("unit", _("One file holds at most 1,000 people. Choose a part of the organisation."))
    else:
        found = team_side_by_side(people, language=request.LANGUAGE_CODE, today=request.today)
        name = next((one.name for one in tree() if one.id == form.part()), request.viewer.organisation.name)
        return _handed(request, found, name, form.cleaned_data["kind"])
    return render(request, "levels/taking.html", {"form": form}, status=422)


def _chosen(request: Visit, form: TakingForm) -> PersonQuerySet:
    people = rules.people_to_open(request.viewer, today=request.today)
    unit = form.part()
    if unit is None:
        return people
    all_of_us = everyone(today=request.today, language=request.LANGUAGE_CODE)
    return people.filter(pk__in=[all_of_us.rows[place].id for place in all_of_us.units.get(unit, ())])


def _handed(request: Visit, found: Team, title: str, kind: str) -> HttpResponse:
    around = table.Around(
        title,
        date_format(request.today, "DATE_FORMAT"),
        team_words.samples(),
        team_words.shown_in,
        team_words.of_competence,
    )
    content = table.workbook(found, around) if kind == "xlsx" else table.listing(found, around)
    word = _("competence")
    name = f"{word}-{slugify(title) or 'levels'}-{request.today.isoformat()}.{kind}"
    return HttpResponse(
        content, content_type=TYPES[kind], headers={"Content-Disposition": content_disposition_header(True, name)}
    )
