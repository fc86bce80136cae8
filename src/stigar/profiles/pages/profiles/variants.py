"""Variants: the same role where something differs. Only the difference is written."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from stigar.foundation.tenancy import Visit
from stigar.profiles import rules
from stigar.profiles.actions import profiles as actions
from stigar.profiles.forms.profiles import VariantForm
from stigar.profiles.models import Project
from stigar.profiles.pages.profiles.reading import written


@login_required
@require_POST
def beginnings(request: Visit, project: UUID) -> HttpResponse:
    """Begin the profile of one of the project's roles."""
    found: Project = get_object_or_404(rules.visible_projects(request.viewer, today=request.today), pk=project)
    try:
        role = UUID(request.POST.get("role", ""))
        begun = actions.begin_profile(
            project=found, role_id=role, language=request.LANGUAGE_CODE, viewer=request.viewer, today=request.today
        )
    except actions.AlreadyBegun as there:
        if there.args[0].project_id != found.pk:
            messages.error(request, _("The profile of this role is made in another project."))
            return redirect("profiles:making", project=project)
        begun = there.args[0]
    except (actions.NotInTheProject, ValueError) as wrong:
        raise Http404 from wrong
    return redirect("profiles:writing", profile=begun.pk)


@login_required
def variants(request: Visit, profile: UUID) -> HttpResponse:
    """Begin a variant."""
    core, form = written(request, profile), VariantForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.begin_variant(
                core=core.core or core, viewer=request.viewer, today=request.today, **form.cleaned_data
            )
        except actions.NameTaken:
            form.add_error("name", _("There is a variant of this name already."))
        else:
            undo = reverse("profiles:standing", args=[made.pk])
            messages.success(
                request, _("The variant “%(name)s” is begun.") % {"name": made.name}, extra_tags=f"undo:{undo}"
            )
            return redirect("profiles:writing", profile=made.pk)
    shown = {"profile": core, "form": form}
    return render(request, "profiles/profile_variant.html", shown, status=422 if form.errors else 200)


@login_required
@require_POST
def standing(request: Visit, profile: UUID) -> HttpResponse:
    """A variant is put down, or taken up again: each undoes the other."""
    variant = written(request, profile)
    act = actions.take_up_variant if variant.put_down else actions.put_down_variant
    try:
        act(variant=variant, viewer=request.viewer, today=request.today)
    except actions.NothingToWaive as core:
        raise Http404 from core
    undo = reverse("profiles:standing", args=[profile])
    words = _("“%(name)s” is retired.") if variant.put_down else _("“%(name)s” is in use again.")
    messages.success(request, words % {"name": variant.name}, extra_tags=f"undo:{undo}")
    return redirect("profiles:writing", profile=variant.core_id if variant.put_down else variant.pk)


@login_required
@require_POST
def waivers(request: Visit, profile: UUID) -> HttpResponse:
    """The core's requirement does not hold here; or it does after all."""
    variant = written(request, profile)
    try:
        competence = UUID(request.POST.get("competence", ""))
        if request.POST.get("holds"):
            actions.unwaive(profile=variant, competence=competence, viewer=request.viewer, today=request.today)
        else:
            actions.waive(
                profile=variant,
                competence=competence,
                why=request.POST.get("why", ""),
                viewer=request.viewer,
                today=request.today,
            )
    except (actions.NothingToWaive, ValueError) as wrong:
        raise Http404 from wrong
    return redirect("profiles:writing", profile=profile)
