"""Training requests: asking, seeing where one's request stands and why, taking it back; and the queue for those who answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from stigar.foundation.tenancy import Visit
from stigar.library.queries.shelf import shelf
from stigar.profiles import rules
from stigar.profiles.actions import requests as actions
from stigar.profiles.forms.requests import RequestForm
from stigar.profiles.models import TrainingRequest
from stigar.profiles.queries.feeds import Placed, own_requests, queue

_N = gettext_lazy
CORNERS = {
    "both": (_N("Wished for, and of much benefit"), _N("Begin here.")),
    "wish": (_N("Wished for, of less benefit to the goal"), _N("See what would make it beneficial.")),
    "benefit": (_N("Of much benefit, and can wait"), _N("Ask whether it can come sooner.")),
    "later": (_N("Can wait, of less benefit to the goal"), _N("Keep it in mind when something is planned.")),
}
BETTER = {
    "no-profile": _N("The role has no approved job profile yet. When it gets one, the benefit can be worked out."),
    "not-required": _N("The role's job profile does not ask for this. If the work does, bring it up in a workshop, or object to the profile."),
    "importance": _N("The role's job profile says it could be done without. If it matters more than that, say so when the profile is changed."),
    "few": _N("Few people are in roles that ask for this. Training together with another role, or a colleague as teacher, makes it worth more."),
}  # fmt: skip


@login_required
def requests(request: Visit) -> HttpResponse:
    """One's own requests, a form, and for those who answer the whole queue."""
    viewer, today, language = request.viewer, request.today, request.LANGUAGE_CODE
    rules.demand_in(None, "ask for training", viewer, today=today)
    start = {"competence": request.GET.get("competence", ""), "wish": 2}
    form = RequestForm(
        request.POST or None, initial=start, competences=[(str(one.id), one.name) for one in shelf(language)]
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_for_training(viewer=viewer, today=today, **form.cleaned_data)
            messages.success(request, _("Your request is in the queue. You see here where it stands and why."))
            return redirect("profiles:requests")
        except actions.AskedAlready:
            form.add_error("competence", _("You have asked for this already. It is still in the queue."))
    own, past = own_requests(viewer, language=language, today=today)
    given = {"form": form, "own": [_row(one) for one in own], "past": past, **_queue(request)}
    return render(request, "profiles/requests.html", given, status=422 if form.errors else 200)


@login_required
@require_POST
def removal(request: Visit, training: UUID) -> HttpResponse:
    """The person takes the request back."""
    row = get_object_or_404(TrainingRequest, pk=training, person=request.viewer)
    try:
        actions.take_request_back(request=row, viewer=request.viewer, today=request.today)
        messages.success(request, _("The request is taken back."))
    except actions.Ended:
        messages.error(request, _("The request has been answered, or taken back already."))
    return redirect("profiles:requests")


@login_required
@require_POST
def answer(request: Visit, training: UUID) -> HttpResponse:
    """HR, or who leads a project about the role, answers."""
    row = get_object_or_404(TrainingRequest, pk=training)
    if not actions.may_answer(request.viewer, row, today=request.today) or row.person_id == request.viewer.pk:
        raise Http404
    try:
        actions.answer_request(
            request=row, words=request.POST.get("words", ""), viewer=request.viewer, today=request.today
        )
        messages.success(request, _("The answer is sent. The person reads it here."))
    except actions.NoWhy:
        messages.error(request, _("Write an answer first."))
    except actions.Ended:
        messages.error(request, _("The request has been answered, or taken back already."))
    return redirect("profiles:requests")


def _queue(request: Visit) -> dict[str, Any]:
    viewer, today = request.viewer, request.today
    sees_all = rules.may_in(None, "answer training requests", viewer, today=today)
    if not sees_all and not actions.leads_anything(viewer):
        return {"answers": False}
    found = queue(viewer, sees_all=sees_all, language=request.LANGUAGE_CODE, today=today)
    actions.note_read(found, viewer=viewer)
    groups = [(words, [_row(one) for one in found if one.corner == corner]) for corner, words in CORNERS.items()]
    return {
        "answers": True,
        "waiting": len(found),
        "groups": [(words, rows) for words, rows in groups if rows],
        "me": viewer.pk,
    }


def _row(one: Placed) -> dict[str, Any]:
    return {"one": one, "corner": CORNERS[one.corner], "better": [BETTER[code] for code in one.better]}
