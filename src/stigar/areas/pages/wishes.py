"""Wishes: a short page for everyone while a survey is open; for HR and the representative, what many wish beside the work."""

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

from stigar.areas import queries, rules
from stigar.areas.actions import wishes as actions
from stigar.areas.forms.wishes import ReasonForm, SurveyForm, WishForm
from stigar.areas.models import Survey
from stigar.foundation import journal
from stigar.foundation.tenancy import Visit
from stigar.people.rules import may_here

WRONG = {
    actions.WishedAlready: gettext_noop("You have wished for this already."),
    actions.TooManyWishes: gettext_noop("You have made five wishes. Remove one before you make another."),
    actions.SurveyClosed: gettext_noop("The survey has closed; nothing more can be changed."),
    actions.NothingWished: gettext_noop("Choose an area, or write what you would like to develop."),
}


@login_required
def wishes(request: Visit) -> HttpResponse:
    """Your own wishes, and room for one more while the survey is open."""
    survey = queries.open_survey(today=request.today)
    areas = queries.area_names(request.LANGUAGE_CODE) if survey else {}
    form = WishForm(request.POST or None, areas=areas)
    if request.method == "POST" and form.is_valid():
        told = {**form.cleaned_data, "area_id": UUID(form.cleaned_data["area"]) if form.cleaned_data["area"] else None}
        told.pop("area")
        try:
            actions.make_wish(**told, language=request.LANGUAGE_CODE, viewer=request.viewer, today=request.today)
        except tuple(WRONG) as wrong:
            form.add_error(None, _(WRONG[type(wrong)]))
        else:
            messages.success(request, _("Your wish is saved."))
            return redirect("areas:wishes")
    return render(request, "areas/wishes.html", _own(request, survey, form), status=422 if form.errors else 200)


@login_required
def wish(request: Visit, wish: UUID) -> HttpResponse:
    """Why you wish it, to say better."""
    own = get_object_or_404(rules.visible_wishes(request.viewer, today=request.today), pk=wish)
    form = ReasonForm(request.POST or None, initial={"why": own.why, "why_shared": own.why_shared})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_wish(wish=own, viewer=request.viewer, today=request.today, **form.cleaned_data)
        except actions.SurveyClosed as wrong:
            form.add_error(None, _(WRONG[type(wrong)]))
        else:
            messages.success(request, _("Your wish is saved."))
            return redirect("areas:wishes")
    return render(request, "areas/wish.html", {"form": form, "wish": own}, status=422 if form.errors else 200)


@login_required
@require_POST
def removal(request: Visit, wish: UUID) -> HttpResponse:
    """A wish taken back; it can be made again."""
    own = get_object_or_404(rules.visible_wishes(request.viewer, today=request.today), pk=wish)
    try:
        told = actions.withdraw_wish(wish=own, viewer=request.viewer, today=request.today)
    except actions.SurveyClosed as wrong:
        messages.error(request, _(WRONG[type(wrong)]))
    else:
        request.session["wish"] = {str(wish): told}
        undo = reverse("areas:wish_return", args=[wish])
        messages.success(request, _("Your wish is removed."), extra_tags=f"undo:{undo}")
    return redirect("areas:wishes")


@login_required
@require_POST
def put_back(request: Visit, wish: UUID) -> HttpResponse:
    """A wish made again."""
    told: dict[str, Any] | None = request.session.get("wish", {}).get(str(wish))
    if told is None:
        raise Http404
    told = {**told, "area_id": UUID(told["area_id"]) if told["area_id"] else None}
    try:
        actions.make_wish(**told, viewer=request.viewer, today=request.today)
    except tuple(WRONG) as wrong:
        messages.error(request, _(WRONG[type(wrong)]))
    return redirect("areas:wishes")


@login_required
@require_safe
def together(request: Visit) -> HttpResponse:
    """What five or more wish, beside what the work needs."""
    if not rules.may_see_wishes_together(request.viewer, today=request.today):
        raise Http404
    survey = queries.latest_survey()
    may_hold = may_here(request.viewer, "hold a wish survey", today=request.today)
    return render(
        request,
        "areas/wishes_together.html",
        {
            "survey": survey, "is_open": bool(survey and rules.is_open(survey, today=request.today)), "may_hold": may_hold,
            "told": queries.together(survey, today=request.today, language=request.LANGUAGE_CODE) if survey else None,
            "form": SurveyForm(today=request.today),
        },
    )  # fmt: skip


@login_required
@require_safe
def reasons(request: Visit) -> HttpResponse:
    """Why people wish what many wish: only what they let HR read. Reading leaves a line for everybody to see."""
    survey = queries.latest_survey()
    if survey is None or not may_here(request.viewer, "hold a wish survey", today=request.today):
        raise Http404
    journal.look(
        request.viewer,
        gettext_noop("read reasons for wishes that their writers let HR read, without names"),
        survey,
        about=None,
    )
    return render(
        request, "areas/wish_reasons.html",
        {"reasons": queries.reasons(survey, today=request.today, language=request.LANGUAGE_CODE)},
    )  # fmt: skip


@login_required
@require_POST
def surveys(request: Visit) -> HttpResponse:
    """A survey opened."""
    form = SurveyForm(request.POST, today=request.today)
    if not may_here(request.viewer, "hold a wish survey", today=request.today):
        raise Http404
    if not form.is_valid():
        for wrong in form.errors.values():
            messages.error(request, " ".join(wrong))
        return redirect("areas:wishes_together")
    try:
        actions.hold_survey(closes=form.cleaned_data["closes"], viewer=request.viewer, today=request.today)
        messages.success(request, _("The survey is open. Everyone finds it under Wishes."))
    except actions.SurveyOpen:
        messages.error(request, _("A survey is open already."))
    return redirect("areas:wishes_together")


@login_required
@require_POST
def closing(request: Visit, survey: UUID) -> HttpResponse:
    """A survey closed."""
    if not may_here(request.viewer, "hold a wish survey", today=request.today):
        raise Http404
    held = get_object_or_404(Survey.objects.all(), pk=survey)
    actions.close_survey(survey=held, viewer=request.viewer, today=request.today)
    messages.success(request, _("The survey is closed."))
    return redirect("areas:wishes_together")


def _own(request: Visit, survey: Survey | None, form: WishForm) -> dict[str, Any]:
    own = queries.own_wishes(request.viewer, survey) if survey else []
    return {
        "survey": survey, "form": form, "own": own, "left": actions.MOST_WISHES - len(own),
        "may_see_together": rules.may_see_wishes_together(request.viewer, today=request.today),
    }  # fmt: skip
