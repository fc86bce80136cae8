"""A round that has been started: how far it has come, what waits for HR, its last day, its end; and one's own people in it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from stigar.dialogues import rules
from stigar.dialogues.actions import rounds as actions
from stigar.dialogues.forms.rounds import EndsForm
from stigar.dialogues.models import Round
from stigar.dialogues.pages.finding import followed_round, found_round
from stigar.dialogues.queries.coverage import Coverage, coverage_of, parts_of, shared_line
from stigar.dialogues.queries.leaders import under
from stigar.dialogues.queries.reminding import reminder_days
from stigar.dialogues.queries.rounds import opening_of, own_round
from stigar.foundation import jobs, journal
from stigar.foundation.models import Errand
from stigar.foundation.tenancy import Visit
from stigar.people.queries.leading import leads_leaders
from stigar.people.queries.workplaces import unit_and_parts

PAGE, FIRST_FEW = 50, 30


def under_way(request: Visit, row: Round) -> HttpResponse:
    """Its dialogues while they are opened; then what waits, how many are held, and where."""
    holds = rules.may_be_for(request.viewer, row.whom, today=request.today)
    errand = opening_of(row, actions.ERRAND) if holds else None
    if errand and not errand.ended_at:
        return render(request, "dialogues/round_opening.html", {"row": row, **_progress(row, errand)})
    found = _coverage(request, row)
    unit = _unit(request, found)
    given = {
        "row": row, "found": found, "broke": bool(errand and errand.fault), "unit": unit, "ends_form": EndsForm(initial={"ends": row.ends}),
        "late": found.late[:FIRST_FEW], "lacking": found.lacking[:FIRST_FEW],
        "days": [day for day in reminder_days(row) if day > request.today],
        "units": parts_of(found.units, found.tree, unit.id if unit else _top(found)),
        "managers": Paginator(found.managers, PAGE).get_page(request.GET.get("page")),
    }  # fmt: skip
    return render(request, "dialogues/round.html", given)


def covered(request: Visit, key: UUID) -> HttpResponse:
    """For who speaks for the employed: the whole round in numbers, when it is of five people or more."""
    row = get_object_or_404(rules.covered_rounds(request.viewer, today=request.today), pk=key)
    line = shared_line(row, today=request.today)
    return render(request, "dialogues/round_covered.html", {"row": row, "line": line})


@login_required
@require_safe
def opening(request: Visit, round: UUID) -> HttpResponse:
    """How far it has come, asked for every second."""
    row = found_round(request, round)
    errand = opening_of(row, actions.ERRAND)
    if errand is None or errand.ended_at:
        return HttpResponse(headers={"HX-Redirect": reverse("dialogues:round", args=[row.pk])})
    return render(request, "web/parts/progress.html", _progress(row, errand))


@login_required
@require_safe
def people(request: Visit, round: UUID) -> HttpResponse:
    """Everybody in it by name: with whom, and how far; never who of the two has not handed in."""
    row = followed_round(request, round)
    if row is None:
        raise Http404
    found = _coverage(request, row)
    journal.look(request.viewer, gettext_noop("saw who has a dialogue in a round"), row, about=None)
    words, unit, state = request.GET.get("q", "").strip(), _unit(request, found), request.GET.get("state", "")
    units = unit_and_parts(unit.id) if unit else None
    rows = [
        one for one in found.people
        if words.casefold() in f"{one.person.name} {one.reviewer_name}".casefold()
        and (units is None or one.person.unit in units) and state in ("", one.counted)
    ]  # fmt: skip
    given = {
        "row": row, "page": Paginator(rows, PAGE).get_page(request.GET.get("page")), "words": words, "unit": unit, "state": state,
        "states": list(found.whole.counts), "units": found.tree, "holds": found.holds, "places": {one.id: one.name for one in found.tree},
    }  # fmt: skip
    return render(request, "dialogues/round_people.html", given)


@login_required
@require_POST
def latecomers(request: Visit, round: UUID) -> HttpResponse:
    """Open the dialogues of those who are in it by now and have none yet."""
    row = found_round(request, round)
    actions.go_on(row=row, viewer=request.viewer, today=request.today)
    return redirect("dialogues:round", row.pk)


@login_required
@require_POST
def period(request: Visit, round: UUID) -> HttpResponse:
    """Another last day; the undo says the old one in the address."""
    row = found_round(request, round)
    form = EndsForm(request.POST if "ends" in request.POST else request.GET)
    try:
        if form.is_valid():
            was = actions.extend(row=row, ends=form.cleaned_data["ends"], viewer=request.viewer, today=request.today)
            undo = reverse("dialogues:round-period", args=[row.pk]) + f"?ends={was.isoformat()}"
            messages.success(request, _("The last day is changed."), extra_tags=f"undo:{undo}")
            return redirect("dialogues:round", row.pk)
    except actions.NoDays:
        pass
    messages.error(request, _("The last day comes after the first, and has not passed."))
    return redirect("dialogues:round", row.pk)


@login_required
@require_POST
def ending(request: Visit, round: UUID) -> HttpResponse:
    """Close it; dialogues that are open stay the two's to finish. A draft is put away."""
    row = found_round(request, round)
    actions.close(row=row, viewer=request.viewer, today=request.today)
    undo = reverse("dialogues:round-ending-removal", args=[row.pk])
    words = (
        _("The round is closed. Open dialogues can still be finished.")
        if row.started_at
        else _("The plan is set aside.")
    )
    messages.success(request, words, extra_tags=f"undo:{undo}")
    return redirect("dialogues:round", row.pk) if row.started_at else redirect("dialogues:rounds")


