"""Templates of dialogues, for HR: how each reads for the two, copies of one's own, their parts and questions in three languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stigar.dialogues import rules
from stigar.dialogues.actions import templates as actions
from stigar.dialogues.actions.talks import NewerElsewhere
from stigar.dialogues.forms.templates import NamesForm, QuestionForm, filled
from stigar.dialogues.models import Template
from stigar.dialogues.queries import template_shelf as asked
from stigar.dialogues.queries.templates import MARKS, as_read
from stigar.foundation.tenancy import Visit
from stigar.people.rules import demand_here, may_here


@login_required
@require_safe
def templates(request: Visit) -> HttpResponse:
    """Those that come with the product, and the organisation's own; for HR of some units those they can choose."""
    writes = _demand_reading(request)
    everything = [one for one in asked.shelf(_readable(request)) if writes or one.in_use]
    given = {
        "own": [_told(one, request) for one in everything if one.own and one.in_use],
        "shipped": [_told(one, request) for one in everything if not one.own],
        "away": [_told(one, request) for one in everything if one.own and not one.in_use], "writes": writes,
    }  # fmt: skip
    return render(request, "dialogues/templates.html", given)


@login_required
@require_safe
def template(request: Visit, template: str) -> HttpResponse:
    """How it reads for each of the two, in a language that one chooses."""
    writes = _demand_reading(request)
    found = asked.find(_readable(request), template)
    if found is None or not (writes or found.in_use):
        raise Http404
    language = request.GET.get("language", request.LANGUAGE_CODE)
    language = language if language in asked.LANGUAGES else asked.LANGUAGES[0]
    given = {
        "shown": found, "name": found.name_in(language), "language": language, "reads": asked.reads(found, language, _("Kim")),
        "missing": found.lacking().get(language, 0), "writes": writes,
    }  # fmt: skip
    return render(request, "dialogues/template.html", given)


@login_required
@require_POST
def copies(request: Visit, template: str) -> HttpResponse:
    """A copy that is the organisation's own."""
    found = _found(request, template)
    made = actions.copy(key=found.key, viewer=request.viewer, today=request.today)
    undo = reverse("dialogues:template-use", args=[made.key])
    messages.success(request, _("The copy is yours. Change what you like."), extra_tags=f"undo:{undo}")
    return redirect("dialogues:template-parts", made.key)


@login_required
@require_POST
def use(request: Visit, template: str) -> HttpResponse:
    """Offered to those who begin a dialogue (``on``), or no longer."""
    found, on = _found(request, template), "on" in request.POST
    try:
        actions.use(key=found.key, on=on, viewer=request.viewer, today=request.today)
    except actions.LastOne:
        messages.error(request, _("It is the only one left. Take another into use first."))
        return redirect("dialogues:templates")
    if on:
        messages.success(request, _("It can be chosen again."))
    else:
        undo = reverse("dialogues:template-return", args=[found.key])
        messages.success(request, _("It is out of use. Dialogues that have begun keep it."), extra_tags=f"undo:{undo}")
    return redirect("dialogues:templates")


@login_required
@require_POST
def use_again(request: Visit, template: str) -> HttpResponse:
    """Undo of taking it out of use."""
    found = _found(request, template)
    actions.use(key=found.key, on=True, viewer=request.viewer, today=request.today)
    messages.success(request, _("It can be chosen again."))
    return redirect("dialogues:templates")


@login_required
@require_safe
def parts(request: Visit, template: str) -> HttpResponse:
    """The parts in their order, on or off, with their questions."""
    row, found = _own(request, template)
    given = {
        "shown": found, "name": found.name_in(request.LANGUAGE_CODE), "parts": [_part(block) for block in found.blocks],
        "lacking": _lacking(found), "names_missing": asked.instead(row.names), "change": actions.latest_change(row),
    }  # fmt: skip
    return render(request, "dialogues/template_parts.html", given)


@login_required
def names(request: Visit, template: str) -> HttpResponse:
    """What it is called in each language."""
    row, found = _own(request, template)
    form = NamesForm(request.POST or None, initial={**filled(row.names), "seen": asked.seen_as(row.names)})
    told = {"heading": _("What is it called?"), "shown": found, "missing": asked.instead(row.names)}

    def keep() -> int:
        return actions.name_it(
            template=row, names=form.words(), seen=form.cleaned_data["seen"], viewer=request.viewer, today=request.today
        )

    return _written(request, row, form, keep, told)


@login_required
def title(request: Visit, template: str, part: str) -> HttpResponse:
    """What a part is called in each language."""
    row, found = _own(request, template)
    block = _block(found, part)
    form = NamesForm(request.POST or None, initial={**filled(block["title"]), "seen": asked.seen_as(block["title"])})
    told = {
        "heading": _("What is this part called?"),
        "shown": found,
        "missing": asked.instead(block["title"]),
        "part": part,
    }

    def keep() -> int:
        return actions.entitle(
            template=row, part=part, title=form.words(), seen=form.cleaned_data["seen"], viewer=request.viewer, today=request.today
        )  # fmt: skip

    return _written(request, row, form, keep, told)


@login_required
def question(request: Visit, template: str, part: str, question: str = "") -> HttpResponse:
    """Rewrite a question, or write a new one."""
    row, found = _own(request, template)
    block = _block(found, part)
    there = asked.question_of(block, question) if question else None
    if question and there is None:
        raise Http404
    start = {"whom": "both"} if there is None else {
        **filled(there["text"]), **filled(there["reviewer"], "reviewer"), "whom": there["for"], "seen": asked.seen_as(there),
    }  # fmt: skip
    form = QuestionForm(request.POST or None, initial=start)
    told = {
        "heading": _("Rewrite the question") if there else _("A new question"),
        "shown": found,
        "missing": asked.instead(there["text"]) if there else {},
        "part": part,
        "is_question": True,
    }

    def keep() -> int:
        return actions.write_question(
            template=row, part=part, question=question, whom=form.cleaned_data["whom"], text=form.words(), reviewer=form.words("reviewer"),
            seen=form.cleaned_data["seen"], viewer=request.viewer, today=request.today,
        )  # fmt: skip

    return _written(request, row, form, keep, told)


