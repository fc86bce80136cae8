"""The sixth step: the profiles of a project, and the workshops in which they are made."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stigar.foundation.tenancy import Visit
from stigar.profiles import rules
from stigar.profiles.pages.finding import around, project_of
from stigar.profiles.queries.making import making as made
from stigar.profiles.queries.workshops import workshops_of


@login_required
@require_safe
def making(request: Visit, project: UUID) -> HttpResponse:
    """Every role of the project with its profile, and the workshops that were planned."""
    found = project_of(request, project)
    roles = made(found)
    takes_part = rules.may_in(found, "take part in workshops", request.viewer, today=request.today)
    return render(
        request, "profiles/profiles_making.html",
        around(request, found, "profiles") | {
            "roles": roles, "begun": [one for one in roles if one.profile],
            "workshops": workshops_of(found) if takes_part else [], "takes_part": takes_part,
            "writes": rules.may_in(found, "write in a profile", request.viewer, today=request.today),
        },
    )  # fmt: skip
