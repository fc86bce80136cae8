"""A new manager and what they are given; and the same page for the person it is about."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from stigar.dialogues import rules
from stigar.dialogues.actions import signing
from stigar.dialogues.actions.goals import demand_own
from stigar.dialogues.pages.finding import seen
from stigar.dialogues.queries import handover as queries
from stigar.dialogues.queries.time import time_of
from stigar.foundation import journal
from stigar.foundation.tenancy import Visit
from stigar.people.queries.leading import manager_of
from stigar.people.rules import leads_since, people_led_by


@login_required
@require_safe
def person(request: Visit, person: UUID) -> HttpResponse:
    """Somebody the reader leads today: what they are given of what was before. It is written down that they have read it."""
    viewer, today = request.viewer, request.today
    if person == viewer.pk:
        return redirect("dialogues:handover")
    who = get_object_or_404(people_led_by(viewer, today=today), pk=person)
    journal.look(viewer, gettext_noop("read what a new manager is given"), who, about=who.pk)
    given = {
        "person": who, "given": queries.given_to(viewer, who, today=today), "beside": queries.beside(viewer, who, today=today),
        "time": time_of(who, own=False, today=today),
        "since": leads_since(viewer, who, today=today), "is_me": False,
        "talks": list(rules.visible_talks(viewer, today=today).filter(person=who).order_by("-opened_at")[:20]),
    }  # fmt: skip
    return render(request, "dialogues/handover.html", given)


@login_required
@require_safe
def mine(request: Visit) -> HttpResponse:
    """Oneself: exactly what one's new manager can read, or would, if one got another."""
    viewer, today = request.viewer, request.today
    demand_own(viewer, today=today)
    manager = manager_of(viewer, today=today)
    read, is_new = queries.given_or_would_be(manager, viewer, today=today)
    given = {
        "person": viewer, "given": read, "manager": manager, "is_new": is_new,
        "beside": queries.beside(manager, viewer, today=today) if manager else None, "is_me": True,
        "time": time_of(viewer, own=False, today=today),
        "left": queries.left_open(viewer, rules.visible_talks(viewer, today=today), today=today),
    }  # fmt: skip
    return render(request, "dialogues/handover.html", given)


@login_required
@require_POST
def closing(request: Visit, talk: UUID) -> HttpResponse:
    """Close an open dialogue with somebody who has led the person and does so no longer; it says that it was not signed."""
    row = seen(request, talk)
    left = queries.left_open(
        request.viewer, rules.visible_talks(request.viewer, today=request.today), today=request.today
    )
    if row.pk not in {one.pk for one in left}:
        raise Http404
    signing.close_unsigned(talk=row, viewer=request.viewer, today=request.today)
    messages.success(request, _("The dialogue is closed without signatures. Nobody else reads it."))
    return redirect(reverse("dialogues:handover"))
