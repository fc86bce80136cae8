"""What a person shows somebody, a coach for instance, of goals and of the summary signed last; and what that reader says about a goal."""

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

from stigar.dialogues.actions import comments as actions
from stigar.dialogues.models import Comment, Goal
from stigar.dialogues.queries import shown as queries
from stigar.dialogues.queries.goals import one_goal
from stigar.foundation import journal
from stigar.foundation.tenancy import Visit


@login_required
@require_safe
def shown(request: Visit, shared: UUID) -> HttpResponse:
    """For the reader, whose look is written down; and the same page for the person, who sees exactly what the reader sees."""
    found = queries.shown(request.viewer, shared, today=request.today)
    if found is None:
        raise Http404
    person = found.share.person
    by_me = person.pk == request.viewer.pk
    if not by_me:
        journal.look(
            request.viewer, gettext_noop("read the goals and the summary that are shown"), person, about=person.pk
        )
    return render(
        request, "dialogues/shown.html", {"found": found, "row": found.share, "person": person, "by_me": by_me}
    )


@login_required
@require_POST
def comments(request: Visit, goal: UUID) -> HttpResponse:
    """Say something about a goal that is shown to the visitor."""
    row = _goal(request, goal)
    try:
        actions.say(goal=row, text=request.POST.get("text", ""), viewer=request.viewer, today=request.today)
    except actions.NoWords:
        messages.error(request, _("Write a few words first."))
    else:
        messages.success(request, _("Said. Only %(name)s and you read it.") % {"name": row.person.given})
    return redirect("dialogues:goal", row.pk)


@login_required
@require_POST
def comment_removal(request: Visit, goal: UUID, comment: UUID) -> HttpResponse:
    """Whoever wrote it takes it back, and it is gone; the person puts it away, and can get it again."""
    row = _comment(request, goal, comment)
    if row.by_id == request.viewer.pk:
        actions.take_back(comment=row, viewer=request.viewer, today=request.today)
        messages.success(request, _("Taken back."))
    else:
        actions.put_away(comment=row, away=True, viewer=request.viewer, today=request.today)
        undo = reverse("dialogues:comment-return", args=[goal, comment])
        messages.success(request, _("Put away."), extra_tags=f"undo:{undo}")
    return redirect("dialogues:goal", goal)


@login_required
@require_POST
def comment_return(request: Visit, goal: UUID, comment: UUID) -> HttpResponse:
    """It is not put away after all."""
    row = _comment(request, goal, comment)
    actions.put_away(comment=row, away=False, viewer=request.viewer, today=request.today)
    return redirect("dialogues:goal", goal)


def _goal(request: Visit, key: UUID) -> Goal:
    found = one_goal(request.viewer, key, today=request.today)
    if found is None:
        raise Http404
    return found


def _comment(request: Visit, goal: UUID, key: UUID) -> Comment:
    rows = Comment.objects.filter(goal=_goal(request, goal)).select_related("goal")
    found: Comment = get_object_or_404(rows, pk=key)
    return found
