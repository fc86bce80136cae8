"""What is done in the room and after it: notes, what was agreed, the summary, signing, opening again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.validators import slug_re
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from stigar.dialogues import rules
from stigar.dialogues.actions import signing
from stigar.dialogues.actions import talks as actions
from stigar.dialogues.forms.talks import AgreedForm, ReasonForm
from stigar.dialogues.models import Agreed, Note
from stigar.dialogues.pages.finding import seen, shown, turn_in, while_open
from stigar.dialogues.pages.talks import room
from stigar.foundation.tenancy import Visit


@login_required
@require_POST
@while_open
def notes(request: Visit, talk: UUID) -> HttpResponse:
    """A new note: one's own, or for both."""
    row, part = seen(request, talk), request.POST.get("part", "")
    text = request.POST.get("text", "").strip()
    if text:
        actions.write_note(
            talk=row, block=part, text=text, shared="shared" in request.POST, viewer=request.viewer, today=request.today
        )
    return _back(row.pk, part)


@login_required
@require_POST
@while_open
def note(request: Visit, talk: UUID, note: UUID) -> HttpResponse:
    """Change a note of one's own, or move it to what both see and back."""
    row = seen(request, talk)
    mine = get_object_or_404(Note, pk=note, talk=row, by=request.viewer)
    try:
        actions.write_note(
            talk=row, block=mine.block, text=request.POST.get("text", mine.text), shared="shared" in request.POST, note=mine,
            turn=mine.turn, viewer=request.viewer, today=request.today,
        )  # fmt: skip
    except actions.NewerElsewhere:
        messages.error(request, _("The note was changed on another screen meanwhile."))
    return _back(row.pk, mine.block)


@login_required
@require_POST
@while_open
def note_removal(request: Visit, talk: UUID, note: UUID) -> HttpResponse:
    """Take a note of one's own away."""
    row = seen(request, talk)
    mine = get_object_or_404(Note.objects.select_related("talk"), pk=note, talk=row, by=request.viewer)
    actions.take_note_away(note=mine, viewer=request.viewer, today=request.today)
    return _back(row.pk, mine.block)


@login_required
@require_POST
@while_open
def agreed(request: Visit, talk: UUID) -> HttpResponse:
    """Write down what one of the two does."""
    found = shown(request, talk)
    if found.row.closed_at:
        raise actions.Closed
    two = {str(one.pk): one for one in (found.me, found.other)}
    form = AgreedForm(request.POST, people=[(key, one.name) for key, one in two.items()])
    if not form.is_valid():
        return room(request, found, wrong={"agreed_form": form}, status=422)
    told = form.cleaned_data
    actions.agree(
        talk=found.row,
        who=two[told["who"]],
        text=told["text"],
        by_day=told["by_day"],
        viewer=request.viewer,
        today=request.today,
    )
    return _back(found.row.pk, _named(request.GET.get("part")))


@login_required
@require_POST
@while_open
def done(request: Visit, talk: UUID, agreed: UUID) -> HttpResponse:
    """It is done, or not yet after all."""
    row = get_object_or_404(
        Agreed, pk=agreed, talk__in=rules.visible_talks(request.viewer, today=request.today).filter(pk=talk)
    )
    actions.mark_done(agreed=row, done=row.done_on is None, viewer=request.viewer, today=request.today)
    if request.POST.get("back") == reverse("dialogues:talks"):
        return redirect("dialogues:talks")
    return _back(talk, _part(request))


@login_required
@require_POST
@while_open
def agreed_removal(request: Visit, talk: UUID, agreed: UUID) -> HttpResponse:
    """The two no longer mean to do it."""
    row = get_object_or_404(Agreed.objects.select_related("talk"), pk=agreed, talk=seen(request, talk))
    actions.drop(agreed=row, viewer=request.viewer, today=request.today)
    return _back(talk, _part(request))


@login_required
@require_POST
@while_open
def summary(request: Visit, talk: UUID) -> HttpResponse:
    """Write what both stand for."""
    row = seen(request, talk)
    try:
        signing.write_summary(
            talk=row, text=request.POST.get("text", ""), turn=turn_in(request.POST.get("turn", "0")), viewer=request.viewer, today=request.today
        )  # fmt: skip
        messages.success(request, _("Saved. Both of you read it."))
    except signing.NewerElsewhere:
        wrong = {"clash": request.POST.get("text", "")}
        return room(request, shown(request, talk), wrong=wrong, status=409)
    return _back(row.pk, "end")


@login_required
@require_POST
@while_open
def signature(request: Visit, talk: UUID) -> HttpResponse:
    """Sign exactly what stands on the page."""
    row = seen(request, talk)
    try:
        now = signing.sign(talk=row, digest=request.POST.get("digest", ""), viewer=request.viewer, today=request.today)
        closed, waits = (
            _("Both have signed. The dialogue is closed."),
            _("You have signed. It is closed when the other has signed too."),
        )
        messages.success(request, closed if now.closed_at else waits)
    except signing.OtherWords:
        changed = signing.changed_since(row, request.POST.get("marks", ""))
        return room(request, shown(request, talk), wrong={"other_words": True, "changed": changed}, status=409)
    except signing.NothingToSign:
        messages.error(request, _("Write a few words of what you arrived at first."))
    return _back(row.pk, "end")


@login_required
@require_POST
@while_open
def reopening(request: Visit, talk: UUID) -> HttpResponse:
    """Open a closed dialogue again."""
    found, form = shown(request, talk), ReasonForm(request.POST)
    if not form.is_valid():
        return room(request, found, wrong={"reason_form": form}, status=422)
    signing.open_again(talk=found.row, why=form.cleaned_data["why"], viewer=request.viewer, today=request.today)
    messages.success(request, _("It is open again. Both of you need to sign again."))
    return _back(found.row.pk, "end")


def _part(request: Visit) -> str:
    """The part of the dialogue from which something was pressed."""
    return _named(request.POST.get("part"))


def _named(part: str | None) -> str:
    return part if part and slug_re.fullmatch(part) else "end"


def _back(talk: UUID, part: str) -> HttpResponse:
    return redirect(
        f"{reverse('dialogues:talk', args=[talk])}?part={part}" if part else reverse("dialogues:talk", args=[talk])
    )
