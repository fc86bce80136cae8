"""Saying what else a dialogue or a reflection belongs to."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from stigar.dialogues import rules
from stigar.dialogues.actions import attaching as actions
from stigar.dialogues.pages.finding import seen, while_open
from stigar.foundation.tenancy import Visit


@login_required
@require_POST
@while_open
def talk(request: Visit, talk: UUID) -> HttpResponse:
    """Either of the two says it; empty takes it away."""
    row = seen(request, talk)
    actions.attach_talk(talk=row, about=request.POST.get("about", ""), viewer=request.viewer, today=request.today)
    messages.success(request, _("Saved. Both of you read it."))
    return redirect("dialogues:talk", row.pk)


@login_required
@require_POST
def reflection(request: Visit, reflection: UUID) -> HttpResponse:
    """The writer says it; empty takes it away."""
    mine = rules.visible_reflections(request.viewer, today=request.today).filter(person=request.viewer)
    row = get_object_or_404(mine, pk=reflection)
    about = request.POST.get("about", "")
    actions.attach_reflection(reflection=row, about=about, viewer=request.viewer, today=request.today)
    messages.success(request, _("Saved."))
    return redirect("dialogues:reflection", row.pk)