@login_required
@require_POST
def ending_removal(request: Visit, round: UUID) -> HttpResponse:
    """It goes on."""
    row = found_round(request, round)
    actions.open_again(row=row, viewer=request.viewer, today=request.today)
    messages.success(request, _("The round goes on."))
    return redirect("dialogues:round", row.pk)


@login_required
@require_safe
def own(request: Visit, round: UUID) -> HttpResponse:
    """One's own people in the round: how far each has come, and where it is one's turn."""
    row = Round.objects.exclude(started_at=None).filter(pk=round).first()
    found = (
        own_round(row, rules.talks_in(request.viewer, row, today=request.today), request.viewer, today=request.today)
        if row
        else None
    )
    if found is None or not found.talks:
        raise Http404
    leads_on = leads_leaders(request.viewer, today=request.today)
    return render(request, "dialogues/round_mine.html", {"own": found, "leads_leaders": leads_on})


@login_required
@require_safe
def leaders(request: Visit, round: UUID) -> HttpResponse:
    """For who leads leaders: how the round goes in the teams below, in whole fives and without anybody's name."""
    row = get_object_or_404(Round.objects.exclude(started_at=None), pk=round)
    found = under(request.viewer, row, today=request.today)
    if found is None:
        raise Http404
    page = Paginator(found.teams, PAGE).get_page(request.GET.get("page"))
    return render(request, "dialogues/round_leaders.html", {"row": row, "found": found, "page": page})


def _coverage(request: Visit, row: Round) -> Coverage:
    """Of the people the visitor answers for."""
    viewer, today = request.viewer, request.today
    reach, holds = rules.hr_reach(viewer, today=today), rules.may_be_for(viewer, row.whom, today=today)
    return coverage_of(row, language=request.LANGUAGE_CODE, today=today, reach=reach, holds=holds)


def _progress(row: Round, errand: Errand) -> dict[str, Any]:
    done, total, doing = jobs.progress(errand)
    return {
        "address": reverse("dialogues:round-opening", args=[row.pk]), "heading": _("The dialogues are being opened"),
        "doing": _(doing) if doing else "", "part": done / total if total else None,
    }  # fmt: skip


def _unit(request: Visit, found: Coverage) -> Any:
    return next((unit for unit in found.tree if str(unit.id) == request.GET.get("unit")), None)


def _top(found: Coverage) -> UUID | None:
    """Below what the first lines are: the one unit at the top, if there is one that everybody is under."""
    tops = [line for line in found.units if line.depth == 0]
    return tops[0].key if len(tops) == 1 else None
