"""The place Profiles: profiles in use and one's projects; beginning one; a project with its nine steps; going on, going back, ending."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stigar.areas.queries.map import newest_map
from stigar.areas.rules import may_see_areas
from stigar.foundation.tenancy import Visit
from stigar.people.queries import colleague, everyone, register
from stigar.people.queries.directory import with_work
from stigar.people.rules import visible_colleagues
from stigar.profiles import rules
from stigar.profiles.actions import projects as actions
from stigar.profiles.forms.projects import BeginForm, EndingForm, StepForm
from stigar.profiles.models import Ending
from stigar.profiles.pages.finding import around, ended, leading, project_of
from stigar.profiles.pages.step_words import address
from stigar.profiles.queries import following
from stigar.profiles.queries import messages as letters
from stigar.profiles.queries import projects as asked
from stigar.profiles.queries.waiting import PULSE, heard_of, waiting_for
from stigar.profiles.writers.step_words import NAMES, sentence

MOST_FOUND = 8
BEGIN = "begin a profile project"


@login_required
@require_safe
def front(request: Visit) -> HttpResponse:
    """Approved profiles for everybody; one's projects; what one is asked and has been sent."""
    viewer, words = request.viewer, request.GET.get("q", "").strip()
    rules.demand_in(None, "see profiles", viewer, today=request.today)
    told = [
        {"row": row, "name": NAMES[asked.KEYS[row.at - 1]] if row.at else ""}
        for row in asked.listed(viewer, today=request.today)
    ]
    heard = heard_of(viewer, today=request.today)
    given = {
        "profiles": asked.approved_profiles(viewer, words, today=request.today), "words": words, "projects": told,
        "may_begin": rules.may_in(None, BEGIN, viewer, today=request.today), "letters": received(request)[:3],
        "pulses": following.asked(viewer, today=request.today) if PULSE in heard else [],
        "waiting": waiting_for(viewer, today=request.today, heard=heard),
    }  # fmt: skip
    return render(request, "profiles/front.html", given)


def received(request: Visit) -> list[dict[str, Any]]:
    """The letters one has been sent, newest first."""
    return [
        {"delivery": one, "subject": letters.said(one.message, request.LANGUAGE_CODE).get("subject", "")}
        for one in letters.received(request.viewer)
    ]


