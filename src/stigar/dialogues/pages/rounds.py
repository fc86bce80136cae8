"""A round as HR plans it: what, when, for whom; who talks with whom, before it is started; and starting it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stigar.areas.queries.map import newest_map
from stigar.dialogues import rules
from stigar.dialogues.actions import rounds as actions
from stigar.dialogues.forms.rounds import RoundForm, choice_of, whom_choices
from stigar.dialogues.models import Pairing, Round
from stigar.dialogues.pages.choosing import chosen_reviewer, named
from stigar.dialogues.pages.finding import followed_round, found_round
from stigar.dialogues.pages.round_under_way import covered, under_way
from stigar.dialogues.queries.pairing import plan_of
from stigar.dialogues.queries.rounds import Rounds, listed
from stigar.dialogues.queries.templates import FIRST, in_language, offered
from stigar.foundation.policy import Refused
from stigar.foundation.tenancy import Visit
from stigar.people.queries.units import parts_alone, tree
from stigar.people.rules import demand_here, people_in_hr_scope

if TYPE_CHECKING:
    from stigar.people.models import Person

PAGE = 50


@login_required
@require_safe
def rounds(request: Visit) -> HttpResponse:
    """HR's rounds; who speaks for the employed sees how far those under way have come."""
    viewer, today = request.viewer, request.today
    holds = rules.may_hold_rounds(viewer, today=today)
    if not holds:
        demand_here(viewer, "see coverage of dialogues", today=today)
    rows = rules.followed_rounds(viewer, today=today) if holds else rules.covered_rounds(viewer, today=today)
    found = listed(rows, viewer=viewer, today=today)
    given = {"rounds": found, "holds": holds, "places": _places(found, viewer, today) if holds else {}}
    return render(request, "dialogues/rounds.html", given)


@login_required
def new(request: Visit) -> HttpResponse:
    """Plan a round. Nobody but HR sees it before it is started."""
    _demand_holding(request)
    chosen = {
        "template": request.GET.get("template", FIRST)
    }  # from the page of a template; one that is not offered is not ticked
    form = _form(request, {**chosen, "judges_levels": True, "reminders": ["14", "3"], "begins": request.today})
    made = _planned(request, form, None) if request.method == "POST" and form.is_valid() else None
    if made:
        return redirect("dialogues:round", made.pk)
    return render(request, "dialogues/round_new.html", {"form": form}, status=422 if form.errors else 200)


@login_required
def settings(request: Visit, round: UUID) -> HttpResponse:
    """Plan it otherwise, before it is started."""
    row = found_round(request, round)
    if row.started_at:
        return redirect("dialogues:round", row.pk)
    form = _form(request, {
        "name": row.name, "begins": row.begins, "ends": row.ends, "template": row.template.key, "whom": choice_of(row.whom),
        "judges_levels": row.judges_levels, "reminders": [str(day) for day in row.reminders],
    })  # fmt: skip
    if request.method == "POST" and form.is_valid() and _planned(request, form, row):
        return redirect("dialogues:round", row.pk)
    return render(request, "dialogues/round_new.html", {"form": form, "row": row}, status=422 if form.errors else 200)


@login_required
@require_safe
def round_page(request: Visit, round: UUID) -> HttpResponse:
    """Before it is started who would talk with whom; afterwards how far it has come."""
    row = followed_round(request, round)
    if row is None:
        return covered(request, round)
    return under_way(request, row) if row.started_at else _preview(request, row)


def _preview(request: Visit, row: Round) -> HttpResponse:
    plan = plan_of(row, language=request.LANGUAGE_CODE, today=request.today)
    words = request.GET.get("q", "").strip()
    pairs = [pair for pair in plan.pairs if words.casefold() in f"{pair.person.name} {pair.reviewer_name}".casefold()]
    given = {
        "row": row, "plan": plan, "words": words, "template": in_language(row.template.names, request.LANGUAGE_CODE),
        "page": Paginator(pairs, PAGE).get_page(request.GET.get("page")), "whom": _whom(row, request.LANGUAGE_CODE),
        "lacking": plan.lacking[:PAGE], "left_out": plan.left_out[:PAGE], "places": {unit.id: unit.name for unit in tree()},
    }  # fmt: skip
    return render(request, "dialogues/round_preview.html", given)


