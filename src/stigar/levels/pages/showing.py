"""Show a manager evidence from before they began, and show it no more: one button each."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from stigar.foundation.tenancy import Visit
from stigar.levels.actions import showing as actions
from stigar.levels.models import Evidence


@login_required
@require_POST
def showing(request: Visit, person: UUID, competence: UUID, evidence_key: UUID, reader: UUID) -> HttpResponse:
    """The manager sees it."""
    row = _own(request, person, competence, evidence_key)
    made = actions.show_to(evidence=row, reader=reader, viewer=request.viewer, today=request.today)
    undo = reverse("levels:evidence-showing-removal", args=[person, competence, evidence_key, reader])
    messages.success(request, _("%(name)s sees it now.") % {"name": made.reader.name}, extra_tags=f"undo:{undo}")
    return redirect("levels:one", person, competence)


@login_required
@require_POST
def removal(request: Visit, person: UUID, competence: UUID, evidence_key: UUID, reader: UUID) -> HttpResponse:
    """They see it no more."""
    row = _own(request, person, competence, evidence_key)
    actions.show_no_more(evidence=row, reader=reader, viewer=request.viewer, today=request.today)
    undo = reverse("levels:evidence-showing", args=[person, competence, evidence_key, reader])
    messages.success(request, _("It is shown no more."), extra_tags=f"undo:{undo}")
    return redirect("levels:one", person, competence)


def _own(request: Visit, person: UUID, competence: UUID, key: UUID) -> Evidence:
    rows = Evidence.objects.filter(person=request.viewer)
    row: Evidence = get_object_or_404(rows, pk=key, person=person, competence=competence)
    return row
