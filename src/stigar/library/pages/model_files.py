"""Taking a model out as a file. What may not be passed on is refused, with the reason and whose words they are."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from stigar.foundation.tenancy import Visit
from stigar.library.actions import taking_models as actions
from stigar.library.models import CompetenceModel
from stigar.library.pages.models import visible
from stigar.library.queries.words import readers_language


@login_required
@require_safe
def model_file(request: Visit, model: UUID, kind: str) -> HttpResponse:
    """The model as a workbook, a table or a CASE package."""
    found = visible(request, model)
    if kind not in actions.KINDS:
        raise Http404
    try:
        taken = actions.take_model(
            model=found, kind=kind, viewer=request.viewer, today=request.today, language=readers_language()
        )
    except actions.NotPassedOn as refused:
        return _refused(request, found, refused)
    return _handed_over(taken)


@login_required
@require_safe
def ties_file(request: Visit, model: UUID) -> HttpResponse:
    """How the model stands to others and to ESCO, as a table."""
    found = visible(request, model)
    try:
        taken = actions.take_crosswalk(model=found, viewer=request.viewer, today=request.today)
    except actions.NotPassedOn as refused:
        return _refused(request, found, refused)
    return _handed_over(taken)


def _refused(request: Visit, model: CompetenceModel, refused: actions.NotPassedOn) -> HttpResponse:
    shown = {"model": model, "why": refused.words, "rights": refused.rights}
    return render(request, "library/not_passed_on.html", shown, status=403)


def _handed_over(taken: actions.Taken) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(True, taken.name), "X-Content-Type-Options": "nosniff"}
    return HttpResponse(taken.content, taken.content_type, headers=headers)
