"""Finding what a page is about through its reader: what one may not see is not there."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from stigar.profiles import rules
from stigar.profiles.actions.projects import LEAD, ProjectEnded
from stigar.profiles.pages.step_words import rows
from stigar.profiles.queries import projects as asked
from stigar.profiles.writers.step_words import NAMES

if TYPE_CHECKING:
    from stigar.foundation.tenancy import Visit
    from stigar.profiles.models import Project


def project_of(request: Visit, project: uuid.UUID) -> Project:
    """The project, for its owner, those who take part, and HR."""
    found = asked.one_project.first(request.viewer, project, today=request.today)
    if found is None:
        raise Http404
    return rules.remembering(found, request.viewer, found, today=request.today)


def leading(request: Visit, project: uuid.UUID) -> Project:
    """The project, for who leads it."""
    found = project_of(request, project)
    if not rules.may_in(found, LEAD, request.viewer, today=request.today):
        raise Http404
    return found


def around(request: Visit, project: Project, key: str = "") -> dict[str, Any]:
    """What every page of a project shows: its goal, the nine steps with the one it is about, and whether the reader leads it."""
    found = asked.steps_kept(project.pk, today=request.today)
    told = rows(project, found, key)
    leads = rules.may_in(project, LEAD, request.viewer, today=request.today)
    return {
        "project": project, "goal": getattr(project, "goal", None), "steps": told,
        "current": told[asked.current(found).number - 1], "step": next((one for one in told if one["key"] == key), None),
        "leads": leads and project.ended is None, "may_take_up": leads and project.ended is not None,
        "step_name": NAMES.get(key, ""),
    }  # fmt: skip


def ended(request: Visit, project: Project) -> HttpResponse:
    """A project that has ended is only read."""
    messages.error(request, _("The project has ended. Take it up again to change anything."))
    return redirect("profiles:project", project=project.pk)


def while_it_goes_on(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page through which something is changed: when the project has ended the answer is 409, with where to read what came of it."""

    @wraps(view)
    def asked(request: Visit, *args: Any, **named: Any) -> HttpResponse:
        try:
            return view(request, *args, **named)
        except ProjectEnded as over:
            words = _("The project has ended. Take it up again to change anything.")
            if request.headers.get("X-Board") == "yes":
                return JsonResponse({"code": "ended", "message": words}, status=409)
            (project,) = over.args
            return render(request, "profiles/ended.html", {"project": project}, status=409)

    return asked
