"""Reading the library: all competences by family, one of them, and those that answer to what is hard right now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stigar.foundation.policy import demand
from stigar.foundation.tenancy import Visit
from stigar.library import queries, rules
from stigar.library.actions import bring_open_model
from stigar.library.actions.taking_models import NotPassedOn, print_competence
from stigar.library.queries.moved import moved
from stigar.library.queries.passing import closed_words, off_paper
from stigar.library.queries.shelf import CompetenceShown, ItemShown, ModelShown, Shelf, shelf
from stigar.library.queries.words import readers_language
from stigar.people.rules import grounds

MOST_FOUND, FEW = 12, 3
DISCIPLINES = ("subject", "communication", "both")


@login_required
@require_safe
def competences(request: Visit) -> HttpResponse:
    """One model's competences by family; with words typed, what they find in all models."""
    kept = _shelf(request)
    words, discipline = request.GET.get("q", "").strip(), request.GET.get("discipline", "")
    model = _chosen(kept, request.GET.get("model"))
    shown = [one for one in kept if one.model == model and discipline in ("", one.discipline)]
    found = kept.find(words, language=readers_language(), limit=MOST_FOUND) if words else []
    return render(request, "library/competences.html", {
        "words": words, "found": found, **_on_paper(request, [one for one, _, _ in found] if words else shown),
        "models": kept.models, "model": model, "families": _by_family(shown), "count": len(shown),
        "discipline": discipline if discipline in DISCIPLINES else "",
        "manages": rules.may_manage_models(request.viewer, today=request.today), "hidden": _hidden(request),
    })  # fmt: skip


@login_required
@require_safe
def competence(request: Visit, competence: UUID) -> HttpResponse:
    """One competence, to read."""
    return render(request, "library/competence.html", _one(request, competence))


@login_required
@require_safe
def sheet(request: Visit, competence: UUID) -> HttpResponse:
    """One competence on one page, to print and lay on a table: only words that may be passed on, with the lines that are due."""
    told = _one(request, competence)
    try:
        passed = print_competence(competence=told["competence"], viewer=request.viewer, today=request.today)
    except NotPassedOn as refused:
        shown = {"model": {"pk": told["competence"].model.id}, "why": refused.words, "rights": refused.rights}
        return render(request, "library/not_passed_on.html", shown, status=403)
    (one,) = passed.competences
    return render(
        request, "library/sheet.html", told | {"competence": one, "questions": _tied(one), "lines": passed.lines}
    )


@login_required
@require_safe
def challenges(request: Visit) -> HttpResponse:
    """What do you find hard right now? Say it in your own words, or choose."""
    kept = _shelf(request)
    words = request.GET.get("q", "").strip()
    found = queries.challenges_like(kept, words, language=readers_language()) if words else []
    model = _chosen(kept, request.GET.get("model"))
    families = [
        (family, [(one, item) for one in every for item in one.of("challenge")])
        for family, every in _by_family(one for one in kept if one.model == model)
    ]
    paper = _on_paper(request, (one for one in kept if one.model == model or found))
    return render(
        request,
        "library/challenges.html",
        {"words": words, "found": found, "families": families, "model": model, **paper},
    )


@login_required
@require_safe
def challenge(request: Visit, item: UUID) -> HttpResponse:
    """A few good questions about one thing that is hard, and something to try."""
    kept = _shelf(request)
    if item not in kept.of_item or kept.of_item[item][1].kind != "challenge":
        raise Http404
    one, hard = kept.of_item[item]
    return render(request, "library/challenge.html", {
        "competence": one, "challenge": hard, "questions": queries.questions_for(one, hard, most=FEW),
        "activities": queries.activities_for(one, most=FEW), "others": [each for each in one.of("challenge") if each != hard],
        "closed": closed_words(hard.rights, today=request.today) or closed_words(one.rights, today=request.today),
        **_on_paper(request, [one]),
    })  # fmt: skip


@login_required
@require_safe
def comparison(request: Visit) -> HttpResponse:
    """Two models side by side: what one has that is found in the other, and what only one of them has."""
    kept = _shelf(request)
    one, other = (_named(kept, request.GET.get(name)) for name in ("one", "other"))
    pairs = queries.side_by_side(kept, one, other) if one and other and one != other else None
    beside = _on_paper(request, (each for pair in pairs or () for each in (pair.one, pair.other) if each))
    return render(
        request,
        "library/comparison.html",
        {"models": kept.models, "one": one, "other": other, "pairs": pairs, **beside},
    )


@login_required
@require_POST
def open_model(request: Visit) -> HttpResponse:
    """Bring Stigar's own open model here, or its newer version."""
    bring_open_model(viewer=request.viewer, today=request.today)
    messages.success(request, _("The open model is here. Read, and rewrite what you want to say in your own way."))
    return redirect("library:competences")


def _one(request: Visit, key: UUID) -> dict[str, Any]:
    kept = _shelf(request)
    if key not in kept.by_id:
        raise Http404
    one = kept.by_id[key]
    hidden = get_object_or_404(rules.visible_competences(request.viewer, today=request.today), pk=key)
    may_write = rules.may_write(request.viewer, today=request.today)
    writes = may_write and "writing" in request.GET
    return {
        "competence": one, "others": [each for each in kept if each.model == one.model and each.family == one.family and each != one],
        "writes": writes, "may_write": may_write, "hidden": queries.hidden_items(hidden, language=readers_language()) if writes else [],
        "concepts": queries.names_of(one.concepts, language=readers_language()),
        "questions": _tied(one), "stands": one.rights.stands(request.today), "closed": closed_words(one.rights, today=request.today),
        **_on_paper(request, [one]), "moved": moved(hidden, readers_language()) if may_write else [],
        "manages": rules.may_manage_models(request.viewer, today=request.today),
    }  # fmt: skip


def _on_paper(request: Visit, shown: Iterable[CompetenceShown]) -> dict[str, Any]:
    """Which of these the paper leaves out, and the line that says so."""
    stays, line = off_paper(shown, today=request.today)
    return {"stays": stays, "left_out": line}


def _hidden(request: Visit) -> list[queries.HiddenItem]:
    """What those who write here have hidden, so that they can show it again."""
    return (
        queries.hidden_competences(language=readers_language())
        if rules.may_write(request.viewer, today=request.today)
        else []
    )


def _tied(one: CompetenceShown) -> list[tuple[ItemShown, ItemShown | None]]:
    """Each coaching question with the behaviour or challenge it is about."""
    by_key = {item.key: item for item in one.items}
    return [(question, by_key.get(question.tie)) for question in one.of("question")]


def _by_family(shown: Iterable[CompetenceShown]) -> list[tuple[str, list[CompetenceShown]]]:
    order: dict[str, int] = {}
    every: Sequence[CompetenceShown] = sorted(shown, key=lambda one: order.setdefault(one.family, len(order)))
    return [
        (every_one[0].family_name, every_one)
        for every_one in (list(group) for _, group in groupby(every, lambda one: one.family))
    ]


def _shelf(request: Visit) -> Shelf:
    demand("read the library", grounds(request.viewer, today=request.today))
    return shelf(readers_language())


def _chosen(kept: Shelf, key: str | None) -> ModelShown | None:
    """The model asked for, else the one with most to read."""
    return _named(kept, key) or max(kept.models, key=lambda one: one.competences, default=None)


def _named(kept: Shelf, key: str | None) -> ModelShown | None:
    return next((one for one in kept.models if one.key == key), None)
