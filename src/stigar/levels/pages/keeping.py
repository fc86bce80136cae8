"""What HR keeps beside a profile and beside a competence: for whom a profile holds besides the role, and what must come first."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from stigar.foundation.tenancy import Visit
from stigar.levels.actions import standing as actions
from stigar.levels.actions.assessments import OutsideScale
from stigar.levels.forms.standing import FirstForm, HolderForm
from stigar.levels.models import HoldsFor, Prerequisite
from stigar.levels.queries import standing as queries
from stigar.levels.queries.plan import competences_in_order
from stigar.library.queries.shelf import shelf
from stigar.people.queries.imports import person_called
from stigar.people.rules import demand_here, is_hr_somewhere, people_in_hr_scope
from stigar.profiles.queries.profiles.asking import Asking, askings


@login_required
def holders(request: Visit, profile: UUID) -> HttpResponse:
    """For whom in HR's scope an approved profile holds besides the role; and one more."""
    asking, form = _asking(request, profile), HolderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = person_called(form.cleaned_data["who"].strip())
        here = people_in_hr_scope(request.viewer, today=request.today).here(request.today)
        if found is None or found.pk == request.viewer.pk or not here.filter(pk=found.pk).exists():
            form.add_error("who", _("Nobody that you look after has that address or number."))
        else:
            try:
                held = actions.let_hold(person=found, profile=profile, viewer=request.viewer, today=request.today)
                undo = reverse("levels:holder-removal", args=[profile, held.pk])
                messages.success(
                    request, _("It applies to %(name)s from today.") % {"name": found.name}, extra_tags=f"undo:{undo}"
                )
                return redirect("levels:holders", profile)
            except actions.ThereAlready:
                form.add_error("who", _("It applies already."))
    people = people_in_hr_scope(request.viewer, today=request.today).here(request.today)
    rows = queries.held_by(profile, people, today=request.today)
    given = {"asking": asking, "rows": rows, "form": form, "viewer_id": request.viewer.pk}
    return render(request, "levels/holders.html", given, status=422 if form.errors else 200)


@login_required
@require_POST
def holder_removal(request: Visit, profile: UUID, held: UUID) -> HttpResponse:
    """It no longer applies."""
    row = _held(request, profile, held)
    actions.let_hold_no_more(held=row, viewer=request.viewer, today=request.today)
    undo = reverse("levels:holder-return", args=[profile, row.pk])
    messages.success(request, _("It no longer applies."), extra_tags=f"undo:{undo}")
    return redirect("levels:holders", profile)


@login_required
@require_POST
def holder_return(request: Visit, profile: UUID, held: UUID) -> HttpResponse:
    """That it held no more was a mistake."""
    row = _held(request, profile, held)
    try:
        actions.let_hold_again(held=row, viewer=request.viewer, today=request.today)
    except actions.ThereAlready:
        messages.info(request, _("It applies already."))
    return redirect("levels:holders", profile)


@login_required
def before(request: Visit, competence: UUID) -> HttpResponse:
    """What must come before a competence; a circle is refused with its names."""
    demand_here(request.viewer, actions.NEEDS, today=request.today)
    books = shelf(request.LANGUAGE_CODE)
    one = books.by_id.get(competence)
    if one is None:
        raise Http404
    names = {key: other.name for key, other in books.by_id.items()}
    others = [row for row in competences_in_order(request.LANGUAGE_CODE) if row[0] != str(competence)]
    levels = [(at, _("level %(level)d") % {"level": at}) for at in queries.levels_there_are(request.LANGUAGE_CODE)]
    form = FirstForm(request.POST or None, competences=others, levels=levels)
    if request.method == "POST" and form.is_valid() and _kept(request, competence, form, names):
        return redirect("levels:first", competence)
    first, after = queries.first(competence, names)
    given = {"competence": one, "first": first, "after": after, "form": form}
    return render(request, "levels/first.html", given, status=422 if form.errors else 200)


@login_required
@require_POST
def before_removal(request: Visit, competence: UUID, prerequisite: UUID) -> HttpResponse:
    """Nothing must come first any more."""
    demand_here(request.viewer, actions.NEEDS, today=request.today)
    row = get_object_or_404(Prerequisite, pk=prerequisite, competence=competence)
    told = f"?needs={row.needs_id}&level={row.level}"
    actions.need_no_more(prerequisite=row, viewer=request.viewer, today=request.today)
    undo = reverse("levels:first-return", args=[competence]) + told
    messages.success(request, _("It no longer has to come first."), extra_tags=f"undo:{undo}")
    return redirect("levels:first", competence)


@login_required
@require_POST
def before_return(request: Visit, competence: UUID) -> HttpResponse:
    """That it need not come first was a mistake."""
    try:
        needs, level = UUID(request.GET.get("needs", "")), int(request.GET.get("level", ""))
        actions.need_first(competence=competence, needs=needs, level=level, viewer=request.viewer, today=request.today)
    except (ValueError, OutsideScale) as wrong:
        raise Http404 from wrong
    except (actions.RoundInCircles, actions.ThereAlready):
        messages.info(request, _("Something else has been said meanwhile."))
    return redirect("levels:first", competence)


def _kept(request: Visit, competence: UUID, form: FirstForm, names: dict[UUID, str]) -> bool:
    try:
        actions.need_first(competence=competence, viewer=request.viewer, today=request.today, **form.cleaned_data)
    except actions.RoundInCircles as circle:
        form.add_error("needs", _circle(queries.named(circle.way, names)))
    except actions.ThereAlready:
        form.add_error("needs", _("It is said already that this comes first."))
    except OutsideScale:
        form.add_error("level", _("That level is not on the scale."))
    else:
        messages.success(request, _("From now on it is told wherever the competence is something to learn."))
        return True
    return False


def _circle(way: list[str]) -> str:
    """The circle in words: what is needed already needs this, step by step."""
    words = _("That would go round in a circle: %(way)s. None of them could ever come first.")
    steps = [
        _("%(one)s needs %(other)s") % {"one": one, "other": other}
        for one, other in zip(way, way[1:] or way, strict=False)
    ]
    return words % {"way": ", ".join(steps)}


def _asking(request: Visit, profile: UUID) -> Asking:
    asking = askings().by_profile.get(profile)
    if asking is None or not is_hr_somewhere(request.viewer, today=request.today):
        raise Http404
    return asking


def _held(request: Visit, profile: UUID, key: UUID) -> Any:
    _asking(request, profile)
    people = people_in_hr_scope(request.viewer, today=request.today)
    return get_object_or_404(HoldsFor.objects.select_related("person"), pk=key, profile=profile, person__in=people)
