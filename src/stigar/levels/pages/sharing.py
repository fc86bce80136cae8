"""Who sees one's competence: sharing parts of it with a reader for a time, who has looked, stopping; and what others share with one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from stigar.foundation import journal
from stigar.foundation.tenancy import Visit
from stigar.levels import rules
from stigar.levels.actions import sharing as actions
from stigar.levels.forms.sharing import PARTS, ShareForm
from stigar.levels.models import SharedWith
from stigar.levels.pages.places import places
from stigar.levels.queries import sharing as queries
from stigar.levels.queries.certificates import certificates_of
from stigar.levels.queries.gaps import names_of
from stigar.levels.queries.shown import interests_shown

USUAL = timedelta(days=90)


@login_required
def sharing(request: Visit) -> HttpResponse:
    """With whom one shares what, until when, and who has looked; share with one more."""
    rules.demand_towards(request.viewer, request.viewer, actions.RIGHT, today=request.today)
    form = ShareForm(request.POST or None, initial={"parts": ["levels"], "ends": request.today + USUAL})
    if request.method == "POST" and form.is_valid() and (made := _shared(request, form)):
        undo = reverse("levels:sharing-removal", args=[made.pk])
        messages.success(request, _("%(name)s can see it now.") % {"name": made.reader.name}, extra_tags=f"undo:{undo}")
        return redirect("levels:sharing")
    return render(
        request, "levels/sharing.html",
        {
            "form": form, "own": queries.own_shares(request.viewer, today=request.today), "words": dict(PARTS),
            "theirs": queries.shared_with_me(request.viewer, today=request.today), **places("levels:sharing"),
        },
        status=422 if form.errors else 200,
    )  # fmt: skip


@login_required
@require_POST
def removal(request: Visit, shared: UUID) -> HttpResponse:
    """Stop; they see nothing from the next request on."""
    row = get_object_or_404(rules.shared_by(request.viewer, today=request.today).select_related("reader"), pk=shared)
    actions.stop_sharing(shared=row, viewer=request.viewer, today=request.today)
    undo = reverse("levels:sharing-return", args=[row.pk])
    messages.success(
        request, _("%(name)s can no longer see it.") % {"name": row.reader.name}, extra_tags=f"undo:{undo}"
    )
    return redirect("levels:sharing")


@login_required
@require_POST
def putting_back(request: Visit, shared: UUID) -> HttpResponse:
    """Stopping was a mistake."""
    row = get_object_or_404(SharedWith, pk=shared, person=request.viewer)
    try:
        actions.share_again(shared=row, viewer=request.viewer, today=request.today)
    except actions.SharedAlready:
        messages.info(request, _("You share with them already."))
    return redirect("levels:sharing")


@login_required
@require_safe
def shared_person(request: Visit, person: UUID) -> HttpResponse:
    """What one person shares with the reader; the look is written down."""
    rows = rules.shared_with(request.viewer, today=request.today).select_related("person", "reader")
    row = get_object_or_404(rows, person=person)
    journal.look(request.viewer, gettext_noop("saw what was shared"), row.person, about=row.person_id)
    return render(request, "levels/shared.html", _shown(request, row))


@login_required
@require_safe
def seen(request: Visit, shared: UUID) -> HttpResponse:
    """What one's reader sees, on the very page that they see it on."""
    rows = rules.shared_by(request.viewer, today=request.today).select_related("person", "reader")
    row = get_object_or_404(rows, pk=shared)
    return render(request, "levels/shared.html", {**_shown(request, row), "by_me": True})


def _shown(request: Visit, row: SharedWith) -> dict[str, Any]:
    """Each part that is shared, as the reader may see it."""
    reader, person, today = row.reader, row.person, request.today
    plan = rules.visible_activities(reader, person, today=today).order_by("done_on", "by_day", "at") if row.plan else ()
    papers = certificates_of(reader, person, today=today) if row.certificates else []
    towards = rules.grounds(reader, person, today=today)
    interests = interests_shown(reader, person, towards=towards, today=today) if row.interests else []
    shared_plan = list(plan)
    keys = {one.competence_id for one in shared_plan} | {one.row.competence_id for one in papers}
    names: dict[UUID, Any] = names_of(keys - {None}, request.LANGUAGE_CODE)
    return {
        "row": row, "person": person, "is_me": False, "shared_plan": shared_plan, "plan_names": names, "names": names,
        "papers": papers, "interests": interests,
    }  # fmt: skip


def _shared(request: Visit, form: ShareForm) -> SharedWith | None:
    """What the form asks for, done; or nothing, with what is wrong at its place."""
    told = form.cleaned_data
    reader = queries.reader_called(request.viewer, told["email"], today=request.today)
    if reader is None:
        form.add_error("email", _("Nobody else here has that e-mail address."))
        return None
    try:
        return actions.share(
            reader=reader, viewer=request.viewer, today=request.today, ends=told["ends"], parts=told["parts"]
        )
    except actions.SharedAlready:
        form.add_error("email", _("You share with them already. Stop first if you want to show something else."))
    except actions.NotSoLong:
        form.add_error("ends", _("Choose a day from today to a year ahead."))
    return None
