"""HR's way in to signed summaries: what one has asked, what asks for a second person, what was opened about oneself, how often it is used."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from stigar.dialogues import rules
from stigar.dialogues.actions import breaking as actions
from stigar.dialogues.forms.breaking import BreakForm
from stigar.dialogues.models import Break
from stigar.dialogues.queries import breaking as queries
from stigar.dialogues.queries.reflections import reader_called
from stigar.foundation import journal
from stigar.foundation.policy import demand, may
from stigar.foundation.tenancy import Visit
from stigar.levels.rules import grounds
from stigar.people.rules import is_hr_somewhere, may_here, visible_colleagues

SEES_USE, ASKS = "see how often summaries are opened", "ask to break in"


@login_required
@require_safe
def opened(request: Visit) -> HttpResponse:
    """What concerns the reader, and for those who watch over it how often it is used."""
    viewer, today = request.viewer, request.today
    asks = is_hr_somewhere(viewer, today=today)
    email = request.GET.get("email", "") if asks else ""
    found = reader_called(viewer, email, today=today)
    if found and may(ASKS, grounds(viewer, found, today=today)):
        return redirect("dialogues:break-new", found.pk)
    shown = queries.breaks(viewer, today=today)
    given = {
        "about_me": [one for one in shown if one.about_me], "mine": [one for one in shown if not one.about_me], "asks": asks,
        "to_answer": list(rules.breaks_to_answer(viewer, today=today).select_related("person", "by").order_by("at")),
        "used": queries.used() if may_here(viewer, SEES_USE, today=today) else None, "kinds": actions.KINDS, "email": email,
    }  # fmt: skip
    return render(request, "dialogues/opened.html", given)


@login_required
def new(request: Visit, person: UUID) -> HttpResponse:
    """HR asks, and says why."""
    viewer, today = request.viewer, request.today
    who = get_object_or_404(visible_colleagues(viewer, today=today), pk=person)
    demand(ASKS, grounds(viewer, who, today=today))
    form = BreakForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.ask(person=who, **form.cleaned_data, viewer=viewer, today=today)
            messages.success(request, _("Asked. Nothing is opened before a second person has agreed."))
            return redirect("dialogues:break", made.pk)
        except actions.NoReason:
            form.add_error("why", _("Say why in a few words. The employee reads it."))
        except actions.AskedAlready:
            form.add_error(None, _("You have asked for this already, and it is open or waits for a second person."))
    return render(
        request, "dialogues/break_new.html", {"person": who, "form": form}, status=422 if form.errors else 200
    )


@login_required
@require_safe
def one(request: Visit, broken: UUID) -> HttpResponse:
    """One of them, for who asked, who is asked to agree, and the person it is about once it has been opened."""
    shown = queries.break_called(request.viewer, broken, today=request.today)
    if shown is None:
        raise Http404
    to_answer = rules.breaks_to_answer(request.viewer, today=request.today).filter(pk=broken).exists()
    talks = queries.opened_talks(request.viewer, shown.row.person, today=request.today) if shown.reads else []
    return render(request, "dialogues/break.html", {"shown": shown, "to_answer": to_answer, "talks": talks})


@login_required
@require_safe
def talk(request: Visit, broken: UUID, talk: UUID) -> HttpResponse:
    """What both signed in one dialogue. Each look is written down, and the person sees it."""
    viewer, today = request.viewer, request.today
    row = get_object_or_404(rules.visible_breaks(viewer, today=today).filter(by=viewer), pk=broken)
    rows = rules.opened_by_break(viewer, today=today).filter(person=row.person_id)
    found = get_object_or_404(rows.select_related("person", "reviewer"), pk=talk)
    journal.look(viewer, gettext_noop("read a signed summary"), found, about=found.person_id, why=row.why)
    given = {"opened": queries.opened(found), "broken": row}
    return render(request, "dialogues/break_talk.html", given)


@login_required
@require_POST
def agreement(request: Visit, broken: UUID) -> HttpResponse:
    """The second person agrees."""
    return _answered(
        request, broken, actions.agree,
        _("It is open to the end of tomorrow. The employee has been told."),
    )  # fmt: skip


@login_required
@require_POST
def refusal(request: Visit, broken: UUID) -> HttpResponse:
    """The second person says no."""
    return _answered(request, broken, actions.refuse, _("You have said no. Nothing is opened."))


@login_required
@require_POST
def end(request: Visit, broken: UUID) -> HttpResponse:
    """End it, or take the question back."""
    row = get_object_or_404(
        rules.visible_breaks(request.viewer, today=request.today).exclude(person=request.viewer), pk=broken
    )
    if row.ended_at:
        return redirect("dialogues:opened")
    actions.take_back(broken=row, viewer=request.viewer, today=request.today)
    messages.success(request, _("It is closed again."))
    return redirect("dialogues:opened")


def _answered(request: Visit, key: UUID, answer: Callable[..., object], words: str) -> HttpResponse:
    row = get_object_or_404(Break, pk=key)
    try:
        answer(broken=row, viewer=request.viewer, today=request.today)
        messages.success(request, words)
    except actions.Answered:
        demand(SEES_USE, grounds(request.viewer, row.person, today=request.today))
        messages.info(request, _("It has been answered already, or was taken back."))
    return redirect("dialogues:opened")
