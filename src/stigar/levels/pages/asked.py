"""Which certificates a role asks for: read by everybody on its profile, said here by whoever says what the profile requires."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from stigar.foundation.tenancy import Visit
from stigar.levels.actions import asked as actions
from stigar.levels.actions.standing import ThereAlready
from stigar.levels.forms.asked import AskedForm
from stigar.levels.models import RequiredCertificate
from stigar.levels.queries.asked import asked_by
from stigar.profiles.rules import may_write, visible_profiles


@login_required
def asked(request: Visit, profile: UUID) -> HttpResponse:
    """What is asked for, and one more."""
    found, form = _written(request, profile), AskedForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _kept(request, found, form):
        return redirect("levels:asked", profile)
    given = {"profile": found, "rows": asked_by([found.role_id]), "form": form}
    return render(request, "levels/asked.html", given, status=422 if form.errors else 200)


@login_required
@require_POST
def removal(request: Visit, profile: UUID, asked: UUID) -> HttpResponse:
    """It is asked for no more; the way back is in the message."""
    found = _written(request, profile)
    row = get_object_or_404(RequiredCertificate, pk=asked, role=found.role_id)
    form = AskedForm({"name": row.name, "months": row.months})
    actions.ask_no_more(asked=row, profile=found, viewer=request.viewer, today=request.today)
    undo = f"{reverse('levels:asked-return', args=[profile])}?{_again(form)}"
    messages.success(
        request, _("%(name)s is no longer required.") % {"name": form.data["name"]}, extra_tags=f"undo:{undo}"
    )
    return redirect("levels:asked", profile)


@login_required
@require_POST
def putting_back(request: Visit, profile: UUID) -> HttpResponse:
    """That it was asked for no more was a mistake."""
    found, form = _written(request, profile), AskedForm(request.GET)
    if not form.is_valid():
        raise Http404
    _kept(request, found, form)
    return redirect("levels:asked", profile)


def _kept(request: Visit, profile: Any, form: AskedForm) -> bool:
    try:
        actions.ask_for_certificate(profile=profile, viewer=request.viewer, today=request.today, **form.cleaned_data)
    except actions.NoName:
        form.add_error("name", _("Write what it is called."))
    except ThereAlready:
        form.add_error("name", _("The role asks for it already."))
    else:
        messages.success(request, _("It stands on the profile, and among the certificates of everybody with the role."))
        return True
    return False


def _again(form: AskedForm) -> str:
    return urlencode({name: value for name, value in form.data.items() if value is not None})


def _written(request: Visit, key: UUID) -> Any:
    """The profile, for whoever says what it requires."""
    rows = visible_profiles(request.viewer, today=request.today).select_related("role", "project")
    found = get_object_or_404(rows, pk=key)
    if not may_write(request.viewer, found, today=request.today):
        raise Http404
    return found
