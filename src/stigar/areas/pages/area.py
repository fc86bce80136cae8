"""One area: its roles with the evidence for each, what they share, and the decisions that people make about it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stigar.areas import rules
from stigar.areas.actions import decisions as actions
from stigar.areas.actions.map import NothingTold, Overtaken, draw_again
from stigar.areas.models import Decision
from stigar.areas.pages import words
from stigar.areas.pages.map import newest
from stigar.areas.queries.decisions import decisions
from stigar.areas.queries.map import AreaView
from stigar.foundation.models import Errand
from stigar.foundation.tenancy import Visit

DECISIONS_SHOWN = 8


@login_required
@require_safe
def area(request: Visit, key: str) -> HttpResponse:
    """What an area shares, who is in it and why, where it leans, and what people have decided here."""
    view = newest(request)
    found = view.area(key) if view else None
    if view is None or found is None:
        raise Http404
    decides = rules.may_decide_on_areas(request.viewer, today=request.today)
    return render(
        request, "areas/area.html",
        {
            "view": view, "area": found, "decides": decides, "others": [one for one in view.areas if one.key != key],
            "names": {one.key: one.name for one in view.areas}, "towards": _towards(found, view.areas),
            "decided": told(decisions(key)[:DECISIONS_SHOWN]), "lead": _lead(found),
        },
    )  # fmt: skip


@login_required
@require_POST
def name(request: Visit, key: str) -> HttpResponse:
    """Call the area what people call it; an empty name gives back the proposed one."""
    wanted = request.POST.get("name", "")
    return _deciding(request, key, lambda **who: actions.rename_area(key=key, name=wanted, **who), redraw=False)


@login_required
@require_POST
def placements(request: Visit) -> HttpResponse:
    """A role belongs in another area."""
    role, to = _role(request.POST.get("role", "")), request.POST.get("to", "")
    back = request.POST.get("from", "") or to
    return _deciding(request, back, lambda **who: actions.move_role(role_id=role, to=to, **who))


@login_required
@require_POST
def parts(request: Visit, key: str) -> HttpResponse:
    """Some roles leave and become an area of their own."""
    leaving = [_role(role) for role in request.POST.getlist("role")]
    called = request.POST.get("name", "")
    return _deciding(request, key, lambda **who: actions.split_area(key=key, leaving=leaving, name=called, **who))


@login_required
@require_POST
def merge(request: Visit, key: str) -> HttpResponse:
    """This area becomes part of another."""
    into = request.POST.get("into", "")
    return _deciding(request, into, lambda **who: actions.merge_areas(key=key, into=into, **who))


@login_required
@require_POST
def lock(request: Visit, key: str) -> HttpResponse:
    """Keep the area as it is, or let it change again."""
    opened = request.POST.get("lock") == "off"
    action = actions.unlock_area if opened else actions.lock_area
    return _deciding(request, key, lambda **who: action(key=key, **who))


@login_required
@require_POST
def fineness(request: Visit) -> HttpResponse:
    """Keep the areas as coarse or fine as the slider shows."""
    view, step = newest(request), request.POST.get("step", "")
    if view is None or not step.isdecimal() or len(step) > 4 or int(step) >= len(view.steps):
        raise Http404
    resolution = view.steps[int(step)].resolution
    return _deciding(request, "", lambda **who: actions.choose_fineness(resolution=resolution, **who))


@login_required
@require_POST
def undoing(request: Visit, decision: UUID) -> HttpResponse:
    """Take a decision back."""
    if not rules.may_decide_on_areas(request.viewer, today=request.today):
        raise Http404
    made: Decision = get_object_or_404(Decision.objects.all(), pk=decision)
    back = next((key for key in made.areas), "")
    try:
        actions.undo_decision(decision=made, viewer=request.viewer, today=request.today)
    except actions.MovedOn:
        messages.error(request, _("A later decision has changed the same thing, so this one cannot be taken back."))
        return to_area(request, back)
    messages.success(request, _("It is as it was before."))
    if made.kind == "start":
        return redirect("areas:start")
    return redrawn(request, back) if made.kind != "name" else to_area(request, back)


def told(made: list[Decision]) -> list[dict[str, Any]]:
    """Decisions as sentences, each with who, when and its undo."""
    return [
        {"words": words.decided(one), "by": one.by, "at": one.at, "undone": one.undone_at, "undone_by": one.undone_by,
         "undo": reverse("areas:undoing", args=[one.pk])}
        for one in made
    ]  # fmt: skip


def redrawn(request: Visit, key: str) -> HttpResponse:
    """Let the map follow the decision, then to the area, or to the map when it is no longer there."""
    try:
        made = draw_again(by=request.viewer, today=request.today)
    except (NothingTold, Overtaken):
        return redirect("areas:map")
    if isinstance(made, Errand):
        return redirect("areas:run", errand=made.pk)
    return to_area(request, key)


def to_area(request: Visit, key: str) -> HttpResponse:
    """The area's page, or the map when there is no such area on it now."""
    view = newest(request)
    return redirect("areas:area", key=key) if view and view.area(key) else redirect("areas:map")


def seen(request: Visit) -> int:
    """The turn that the visitor saw when deciding."""
    number = request.POST.get("seen", "")
    return int(number) if number.isdecimal() and len(number) < 10 else -1


def _deciding(request: Visit, key: str, act: Callable[..., Decision], *, redraw: bool = True) -> HttpResponse:
    """One decision, told with its undo; what cannot be decided is told in words."""
    if not rules.may_decide_on_areas(request.viewer, today=request.today):
        raise Http404
    try:
        made = act(seen=seen(request), viewer=request.viewer, today=request.today)
    except tuple(_SORRY) as sorry:
        messages.error(request, str(_SORRY[type(sorry)]()))
        return to_area(request, key)
    except actions.NotOnTheMap as gone:
        raise Http404 from gone
    messages.success(request, words.decided(made), extra_tags=f"undo:{reverse('areas:undoing', args=[made.pk])}")
    return redrawn(request, key) if redraw else to_area(request, key)


_SORRY: dict[type[Exception], Callable[[], str]] = {
    actions.MovedOn: lambda: _(
        "Somebody else decided about the areas while you were looking. Here is how it stands now."
    ),
    actions.NothingDecided: lambda: _("It is so already; nothing was changed."),
    actions.NameTaken: lambda: _("Another area goes by that name. Choose one that sets this area apart."),
    actions.NotSplit: lambda: _("Choose at least one role that leaves, and let at least one stay."),
}


def _role(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as wrong:
        raise Http404 from wrong


def _lead(area: AreaView) -> str:
    """Why these roles are one area, in a sentence."""
    if area.role_count == 1:
        return _(
            "One role so far that is not like any other. It may be right so, or it may need to tell more of its work."
        )
    if len(area.units) > 1:
        return _("Roles from %(n)d departments that need much the same base.") % {"n": len(area.units)}
    return _("Roles that need much the same base.")


def _towards(area: AreaView, every: tuple[AreaView, ...]) -> list[dict[str, Any]]:
    """The areas that roles here lean to, with those roles; the one with most first."""
    found: dict[str, list[Any]] = {}
    for role in area.bridging:
        for key in role.bridges:
            found.setdefault(key, []).append(role)
    known = {one.key: one for one in every}
    rows = [{"area": known[key], "roles": roles} for key, roles in found.items() if key in known]
    return sorted(rows, key=lambda row: (-len(row["roles"]), row["area"].name))
