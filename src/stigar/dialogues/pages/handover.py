"""A new manager and what they are given; and the same page for the person it is about."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from stigar.dialogues.actions import signing
from stigar.dialogues.actions.goals import demand_own
from stigar.dialogues.pages.finding import seen
from stigar.dialogues.queries import handover as queries
from stigar.dialogues.queries.time import time_of
from stigar.foundation import journal
from stigar.foundation.policy import Ground
from stigar.foundation.tenancy import Visit
from stigar.levels.rules import somebody
from stigar.people.queries.leading import manager_of
from stigar.people.rules import leads_since


@login_required
@require_safe
def person(request: Visit, person: UUID) -> HttpResponse:
    """Somebody the reader leads today: what they are given of what was before. It is written down that they have read it."""
    viewer, today = request.viewer, request.today
    if person == viewer.pk:
        return redirect("dialogues:handover")
    who, towards = somebody(viewer, person, today=today) or (None, frozenset())
    if who is None or Ground.MANAGER not in towards:
        raise Http404
    journal.look(viewer, gettext_noop("read what a new manager is given"), who, about=who.pk)
    read, talks = queries.given_and_held(viewer, who, today=today)
    given = {
        "person": who, "given": read, "beside": queries.beside(viewer, who, today=today), "talks": talks,
        "time": time_of(who, own=False, today=today), "since": leads_since(viewer, who, today=today), "is_me": False,
    }  # fmt: skip
    return render(request, "dialogues/handover.html", given)


@login_required
@require_safe
def mine(request: Visit) -> HttpResponse:
    """Oneself: exactly what one's new manager can read, or would, if one got another."""
    viewer, today = request.viewer, request.today
    demand_own(viewer, today=today)
    manager = manager_of(viewer, today=today)
    read, is_new, left = queries.given_or_would_be(manager, viewer, today=today)
    given = {
        "person": viewer, "given": read, "manager": manager, "is_new": is_new,
        "beside": queries.beside(manager, viewer, today=today) if manager else None, "is_me": True,
        "time": time_of(viewer, own=False, today=today), "left": left,
    }  # fmt: skip
    return render(request, "dialogues/handover.html", given)


@login_required
@require_POST
def closing(request: Visit, talk: UUID) -> HttpResponse:
    """Close an open dialogue with somebody who has led the person and does so no longer; it says that it was not signed."""
    row = seen(request, talk)
    if row.pk not in {one.pk for one in queries.left_open(request.viewer, today=request.today)}:
        raise Http404
    signing.close_unsigned(talk=row, viewer=request.viewer, today=request.today)
    messages.success(request, _("The dialogue is closed without signatures. Nobody else reads it."))
    return redirect(reverse("dialogues:handover"))
