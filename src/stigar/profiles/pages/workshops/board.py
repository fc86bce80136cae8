"""The live board: proposing, seeing what the others propose, moving what was put wrong, and judging alone.

Phones ask again and again whether anything is new; the answer is nearly always one small query and "no" (304).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stigar.foundation.tenancy import Visit
from stigar.profiles import rules
from stigar.profiles.actions import workshops as actions
from stigar.profiles.actions.profiles import Unfit
from stigar.profiles.forms.workshops import EstimateForm, ProposalForm
from stigar.profiles.models import Proposal, Workshop
from stigar.profiles.pages.finding import while_it_goes_on
from stigar.profiles.pages.workshops.meeting import seen
from stigar.profiles.pages.workshops.text import board_text
from stigar.profiles.queries import workshops as queries

TOO_LATE, NOTHING = "too_late", "nothing_said"


@login_required
@require_safe
def board(request: Visit, key: str) -> HttpResponse:
    """What all see, if it has changed since the visitor's mark. Who leads asks with ``?leads``: what others may is not looked up."""
    seat = _seat(request, key)
    mark = f'"{seat.workshop.pk.hex[:8]}-{seat.workshop.change}-{request.LANGUAGE_CODE}"'
    if request.headers.get("If-None-Match") == mark:
        answer: HttpResponse = HttpResponseNotModified()
    else:
        leads = "leads" in request.GET and seat.leads(request.viewer, today=request.today)
        answer = HttpResponse(board_text(seat.workshop, request.LANGUAGE_CODE, leads=leads, ended=seat.ended))
    answer.headers["ETag"], answer.headers["X-Stage"] = mark, seat.workshop.stage
    return answer


@login_required
@require_POST
@while_it_goes_on
def proposals(request: Visit, key: str) -> HttpResponse:
    """One proposal. Sent again with the same key it lands once. A phone then looks at the board by itself; a plain form gets the page."""
    workshop, form = _seat(request, key).workshop, ProposalForm(request.POST)
    try:
        made = _proposed(request, workshop, form.cleaned_data) if form.is_valid() else None
    except actions.NotNow:
        return _refused(request, key, TOO_LATE, 409)
    if made is None:
        return _refused(request, key, NOTHING, 422)
    if _by_phone(request):
        return HttpResponse(status=201)
    undo = f"undo:{request.path}{made.key}/removal/"
    messages.success(request, _("Your proposal is on the board."), extra_tags=undo)
    return redirect("profiles:workshop", key=key)


def _proposed(request: Visit, workshop: Workshop, told: dict[str, Any]) -> Proposal | None:
    try:
        made, _new = actions.propose(
            workshop=workshop, profile_id=told["profile"], key=told["key"], text=told["text"], nameless=told["nameless"],
            viewer=request.viewer, today=request.today,
        )  # fmt: skip
    except actions.NothingSaid:
        return None
    return made


@login_required
@require_POST
@while_it_goes_on
def removal(request: Visit, key: str, proposal: UUID) -> HttpResponse:
    """Take back what oneself proposed; only who wrote it has its key."""
    try:
        actions.take_back(
            workshop=_seat(request, key).workshop, key=proposal, viewer=request.viewer, today=request.today
        )
    except actions.NotTheirs as other:
        raise Http404 from other
    except actions.NotNow:
        messages.error(request, _sorry(TOO_LATE))
    if _by_phone(request):
        return HttpResponse(status=204)
    return redirect("profiles:workshop", key=key)


@login_required
@while_it_goes_on
def proposal(request: Visit, key: str, proposal: UUID) -> HttpResponse:
    """Where a proposal belongs: choose the group that says the same, or one of its own."""
    found = seen(request, key)
    row = Proposal.objects.filter(workshop=found, pk=proposal).select_related("group").first()
    if row is None or found.stage not in {Workshop.PROPOSE, Workshop.TALK}:
        raise Http404
    if request.method == "POST":
        to = request.POST.get("group", "")
        try:
            actions.move(
                workshop=found, proposal_id=proposal, group_id=UUID(to) if to else None, viewer=request.viewer, today=request.today
            )  # fmt: skip
        except (actions.NotTheirs, actions.NotNow, ValueError):
            messages.error(request, _("The board had changed meanwhile. Look where the proposal is now."))
        return redirect("profiles:workshop", key=key)
    everything = queries.board(found, request.LANGUAGE_CODE)
    groups = next((one.groups for one in everything.profiles if one.id == row.group.profile_id), ())
    return render(request, "profiles/workshop_move.html", {"workshop": found, "row": row, "groups": groups})


@login_required
@require_POST
@while_it_goes_on
def estimates(request: Visit, key: str) -> HttpResponse:
    """How the visitor judges: one group from a phone, or all that were filled in on the page."""
    workshop, judged = _seat(request, key).workshop, dict(_judged(request))
    try:
        if judged:
            actions.estimate_all(workshop=workshop, judged=judged, viewer=request.viewer, today=request.today)
    except actions.NotNow:
        return _refused(request, key, TOO_LATE, 409)
    except Unfit as wrong:
        raise Http404 from wrong
    if _by_phone(request):
        return HttpResponse(status=204 if judged else 422)
    if judged:
        messages.success(
            request, _("Your judgement is saved. Nobody sees it before all are shown, and then without names.")
        )
    else:
        messages.error(request, _("Choose importance and level for at least one of them."))
    return redirect("profiles:workshop", key=key)


def _judged(request: Visit) -> Iterator[tuple[UUID, tuple[int, int]]]:
    """Each group of which both importance and level were chosen."""
    for name in request.POST:
        with suppress(ValueError):
            group = UUID(name.removeprefix("importance-"))
            form = EstimateForm({one: request.POST.get(f"{one}-{group}") for one in ("importance", "level")})
            if form.is_valid():
                yield group, (form.cleaned_data["importance"], form.cleaned_data["level"])


def _refused(request: Visit, key: str, problem: str, status: int) -> HttpResponse:
    """Why it was not taken: to a phone as it is, to a plain form on the workshop's page."""
    if _by_phone(request):
        return JsonResponse({"code": problem, "message": _sorry(problem)}, status=status)
    messages.error(request, _sorry(problem))
    return redirect("profiles:workshop", key=key)


def _by_phone(request: Visit) -> bool:
    """Sent by the board's own script, and not by a plain form."""
    return request.headers.get("X-Board") == "yes"


def _sorry(problem: str) -> str:
    return {
        TOO_LATE: _(
            "The workshop has gone on to the next stage, so this came too late. Say it aloud, and it will not be lost."
        ),
        NOTHING: _("Write a few words first."),
    }[problem]


def _seat(request: Visit, key: str) -> rules.Seat:
    """The visitor's seat at the workshop: one question."""
    found = rules.seat(request.viewer, key, today=request.today)
    if found is None:
        raise Http404
    return found
