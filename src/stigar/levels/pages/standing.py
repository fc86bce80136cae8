"""What holds for a person: the profiles that ask something of them, and what need not hold; with reasons that both read."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from stigar.foundation import journal
from stigar.foundation.policy import may
from stigar.foundation.tenancy import Visit
from stigar.levels import rules
from stigar.levels.actions import standing as actions
from stigar.levels.forms.standing import ExemptionForm, LayerForm, WordsForm
from stigar.levels.models import Exemption, HoldsFor
from stigar.levels.pages.places import places
from stigar.levels.queries import standing as queries
from stigar.levels.queries.gaps import names_of
from stigar.library.queries.shelf import shelf
from stigar.people.rules import visible_colleagues
from stigar.profiles.queries.profiles.asking import askings


@login_required
@require_safe
def mine(request: Visit) -> HttpResponse:
    """What holds for oneself."""
    rules.demand_towards(request.viewer, request.viewer, "see a person's levels", today=request.today)
    return _page(request, request.viewer)


@login_required
@require_safe
def of_person(request: Visit, person: UUID) -> HttpResponse:
    """What holds for somebody, for the manager and for HR that has said why."""
    return redirect("levels:standing") if person == request.viewer.pk else _page(request, _who(request, person))


@login_required
@require_POST
def layer(request: Visit, person: UUID) -> HttpResponse:
    """A profile holds for the person."""
    who = _who(request, person)
    form = LayerForm(request.POST, profiles=_profiles(set()))
    if form.is_valid():
        try:
            held = actions.let_hold(
                person=who, profile=form.cleaned_data["profile"], viewer=request.viewer, today=request.today
            )
            undo = reverse("levels:layer-removal", args=[who.pk, held.pk])
            messages.success(request, _("It applies from today."), extra_tags=f"undo:{undo}")
            return redirect("levels:standing-of", who.pk)
        except actions.ThereAlready:
            form.add_error("profile", _("It applies already."))
    return _page(request, who, wrong={"layer": form}, status=422)


@login_required
@require_POST
def layer_removal(request: Visit, person: UUID, held: UUID) -> HttpResponse:
    """It no longer applies."""
    who = _who(request, person)
    row = get_object_or_404(HoldsFor.objects.select_related("person"), pk=held, person=who.pk)
    actions.let_hold_no_more(held=row, viewer=request.viewer, today=request.today)
    undo = reverse("levels:layer-return", args=[who.pk, row.pk])
    messages.success(request, _("It no longer applies."), extra_tags=f"undo:{undo}")
    return redirect("levels:standing-of", who.pk)


@login_required
@require_POST
def layer_return(request: Visit, person: UUID, held: UUID) -> HttpResponse:
    """That it held no more was a mistake."""
    who = _who(request, person)
    row = get_object_or_404(HoldsFor.objects.select_related("person"), pk=held, person=who.pk)
    try:
        actions.let_hold_again(held=row, viewer=request.viewer, today=request.today)
    except actions.ThereAlready:
        messages.info(request, _("It applies already."))
    return redirect("levels:standing-of", who.pk)


@login_required
def exemption_new(request: Visit, person: UUID, competence: UUID) -> HttpResponse:
    """A requirement need not hold for the person, for a reason that both read."""
    who, books = _who(request, person), shelf(request.LANGUAGE_CODE).by_id.get(competence)
    if books is None or not rules.may_towards(request.viewer, who, actions.RIGHT, today=request.today):
        raise Http404
    form = ExemptionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.exempt(
                person=who, competence=competence, viewer=request.viewer, today=request.today, **form.cleaned_data
            )
            messages.success(request, _("The requirement does not apply. %(name)s can read why.") % {"name": who.given})
            return redirect("levels:standing-of", who.pk)
        except actions.NoReason:
            form.add_error("why", _("Write a few words."))
        except actions.Behind:
            form.add_error("ends", _("That day has passed. Choose today or a later day."))
        except actions.ThereAlready:
            form.add_error(None, _("There is an exemption already. End it first."))
    given = {"form": form, "person": who, "competence": books}
    return render(request, "levels/exemption.html", given, status=422 if form.errors else 200)


@login_required
@require_POST
def exemption_end(request: Visit, exemption: UUID) -> HttpResponse:
    """It is asked for again."""
    row = _exemption(request, exemption)
    actions.end_exemption(exemption=row, viewer=request.viewer, today=request.today)
    undo = reverse("levels:exemption-return", args=[row.pk]) + (f"?until={row.ends.isoformat()}" if row.ends else "")
    messages.success(request, _("The requirement applies again from today."), extra_tags=f"undo:{undo}")
    return redirect("levels:standing-of", row.person_id)


@login_required
@require_POST
def exemption_return(request: Visit, exemption: UUID) -> HttpResponse:
    """Ending it was a mistake."""
    row = get_object_or_404(Exemption.objects.select_related("person"), pk=exemption)
    who = _who(request, row.person_id)
    try:
        told = request.GET.get("until", "")
        ends = date.fromisoformat(told) if told else None
        actions.exempt_again(exemption=row, ends=ends, viewer=request.viewer, today=request.today)
    except (ValueError, actions.Behind) as wrong:
        raise Http404 from wrong
    except actions.ThereAlready:
        messages.info(request, _("There is an exemption already. End it first."))
    return redirect("levels:standing-of", who.pk)


@login_required
@require_POST
def exemption_reply(request: Visit, exemption: UUID) -> HttpResponse:
    """The person sees it differently; or the manager writes what they arrived at."""
    row, words = _exemption(request, exemption), request.POST.get("words", "")
    me, told = row.person_id == request.viewer.pk, {"viewer": request.viewer, "today": request.today}
    try:
        if me:
            actions.contest_exemption(exemption=row, words=words, **told)
            messages.success(request, _("Your manager reads it. Talk about it; until then the exemption stands."))
        else:
            actions.answer_contest(exemption=row, words=words, **told)
            messages.success(request, _("What the two of you concluded is saved."))
    except actions.NoReason:
        form = WordsForm(request.POST, label=_("What do you think?") if me else _("What did the two of you conclude?"))
        form.is_valid()
        return _page(request, row.person, wrong={str(row.pk): form}, status=422)
    return redirect("levels:standing") if me else redirect("levels:standing-of", row.person_id)


def _page(request: Visit, who: Any, *, wrong: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    viewer, today, me, wrong = request.viewer, request.today, who.pk == request.viewer.pk, wrong or {}
    if not me:
        journal.look(viewer, gettext_noop("saw the levels"), who, about=who.pk)
    held = queries.layers(who, today=today)
    stand, ended = queries.exemptions(rules.visible_exemptions(viewer, who, today=today), today=today)
    words = _("What do you think?") if me else _("What did the two of you conclude?")
    return render(
        request, "levels/standing.html",
        {
            "person": who, "is_me": me, "layers": held, "ended": ended if me else [],
            "names": names_of({one.competence_id for one in (*stand, *ended)}, request.LANGUAGE_CODE),
            "exemptions": [
                (one, wrong.get(str(one.pk)) or WordsForm(label=words, auto_id=f"id_{one.pk}_%s"), str(one.pk) in wrong) for one in stand
            ],
            "may_change": rules.may_towards(viewer, who, actions.RIGHT, today=today) and not me,
            "form": wrong.get("layer") or LayerForm(profiles=_profiles({one.asking.profile for one in held})), "wrong": wrong,
            **(places("levels:standing") if me else {}),
        },
        status=status,
    )  # fmt: skip


def _profiles(without: set[UUID]) -> list[tuple[str, str]]:
    """Approved profiles to choose among, by title."""
    found = [one for one in askings().by_profile.values() if one.profile not in without]
    return [(str(one.profile), one.heading) for one in sorted(found, key=lambda one: one.heading.casefold())]


def _who(request: Visit, person: UUID) -> Any:
    """Another person, for the manager today and HR that has said why: those it is shared with are not told reasons."""
    who = get_object_or_404(visible_colleagues(request.viewer, today=request.today), pk=person)
    towards = rules.grounds(request.viewer, who, today=request.today)
    if not towards & rules.READS_REASONS or not may(actions.RIGHT, towards):
        raise Http404
    return who


def _exemption(request: Visit, key: UUID) -> Exemption:
    """One that the viewer reads with its reason, of themself or of another."""
    row = get_object_or_404(Exemption.objects.select_related("person"), pk=key)
    rows = rules.visible_exemptions(request.viewer, row.person, today=request.today).select_related("person")
    found: Exemption = get_object_or_404(rows, pk=key)
    return found
