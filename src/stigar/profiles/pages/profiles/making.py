"""The sixth step: the profiles of a project, and the workshops in which they are made."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from stigar.foundation.tenancy import Visit
from stigar.profiles import rules
from stigar.profiles.models import Project
from stigar.profiles.queries.making import making as made
from stigar.profiles.queries.workshops import workshops_of


@login_required
@require_safe
def making(request: Visit, project: UUID) -> HttpResponse:
    """Every role of the project with its profile, and the workshops that were planned."""
    found: Project = get_object_or_404(rules.visible_projects(request.viewer, today=request.today), pk=project)
    roles = made(found)
    takes_part = rules.may_in(found, "take part in workshops", request.viewer, today=request.today)
    return render(
        request, "profiles/profiles_making.html",
        {
            "project": found, "roles": roles, "begun": [one for one in roles if one.profile],
            "workshops": workshops_of(found) if takes_part else [], "takes_part": takes_part,
            "writes": rules.may_in(found, "write in a profile", request.viewer, today=request.today),
            "leads": rules.may_in(found, "lead a profile project", request.viewer, today=request.today),
        },
    )  # fmt: skip
