"""What HR decides for one dialogue of a round: who goes on when the manager is another, somebody else, and who is away."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from stigar.dialogues.actions import moving as actions
from stigar.dialogues.actions.rounds import NotTheOther
from stigar.dialogues.forms.rounds import AwayForm
from stigar.dialogues.models import Round, Talk
from stigar.dialogues.pages.away import tell_away
from stigar.dialogues.pages.choosing import chosen_reviewer
from stigar.dialogues.pages.finding import found_round
from stigar.foundation.tenancy import Visit


@login_required
def reviewer(request: Visit, round: UUID, talk: UUID) -> HttpResponse:
    """Somebody else talks with the person, as long as nothing is seen by both; and until when the person is away."""
    row, found = _found(request, round, talk)
    if request.method == "POST":
        try:
            to = chosen_reviewer(request)
            if to is None:
                raise NotTheOther
            actions.hand_over(row=row, talk=found, to=to, viewer=request.viewer, today=request.today)
            messages.success(request, _("%(name)s holds the dialogue now.") % {"name": to.name})
            return redirect("dialogues:round-people", row.pk)
        except NotTheOther:
            messages.error(request, _("Choose somebody else who works here."))
        except actions.SeenByBoth:
            messages.error(request, _("Both have handed in, so the dialogue stays theirs."))
    form = AwayForm(initial={"until": found.away_until})
    return render(request, "dialogues/round_talk.html", {"row": row, "talk": found, "form": form})


@login_required
@require_POST
def absence(request: Visit, round: UUID, talk: UUID) -> HttpResponse:
    """Until when the person is away; the undo says what it was in the address."""
    row, found = _found(request, round, talk)
    form = AwayForm(request.POST if "until" in request.POST else request.GET)
    if form.is_valid():
        until = form.cleaned_data["until"]
        was = actions.set_away(row=row, talk=found, until=until, viewer=request.viewer, today=request.today)
        tell_away(request, until, was, reverse("dialogues:round-absence", args=[row.pk, found.pk]))
    else:
        messages.error(request, _("Write a day, or leave it empty."))
    return redirect("dialogues:round-people", row.pk)


@login_required
@require_POST
def staying(request: Visit, round: UUID, talk: UUID) -> HttpResponse:
    """Who began finishes it."""
    row, found = _found(request, round, talk)
    actions.stay(row=row, talk=found, stays=True, viewer=request.viewer, today=request.today)
    undo = reverse("dialogues:round-staying-removal", args=[row.pk, found.pk])
    messages.success(request, _("%(name)s finishes the dialogue.") % {"name": found.reviewer.name}, f"undo:{undo}")
    return redirect("dialogues:round", row.pk)


@login_required
@require_POST
def staying_removal(request: Visit, round: UUID, talk: UUID) -> HttpResponse:
    """Not decided after all."""
    row, found = _found(request, round, talk)
    actions.stay(row=row, talk=found, stays=False, viewer=request.viewer, today=request.today)
    return redirect("dialogues:round", row.pk)


@login_required
@require_POST
def beginning(request: Visit, round: UUID, talk: UUID) -> HttpResponse:
    """The new manager begins afresh."""
    row, found = _found(request, round, talk)
    try:
        made = actions.begin_anew(row=row, talk=found, viewer=request.viewer, today=request.today)
        undo = reverse("dialogues:round-beginning-removal", args=[row.pk, made.pk])
        messages.success(request, _("The new manager begins afresh."), extra_tags=f"undo:{undo}")
    except NotTheOther:
        messages.error(request, _("There is no new manager to begin with. Let who began finish it."))
    return redirect("dialogues:round", row.pk)


@login_required
@require_POST
def beginning_removal(request: Visit, round: UUID, talk: UUID) -> HttpResponse:
    """The first dialogue is taken up again."""
    row, found = _found(request, round, talk)
    try:
        actions.take_up_old(row=row, talk=found, viewer=request.viewer, today=request.today)
    except actions.WrittenIn:
        messages.info(request, _("Somebody has written in the new dialogue already, so it stands."))
    return redirect("dialogues:round", row.pk)


def _found(request: Visit, key: UUID, talk: UUID) -> tuple[Round, Talk]:
    """A dialogue of the round that is open; the two by name, and nothing of what they wrote."""
    row = found_round(request, key)
    rows = row.talks.filter(closed_at=None, put_down_at=None).select_related("person", "reviewer")
    found: Talk = get_object_or_404(rows, pk=talk)
    return row, found
