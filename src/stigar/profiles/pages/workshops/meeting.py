"""Planning a workshop, its page, and going from one stage to the next."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stigar.foundation.tenancy import Visit
from stigar.profiles import rules
from stigar.profiles.actions import workshops as actions
from stigar.profiles.forms.workshops import WorkshopForm
from stigar.profiles.models import Profile, Project, Workshop
from stigar.profiles.pages.finding import while_it_goes_on
from stigar.profiles.pages.workshops.text import board_text
from stigar.profiles.queries import workshops as queries

NEXT = {
    Workshop.PROPOSE: Workshop.ESTIMATE, Workshop.ESTIMATE: Workshop.TALK, Workshop.TALK: Workshop.CLOSED,
}  # fmt: skip


@login_required
@while_it_goes_on
def workshops(request: Visit, project: UUID) -> HttpResponse:
    """Plan a workshop or an interview."""
    found: Project = get_object_or_404(rules.visible_projects(request.viewer, today=request.today), pk=project)
    rules.demand_in(found, "lead a profile project", request.viewer, today=request.today)
    profiles = list(
        Profile.objects.filter(project=found, put_down=None).select_related("role").order_by("role__title", "name")
    )
    if not profiles:
        messages.error(request, _("Begin a profile first: a workshop is about one or more profiles."))
        return redirect("profiles:making", project=project)
    form = WorkshopForm(
        [(one.pk, queries.heading(one)) for one in profiles], _people(found, request.viewer), request.POST or None,
        initial={"led_by": str(request.viewer.pk), "profiles": [str(one.pk) for one in profiles] if len(profiles) == 1 else []},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        made = _plan(request, found, profiles, form.cleaned_data)
        messages.success(request, _("It is planned. Share the link below with those who take part."))
        return redirect("profiles:workshop", key=made.key)
    shown = {"project": found, "form": form}
    return render(request, "profiles/workshop_plan.html", shown, status=422 if form.errors else 200)


def _plan(request: Visit, project: Project, profiles: list[Profile], told: dict[str, Any]) -> Workshop:
    chosen = [one for one in profiles if str(one.pk) in told["profiles"]]
    return actions.plan_workshop(
        project=project, profiles=chosen, kind=told["kind"], name=told["name"], at=told["at"], place=told["place"],
        led_by=UUID(told["led_by"]), talks_with=UUID(told["talks_with"]) if told["talks_with"] else None,
        viewer=request.viewer, today=request.today,
    )  # fmt: skip


def _people(project: Project, viewer: Any) -> list[tuple[UUID, str]]:
    """The owner, the visitor who plans, and those who take part, by name."""
    there = project.participants.filter(left=None).select_related("person")
    people = {
        project.owner_id: project.owner.name,
        viewer.pk: viewer.name,
        **{one.person_id: one.person.name for one in there},
    }
    return sorted(people.items(), key=lambda one: one[1])


@login_required
@require_safe
def workshop(request: Visit, key: str) -> HttpResponse:
    """The workshop as it is now, for those who take part: what to do in this stage, and the board."""
    found = seen(request, key)
    ended = found.project.ended is not None
    leads = not ended and rules.may_lead_workshop(request.viewer, found, today=request.today)
    stages = [word for stage, word in Workshop.STAGES if found.kind == Workshop.WORKSHOP or stage != Workshop.ESTIMATE]
    codes = [stage for stage, _word in Workshop.STAGES if found.kind == Workshop.WORKSHOP or stage != Workshop.ESTIMATE]
    return render(
        request, "profiles/workshop.html",
        {
            "workshop": found, "leads": leads, "ended": ended, "stages": stages, "at": codes.index(found.stage) + 1,
            "text": board_text(found, request.LANGUAGE_CODE, leads=leads, ended=ended),
            "to_judge": _to_judge(request, found) if found.stage == Workshop.ESTIMATE and not ended else [],
            "profiles": [(one.profile_id, queries.heading(one.profile)) for one in found.about.select_related("profile__role")],
            "fresh_key": uuid4(), "link": request.build_absolute_uri(reverse("profiles:workshop", args=[key])),
            "next_stage": _next(found),
        },
    )  # fmt: skip


def _to_judge(
    request: Visit, workshop: Workshop
) -> list[tuple[str, list[tuple[queries.GroupShown, tuple[int, int] | None]]]]:
    """Each profile with its groups, and how the visitor has judged them so far."""
    own = queries.own_estimates(workshop, request.viewer)
    shown = queries.board(workshop, request.LANGUAGE_CODE)
    return [(one.name, [(group, own.get(group.id)) for group in one.groups]) for one in shown.profiles if one.groups]


@login_required
@require_POST
@while_it_goes_on
def stage(request: Visit, key: str) -> HttpResponse:
    """The leader takes everybody on, or back."""
    found = seen(request, key)
    try:
        actions.go_to(
            workshop=found, stage=request.POST.get("stage", ""), seen=request.POST.get("seen", ""), viewer=request.viewer, today=request.today
        )  # fmt: skip
    except actions.NotNow:
        messages.error(request, _("The workshop had already gone on. Here is where it is now."))
    except actions.NothingToTalkAbout:
        messages.error(request, _("Nobody has proposed anything yet. Let people begin with what they do on a day."))
    return redirect("profiles:workshop", key=key)


def seen(request: Visit, key: str) -> Workshop:
    """The workshop, if the visitor takes part in it."""
    rows = rules.visible_workshops(request.viewer, today=request.today).select_related("project")
    found: Workshop | None = rows.filter(key=key).first()
    if found is None:
        raise Http404
    return found


def _next(workshop: Workshop) -> str:
    """The stage that comes after this one; nothing after the last."""
    if workshop.kind == Workshop.INTERVIEW and workshop.stage == Workshop.PROPOSE:
        return Workshop.TALK
    return NEXT.get(workshop.stage, "")
