"""Step 5: the plan of letters, writing one, sending it, who was reached; and reading one that was sent to you."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from stigar.foundation.tenancy import Visit
from stigar.profiles.actions import messages as actions
from stigar.profiles.actions.projects import NoName, ProjectEnded
from stigar.profiles.forms.messages import MessageForm, told_words
from stigar.profiles.models import Message
from stigar.profiles.pages.finding import around, ended, leading, project_of
from stigar.profiles.queries import messages as asked


@login_required
@require_safe
def engagement(request: Visit, project: uuid.UUID) -> HttpResponse:
    """Every letter of the plan, and who was reached."""
    found = project_of(request, project)
    rows = [
        {"row": one, "subject": asked.said(one.message, request.LANGUAGE_CODE).get("subject", "")}
        for one in asked.plan(found, today=request.today)
    ]
    complete = len(rows) == len(Message.AUDIENCES) * len(Message.MOMENTS)
    given = around(request, found, "engagement") | {"rows": rows, "complete": complete}
    return render(request, "profiles/step_engagement.html", given)


@login_required
@require_POST
def drafts(request: Visit, project: uuid.UUID) -> HttpResponse:
    """Drafts of what is not planned yet."""
    found = leading(request, project)
    try:
        made = actions.plan_messages(project=found, viewer=request.viewer, today=request.today)
    except ProjectEnded:
        return ended(request, found)
    except NoName:
        messages.error(request, _("Write the goal first: the letters say what the work is for."))
        return redirect("profiles:goal", project=found.pk)
    words = ngettext(
        "%(n)d draft is ready. Read it before you send it.", "%(n)d drafts are ready. Read them before you send them.", len(made)
    )  # fmt: skip
    messages.success(request, words % {"n": len(made)})
    return redirect("profiles:engagement", project=found.pk)


@login_required
def message(request: Visit, project: uuid.UUID, message: uuid.UUID) -> HttpResponse:
    """One letter: written better while it is not sent, then as it was read."""
    found = leading(request, project)
    one = get_object_or_404(Message.objects.filter(project=found), pk=message)
    form = MessageForm(request.POST or None, initial={"day": one.day, **told_words(one.words)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_message(
                message=one, day=form.cleaned_data["day"], words=form.words(), viewer=request.viewer, today=request.today
            )  # fmt: skip
        except ProjectEnded:
            return ended(request, found)
        except actions.SentAlready:
            messages.error(request, _("This letter has been sent; it stands as it was read."))
        else:
            messages.success(request, _("The letter is saved."))
        return redirect("profiles:engagement", project=found.pk)
    readers = len(asked.audiences(found, today=request.today)[one.audience])
    given = around(request, found, "engagement") | {
        "message": one, "form": form, "readers": readers, "words": asked.said(one, request.LANGUAGE_CODE),
    }  # fmt: skip
    return render(request, "profiles/step_message.html", given, status=422 if form.errors else 200)


@login_required
@require_POST
def sending(request: Visit, project: uuid.UUID, message: uuid.UUID) -> HttpResponse:
    """Send a letter: seen here at once, mailed in the background."""
    found = leading(request, project)
    one = get_object_or_404(Message.objects.filter(project=found).select_related("project"), pk=message)
    try:
        actions.ask_to_send(message=one, viewer=request.viewer, today=request.today)
    except ProjectEnded:
        return ended(request, found)
    except actions.SentAlready:
        messages.error(request, _("This letter has been sent already."))
    else:
        messages.success(
            request, _("The letter is on its way. It is seen here at once, and sent by e-mail in the background.")
        )
    return redirect("profiles:engagement", project=found.pk)


@login_required
@require_safe
def letter(request: Visit, message: uuid.UUID) -> HttpResponse:
    """A letter that was sent to you, in your language; opening it is reading it."""
    found = actions.read_message(message=message, viewer=request.viewer)
    if found is None or found.message.sent_at is None:
        raise Http404
    words = asked.said(found.message, request.LANGUAGE_CODE)
    return render(request, "profiles/project_letter.html", {"delivery": found, "words": words})