@login_required
def begin(request: Visit) -> HttpResponse:
    """Begin a project: what it is called, whose profiles it makes, who leads it."""
    rules.demand_in(None, BEGIN, request.viewer, today=request.today)
    language, areas = request.LANGUAGE_CODE, _areas(request)
    area = request.GET.get("area", "")
    initial = {"area": area, "name": areas[area][0]} if area in areas else {}
    form = BeginForm(
        request.POST or None, roles=register(today=request.today, language=language), areas=areas, initial=initial,
        named=lambda words: [one.id for one in _found(request, words) if one.name.casefold() == words.strip().casefold()],
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        owner = colleague(told["owner"] or request.viewer.pk, today=request.today)
        if owner is None:
            raise Http404
        made = actions.begin_project(
            name=told["name"], area=told["area"], roles=[uuid.UUID(role) for role in told["roles"]], owner=owner,
            viewer=request.viewer, today=request.today,
        )  # fmt: skip
        messages.success(request, _("The project has begun. First: what is it for?"))
        return redirect("profiles:goal", project=made.pk)
    return render(request, "profiles/project_begin.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_safe
def people_options(request: Visit) -> HttpResponse:
    """Colleagues whose names begin so, as a part for the search box."""
    words = request.GET.get("owner_name", "").strip()
    options = [
        {"value": one.id, "text": one.name, "note": ", ".join(filter(None, (one.role, one.unit)))}
        for one in (_found(request, words) if words else [])
    ]
    return render(request, "web/parts/options.html", {"options": options, "q": words, "own": False})


@login_required
@require_safe
def project(request: Visit, project: uuid.UUID) -> HttpResponse:
    """The goal, the nine steps, who takes part, and what has happened."""
    found = project_of(request, project)
    people = with_work(
        visible_colleagues(request.viewer, today=request.today).filter(
            pk__in=[one.person_id for one in rules.taking_part(found.pk)]
        ),
        today=request.today,
    )
    parts: dict[uuid.UUID, list[Any]] = {}
    for one in rules.taking_part(found.pk):
        parts.setdefault(one.person_id, []).append(one.get_part_display())
    given = around(request, found) | {
        "people": [(one, parts.get(one.pk, [])) for one in people.order_by("order_sv")],
        "records": [(one, NAMES[asked.KEYS[one.step - 1]]) for one in asked.records(found)],
        "roles": [row.role for row in found.roles.select_related("role").order_by("role__title")],
        "letters": [one for one in received(request) if one["delivery"].message.project_id == found.pk],
        "ending": getattr(found, "ending", None), "form": EndingForm(),
    }  # fmt: skip
    return render(request, "profiles/project.html", given)


@login_required
@require_POST
def step_done(request: Visit, project: uuid.UUID, number: int) -> HttpResponse:
    """A step is done, if nothing is missing in it."""
    found, form = leading(request, project), StepForm(request.POST)
    key = _key(number)
    try:
        actions.finish_step(
            project=found, number=number, said=form.data.get("said", ""), viewer=request.viewer, today=request.today
        )
    except actions.ProjectEnded:
        return ended(request, found)
    except actions.StillLacking as wrong:
        for one in wrong.step.lacking:
            messages.error(request, sentence(one))
        return redirect(address(found, key))
    undo = reverse("profiles:step-again", args=[found.pk, number])
    messages.success(request, _("“%(step)s” is done.") % {"step": NAMES[key]}, extra_tags=f"undo:{undo}")
    return redirect("profiles:project", project=found.pk)


@login_required
@require_POST
def step_again(request: Visit, project: uuid.UUID, number: int) -> HttpResponse:
    """A step is taken up again."""
    found, form = leading(request, project), StepForm(request.POST)
    key = _key(number)
    try:
        actions.take_up_step(
            project=found, number=number, said=form.data.get("said", ""), viewer=request.viewer, today=request.today
        )
    except actions.ProjectEnded:
        return ended(request, found)
    messages.success(request, _("“%(step)s” is open again.") % {"step": NAMES[key]})
    return redirect(address(found, key))


@login_required
@require_POST
def ending(request: Visit, project: uuid.UUID) -> HttpResponse:
    """The project ends: people feel secure, or it is put down with a reason."""
    found = leading(request, project)
    kind = Ending.SECURE if request.POST.get("kind") == Ending.SECURE else Ending.PUT_DOWN
    try:
        actions.end_project(
            project=found, kind=kind, why=request.POST.get("why", ""), viewer=request.viewer, today=request.today
        )
    except actions.ProjectEnded:
        return ended(request, found)
    except actions.StillLacking as wrong:
        messages.error(request, _("“%(step)s” is not done yet.") % {"step": NAMES[wrong.step.key]})
        return redirect(address(found, wrong.step.key))
    except actions.NotSecureYet:
        messages.error(
            request,
            _("People do not feel as confident yet as you set out for. Go on, or close the project with a reason."),
        )
        return redirect("profiles:follow", project=found.pk)
    except actions.NoName:
        messages.error(request, _("Say why the project is closed."))
        return redirect("profiles:project", project=found.pk)
    undo = reverse("profiles:ending-removal", args=[found.pk])
    messages.success(request, _("The project has ended. What it made stays."), extra_tags=f"undo:{undo}")
    return redirect("profiles:project", project=found.pk)


@login_required
@require_POST
def ending_removal(request: Visit, project: uuid.UUID) -> HttpResponse:
    """A project that ended goes on."""
    found = leading(request, project)
    actions.take_up_project(project=found, viewer=request.viewer, today=request.today)
    messages.success(request, _("The project goes on."))
    return redirect("profiles:project", project=found.pk)


def _key(number: int) -> str:
    if not 1 <= number <= len(asked.KEYS):
        raise Http404
    return asked.KEYS[number - 1]


def _areas(request: Visit) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Key -> name and roles of each area on the map."""
    view = newest_map(request.LANGUAGE_CODE) if may_see_areas(request.viewer, today=request.today) else None
    return {area.key: (area.name, tuple(role.id for role in area.roles)) for area in view.areas} if view else {}


def _found(request: Visit, words: str) -> list[Any]:
    nobody = visible_colleagues(request.viewer, today=request.today).none
    return everyone.found(words=words, numbered=nobody, language=request.LANGUAGE_CODE, today=request.today)[
        :MOST_FOUND
    ]
