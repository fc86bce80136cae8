"""Step 4: who takes part, whose viewpoint is missing, and who could speak for it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stigar.foundation.tenancy import Visit
from stigar.people.queries import everyone
from stigar.people.rules import visible_colleagues
from stigar.profiles.actions import projects as actions
from stigar.profiles.forms.steps import ParticipantForm, ViewpointForm
from stigar.profiles.models import Participant, Project, Viewpoint
from stigar.profiles.pages.finding import around, ended, leading, project_of
from stigar.profiles.queries import viewpoints as asked
from stigar.profiles.writers.step_words import view_name

MOST_FOUND = 20


@login_required
@require_safe
def participants(request: Visit, project: uuid.UUID) -> HttpResponse:
    """Who is in, the viewpoints, and a search for one more."""
    found, words = project_of(request, project), request.GET.get("q", "").strip()
    people = asked.taking_part(found, today=request.today)
    all_of_us = everyone.everyone(today=request.today, language=request.LANGUAGE_CODE)
    names = {one.id: one for one in all_of_us.rows}
    hits = _search(request, words) if words else []
    given = around(request, found, "participants") | {
        "people": [(one, names.get(one.person_id)) for one in people], "gone": asked.gone(found, today=request.today),
        "views": [_shown(one, names) for one in asked.viewpoints_kept(found.pk, today=request.today)],
        "words": words, "hits": hits, "parts": Participant.PARTS, "part": request.GET.get("part", Participant.PARTICIPANT),
        "kinds": dict(Viewpoint.KINDS), "chosen": {one.person_id: names.get(one.person_id) for one in people},
    }  # fmt: skip
    return render(request, "profiles/step_participants.html", given)


@login_required
@require_POST
def add(request: Visit, project: uuid.UUID) -> HttpResponse:
    """One more takes part."""
    found, form = leading(request, project), ParticipantForm(request.POST)
    if not form.is_valid():
        return _back(found)
    try:
        made = actions.add_participant(
            project=found, person=form.cleaned_data["person"], part=form.cleaned_data["part"], viewer=request.viewer,
            today=request.today,
        )  # fmt: skip
    except actions.ProjectEnded:
        return ended(request, found)
    except actions.NotHere:
        messages.error(request, _("That person does not work here today."))
    except actions.TakesPartAlready:
        messages.error(request, _("That person has this part already."))
    else:
        undo = reverse("profiles:participant-removal", args=[found.pk, made.pk])
        messages.success(request, _("%(name)s takes part.") % {"name": made.person.name}, extra_tags=f"undo:{undo}")
    return _back(found)


@login_required
@require_POST
def removal(request: Visit, project: uuid.UUID, participant: uuid.UUID) -> HttpResponse:
    """Somebody is no longer in."""
    found = leading(request, project)
    one = get_object_or_404(found.participants.select_related("person", "project"), pk=participant)
    try:
        actions.remove_participant(participant=one, viewer=request.viewer, today=request.today)
    except actions.ProjectEnded:
        return ended(request, found)
    undo = reverse("profiles:participant-return", args=[found.pk, one.pk])
    messages.success(
        request, _("%(name)s no longer takes part. What was said stays.") % {"name": one.person.name}, extra_tags=f"undo:{undo}"
    )  # fmt: skip
    return _back(found)


@login_required
@require_POST
def put_back(request: Visit, project: uuid.UUID, participant: uuid.UUID) -> HttpResponse:
    """Somebody who was taken out is in again."""
    found = leading(request, project)
    one = get_object_or_404(found.participants.select_related("person", "project"), pk=participant)
    try:
        actions.return_participant(participant=one, viewer=request.viewer, today=request.today)
    except actions.ProjectEnded:
        return ended(request, found)
    except (actions.NotHere, actions.TakesPartAlready):
        messages.error(request, _("That person does not work here today, or has this part already."))
    return _back(found)


@login_required
@require_POST
def viewpoints(request: Visit, project: uuid.UUID) -> HttpResponse:
    """A viewpoint is spoken for, needs no seat, is needed after all, or is one more."""
    found, form = leading(request, project), ViewpointForm(request.POST)
    if not form.is_valid():
        return _back(found)
    told: dict[str, Any] = dict(form.cleaned_data)
    try:
        actions.tell_viewpoint(project=found, viewer=request.viewer, today=request.today, **told)
    except actions.ProjectEnded:
        return ended(request, found)
    except actions.NoName:
        messages.error(request, _("Say which viewpoint it is; and when it needs no seat, why."))
    except actions.NotHere:
        messages.error(request, _("Only somebody who takes part can speak for it."))
    else:
        messages.success(request, _("The viewpoint is noted."))
    return _back(found)


@login_required
@require_POST
def viewpoint_removal(request: Visit, project: uuid.UUID, viewpoint: uuid.UUID) -> HttpResponse:
    """A viewpoint of one's own is taken away."""
    return _kept(
        request, project, viewpoint, actions.remove_viewpoint, _("“%(name)s” is taken away."), "viewpoint-return"
    )


@login_required
@require_POST
def viewpoint_return(request: Visit, project: uuid.UUID, viewpoint: uuid.UUID) -> HttpResponse:
    """It is needed after all."""
    return _kept(request, project, viewpoint, actions.return_viewpoint, _("“%(name)s” is back."), "viewpoint-removal")


def _kept(
    request: Visit, project: uuid.UUID, viewpoint: uuid.UUID, act: Callable[..., None], words: str, undo: str
) -> HttpResponse:
    found = leading(request, project)
    one = get_object_or_404(found.viewpoints.select_related("project"), pk=viewpoint)
    try:
        act(viewpoint=one, viewer=request.viewer, today=request.today)
    except actions.ProjectEnded:
        return ended(request, found)
    except actions.NotTheirOwn as odd:
        raise Http404 from odd
    back = reverse(f"profiles:{undo}", args=[found.pk, one.pk])
    messages.success(request, words % {"name": one.key}, extra_tags=f"undo:{back}")
    return _back(found)


def _search(request: Visit, words: str) -> list[Any]:
    nobody = visible_colleagues(request.viewer, today=request.today).none
    return everyone.found(words=words, numbered=nobody, language=request.LANGUAGE_CODE, today=request.today)[
        :MOST_FOUND
    ]


def _shown(view: asked.View, names: dict[uuid.UUID, Any]) -> dict[str, Any]:
    return {
        "view": view, "name": view_name(view.kind, view.key),
        "covered": [names[one].name for one in view.covered if one in names],
        "could": [names[one] for one in view.could if one in names],
    }  # fmt: skip


def _back(project: Project) -> HttpResponse:
    return redirect("profiles:participants", project=project.pk)
