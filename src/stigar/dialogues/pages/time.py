"""Development time on its own page, and set in a dialogue."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from stigar.dialogues.actions import time as actions
from stigar.dialogues.actions.goals import demand_own
from stigar.dialogues.actions.talks import Closed
from stigar.dialogues.forms.time import TimeForm
from stigar.dialogues.models import TimeSet
from stigar.dialogues.pages.finding import seen, while_open
from stigar.dialogues.queries.time import time_in, time_of
from stigar.foundation.tenancy import Visit


@login_required
def time(request: Visit) -> HttpResponse:
    """One's own: what is set aside, what the plan takes, and what was before."""
    demand_own(request.viewer, today=request.today)
    if request.method == "POST":
        form = TimeForm(request.POST)
        if _kept(request, form, None):
            return redirect("dialogues:time")
        return _page(request, form, status=422)
    return _page(request, TimeForm(initial={"begins": request.today}))


@login_required
def of_talk(request: Visit, talk: UUID) -> HttpResponse:
    """The two set it in an open dialogue, for the one it is about."""
    row = seen(request, talk)
    form = TimeForm(request.POST or None, initial={"begins": request.today})
    try:
        if request.method == "POST" and _kept(request, form, row):
            return redirect(f"{reverse('dialogues:talk', args=[row.pk])}?part=end")
    except Closed:
        messages.info(request, _("The dialogue is closed. It can be opened again with a reason."))
        return redirect("dialogues:talk", row.pk)
    own = row.person_id == request.viewer.pk
    given = {
        "talk": row,
        "form": form,
        "time": time_in(row, viewer=request.viewer, today=request.today),
        "is_me": own,
    }
    return render(request, "dialogues/time_talk.html", given, status=422 if form.errors else 200)


@login_required
@require_POST
@while_open
def of_talk_removal(request: Visit, talk: UUID, time: UUID) -> HttpResponse:
    """Not agreed after all; what held before goes on."""
    row = seen(request, talk)
    actions.take_away(
        row=get_object_or_404(TimeSet, pk=time, talk=row), talk=row, viewer=request.viewer, today=request.today
    )
    messages.success(request, _("It is removed. What applied before continues."))
    return redirect(f"{reverse('dialogues:talk', args=[row.pk])}?part=end")


@login_required
@require_POST
def ending(request: Visit, time: UUID) -> HttpResponse:
    """No longer from tomorrow."""
    row = get_object_or_404(TimeSet, pk=time, person=request.viewer)
    actions.stop(row=row, viewer=request.viewer, today=request.today)
    undo = reverse("dialogues:time-return", args=[row.pk])
    messages.success(request, _("No time is set aside from tomorrow."), extra_tags=f"undo:{undo}")
    return redirect("dialogues:time")


@login_required
@require_POST
def returning(request: Visit, time: UUID) -> HttpResponse:
    """It goes on after all."""
    row = get_object_or_404(TimeSet, pk=time, person=request.viewer)
    actions.go_on(row=row, viewer=request.viewer, today=request.today)
    return redirect("dialogues:time")


def _kept(request: Visit, form: TimeForm, talk: Any) -> bool:
    """Keep what was typed; what is wrong stands at its place."""
    if not form.is_valid():
        return False
    try:
        actions.set_aside(**form.cleaned_data, talk=talk, viewer=request.viewer, today=request.today)
    except actions.WrongHours:
        form.add_error("hours", _("Write how many hours a week, more than none."))
    except actions.TooEarly:
        form.add_error("begins", _("Something else already applies from a later day. Choose that day or a later one."))
    if not form.errors:
        alone, agreed = (
            _("The time is set aside. You and your manager see it."),
            _("The time is set aside. Both of you sign it with the rest."),
        )
        messages.success(request, agreed if talk else alone)
    return not form.errors


def _page(request: Visit, form: TimeForm, status: int = 200) -> HttpResponse:
    given = {"time": time_of(request.viewer, own=True, today=request.today), "form": form}
    return render(request, "dialogues/time.html", given, status=status)
