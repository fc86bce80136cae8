"""The live board: proposing, seeing what the others propose, moving what was put wrong, and judging alone.

Phones ask again and again whether anything is new; the answer is nearly always one small query and "no" (304).
"""

from __future__ import annotations

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
from stigar.profiles.pages.workshops.meeting import seen
from stigar.profiles.pages.workshops.text import board_text
from stigar.profiles.queries import workshops as queries

TOO_LATE, NOTHING, GONE = "too_late", "nothing_said", "not_there"


@login_required
@require_safe
def board(request: Visit, key: str) -> HttpResponse:
    """What all see, if it has changed since the visitor's mark."""
    row = (
        rules.visible_workshops(request.viewer, today=request.today)
        .filter(key=key)
        .values("pk", "change", "stage")
        .first()
    )
    if row is None:
        raise Http404
    if request.headers.get("If-None-Match") == _mark(request, row["pk"], row["change"]):
        return _marked(HttpResponseNotModified(), request, row["pk"], row["change"], row["stage"])
    return shown(request, seen(request, key))


def shown(request: Visit, workshop: Workshop) -> HttpResponse:
    """The board as a part of the page. All who see the same get the same text, made once."""
    leads = rules.may_lead_workshop(request.viewer, workshop, today=request.today)
    answer = HttpResponse(board_text(workshop, request.LANGUAGE_CODE, leads=leads))
    return _marked(answer, request, workshop.pk, workshop.change, workshop.stage)


@login_required
@require_POST
def proposals(request: Visit, key: str) -> HttpResponse:
    """One proposal. Sent again with the same key it lands once. A phone then looks at the board by itself; a plain form gets the page."""
    found, form = seen(request, key), ProposalForm(request.POST)
    by_phone = request.headers.get("X-Board") == "yes"
    problem, made = "", None
    if form.is_valid():
        told = form.cleaned_data
        try:
            made, _new = actions.propose(
                workshop=found, profile_id=told["profile"], key=told["key"], text=told["text"], nameless=told["nameless"],
                viewer=request.viewer, today=request.today,
            )  # fmt: skip
        except actions.NotNow:
            problem = TOO_LATE
        except actions.NothingSaid:
            problem = NOTHING
    else:
        problem = NOTHING
    if by_phone:
        if problem:
            return JsonResponse(
                {"code": problem, "message": _sorry(problem)}, status=409 if problem == TOO_LATE else 422
            )
        return HttpResponse(status=201)
    if problem:
        messages.error(request, _sorry(problem))
    elif made:
        undo = f"undo:{request.path}{made.key}/removal/"
        messages.success(request, _("Your proposal is on the board."), extra_tags=undo)
    return redirect("profiles:workshop", key=key)


@login_required
@require_POST
def removal(request: Visit, key: str, proposal: UUID) -> HttpResponse:
    """Take back what oneself proposed; only who wrote it has its key."""
    found = seen(request, key)
    try:
        actions.take_back(workshop=found, key=proposal, viewer=request.viewer, today=request.today)
    except actions.NotTheirs as other:
        raise Http404 from other
    except actions.NotNow:
        messages.error(request, _sorry(TOO_LATE))
    if request.headers.get("X-Board") == "yes":
        return HttpResponse(status=204)
    return redirect("profiles:workshop", key=key)


@login_required
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
def estimates(request: Visit, key: str) -> HttpResponse:
    """How the visitor judges: one group from a phone, or all that were filled in on the page."""
    found = seen(request, key)
    groups = {group.id for group in queries.board(found, request.LANGUAGE_CODE).groups}
    given = 0
    try:
        for group in groups:
            form = EstimateForm({name: request.POST.get(f"{name}-{group}") for name in ("importance", "level")})
            if form.is_valid():
                actions.estimate(
                    workshop=found, group_id=group, viewer=request.viewer, today=request.today, **form.cleaned_data
                )
                given += 1
    except actions.NotNow:
        if request.headers.get("X-Board") == "yes":
            return JsonResponse({"code": TOO_LATE, "message": _sorry(TOO_LATE)}, status=409)
        messages.error(request, _sorry(TOO_LATE))
        return redirect("profiles:workshop", key=key)
    except Unfit as wrong:
        raise Http404 from wrong
    if request.headers.get("X-Board") == "yes":
        return HttpResponse(status=204 if given else 422)
    if given:
        messages.success(
            request, _("Your judgement is kept. Nobody sees it before all are shown, and then without names.")
        )
    else:
        messages.error(request, _("Choose importance and level for at least one of them."))
    return redirect("profiles:workshop", key=key)


def _sorry(problem: str) -> str:
    return {
        TOO_LATE: _(
            "The workshop has gone on to the next stage, so this came too late. Say it aloud, and it will not be lost."
        ),
        NOTHING: _("Write a few words first."),
    }[problem]


def _mark(request: Visit, workshop: UUID, change: int) -> str:
    """What the visitor sees is the same as long as this is: the workshop's change number, and the language."""
    return f'"{workshop.hex[:8]}-{change}-{request.LANGUAGE_CODE}"'


def _marked(answer: HttpResponse, request: Visit, workshop: UUID, change: int, stage: str) -> HttpResponse:
    answer.headers["ETag"] = _mark(request, workshop, change)
    answer.headers["X-Stage"] = stage
    return answer
