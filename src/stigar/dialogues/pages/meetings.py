"""When the two meet: set, change, call off, and the file for a calendar."""

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

from stigar.dialogues.actions import meetings as actions
from stigar.dialogues.actions.called_off import see_called_off
from stigar.dialogues.actions.talks import Closed, NewerElsewhere
from stigar.dialogues.forms.meetings import MeetingForm
from stigar.dialogues.models import Booking, Talk
from stigar.dialogues.pages.finding import seen, while_open
from stigar.dialogues.queries.meetings import booking_of, letters_of, wall_clock
from stigar.dialogues.queries.talks import one_talk
from stigar.foundation.tenancy import Visit


@login_required
@while_open
def booking(request: Visit, talk: UUID) -> HttpResponse:
    """The time that stands, and a form to set or change it. POST sets it; both get a letter."""
    row = seen(request, talk)
    if row.closed_at:
        raise Closed
    form = MeetingForm(request.POST or None, initial=_start(request, booking_of(row)))
    if request.method != "POST" or not form.is_valid():
        return _page(request, row, form)
    told = {**form.cleaned_data, "minutes": int(form.cleaned_data["minutes"])}
    try:
        actions.meet(talk=row, **told, viewer=request.viewer, today=request.today)
    except actions.NotThen:
        form.add_error("day", _("Choose a day from today on, no more than two years ahead."))
    except actions.NoSuchTime:
        form.add_error("at", _("The clocks are put forward over that time, so it does not exist that day."))
    except NewerElsewhere:
        return _changed_meanwhile(request, row, form)
    else:
        messages.success(request, _("The time is set. Both of you get an invitation to your calendars."))
        return redirect("dialogues:talk", row.pk)
    return _page(request, row, form)


@login_required
@require_POST
def booking_removal(request: Visit, talk: UUID) -> HttpResponse:
    """Call it off; both get a letter that takes it out of their calendars."""
    row = seen(request, talk)
    if actions.call_off(talk=row, viewer=request.viewer, today=request.today):
        undo = "" if row.closed_at else reverse("dialogues:booking-return", args=[row.pk])
        words = _("Called off. It is taken out of both calendars.")
        messages.success(request, words, extra_tags=f"undo:{undo}" if undo else "")
    return redirect("dialogues:talk", row.pk)


@login_required
@require_POST
def called_off(request: Visit, told: UUID) -> HttpResponse:
    """Seen: on to the dialogue, for who still holds it, where a new time is set."""
    talk = see_called_off(key=told, viewer=request.viewer, today=request.today)
    there = one_talk.first(request.viewer, talk, today=request.today)
    return redirect("dialogues:talk", talk) if there else redirect("home")


@login_required
@require_POST
@while_open
def booking_return(request: Visit, talk: UUID) -> HttpResponse:
    """Undo of calling off."""
    row = seen(request, talk)
    try:
        actions.meet_after_all(talk=row, viewer=request.viewer, today=request.today)
        messages.success(request, _("The time stands again. Both of you get a new invitation."))
    except (actions.NotThen, actions.NoSuchTime):
        messages.error(request, _("That time has passed. Set a new one."))
    return redirect("dialogues:talk", row.pk)


@login_required
@require_POST
@while_open
def booking_letters(request: Visit, talk: UUID) -> HttpResponse:
    """The invitation once more."""
    row = seen(request, talk)
    actions.send_again(talk=row, viewer=request.viewer, today=request.today)
    messages.success(request, _("The invitation is on its way again."))
    return redirect("dialogues:booking", row.pk)


@login_required
@require_safe
def booking_file(request: Visit, talk: UUID) -> HttpResponse:
    """The time as a file for one's calendar."""
    row = seen(request, talk)
    stands = booking_of(row)
    if stands is None:
        raise Http404
    answer = HttpResponse(actions.file_of(stands, row), content_type="text/calendar; method=PUBLISH; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="stigar.ics"'
    return answer


def _start(request: Visit, stands: Booking | None) -> dict[str, Any]:
    if stands is None:
        return {"minutes": "60"}
    begins = wall_clock(stands, request.viewer.organisation.time_zone)
    return {
        "day": begins.date(), "at": begins.time(), "minutes": str(stands.minutes), "place": stands.place, "seen": actions.state_of(stands),
    }  # fmt: skip


def _page(request: Visit, row: Talk, form: MeetingForm, *, status: int = 200, **more: Any) -> HttpResponse:
    stands = booking_of(row)
    other = row.reviewer if row.person_id == request.viewer.pk else row.person
    given = {
        "talk": row, "other": other, "booking": stands, "letters": letters_of(stands, row) if stands else [], "form": form, **more,
    }  # fmt: skip
    return render(request, "dialogues/meeting.html", given, status=422 if form.errors else status)


def _changed_meanwhile(request: Visit, row: Talk, form: MeetingForm) -> HttpResponse:
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["seen"] = actions.state_of(booking_of(row))  # type: ignore[index]
    return _page(request, row, form, status=409, newer=True)
