"""One competence of one person: how it has been seen over time, what shows it, and the person's answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from stigar.foundation import files, journal
from stigar.foundation.policy import Ground, may
from stigar.foundation.tenancy import Visit
from stigar.levels import rules
from stigar.levels.actions import assessments, evidence, seen
from stigar.levels.forms.one import EvidenceForm, ExperienceForm, ReplyForm, SaidForm, SeenForm, SettleForm
from stigar.levels.models import Evidence, Level, Reply
from stigar.levels.pages import wrong_files
from stigar.levels.queries.one import one_competence
from stigar.levels.queries.showing import to_show
from stigar.library.queries.shelf import CompetenceShown, shelf

SEES = "see a person's levels"


@login_required
@require_safe
def one(request: Visit, person: UUID, competence: UUID) -> HttpResponse:
    """Everything that may be seen of it; somebody else's look is written down."""
    return _render(request, person, competence)


@login_required
@require_POST
def level(request: Visit, person: UUID, competence: UUID) -> HttpResponse:
    """A level: one's own, or one that was seen."""
    who, books, _towards = _found(request, person, competence)
    me = who.pk == request.viewer.pk
    form = (SaidForm if me else SeenForm)(request.POST, levels=list(books.model.scale))
    common = {"competence": competence, "viewer": request.viewer, "today": request.today}

    def save(told: dict[str, Any]) -> None:
        if me:
            seen.say_of_oneself(**told, **common)
        else:
            seen.observe(person=who, **told, **common)

    return _saved(request, person, competence, "seen", form, save, _("The level is saved."))


@login_required
@require_POST
def answer(request: Visit, person: UUID, competence: UUID, level: UUID) -> HttpResponse:
    """The person answers a level that somebody else gave."""
    row = get_object_or_404(Level, pk=level, person=request.viewer, competence=competence, taken_back=None)
    form = ReplyForm(request.POST)
    return _saved(
        request, person, competence, f"reply-{level}", form,
        lambda told: seen.reply(level=row, viewer=request.viewer, today=request.today, **told), _("Your answer stands beside the level."),
    )  # fmt: skip


@login_required
@require_POST
def settlement(request: Visit, person: UUID, competence: UUID, reply: UUID) -> HttpResponse:
    """What came of the talk about a contested level."""
    row = get_object_or_404(Reply, pk=reply, level__person=person, level__competence=competence)
    form = SettleForm(request.POST)
    return _saved(
        request, person, competence, f"settle-{reply}", form,
        lambda told: seen.settle(reply=row, viewer=request.viewer, today=request.today, **told), _("What the two of you concluded is saved."),
    )  # fmt: skip


@login_required
@require_POST
def taking_back(request: Visit, person: UUID, competence: UUID, level: UUID) -> HttpResponse:
    """Who gave a level takes it back."""
    row = get_object_or_404(Level, pk=level, person=person, competence=competence, by=request.viewer, taken_back=None)
    seen.take_back(level=row, viewer=request.viewer, today=request.today)
    messages.success(request, _("The level is taken back. The one before counts again."))
    return redirect("levels:one", person, competence)


@login_required
@require_POST
def experience(request: Visit, person: UUID, competence: UUID) -> HttpResponse:
    """Interest, last use and years, told by the person."""
    if person != request.viewer.pk:
        raise Http404
    form = ExperienceForm(request.POST)
    return _saved(
        request, person, competence, "experience", form,
        lambda told: seen.tell_experience(competence=competence, viewer=request.viewer, today=request.today, **told), _("Saved."),
    )  # fmt: skip


@login_required
@require_POST
def evidence_new(request: Visit, person: UUID, competence: UUID) -> HttpResponse:
    """A text, a link or a file that shows a level."""
    who, _books, _towards = _found(request, person, competence)
    form = EvidenceForm(request.POST, request.FILES)

    def save(told: dict[str, Any]) -> None:
        file = told.pop("file")
        name = file.name if file else ""
        evidence.show(
            person=who,
            competence=competence,
            file=file,
            file_name=name,
            viewer=request.viewer,
            today=request.today,
            **told,
        )

    return _saved(request, person, competence, "evidence", form, save, _("The evidence is added."))


