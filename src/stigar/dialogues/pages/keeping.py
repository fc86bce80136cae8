"""What is kept how long, and what of one's own goes when; HR decides it here."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from stigar.dialogues.actions import keeping as actions
from stigar.dialogues.actions.goals import demand_own
from stigar.dialogues.forms.keeping import KeptForm
from stigar.dialogues.queries import keeping as queries
from stigar.foundation.tenancy import Visit
from stigar.people.rules import demand_here, may_here


@login_required
def kept(request: Visit) -> HttpResponse:
    """For everybody in words; for HR with the form that decides it."""
    viewer, today = request.viewer, request.today
    demand_own(viewer, today=today)
    rows = queries.kept(viewer)
    decides = may_here(viewer, actions.RIGHT, today=today)
    form = KeptForm(request.POST or None, initial={one.what: one.months for one in rows})
    if request.method == "POST":
        demand_here(viewer, actions.RIGHT, today=today)
        if form.is_valid():
            actions.keep_for(months=form.months(), viewer=viewer, today=today)
            messages.success(
                request,
                _(
                    "Decided. Nobody loses anything without having been told thirty days before, so it can still be changed."
                ),
            )
            return redirect("dialogues:kept")
    given = {
        "rows": rows,
        "timed": any(one.months for one in rows),
        "form": form if decides else None,
        "soon": min((one.next for one in rows if one.next), default=None),
    }
    return render(request, "dialogues/kept.html", given, status=422 if form.errors else 200)