@login_required
@require_POST
def part_use(request: Visit, template: str, part: str) -> HttpResponse:
    """Talk about this part (``on``), or not."""
    row, found = _own(request, template)
    _block(found, part)
    try:
        number = actions.switch(
            template=row, part=part, on="on" in request.POST, viewer=request.viewer, today=request.today
        )
    except actions.LastPart:
        messages.error(request, _("It is the only part left. Switch another one on first."))
        return _back(template, part)
    words = _("It is on.") if "on" in request.POST else _("It is off. Its questions are kept.")
    return _done(request, row, part, number, words)


@login_required
@require_POST
def order(request: Visit, template: str, part: str, question: str = "") -> HttpResponse:
    """A part, or a question in it, one step up or down."""
    row, _found_one = _own(request, template)
    number = actions.move(
        template=row, part=part, question=question, up="up" in request.POST, viewer=request.viewer, today=request.today
    )
    return _done(request, row, part, number, _("Moved."))


@login_required
@require_POST
def question_removal(request: Visit, template: str, part: str, question: str) -> HttpResponse:
    """The question is not asked any more."""
    row, _found_one = _own(request, template)
    number = actions.take_away(template=row, part=part, question=question, viewer=request.viewer, today=request.today)
    return _done(request, row, part, number, _("The question is gone."))


@login_required
@require_POST
def change_return(request: Visit, template: str, number: int) -> HttpResponse:
    """Take back the latest change."""
    row, _found_one = _own(request, template)
    try:
        actions.take_back(template=row, number=number, viewer=request.viewer, today=request.today)
        messages.success(request, _("The change is taken back."))
    except actions.ChangedSince:
        messages.error(request, _("It has been changed again since. Take back the latest change first."))
    return _back(template)


def _written(
    request: Visit, row: Template, form: NamesForm, keep: Callable[[], int], told: dict[str, Any]
) -> HttpResponse:
    """A form of words sent: kept, or shown again with everything that was written."""
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            return _done(
                request, row, told.get("part", ""), keep(), _("Saved. Dialogues that begin from now on have it.")
            )
        except NewerElsewhere as newer:
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data["seen"] = asked.seen_as(newer.theirs)  # type: ignore[index]
            theirs = newer.theirs.get("text", newer.theirs)
            told["theirs"], status = [(language, as_read(words, language)) for language, words in theirs.items()], 409
        except actions.TooMany:
            full = _("There are %(n)d questions in this part already. Take one away first.")
            form.add_error(None, full % {"n": actions.MOST_QUESTIONS})
    given = {
        **told,
        "form": form,
        "mark": MARKS[request.LANGUAGE_CODE],
        "name": told["shown"].name_in(request.LANGUAGE_CODE),
    }
    return render(request, "dialogues/template_words.html", given, status=422 if form.errors else status)


def _done(request: Visit, row: Template, part: str, number: int, words: str) -> HttpResponse:
    """Back to the parts; what changed something can be undone there."""
    undo = reverse("dialogues:template-change-return", args=[row.key, number])
    messages.success(request, words, extra_tags=f"undo:{undo}" if number else "")
    return _back(row.key, part)


def _back(template: str, part: str = "") -> HttpResponse:
    there = reverse("dialogues:template-parts", args=[template])
    return redirect(f"{there}#part-{part}" if part else there)


def _demand_reading(request: Visit) -> bool:
    """Whoever holds rounds reads what they can be about; whether the visitor writes in it too."""
    if not rules.may_hold_rounds(request.viewer, today=request.today):
        demand_here(request.viewer, actions.RIGHT, today=request.today)
    return may_here(request.viewer, actions.RIGHT, today=request.today)


def _readable(request: Visit) -> Any:
    return rules.readable_templates(request.viewer, today=request.today)


def _visible(request: Visit) -> Any:
    return rules.visible_templates(request.viewer, today=request.today)


def _found(request: Visit, key: str) -> asked.Shelved:
    demand_here(request.viewer, actions.RIGHT, today=request.today)
    found = asked.find(_visible(request), key)
    if found is None:
        raise Http404
    return found


def _own(request: Visit, key: str) -> tuple[Template, asked.Shelved]:
    """The organisation's own, to write in."""
    found = _found(request, key)
    return get_object_or_404(_visible(request), key=key, own=True), found


def _block(found: asked.Shelved, key: str) -> dict[str, Any]:
    block = asked.part_of(found.blocks, key)
    if block is None:
        raise Http404
    return block


def _told(one: asked.Shelved, request: Visit) -> dict[str, Any]:
    return {"shown": one, "name": one.name_in(request.LANGUAGE_CODE), "lacking": _lacking(one)}


def _lacking(one: asked.Shelved) -> list[tuple[str, int]]:
    return list(one.lacking().items())


def _part(block: dict[str, Any]) -> dict[str, Any]:
    """A part for the page: its title and questions as they are, each with what is missing."""
    return {
        "key": block["key"], "on": block.get("on", True), "title": block["title"], "missing": asked.instead(block["title"]),
        "questions": [{**one, "missing": asked.instead(one["text"])} for one in block["questions"]],
    }  # fmt: skip
