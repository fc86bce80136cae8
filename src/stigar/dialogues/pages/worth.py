"""Four questions after a dialogue, and what everybody has said, told together."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stigar.dialogues.actions import worth as actions
from stigar.dialogues.forms.worth import WORDS, WorthForm
from stigar.dialogues.pages.finding import seen
from stigar.dialogues.queries import worth as asked
from stigar.foundation.policy import Refused
from stigar.foundation.tenancy import Visit


@login_required
def worth(request: Visit, talk: UUID) -> HttpResponse:
    """Answer, or answer anew within a week. What one answered is shown to nobody, here neither."""
    row = seen(request, talk)
    there = asked.own_answer(request.viewer, row)
    form = WorthForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(talk=row, **form.cleaned_data, viewer=request.viewer, today=request.today)
        except actions.TooLate:
            messages.info(request, _("It is more than a week since you answered, so your answer stands."))
            return redirect("dialogues:pulse")
        messages.success(request, _("Thank you. Your answer is only shown added up with at least four others."))
        return redirect("dialogues:talk", row.pk)
    if not asked.may_answer(request.viewer, row, today=request.today):
        raise Http404
    other = row.reviewer if row.person_id == request.viewer.pk else row.person
    given = {
        "talk": row, "other": other, "form": form, "answered": there is not None and there.how != there.WAIVED,
        "until": asked.last_day(there) if there else None,
    }  # fmt: skip
    return render(request, "dialogues/worth.html", given, status=422 if form.errors else 200)


@login_required
@require_POST
def worth_waiving(request: Visit, talk: UUID) -> HttpResponse:
    """Rather not answer: nobody asks again."""
    row = seen(request, talk)
    try:
        actions.answer(talk=row, worth=None, viewer=request.viewer, today=request.today)
        messages.success(request, _("That is fine. You will not be asked again."))
    except actions.TooLate:
        messages.info(request, _("It is more than a week since you answered, so your answer stands."))
    return redirect("dialogues:talk", row.pk)


@login_required
@require_safe
def pulse(request: Visit) -> HttpResponse:
    """What people say of their dialogues and their work, year by year."""
    if not asked.may_see(request.viewer, today=request.today):
        raise Refused(asked.TOGETHER)
    told = asked.worth_by_year(today=request.today)
    years = [
        {"row": one, "said": [{"words": WORDS[said.question], "row": said, "cells": _cells(said)} for said in one.said]}
        for one in told
    ]
    latest = next((one for one in told if one.people), None)
    return render(request, "dialogues/pulse.html", {"years": years, "latest": latest, "values": range(1, 6)})


def _cells(said: asked.Said) -> list[tuple[int, int | None]]:
    """How many gave each value, 1 to 5; None of all of them where one was given by one to four."""
    return [(value, said.shown.get(value, 0) if said.shown else None) for value in range(1, 6)]
