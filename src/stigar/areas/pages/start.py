"""Where to start: the areas in a reasoned order that can be weighed differently, the pilot and its waves, and hours saved."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stigar.areas import rules
from stigar.areas.actions import decisions
from stigar.areas.actions import start as actions
from stigar.areas.forms.map import FiguresForm, WaveForm, WeightsForm, upcoming
from stigar.areas.models import ProgrammeFigures
from stigar.areas.pages import words
from stigar.areas.pages.area import seen
from stigar.areas.pages.map import newest
from stigar.areas.pages.places import places
from stigar.areas.queries import start as queries
from stigar.areas.queries.map import AreaView, MapView
from stigar.foundation.tenancy import Visit

FIGURES = ("hours", "preparation_hours", "group_size", "trainers", "coordination_hours")


@login_required
@require_safe
def start(request: Visit) -> HttpResponse:
    """The order with every reason visible, what is started already, and what the first one would save."""
    return _shown(request)


@login_required
@require_POST
def weights(request: Visit) -> HttpResponse:
    """Weigh the reasons differently, and say how great each need is."""
    view = _deciding(request)
    form = WeightsForm(request.POST, view=view, weights=queries.weights())
    if not form.is_valid():
        return _shown(request, weights=form, status=422)
    reasons, needs = form.told()
    actions.weigh_start(weights=reasons, needs=needs, viewer=request.viewer, today=request.today)
    messages.success(request, _("The order follows what you said."))
    return redirect(f"{reverse('areas:start')}#order")


@login_required
@require_POST
def figures(request: Visit) -> HttpResponse:
    """Say what a programme takes here."""
    _deciding(request)
    form = FiguresForm(request.POST)
    if not form.is_valid():
        return _shown(request, figures=form, status=422)
    actions.enter_figures(viewer=request.viewer, today=request.today, **form.cleaned_data)
    messages.success(request, _("The hours are counted from your figures."))
    return redirect(f"{reverse('areas:start')}?area={request.POST.get('area', '')}#hours")


@login_required
@require_POST
def waves(request: Visit) -> HttpResponse:
    """Start with an area: the pilot, or the next wave."""
    _deciding(request)
    form = WaveForm(request.POST)
    if not form.is_valid():
        return _shown(request, wave=form, status=422)
    try:
        made = actions.start_area(
            key=request.POST.get("key", ""),
            seen=seen(request),
            viewer=request.viewer,
            today=request.today,
            **form.cleaned_data,
        )
    except decisions.NotOnTheMap as gone:
        raise Http404 from gone
    except decisions.MovedOn:
        messages.error(
            request, _("Somebody else decided about the areas while you were looking. Here is how it stands now.")
        )
    else:
        messages.success(request, words.decided(made), extra_tags=f"undo:{reverse('areas:undoing', args=[made.pk])}")
    return redirect("areas:start")


@login_required
@require_POST
def parking(request: Visit, key: str) -> HttpResponse:
    """Let an area wait again."""
    _deciding(request)
    try:
        made = actions.park_area(key=key, seen=seen(request), viewer=request.viewer, today=request.today)
    except decisions.NotOnTheMap as gone:
        raise Http404 from gone
    except actions.StillNeeded:
        messages.error(request, _("Later waves build on this one. Park them first."))
    except decisions.MovedOn:
        messages.error(
            request, _("Somebody else decided about the areas while you were looking. Here is how it stands now.")
        )
    else:
        messages.success(request, words.decided(made), extra_tags=f"undo:{reverse('areas:undoing', args=[made.pk])}")
    return redirect("areas:start")


def _deciding(request: Visit) -> MapView:
    """The map, for who may decide on it; nobody else finds anything here."""
    view = newest(request)
    if view is None or not rules.may_decide_on_areas(request.viewer, today=request.today):
        raise Http404
    return view


def _shown(request: Visit, *, status: int = 200, **forms: Any) -> HttpResponse:
    view = newest(request)
    if view is None:
        return redirect("areas:map")
    weighed, entered = queries.weights(), queries.figures()
    order = queries.order(view, viewer=request.viewer, today=request.today, weighed=weighed)
    plans = queries.waves(view)
    started = {plan.key for plan in plans}
    waiting = [one for one in order if one.area.key not in started]
    number, begins, weeks = queries.next_wave(plans, today=request.today)
    chosen = _chosen(request, view, waiting)
    given = {
        "view": view, "within": places("areas:start"), "decides": rules.may_decide_on_areas(request.viewer, today=request.today),
        "order": [_row(one, order) for one in order], "sees_wishes": rules.may_see_wishes_together(request.viewer, today=request.today),
        "plans": plans, "waiting": waiting, "chosen": chosen, "number": number,
        "account": _account(chosen, entered), "weights": WeightsForm(view=view, weights=weighed),
        "figures": FiguresForm(initial={name: getattr(entered, name) for name in FIGURES}), "wave": upcoming(begins, weeks),
        "entered": entered, "first": waiting[0] if waiting else None, "because": _because(waiting[0]) if waiting else "",
    }  # fmt: skip
    return render(request, "areas/start.html", {**given, **forms}, status=status)


def _chosen(request: Visit, view: MapView, waiting: list[queries.Placed]) -> AreaView | None:
    """The area whose plan and hours are shown: the one asked for, else the first that waits."""
    asked = request.GET.get("area") or request.POST.get("key") or request.POST.get("area")
    return view.area(asked or "") or (waiting[0].area if waiting else (view.areas[0] if view.areas else None))


def _row(one: queries.Placed, every: tuple[queries.Placed, ...]) -> dict[str, Any]:
    """An area in the order, its parts as pieces of one bar (all bars share one scale, in hundredths)."""
    scale = max((sum(part.points for part in each.for_it) for each in every), default=0) or 1
    pieces, at = [], 0.0
    for part in one.for_it:
        width = 100 * part.points / scale
        pieces.append({"what": part.what, "x": f"{at:.2f}", "width": f"{max(width - 0.6, 0.3):.2f}"})
        at += width
    cost = sum(-part.points for part in one.against)
    parts = [
        {"what": part.what, "word": words.PARTS[part.what], "known": part.known, "points": words.figure(part.points),
         "value": part.value, "weight": words.figure(abs(part.weight))}
        for part in one.parts
    ]  # fmt: skip
    return {
        "placed": one, "area": one.area, "pieces": pieces, "parts": parts, "score": words.figure(one.score),
        "cost": f"{min(100 * cost / scale, 100):.2f}", "has_cost": cost > 0,
    }  # fmt: skip


def _because(first: queries.Placed) -> str:
    """Why the first area is first, in a sentence."""
    said = {
        "people": _("it reaches many people"), "need": _("the need is great"), "common": _("its roles share much"),
        "wishes": _("people wish for it"),
    }  # fmt: skip
    strong = sorted(first.for_it, key=lambda part: -part.points)[:2]
    reasons = [said[part.what] for part in strong if part.what in said]
    if not reasons:
        return _("The areas weigh about the same; begin where people are keenest.")
    joined = _("%(one)s and %(other)s") % {"one": reasons[0], "other": reasons[1]} if len(reasons) > 1 else reasons[0]
    return _("It comes first because %(reasons)s.") % {"reasons": joined}


def _account(area: AreaView | None, entered: ProgrammeFigures) -> dict[str, Any] | None:
    """The hours as arithmetic anyone can follow."""
    if area is None:
        return None
    account = queries.saved_hours(area, entered)
    return {
        "account": account, "saved": words.figure(abs(account.saved)), "saves": account.saved > 0,
        "terms": [
            {"word": words.TERMS[term.what], "joint": words.figure(term.joint), "separate": words.figure(term.separate),
             "saved": words.figure(term.saved), "how": _how(term.what, account, area, entered)}
            for term in account.terms
        ],
        "joint": words.figure(account.joint), "separate": words.figure(account.separate),
    }  # fmt: skip


def _how(what: str, account: Any, area: AreaView, entered: ProgrammeFigures) -> str:
    """How a term came about, with the figures in it."""
    said = {
        "units": len(area.units), "prepare": words.figure(float(entered.preparation_hours)),
        "hours": words.figure(float(entered.hours)), "trainers": entered.trainers, "joint": account.joint_groups,
        "separate": account.separate_groups, "agree": words.figure(float(entered.coordination_hours)),
    }  # fmt: skip
    return {
        "preparation": _("%(prepare)s hours once, against %(prepare)s hours in each of %(units)d departments"),
        "holding": _("%(joint)d groups × %(hours)s hours × %(trainers)d, against %(separate)d groups"),
        "coordination": _("%(agree)s hours for each of %(units)d departments, against none"),
    }[what] % said