@login_required
def pairing(request: Visit, round: UUID, person: UUID) -> HttpResponse:
    """Another reviewer for somebody, or not in it; empty gives the manager back. The undo says what it was in the address."""
    row = found_round(request, round)
    who = get_object_or_404(people_in_hr_scope(request.viewer, today=request.today), pk=person)
    before = row.pairings.filter(person=who).select_related("reviewer").first()
    if request.method != "POST":
        return render(request, "dialogues/round_pairing.html", {"row": row, "person": who, "before": before})
    left_out = "out" in (request.POST.get("choice"), request.GET.get("choice"))
    try:
        reviewer = None if left_out else chosen_reviewer(request)
        actions.pair(
            row=row, person=who, reviewer=reviewer, left_out=left_out, viewer=request.viewer, today=request.today
        )
    except actions.NotTheOther:
        messages.error(request, _("Choose somebody else who works here."))
        return redirect("dialogues:round-pairing", row.pk, who.pk)
    undo = reverse("dialogues:round-pairing", args=[row.pk, who.pk]) + _as_it_was(before)
    messages.success(request, _("Changed for %(name)s.") % {"name": who.name}, extra_tags=f"undo:{undo}")
    return redirect("dialogues:round", row.pk)


@login_required
@require_safe
def colleagues(request: Visit) -> HttpResponse:
    """Colleagues whose names begin so, as a part for the search box."""
    _demand_holding(request)
    words = request.GET.get("reviewer_name", "").strip()
    options = [
        {"value": one.id, "text": one.name, "note": ", ".join(filter(None, (one.role, one.unit)))}
        for one in (named(request, words) if words else [])
    ]
    return render(request, "web/parts/options.html", {"options": options, "q": words, "own": False})


@login_required
@require_POST
def start(request: Visit, round: UUID) -> HttpResponse:
    """Open the dialogues in the background."""
    row = found_round(request, round)
    try:
        actions.start_round(row=row, viewer=request.viewer, today=request.today)
    except actions.StartedAlready:
        messages.info(request, _("The round has been started already."))
    except actions.NobodyToPair:
        messages.error(request, _("There is nobody in the round yet who has somebody to talk with."))
    except actions.NoDays:
        messages.error(request, _("The last day has passed. Choose another first."))
    return redirect("dialogues:round", row.pk)


def _form(request: Visit, initial: dict[str, Any]) -> RoundForm:
    templates, whom = offered(request.LANGUAGE_CODE), _for_whom(request)
    there = initial.get("whom", "")
    if there and there not in str(whom):
        whom.append((there, _("As it is")))
    return RoundForm(request.POST or None, initial=initial, templates=templates, whom=whom)


def _for_whom(request: Visit) -> list[tuple[Any, Any]]:
    """Whom the visitor may hold a round for: HR for everybody, a unit or an area, HR of some units for all of them or a part."""
    reach = rules.hr_reach(request.viewer, today=request.today)
    if reach is None:
        view = newest_map(request.LANGUAGE_CODE)
        areas = [(area.key, area.name) for area in view.areas] if view else []
        units = [(str(row.id), row.indented) for row in tree()]
        return whom_choices((rules.EVERYONE, _("Everybody who works here")), units, areas)
    own = parts_alone(tree(), reach)
    tops, parts = [row for row in own if not row.depth], [(str(row.id), row.indented) for row in own]
    if len(tops) == 1:
        first = (f"{rules.UNIT}:{tops[0].id}", _("Everybody in %(unit)s") % {"unit": tops[0].name})
        return whom_choices(first, parts[1:], [])
    keys = ",".join(str(row.id) for row in tops)
    return whom_choices((f"{rules.UNITS}:{keys}", _("Everybody in your units")), parts, [])


def _planned(request: Visit, form: RoundForm, row: Round | None) -> Round | None:
    told = {"planned": form.planned(), "viewer": request.viewer, "today": request.today}
    try:
        return actions.change_round(row=row, **told) if row else actions.make_round(**told)
    except actions.NoDays:
        form.add_error("ends", _("The last day comes after the first, and has not passed."))
    except actions.StartedAlready:
        form.add_error(None, _("The round has been started already."))
    return None


def _as_it_was(before: Pairing | None) -> str:
    """What undoes another choice: the words of the address with which it is made again."""
    if before is None:
        return "?choice=manager"
    return "?choice=out" if before.left_out else f"?reviewer={before.reviewer_id or ''}"


def _whom(row: Round, language: str) -> str:
    """For whom it is, in words."""
    if units := rules.units_of(row.whom):
        return _named(units)
    view = newest_map(language) if row.whom.get("kind") == rules.AREA else None
    area = view.area(row.whom.get("key", "")) if view else None
    return area.name if area else _("Everybody who works here")


def _named(units: tuple[str, ...]) -> str:
    return ", ".join(unit.name for unit in tree() if str(unit.id) in units) if units else ""


def _places(rows: Rounds, viewer: Person, today: date) -> dict[UUID, str]:
    """Where each round is held, for one that is held in some units; and that one reaches wider than what the viewer is HR for."""
    wider = _("reaches beyond your units")
    return {
        row.pk: _named(rules.units_of(row.whom)) if rules.may_be_for(viewer, row.whom, today=today) else wider
        for row in (*rows.drafts, *rows.ongoing, *rows.closed)
    }


def _demand_holding(request: Visit) -> None:
    if not rules.may_hold_rounds(request.viewer, today=request.today):
        raise Refused(actions.RIGHT)
