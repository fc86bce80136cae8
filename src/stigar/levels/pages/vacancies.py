"""Vacancies, for everybody: which there are, what one asks for and what one has against it; and saying that one wants to be considered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stigar.foundation.policy import Ground
from stigar.foundation.tenancy import Visit
from stigar.levels.actions import vacancies as actions
from stigar.levels.actions.vacancies_news import leave_as_it_was
from stigar.levels.forms.vacancies import OptInForm
from stigar.levels.pages.gap_rows import TAGS
from stigar.levels.pages.gap_words import state_words
from stigar.levels.pages.places import places
from stigar.levels.queries import vacancies as queries
from stigar.levels.queries import vacancies_news as news
from stigar.levels.queries.asked import asked_by
from stigar.levels.rules import vacancies as rules
from stigar.levels.templatetags.levels_pictures import level_of_number
from stigar.profiles.templatetags.profile_pictures import level_words


@login_required
@require_safe
def vacancies(request: Visit) -> HttpResponse:
    """Those that are open, and those that concern the reader otherwise."""
    found = queries.listing(request.viewer, today=request.today)
    holds = rules.holds_vacancies(request.viewer, today=request.today)
    given = {"found": found, "holds": holds, **places("levels:vacancies")}
    return render(request, "levels/vacancies.html", given)


@login_required
@require_safe
def vacancy(request: Visit, vacancy: UUID) -> HttpResponse:
    """One: what is told of it, what it asks for, and privately what one has against it."""
    return _page(request, found(request, vacancy))


@login_required
def consideration(request: Visit, vacancy: UUID) -> HttpResponse:
    """Exactly what is shown and to whom; and saying yes to it."""
    row = found(request, vacancy)
    before = _said(row, request)
    if not row.is_open(request.today) and (before is None or row.is_over(request.today)):
        return _page(request, row, status=409 if request.method == "POST" else 200)
    form = OptInForm(request.POST or None, initial={"words": before.words if before else ""})
    if request.method != "POST" or not form.is_valid():
        return _saying(request, row, form, before, status=422 if form.errors else 200)
    try:
        actions.opt_in(vacancy=row, viewer=request.viewer, today=request.today, **form.cleaned_data)
    except actions.OthersSee:
        again = OptInForm(initial={"words": form.cleaned_data["words"]})
        return _saying(request, row, again, before, others=True, status=409)
    except actions.Ended:
        return _page(request, found(request, vacancy), status=409)
    undo = reverse("levels:consideration-removal", args=[row.pk])
    words = _("It is saved.") if before else _("It is said. Those who recruit see that you want to be considered.")
    messages.success(request, words, extra_tags="" if before else f"undo:{undo}")
    return redirect("levels:vacancy", row.pk)


@login_required
@require_POST
def removal(request: Visit, vacancy: UUID) -> HttpResponse:
    """Take it back: nobody sees it from the next request on."""
    row = found(request, vacancy)
    actions.opt_out(vacancy=row, viewer=request.viewer, today=request.today)
    undo = reverse("levels:consideration-return", args=[row.pk])
    messages.success(
        request, _("It is taken back. Nobody sees any more that you wanted it."), extra_tags=f"undo:{undo}"
    )
    return redirect("levels:vacancy", row.pk)


@login_required
@require_POST
def putting_back(request: Visit, vacancy: UUID) -> HttpResponse:
    """Taking it back was a mistake."""
    row = found(request, vacancy)
    try:
        actions.opt_in_again(vacancy=row, viewer=request.viewer, today=request.today)
    except actions.Ended:
        return _page(request, row, status=409)
    return redirect("levels:vacancy", row.pk)


@login_required
@require_POST
def leaving(request: Visit, vacancy: UUID) -> HttpResponse:
    """What is new is read; what was said stays as it was said."""
    row = found(request, vacancy)
    leave_as_it_was(vacancy=row, viewer=request.viewer, today=request.today)
    messages.success(request, _("It stays as you said it. Nobody else reads that you have been asked."))
    return redirect("levels:vacancy", row.pk)


def found(request: Visit, vacancy: UUID) -> Any:
    """It, for whoever works here."""
    row = queries.vacancy_shown(request.viewer, vacancy, today=request.today)
    if row is None:
        raise Http404
    return row


def lines(some: Any) -> list[dict[str, Any]]:
    """How somebody stands in each thing that is asked for, in words."""
    return [
        {
            "asked": one.asked, "wanted": level_words(one.asked), "seen": level_of_number(one.level),
            "own": level_of_number(one.own) if one.own is not None else "", "state": state_words(one.state),
            "tag": TAGS.get(one.state, ""), "reaches": one.reaches, "lapsed": one.state == "expired",
        }
        for one in some
    ]  # fmt: skip


def _page(request: Visit, row: Any, *, status: int = 200) -> HttpResponse:
    viewer, today = request.viewer, request.today
    towards, said = rules.grounds_in(viewer, row, today=today), _said(row, request)
    asking, mine, changed = _mine(request, row)
    new = news.news_of(row, said, today=today) if said else news.News()
    given = {
        "row": row, "asking": asking, "lines": mine, "missing": sum(not one["reaches"] for one in mine), "changed": changed,
        "said": said, "new": new, "gone": min(row.gone_after, said.until) if said else row.gone_after,
        "papers": asked_by([row.role_id]), "too_late": status == 409, "open": row.is_open(today), "over": row.is_over(today),
        "holds": Ground.HR in towards, "recruits": bool(towards & {Ground.HR, Ground.RECRUITER}),
    }  # fmt: skip
    return render(request, "levels/vacancy.html", given, status=status)


def _saying(
    request: Visit, row: Any, form: OptInForm, before: Any, *, others: bool = False, status: int = 200
) -> HttpResponse:
    asking, mine, _ = _mine(request, row)
    shown = queries.shown_to(row, request.viewer, before, today=request.today)
    if form.is_bound:
        form = OptInForm({**form.data.dict(), "seen_by": shown.mark})
    form.initial["seen_by"] = shown.mark
    given = {
        "row": row, "lines": mine, "shown": shown, "form": form, "before": before, "others": others, "gone": row.gone_after,
        "asking": asking, "longer": before is not None and row.last_day > before.last_day,
    }  # fmt: skip
    return render(request, "levels/consideration.html", given, status=status)


def _said(row: Any, request: Visit) -> Any:
    return queries.own_opt_in(row, request.viewer, today=request.today) if row.wants else None


def _mine(request: Visit, row: Any) -> tuple[Any, list[dict[str, Any]], bool]:
    """What it asks for, how the reader stands, and whether the role asks for something else today."""
    asking, required, changed = queries.asked_for(row, language=request.LANGUAGE_CODE)
    me = request.viewer.pk
    return asking, lines(queries.stands([me], required, today=request.today)[me]), changed
