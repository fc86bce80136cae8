"""HR says why before a person's levels are opened."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from stigar.foundation.tenancy import Visit
from stigar.levels.actions import sharing
from stigar.people.rules import visible_colleagues


@login_required
@require_POST
def opening(request: Visit, person: UUID) -> HttpResponse:
    """Open them for the rest of the day; the person reads the reason."""
    who = get_object_or_404(visible_colleagues(request.viewer, today=request.today), pk=person)
    why = request.POST.get("why", "")
    try:
        sharing.open_for_hr(person=who, why=why, viewer=request.viewer, today=request.today)
    except sharing.NoReason:
        wrong = _("Say why in a few words. The person reads it.")
        return render(request, "levels/person_opening.html", {"person": who, "wrong": wrong, "why": why}, status=422)
    return redirect("levels:person", who.pk)