@login_required
@require_POST
def evidence_removal(request: Visit, person: UUID, competence: UUID, evidence_key: UUID) -> HttpResponse:
    """Take evidence away."""
    row = get_object_or_404(Evidence, pk=evidence_key, person=person, competence=competence)
    evidence.take_away(evidence=row, viewer=request.viewer, today=request.today)
    messages.success(request, _("The evidence is removed."))
    return redirect("levels:one", person, competence)


@login_required
@require_safe
def evidence_file(request: Visit, person: UUID, competence: UUID, evidence_key: UUID) -> HttpResponse | FileResponse:
    """The file, to be saved and not opened in the page."""
    who, _books, _towards = _found(request, person, competence)
    levels = rules.visible_levels(request.viewer, who, today=request.today)
    rows = rules.visible_evidence(request.viewer, who, levels, today=request.today).select_related("upload")
    row = get_object_or_404(rows, pk=evidence_key, competence=competence)
    if row.upload is None or not files.place(row.upload).exists():
        raise Http404
    if who.pk != request.viewer.pk:
        journal.look(request.viewer, gettext_noop("saw the levels"), who, about=who.pk)
    return FileResponse(files.place(row.upload).open("rb"), as_attachment=True, filename=row.upload.file_name)


WRONG: dict[type[Exception], Callable[[], str]] = {
    assessments.OutsideScale: lambda: _("That level is not on the scale."),
    seen.NotToday: lambda: _("That day has not come yet. Choose today or an earlier day."),
    seen.BothJudgeNow: lambda: _("You two judge this in an open assessment. Write it there; both see it when both have handed in."),
    seen.NoWords: lambda: _("Write a few words."),
    seen.Contested: lambda: _("You have said already that you see it differently. It waits to be talked about."),
    seen.Settled: lambda: _("It has been settled meanwhile."),
    evidence.NothingThere: lambda: _("Give it a name, and a text, a link or a file."),
}  # fmt: skip


def _saved(
    request: Visit,
    person: UUID,
    competence: UUID,
    place: str,
    form: Any,
    save: Callable[[dict[str, Any]], object],
    words: str,
) -> HttpResponse:
    """Save what the form holds, or show the page again with what is wrong, at its place and with nothing lost."""
    if form.is_valid():
        try:
            save(dict(form.cleaned_data))
            messages.success(request, words)
            return redirect("levels:one", person, competence)
        except tuple(WRONG) as wrong:
            form.add_error(None, WRONG[type(wrong)]())
        except wrong_files.WRONG as wrong:
            form.add_error("file", wrong_files.words_of(wrong, request.FILES))
    return _render(request, person, competence, wrong={place: form}, status=422)


def _render(
    request: Visit, person: UUID, competence: UUID, *, wrong: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    who, books, towards = _found(request, person, competence)
    me, viewer = who.pk == request.viewer.pk, request.viewer
    if not me:
        journal.look(viewer, gettext_noop("saw the levels"), who, about=who.pk)
    known = one_competence(viewer, who, books, towards=towards, today=request.today)
    told = known.experience
    forms = {
        "seen": (SaidForm if me else SeenForm)(levels=list(books.model.scale), initial={"on": request.today}),
        "evidence": EvidenceForm(),
        "experience": ExperienceForm(initial=vars(told) if told else {}),
        "reply": ReplyForm(auto_id=False),
        "settle": SettleForm(auto_id=False),
    }
    return render(
        request, "levels/one.html",
        {
            "person": who, "is_me": me, "known": known, "competence": books, "forms": {**forms, **(wrong or {})}, "wrong": wrong or {},
            "may_see": me or bool(towards & {Ground.MANAGER, Ground.SHARED}), "may_settle": bool(towards & {Ground.MANAGER, Ground.HR_WHY}),
            "may_exempt": not me and bool(towards & {Ground.MANAGER, Ground.HR_WHY}) and may("exempt from a requirement", towards),
            "to_show": to_show(who, known.evidence, today=request.today) if me else {},
            "may_show": bool(towards & {Ground.SELF, Ground.MANAGER}), "viewer_id": viewer.pk,
        },
        status=status,
    )  # fmt: skip


def _found(request: Visit, person: UUID, competence: UUID) -> tuple[Any, CompetenceShown, frozenset[Ground]]:
    """The person and the competence, for whoever may see the person's levels."""
    who, towards = rules.somebody(request.viewer, person, today=request.today) or (None, frozenset())
    books = shelf(request.LANGUAGE_CODE).by_id.get(competence)
    if who is None or books is None or not may(SEES, towards):
        raise Http404
    return who, books, towards
