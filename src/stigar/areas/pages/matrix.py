"""What roles share and what only one has; and the areas beside the org chart, without pressure to match."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from stigar.areas.actions.pictures import ORG_CHART
from stigar.areas.pages.map import newest, pictures
from stigar.areas.pages.places import places
from stigar.areas.queries.map import MapView
from stigar.areas.queries.shared import Shared, SharedRow, shared
from stigar.areas.writers import sayings
from stigar.foundation.tenancy import Visit

KINDS = {"work": ("task", "skill"), "traits": ("trait",)}
MOST_SINGLE = 40  # things that only one role has: the first of them, the rest on request
WIDEST = 24  # roles side by side; more than that is shown one area at a time


@login_required
@require_safe
def matrix(request: Visit) -> HttpResponse:
    """Tasks and skills as rows, roles as columns: of one area, or of all roles when they fit side by side."""
    view = newest(request)
    if view is None:
        return redirect("areas:map")
    asked, kind = request.GET.get("area", ""), request.GET.get("kind", "work")
    area = view.area(asked) or (view.areas[0] if len(view.roles) > WIDEST else None)
    area = None if asked == "all" else area
    roles = area.roles if area else view.roles
    found = shared({role.id: role.title for role in roles}, kinds=KINDS.get(kind, KINDS["work"]))
    everything = request.GET.get("single") == "all"
    return render(
        request, "areas/matrix.html",
        {
            "view": view, "area": area, "kind": kind if kind in KINDS else "work", "found": found,
            "single": found.single if everything else found.single[:MOST_SINGLE],
            "hidden": 0 if everything else max(0, len(found.single) - MOST_SINGLE), "groups": _groups(found),
            "within": places("areas:matrix"), "all": asked == "all", "heading": _heading(found, area.name if area else ""),
        },
    )  # fmt: skip


@login_required
@require_safe
def org_chart(request: Visit) -> HttpResponse:
    """Who is where: departments to the left, areas to the right, ribbons between them."""
    view = newest(request)
    if view is None:
        return redirect("areas:map")
    return render(
        request, "areas/org_chart.html",
        {
            "view": view, "pictures": pictures(view, ORG_CHART), "within": places("areas:org_chart"),
            "agreement": sayings.agreement(view.agreement), "rows": _overlaps(view), "across": _across(view),
        },
    )  # fmt: skip


def _heading(found: Shared, area: str) -> str:
    together = len(found.common) + len(found.several)
    if not together:
        return _("These roles share nothing in so many words")
    if area:
        told = ngettext("%(n)s thing is shared in “%(area)s”", "%(n)s things are shared in “%(area)s”", together)
    else:
        told = ngettext("%(n)s thing is shared by several roles", "%(n)s things are shared by several roles", together)
    return told % {"n": together, "area": area}


def _groups(found: Shared) -> list[tuple[str, tuple[SharedRow, ...]]]:
    """The rows in the order of how many share them."""
    groups = [(_("All roles"), found.common), (_("Several roles"), found.several)]
    return [(heading, rows) for heading, rows in groups if rows]


def _overlaps(view: MapView) -> list[dict[str, Any]]:
    names = {area.key: area for area in view.areas}
    return [
        {"area": names[one.area], "unit": one.unit, "roles": one.roles, "share": one.jaccard, "words": sayings.overlap(one.jaccard)}
        for one in view.overlap if one.area in names
    ]  # fmt: skip


def _across(view: MapView) -> Any:
    """The area that reaches most departments."""
    return max(view.areas, key=lambda area: (len(area.units), area.people), default=None)
