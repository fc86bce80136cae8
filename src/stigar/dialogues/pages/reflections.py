"""What is hard right now, three good questions, and what one writes to them: for oneself, shared piece by piece, or taken along."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from stigar.dialogues import rules
from stigar.dialogues.actions import reflections as actions
from stigar.dialogues.actions.attaching import tidy
from stigar.dialogues.actions.reflections import Piece
from stigar.dialogues.actions.talks import Closed, NewerElsewhere
from stigar.dialogues.models import Reflection, Shared
from stigar.dialogues.queries import reflections as queries
from stigar.dialogues.queries.attached import going_on, project_called
from stigar.foundation import journal
from stigar.foundation.tenancy import Visit

LONGEST_WORDS = 300


@login_required
@require_safe
def reflections(request: Visit) -> HttpResponse:
    """Say what is hard, or pick; and what one has written before."""
    return _page(request)


@login_required
@require_POST
def reflection_search(request: Visit) -> HttpResponse:
    """What the words bring to mind. They are sent in the body: no address, log or history has them."""
    words = request.POST.get("words", "").strip()[:LONGEST_WORDS]
    found = queries.hard_like(words, language=request.LANGUAGE_CODE, today=request.today) if words else []
    return _page(request, words=words, found=found)


@login_required
def reflection_about(request: Visit, item: UUID) -> HttpResponse:
    """Three good questions about one thing that is hard. What is written is kept for oneself, or taken along to a dialogue."""
    actions.demand_own(request.viewer, today=request.today)
    hard = queries.hard_called(item, language=request.LANGUAGE_CODE, today=request.today)
    if hard is None:
        raise Http404
    if "keep" in request.POST:
        return _kept(request, _pieces(request, hard))
    return render(request, "dialogues/reflection_about.html", {"hard": hard, **_asked(request)})


@login_required
def reflection_own(request: Visit) -> HttpResponse:
    """What is hard in one's own words alone, when nothing in the library is near: three questions that suit most things."""
    actions.demand_own(request.viewer, today=request.today)
    questions = queries.for_most_things(request.LANGUAGE_CODE)
    if "keep" in request.POST:
        own = request.POST.get("own", "").strip()
        pieces = [Piece(text, request.POST.get(f"text-{key}", "")) for key, text in questions]
        return _kept(request, [Piece("", own), *pieces] if own else pieces)
    return render(request, "dialogues/reflection_own.html", {"questions": questions, **_asked(request)})


@login_required
@require_safe
def reflection(request: Visit, reflection: UUID) -> HttpResponse:
    """One piece: one's own, or one that was shared; somebody else's look is written down."""
    viewer, today = request.viewer, request.today
    rows = rules.visible_reflections(viewer, today=today).select_related("person")
    row = get_object_or_404(rows, pk=reflection)
    mine = row.person_id == viewer.pk
    if not mine:
        journal.look(viewer, gettext_noop("read a shared reflection"), row, about=row.person_id)
    return _one(request, row)


@login_required
@require_POST
def reflection_text(request: Visit, reflection: UUID) -> HttpResponse:
    """Write on."""
    row, told = _own(request, reflection), request.POST.get("turn", "0")
    try:
        turn = int(told) if told.isdecimal() else 0
        actions.rewrite(
            reflection=row, text=request.POST.get("text", ""), turn=turn, viewer=request.viewer, today=request.today
        )
    except NewerElsewhere as newer:
        return _one(request, newer.theirs, clash=request.POST.get("text", ""), status=409)
    messages.success(request, _("Saved."))
    return redirect("dialogues:reflection", row.pk)


@login_required
@require_POST
def reflection_sharing(request: Visit, reflection: UUID) -> HttpResponse:
    """Let one colleague read this one piece."""
    row, near = _own(request, reflection), _near(request)
    reader = next((one for one in near if str(one.pk) == request.POST.get("reader")), None)
    reader = reader or queries.reader_called(request.viewer, request.POST.get("email", ""), today=request.today)
    if reader is None:
        messages.error(request, _("Nobody else here has that e-mail address."))
        return redirect("dialogues:reflection", row.pk)
    actions.share(reflection=row, reader=reader, viewer=request.viewer, today=request.today)
    messages.success(request, _("%(name)s can read this piece now, and no other.") % {"name": reader.name})
    return redirect("dialogues:reflection", row.pk)


