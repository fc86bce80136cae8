"""The map page: the areas as a landscape and as words, coarser or finer, what to do next, and the maps before."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from stigar.areas import rules
from stigar.areas.actions import map as actions
from stigar.areas.actions.pictures import LANDSCAPE, Painted, painted
from stigar.areas.pages import words
from stigar.areas.pages.next_step import next_step
from stigar.areas.pages.places import places
from stigar.areas.pages.work import by_htmx
from stigar.areas.queries.map import MapView, map_at, maps, newest_map, sketch_view
from stigar.areas.queries.work import works
from stigar.foundation import jobs
from stigar.foundation.models import Errand
from stigar.foundation.tenancy import Visit

MAPS_A_PAGE = 20
MOST_CHANGES = 5


@login_required
@require_safe
def areas(request: Visit) -> HttpResponse:
    """The map people see now, or how to come to a first one; ``?step=`` looks coarser or finer."""
    view = newest(request)
    decides = rules.may_decide_on_areas(request.viewer, today=request.today)
    if view is None:
        every = works(today=request.today, language=words.language())
        told = sum(work.meter.share > 0 for work in every)
        return render(request, "areas/map_none.html", {"told": told, "all": len(every), "decides": decides})
    shown = _at_step(request, view)
    changed = words.changes(view)
    given = {
        "view": shown, "kept": view, "decides": decides, "pictures": pictures(shown, LANDSCAPE), "band": _band(shown),
        "steps": [_step(step) for step in shown.steps], "number": words.number_word(len(shown.areas)),
        "count": len(shown.areas),
        "kept_number": words.number_word(len(view.areas)), "people": shown.people,
        "changes": changed[:MOST_CHANGES], "more_changes": changed[MOST_CHANGES:],
        "names": {area.key: area.name for area in shown.areas}, "within": places("areas:map"),
        "untold": len(shown.untold), "all": len(shown.roles) + len(shown.untold),
    }  # fmt: skip
    if by_htmx(request):
        return render(request, "areas/map_shown.html", given)
    return render(request, "areas/map.html", {**given, "next": next_step(request, view)})


@login_required
@require_POST
def runs(request: Visit) -> HttpResponse:
    """Draw the map anew: at once, or with progress when there are many roles."""
    try:
        made = actions.draw_map(viewer=request.viewer, today=request.today)
    except actions.NothingTold:
        messages.error(request, _("No role has told of its work yet, so there is nothing to draw from."))
        return redirect("areas:map")
    except actions.Overtaken:
        messages.error(request, _("Somebody else is deciding about the areas right now. Try again in a moment."))
        return redirect("areas:map")
    return wait_for(request, made)


@login_required
@require_safe
def run(request: Visit, errand: UUID) -> HttpResponse:
    """How far a drawing in the background has come."""
    if not rules.may_see_areas(request.viewer, today=request.today):
        raise Http404
    asked: Errand = get_object_or_404(Errand.objects.all(), pk=errand, kind=actions.ERRAND)
    if asked.ended_at and not asked.fault:
        return (
            HttpResponse(headers={"HX-Redirect": reverse("areas:map")}) if by_htmx(request) else redirect("areas:map")
        )
    done, total, _stage = jobs.progress(asked)
    shown = {
        "address": reverse("areas:run", args=[errand]), "part": done / total if total else None,
        "doing": _("Comparing what the roles do"),
        "wrong": _("The map could not be drawn. What was decided is kept; try again.") if asked.fault else "",
    }  # fmt: skip
    return render(request, "areas/map_progress.html" if by_htmx(request) else "areas/map_run.html", shown)


@login_required
@require_safe
def history(request: Visit) -> HttpResponse:
    """Every map there has been, and what changed from one to the next."""
    if not rules.may_see_areas(request.viewer, today=request.today):
        raise Http404
    page = Paginator(maps(), MAPS_A_PAGE).get_page(request.GET.get("page"))
    drawn = [
        (one, len(one.changes), [words.change(change, {}) for change in one.changes[:3]]) for one in page.object_list
    ]
    return render(
        request, "areas/map_history.html",
        {"page": page, "drawn": drawn, "within": places("areas:history")},
    )  # fmt: skip


@login_required
@require_safe
def earlier(request: Visit, key: UUID) -> HttpResponse:
    """One of the maps before, in words."""
    view = map_at(key, words.language()) if rules.may_see_areas(request.viewer, today=request.today) else None
    if view is None:
        raise Http404
    return render(
        request, "areas/map_earlier.html",
        {"view": view, "number": words.number_word(len(view.areas)), "count": len(view.areas), "changes": words.changes(view),
         "names": {area.key: area.name for area in view.areas}},
    )  # fmt: skip


def newest(request: Visit) -> MapView | None:
    """The map this visitor sees; a stranger finds nothing here."""
    if not rules.may_see_areas(request.viewer, today=request.today):
        raise Http404
    return newest_map(words.language())


def pictures(view: MapView, kind: str) -> Any:
    """The pictures of a map (a ``Painted``), fetched when the page needs them.

    Safe to put in a page: every text in them was made harmless when they were painted.
    """
    language = words.language()

    def ready() -> Painted:
        found = painted(view, kind, language)
        return Painted(mark_safe(found.wide), mark_safe(found.narrow))

    return SimpleLazyObject(ready)


def wait_for(request: Visit, made: Any, address: str = "areas:map", **keys: Any) -> HttpResponse:
    """To the page when the map is drawn already, else to its progress."""
    return redirect("areas:run", errand=made.pk) if isinstance(made, Errand) else redirect(address, **keys)


def _at_step(request: Visit, view: MapView) -> MapView:
    """The map at the slider's position; what is not a position shows the map that is kept."""
    asked = request.GET.get("step", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 4 else view.at_step
    if number == view.at_step or number >= len(view.steps):
        return view
    kept = get_object_or_404(rules.visible_maps(request.viewer, today=request.today), pk=view.id)
    sketch = actions.sketch_map(
        map_=kept, resolution=view.steps[number].resolution, viewer=request.viewer, today=request.today
    )
    return sketch_view(sketch, words.language())


def _step(step: Any) -> dict[str, str]:
    told = ngettext("%(n)s area", "%(n)s areas", step.areas) % {"n": step.areas}
    return {"words": " · ".join([told, _("stable")]) if step.stable else told}


def _band(view: MapView) -> dict[str, float] | None:
    """Where the slider is marked as stable, in hundredths of its length."""
    stable = [at for at, step in enumerate(view.steps) if step.stable]
    if not stable or len(view.steps) < 2 or not view.stable:
        return None
    last = len(view.steps) - 1
    return {"x": 100 * stable[0] / last, "width": max(100 * (stable[-1] - stable[0]) / last, 4)}
