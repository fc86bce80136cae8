"""What the one who leads a workshop decides: which competence a group is, and what becomes of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from stigar.foundation.tenancy import Visit
from stigar.library.queries.shelf import CompetenceShown, shelf
from stigar.profiles import rules
from stigar.profiles.actions import workshops as actions
from stigar.profiles.actions.profiles import Overtaken, Unfit, Wanted
from stigar.profiles.forms.profiles import RequirementForm
from stigar.profiles.models import Group, Requirement, Workshop
from stigar.profiles.pages.finding import while_it_goes_on
from stigar.profiles.pages.workshops.meeting import seen
from stigar.profiles.queries import workshops as queries
from stigar.profiles.queries.matching import meant

FOUND = 12


@login_required
@while_it_goes_on
def group(request: Visit, key: str, group: UUID) -> HttpResponse:
    """Talk a group through: first which competence it is, then level and importance. POST settles it."""
    found, shown = _led(request, key, group)
    books = shelf(request.LANGUAGE_CODE)
    chosen = books.by_id.get(shown.competence) if shown.competence else None
    if chosen is None or found.stage != Workshop.TALK or request.GET.get("competence") == "other":
        return _which_competence(request, found, shown)
    row = Requirement.objects.filter(
        profile__in=Group.objects.filter(pk=group).values("profile"), competence=chosen.id
    ).first()
    form, status = RequirementForm(chosen, request.POST or None, initial=_proposed(shown, row)), 422
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        wanted = Wanted(chosen.id, told["level"], told["until"], told["importance"], told["origin"], told["why"])
        try:
            actions.settle(
                workshop=found,
                group_id=group,
                wanted=wanted,
                seen=told["seen"],
                viewer=request.viewer,
                today=request.today,
            )
        except Overtaken as other:
            turn = other.now.turn if other.now else None
            form, row, status = RequirementForm(chosen, initial={**told, "seen": turn}), other.now, 409
        except (actions.NotNow, Unfit):
            messages.error(request, _("The board had changed meanwhile. Here is how it stands now."))
            return redirect("profiles:workshop", key=key)
        else:
            undo = reverse("profiles:unsettling", args=[key, group])
            messages.success(
                request, _("“%(name)s” is now a requirement.") % {"name": chosen.name}, extra_tags=f"undo:{undo}"
            )
            return redirect("profiles:workshop", key=key)
    given = {
        "workshop": found,
        "group": shown,
        "competence": chosen,
        "form": form,
        "theirs": row if status == 409 else None,
    }
    return render(
        request, "profiles/workshop_settle.html", given, status=status if form.errors or status == 409 else 200
    )


def _which_competence(request: Visit, workshop: Workshop, shown: queries.GroupShown) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:100]
    found = _found(words or shown.name, request.LANGUAGE_CODE)
    told = {"workshop": workshop, "group": shown, "words": words, "found": found}
    return render(request, "profiles/workshop_competence.html", told)


@login_required
@require_POST
@while_it_goes_on
def competence(request: Visit, key: str, group: UUID) -> HttpResponse:
    """This is what the group is about."""
    found, _shown = _led(request, key, group)
    try:
        wanted = UUID(request.POST.get("competence", ""))
        now = actions.name_group(
            workshop=found, group_id=group, competence_id=wanted, viewer=request.viewer, today=request.today
        )
    except (actions.NotNow, ValueError) as wrong:
        raise Http404 from wrong
    if found.stage == Workshop.TALK:
        return redirect("profiles:group", key=key, group=now.pk)
    return redirect("profiles:workshop", key=key)


@login_required
@require_POST
@while_it_goes_on
def aside(request: Visit, key: str, group: UUID) -> HttpResponse:
    """Talked about, and not a requirement."""
    found, shown = _led(request, key, group)
    try:
        actions.put_aside(workshop=found, group_id=group, viewer=request.viewer, today=request.today)
    except actions.NotNow:
        messages.error(request, _("The board had changed meanwhile. Here is how it stands now."))
    else:
        undo = reverse("profiles:unsettling", args=[key, group])
        messages.success(request, _("“%(name)s” is put aside.") % {"name": shown.name[:80]}, extra_tags=f"undo:{undo}")
    return redirect("profiles:workshop", key=key)


@login_required
@require_POST
@while_it_goes_on
def unsettling(request: Visit, key: str, group: UUID) -> HttpResponse:
    """Take it up again."""
    found, _shown = _led(request, key, group)
    try:
        actions.unsettle(workshop=found, group_id=group, viewer=request.viewer, today=request.today)
    except actions.NotNow:
        messages.error(request, _("The board had changed meanwhile. Here is how it stands now."))
    return redirect("profiles:workshop", key=key)


def _led(request: Visit, key: str, group: UUID) -> tuple[Workshop, queries.GroupShown]:
    """The workshop and the group, for who leads it."""
    found = seen(request, key)
    shown = next((one for one in queries.board(found, request.LANGUAGE_CODE).groups if one.id == group), None)
    if shown is None or not rules.may_lead_workshop(request.viewer, found, today=request.today):
        raise Http404
    return found, shown


def _proposed(shown: queries.GroupShown, row: Requirement | None) -> dict[str, Any]:
    """What the profile says already, else what stands in the middle of the judgements."""
    if row:
        return {name: getattr(row, name) for name in ("level", "until", "importance", "origin", "why")} | {
            "seen": row.turn
        }
    importance, level = shown.spread or (None, None)
    levels = [number for number, _name in shown.scale]
    return {
        "importance": (importance.middle if importance else None) or 2,
        "level": (level.middle if level else None) or levels[len(levels) // 2],
        "origin": Requirement.SPECIFIC, "why": "; ".join(one.text for one in shown.said[:4]),
    }  # fmt: skip


def _found(words: str, language: str) -> list[CompetenceShown]:
    by_meaning = [one.competence for one in meant(words, language, limit=FOUND // 2)]
    by_name = [one for one, _item, _hit in shelf(language).find(words[:100], language=language, limit=FOUND)]
    return list({one.id: one for one in (*by_meaning, *by_name)}.values())[:FOUND]