@login_required
@require_POST
def reflection_taking_back(request: Visit, reflection: UUID, shared: UUID) -> HttpResponse:
    """They read it no more."""
    row = get_object_or_404(
        Shared.objects.select_related("reflection"), pk=shared, reflection=_own(request, reflection)
    )
    actions.take_back(shared=row, viewer=request.viewer, today=request.today)
    messages.success(request, _("Taken back."))
    return redirect("dialogues:reflection", reflection)


@login_required
@require_POST
def reflection_removal(request: Visit, reflection: UUID) -> HttpResponse:
    """Erase it for good."""
    actions.erase(reflection=_own(request, reflection), viewer=request.viewer, today=request.today)
    messages.success(request, _("Erased."))
    return redirect("dialogues:reflections")


def _page(request: Visit, **more: Any) -> HttpResponse:
    given = {
        "own": queries.own_reflections(request.viewer), "theirs": queries.shared_with(request.viewer, today=request.today),
        "pick": queries.hard_to_pick(language=request.LANGUAGE_CODE, today=request.today), "carried": _carried(request), **more,
    }  # fmt: skip
    return render(request, "dialogues/reflections.html", given)


def _carried(request: Visit) -> str:
    """Where the visitor came from, a dialogue or a project, for the addresses that lead on."""
    told = {name: request.GET[name] for name in ("talk", "project") if request.GET.get(name)}
    return f"?{urlencode(told)}" if told else ""


def _one(request: Visit, row: Reflection, *, clash: str = "", status: int = 200) -> HttpResponse:
    mine = row.person_id == request.viewer.pk
    given = {
        "row": row, "mine": mine, "clash": clash, "near": _near(request) if mine else [],
        "shared": row.shared.select_related("reader").order_by("at") if mine else [],
        "going_on": going_on(request.viewer, today=request.today) if mine else [],
    }  # fmt: skip
    return render(request, "dialogues/reflection.html", given, status=status)


def _asked(request: Visit) -> dict[str, Any]:
    """What both pages of questions need: what was looked with, where it can be taken along, what it may belong to."""
    viewer, today = request.viewer, request.today
    talks = queries.open_talks(viewer, today=today)
    return {
        "words": request.POST.get("words", "")[:LONGEST_WORDS], "talks": talks, "asks": [one for one in talks if one.reviewer_id == viewer.pk],
        "going_on": going_on(viewer, today=today), "into": request.GET.get("talk", ""),
        "about": project_called(viewer, request.GET.get("project", ""), today=today),
    }  # fmt: skip


def _pieces(request: Visit, hard: queries.Hard) -> list[Piece]:
    first = Piece(hard.challenge.text, request.POST.get("own", ""), None, hard.competence.id)
    return [
        first,
        *(
            Piece(one.text, request.POST.get(f"text-{one.id}", ""), one.id, hard.competence.id)
            for one in hard.questions
        ),
    ]


def _kept(request: Visit, asked: list[Piece]) -> HttpResponse:
    told = request.POST.get("keep", "")
    told = request.POST.get("talk", "") if told == "chosen" else told
    if told == "mine":
        about = tidy(request.POST.get("about", ""))
        if actions.keep(pieces=asked, about=about, viewer=request.viewer, today=request.today):
            messages.success(request, _("Saved. Only you can read it."))
        return redirect("dialogues:reflections")
    talk = next((one for one in queries.open_talks(request.viewer, today=request.today) if str(one.pk) == told), None)
    if talk is None:
        raise Http404
    try:
        actions.take_along(pieces=asked, talk=talk, viewer=request.viewer, today=request.today)
        messages.success(request, _("The questions are notes of yours in the dialogue. Only you read them there."))
    except Closed:
        messages.info(request, _("The dialogue is closed. It can be opened again with a reason."))
    return redirect("dialogues:talk", talk.pk)


def _near(request: Visit) -> list[Any]:
    talks = queries.open_talks(request.viewer, today=request.today)
    return queries.readers_near(request.viewer, talks, today=request.today)


def _own(request: Visit, key: UUID) -> Reflection:
    rows = rules.visible_reflections(request.viewer, today=request.today).filter(person=request.viewer)
    found: Reflection = get_object_or_404(rows, pk=key)
    return found
