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
def showing(request: Visit, evidence_key: UUID, reader: UUID) -> HttpResponse:
    """The manager sees it."""
    row = _own(request, evidence_key)
    made = actions.show_to(evidence=row, reader=reader, viewer=request.viewer, today=request.today)
    undo = reverse("levels:evidence-reader-removal", args=[evidence_key, reader])
    messages.success(request, _("%(name)s sees it now.") % {"name": made.reader.name}, extra_tags=f"undo:{undo}")
    return redirect("levels:one", row.person_id, row.competence_id)


@login_required
@require_POST
def removal(request: Visit, evidence_key: UUID, reader: UUID) -> HttpResponse:
    """They see it no more."""
    row = _own(request, evidence_key)
    actions.show_no_more(evidence=row, reader=reader, viewer=request.viewer, today=request.today)
    undo = reverse("levels:evidence-reader", args=[evidence_key, reader])
    messages.success(request, _("It is no longer shown."), extra_tags=f"undo:{undo}")
    return redirect("levels:one", row.person_id, row.competence_id)


def _own(request: Visit, key: UUID) -> Evidence:
    row: Evidence = get_object_or_404(Evidence, pk=key, person=request.viewer)
    return row
