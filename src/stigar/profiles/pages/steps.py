"""The first steps, and those that lead on to the profiles: the goal, the rules and their file, the time, the approval."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from stigar.foundation.tenancy import Visit
from stigar.library.queries.shelf import shelf
from stigar.profiles.actions import projects as projects_done
from stigar.profiles.actions import steps as actions
from stigar.profiles.forms.steps import GoalForm, RulesForm, TimeForm, told_rules
from stigar.profiles.models import Project
from stigar.profiles.pages.finding import around, ended, leading, project_of
from stigar.profiles.pages.rule_words import breach_words, fault_words
from stigar.profiles.queries import architecture as architectures
from stigar.profiles.queries import time_frame
from stigar.profiles.queries.making import standing_profiles
from stigar.profiles.readers.architecture import NotRules, read, written

PARTS = {
    "gathering": gettext_lazy("Gathering people: two weeks, and one for every ten who take part"),
    "workshops": gettext_lazy("Workshops: two a week"), "writing": gettext_lazy("Writing: one week for every three roles"),
    "approval": gettext_lazy("Approval: two weeks, and one for every six roles"), "teaching": gettext_lazy("Teaching: one week"),
}  # fmt: skip


@login_required
def goal(request: Visit, project: uuid.UUID) -> HttpResponse:
    """Step 1: what the work is for."""
    found = project_of(request, project)
    kept = getattr(found, "goal", None)
    names = ("kind", "words", "expected", "seen")
    form = GoalForm(request.POST or None, initial={name: getattr(kept, name) for name in names} if kept else None)
    if request.method == "POST":
        leading(request, project)
        if form.is_valid():
            try:
                actions.set_goal(project=found, viewer=request.viewer, today=request.today, **form.cleaned_data)
            except projects_done.ProjectEnded:
                return ended(request, found)
            messages.success(request, _("The goal is saved. It stands on every page of the project."))
            return redirect("profiles:goal", project=found.pk)
    given = around(request, found, "goal") | {"form": form}
    return render(request, "profiles/step_goal.html", given, status=422 if form.errors else 200)


@login_required
def architecture(request: Visit, project: uuid.UUID) -> HttpResponse:
    """Step 2: the rules that every profile keeps, and where they are broken now."""
    found = project_of(request, project)
    kept = architectures.rules_of(found)
    competences = _competences(request)
    form = RulesForm(request.POST or None, competences=competences, initial=told_rules(kept or architectures.Rules()))
    if request.method == "POST":
        leading(request, project)
        if form.is_valid():
            try:
                actions.set_rules(project=found, wanted=form.rules(), viewer=request.viewer, today=request.today)
            except projects_done.ProjectEnded:
                return ended(request, found)
            messages.success(request, _("The rules are saved."))
            return redirect("profiles:architecture", project=found.pk)
    given = around(request, found, "architecture") | {
        "form": form, "rules": kept, "checked": _checked(request, found, kept), "shared": _shared(competences, kept),
        "faults": request.session.pop("rule-faults", None),
    }  # fmt: skip
    return render(request, "profiles/step_architecture.html", given, status=422 if form.errors else 200)


@login_required
@require_safe
def architecture_file(request: Visit, project: uuid.UUID) -> HttpResponse:
    """The rules as a file, for another project or another organisation."""
    found = project_of(request, project)
    rules = architectures.rules_of(found) or architectures.Rules()
    name = f"profile-rules-{request.viewer.organisation.key}.json"
    return HttpResponse(
        written(rules, request.viewer.organisation.name), "application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )  # fmt: skip


@login_required
@require_POST
def architecture_reading(request: Visit, project: uuid.UUID) -> HttpResponse:
    """Rules from a file take the place of those that stand, or nothing happens."""
    found, file = leading(request, project), request.FILES.get("file")
    try:
        actions.set_rules(
            project=found, wanted=read(file.read(200_000) if file else b""), viewer=request.viewer, today=request.today
        )
    except projects_done.ProjectEnded:
        return ended(request, found)
    except NotRules as wrong:
        request.session["rule-faults"] = fault_words(wrong.faults)
    else:
        messages.success(request, _("The rules of the file are saved."))
    return redirect("profiles:architecture", project=found.pk)


@login_required
def time(request: Visit, project: uuid.UUID) -> HttpResponse:
    """Step 3: how long it is likely to take, and whether a wished day is realistic."""
    found = project_of(request, project)
    kept, roles, people = time_frame.of(found)
    workshops = kept.workshops if kept else time_frame.proposed_workshops(roles, people)
    begins = kept.begins if kept else request.today + timedelta(days=(7 - request.today.weekday()) % 7 + 7)
    form = TimeForm(
        request.POST or None,
        initial={"begins": begins, "workshops": workshops, "wished": kept.wished if kept else None},
    )
    if request.method == "POST":
        leading(request, project)
        if form.is_valid():
            try:
                actions.set_time(project=found, viewer=request.viewer, today=request.today, **form.cleaned_data)
            except projects_done.ProjectEnded:
                return ended(request, found)
            messages.success(request, _("The time is planned."))
            return redirect("profiles:time", project=found.pk)
    told = {"begins": begins, "roles": roles, "people": people, "workshops": workshops}
    estimate = time_frame.estimate(**told)  # type: ignore[arg-type]  # named as the sum wants them
    given = around(request, found, "time") | told | {
        "form": form, "kept": kept, "estimate": estimate, "parts": [(PARTS[one.what], one.weeks) for one in estimate.parts],
        "advice": time_frame.advice(kept.wished, **told) if kept and kept.wished else None,  # type: ignore[arg-type]
        "proposed": time_frame.proposed_workshops(roles, people),
    }  # fmt: skip
    return render(request, "profiles/step_time.html", given, status=422 if form.errors else 200)


@login_required
@require_safe
def finish(request: Visit, project: uuid.UUID) -> HttpResponse:
    """Step 7: which profiles are approved, and what hinders the others."""
    found = project_of(request, project)
    given = around(request, found, "finish")
    before = [row for row in given["steps"] if row["number"] < 7 and not row["step"].done]
    given |= {"checked": _checked(request, found, architectures.rules_of(found)), "before": before}
    return render(request, "profiles/step_finish.html", given)


def _checked(request: Visit, project: Project, rules: architectures.Rules | None) -> list[dict[str, Any]]:
    """Each profile of the project with its breaches in words."""
    made = standing_profiles(project)
    found = architectures.breaches_of(made, rules, language=request.LANGUAGE_CODE)
    return [
        {"profile": one, "approved": one.approved, "breaches": [breach_words(each) for each in found[one.pk]]}
        for one in made
    ]


def _competences(request: Visit) -> list[tuple[str, str]]:
    """Every competence on the shelf, by key; the same key in several models counts as one."""
    return sorted(
        {one.key: one.name for one in shelf(request.LANGUAGE_CODE)}.items(), key=lambda row: row[1].casefold()
    )


def _shared(competences: list[tuple[str, str]], rules: architectures.Rules | None) -> list[str]:
    names = dict(competences)
    return [names.get(key, key) for key in rules.shared] if rules else []
