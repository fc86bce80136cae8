"""An assessment: opened, written one competence at a time, handed in, and read by both together."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from stigar.foundation.tenancy import Visit
from stigar.levels import rules
from stigar.levels.actions import assessments as actions
from stigar.levels.forms.assessments import OpeningForm, RatingForm
from stigar.levels.models import Assessment
from stigar.levels.queries import assessments as queries
from stigar.levels.queries.required import asked_and_shelved, role_and_required
from stigar.people.queries.leading import manager_of
from stigar.people.rules import visible_colleagues


@login_required
def opening(request: Visit, person: UUID) -> HttpResponse:
    """Choose what is judged; what the role's profile asks for is ticked beforehand."""
    viewer, today = request.viewer, request.today
    who = get_object_or_404(visible_colleagues(viewer, today=today), pk=person)
    rules.demand_towards(viewer, who, "begin an assessment", today=today)
    reviewer = manager_of(who, today=today)
    role, required = role_and_required(who, language=request.LANGUAGE_CODE, today=today)
    asked = [str(one.competence) for one in required if one.shown]
    form = OpeningForm(
        request.POST or None, initial={"competences": asked}, choices=_choices(asked, request.LANGUAGE_CODE)
    )
    if request.method == "POST" and reviewer and form.is_valid():
        try:
            made = actions.open_assessment(
                person=who, reviewer=reviewer, role=role, viewer=viewer, today=today, **form.cleaned_data
            )
            return redirect("levels:assessment", made.pk)
        except actions.AlreadyOpen:
            form.add_error(None, _("You two have an open assessment already."))
        except actions.NothingToJudge:
            form.add_error("competences", _("Choose at most forty competences; fifteen is already much."))
    boxes = list(form["competences"])
    given = {
        "person": who, "reviewer": reviewer, "form": form, "asked": asked, "is_me": who.pk == viewer.pk,
        "first": boxes[: len(asked)], "rest": boxes[len(asked) :],
    }  # fmt: skip
    return render(request, "levels/assessment_new.html", given, status=422 if form.errors else 200)


@login_required
@require_safe
def assessment(request: Visit, assessment: UUID) -> HttpResponse:
    """One's own part with what is left to answer; when both have handed in, both parts."""
    shown = _shown(request, assessment)
    template = "levels/assessment_both.html" if shown.revealed else "levels/assessment.html"
    return render(request, template, {"shown": shown})


@login_required
def rating(request: Visit, assessment: UUID, competence: UUID) -> HttpResponse:
    """One competence: the levels with what one sees at each, and room for words."""
    shown = _shown(request, assessment)
    one = next((one for one in shown.judging if one.competence.id == competence), None)
    if one is None or shown.revealed or shown.handed_in:
        return _elsewhere(one, shown)
    levels = [level for level, _name in one.competence.model.scale]
    form = RatingForm(request.POST or None, initial=_initial(one), levels=levels, of_oneself=shown.of_me)
    newer = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_rating(
                assessment=shown.row, competence=competence, judged=form.judged(), turn=form.cleaned_data["turn"],
                viewer=request.viewer, today=request.today,
            )  # fmt: skip
            return _next(shown, competence)
        except actions.NewerElsewhere as elsewhere:
            newer = elsewhere.theirs
    place = [row.competence.id for row in shown.judging].index(competence)
    given = {
        "shown": shown, "one": one, "form": form, "newer": newer, "place": place + 1,
        "chosen": form["level"].value(), "turn": newer.turn if newer else form["turn"].value(),
    }  # fmt: skip
    return render(request, "levels/rating.html", given, status=409 if newer else 422 if form.errors else 200)


@login_required
@require_POST
def part(request: Visit, assessment: UUID) -> HttpResponse:
    """Hand in one's part."""
    row = _seen(request, assessment)
    try:
        now = actions.hand_in(assessment=row, viewer=request.viewer, today=request.today)
        waits = _("Handed in. You both see both parts when the other has handed in too.")
        words = _("You both see both parts now.") if now.revealed_at else waits
        messages.success(request, words)
    except actions.HandedIn:
        messages.info(request, _("You have handed in already."))
    except actions.Unanswered as left:
        n = len(left.competences)
        words = ngettext("%(n)d competence is left to answer.", "%(n)d competences are left to answer.", n)
        messages.error(request, words % {"n": n})
    return redirect("levels:assessment", row.pk)


@login_required
@require_POST
def part_removal(request: Visit, assessment: UUID) -> HttpResponse:
    """Go on writing."""
    row = _seen(request, assessment)
    try:
        actions.take_back(assessment=row, viewer=request.viewer, today=request.today)
    except actions.HandedIn:
        messages.info(request, _("Both have handed in, so both see both parts now."))
    return redirect("levels:assessment", row.pk)


@login_required
@require_POST
def removal(request: Visit, assessment: UUID) -> HttpResponse:
    """Put the assessment down: nobody sees what the other wrote."""
    row = _seen(request, assessment)
    try:
        actions.put_down(assessment=row, viewer=request.viewer, today=request.today)
        messages.success(request, _("The assessment is cancelled. What was written in it is gone."))
    except actions.HandedIn:
        messages.info(request, _("Both have handed in, so both see both parts now."))
        return redirect("levels:assessment", row.pk)
    return redirect("levels:mine") if row.person_id == request.viewer.pk else redirect("levels:person", row.person_id)


def _seen(request: Visit, key: UUID) -> Assessment:
    rows = rules.visible_assessments(request.viewer, today=request.today).select_related("person", "reviewer")
    found: Assessment = get_object_or_404(rows, pk=key)
    return found


def _shown(request: Visit, key: UUID) -> queries.AssessmentShown:
    return queries.assessment_shown(_seen(request, key), viewer=request.viewer, language=request.LANGUAGE_CODE)


def _elsewhere(one: queries.Judging | None, shown: queries.AssessmentShown) -> HttpResponse:
    if one is None:
        raise Http404
    return redirect("levels:assessment", shown.row.pk)


def _next(shown: queries.AssessmentShown, competence: UUID) -> HttpResponse:
    """On to the next that is not answered, in order and then from the beginning; or back to the whole."""
    keys = [one.competence.id for one in shown.judging]
    place = keys.index(competence)
    open_ones = {one.competence.id for one in shown.left} - {competence}
    following = next((key for key in (*keys[place + 1 :], *keys[:place]) if key in open_ones), None)
    if following is None:
        return redirect("levels:assessment", shown.row.pk)
    return redirect("levels:rating", shown.row.pk, following)


def _initial(one: queries.Judging) -> dict[str, Any]:
    mine = one.mine
    if mine is None:
        return {"turn": 0}
    level = RatingForm.CANNOT if mine.cannot_say else "" if mine.level is None else str(mine.level)
    return {
        "turn": mine.turn, "level": level, "words": mine.words, "interest": mine.interest, "used": mine.used, "years": mine.years,
    }  # fmt: skip


def _choices(asked: list[str], language: str) -> list[tuple[str, str]]:
    """What the role asks for first, in the profile's order; then the rest of the library in its own."""
    names = {str(one.id): one.name for one in asked_and_shelved(language)[1]}
    return [(key, names[key]) for key in dict.fromkeys((*asked, *names))]
