"""In a round, the manager says that somebody is away for a while; the person sees it, and says when they are here."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from stigar.dialogues.actions import moving as actions
from stigar.dialogues.forms.rounds import AwayForm
from stigar.dialogues.models import Talk
from stigar.dialogues.pages.finding import seen
from stigar.foundation.tenancy import Visit


@login_required
def absence(request: Visit, talk: UUID) -> HttpResponse:
    """Until when the person is away, and nothing of why; the undo says what it was in the address."""
    row = seen(request, talk)
    mine = row.person_id == request.viewer.pk
    if row.round is None or row.closed_at or not (mine or row.as_manager):
        raise Http404
    if mine:
        return _here(request, row)
    if request.method != "POST":
        return _page(request, row, AwayForm(initial={"until": row.away_until}))
    form = AwayForm(request.POST if "until" in request.POST else request.GET)
    if not form.is_valid():
        return _page(request, row, form, status=422)
    until = form.cleaned_data["until"]
    was = actions.set_away(row=row.round, talk=row, until=until, viewer=request.viewer, today=request.today)
    tell_away(request, until, was, reverse("dialogues:absence", args=[row.pk]))
    return redirect("dialogues:round-mine", row.round.pk)


def tell_away(request: Visit, until: date | None, was: date | None, address: str) -> None:
    """What follows from it; the way back says what it was in the address."""
    words = (
        _("Nobody is reminded of it before then.")
        if until and until >= request.today
        else _("Reminders go out as to everybody else.")
    )
    undo = f"{address}?until={was.isoformat() if was else ''}"
    messages.success(request, words, extra_tags=f"undo:{undo}")


def _here(request: Visit, row: Talk) -> HttpResponse:
    """The person is here after all."""
    if request.method == "POST":
        actions.set_away(row=row.round, talk=row, until=None, viewer=request.viewer, today=request.today)
        messages.success(request, _("Reminders go out as to everybody else."))
    return redirect("dialogues:talk", row.pk)


def _page(request: Visit, row: Talk, form: AwayForm, *, status: int = 200) -> HttpResponse:
    return render(request, "dialogues/absence.html", {"talk": row, "form": form}, status=status)
