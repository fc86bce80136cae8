"""HR's queue: activities that people have written themselves and offered to the library."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stigar.foundation.tenancy import Visit
from stigar.levels.actions import offers as actions
from stigar.levels.models import Offer
from stigar.levels.queries.gaps import names_of
from stigar.levels.queries.plan import offers_waiting
from stigar.people.rules import demand_here


@login_required
@require_safe
def waiting(request: Visit) -> HttpResponse:
    """What waits for an answer."""
    return _render(request)


@login_required
@require_POST
def answer(request: Visit, offer: UUID) -> HttpResponse:
    """Take it in, or say why not."""
    demand_here(request.viewer, actions.TAKES_IN, today=request.today)
    row = get_object_or_404(Offer, pk=offer)
    try:
        if request.POST.get("answer") == "take":
            actions.take_in(offer=row, viewer=request.viewer, today=request.today)
            messages.success(request, _("It is in the library for everybody."))
        else:
            actions.decline(offer=row, words=request.POST.get("words", ""), viewer=request.viewer, today=request.today)
            messages.success(request, _("Your answer stands in the person's plan."))
    except actions.Answered:
        messages.info(request, _("Somebody has answered it meanwhile."))
    except actions.NoWords:
        return _render(request, wrong=row.pk, status=422)
    return redirect("levels:offers")


def _render(request: Visit, *, wrong: UUID | None = None, status: int = 200) -> HttpResponse:
    demand_here(request.viewer, actions.TAKES_IN, today=request.today)
    rows = offers_waiting()
    names = names_of({one.activity.competence_id for one in rows if one.activity.competence_id}, request.LANGUAGE_CODE)
    given = {"offers": rows, "names": names, "wrong": wrong, "viewer_id": request.viewer.pk}
    return render(request, "levels/offers.html", given, status=status)
