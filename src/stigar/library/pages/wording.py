"""Writing in the library: our own words in front of the model's, hiding what is not used, adding what is missing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from stigar.foundation.policy import demand
from stigar.foundation.tenancy import Visit
from stigar.library import rules
from stigar.library.actions import wording as actions
from stigar.library.forms.wording import CompetenceForm, NewCompetenceForm, item_form
from stigar.library.models import Competence, Item
from stigar.library.queries.shelf import CompetenceShown, shelf
from stigar.library.queries.words import KINDS, readers_language
from stigar.people.rules import grounds


@login_required
def competence_wording(request: Visit, competence: UUID) -> HttpResponse:
    """Our own name, definition and what it is not."""
    thing, shown = _competence(request, competence)
    given = {"name": shown.name, "definition": shown.definition, "no": shown.no}
    form = CompetenceForm(request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        return _rewritten(request, thing, shown, form.texts())
    was = thing.texts.get(readers_language(), {})
    return render(request, "library/wording.html", {
        "competence": shown, "form": form, "heading": _("Our own words"), "action": request.path,
        "lead": _("They stand in front of the model's words in the language you read now. The model's own can be had back."),
        "was": [was[name] for name in ("name", "definition", "not") if was.get(name)] if shown.own else [],
        "restoring": reverse("library:competence_restoring", args=[competence]),
    }, status=422 if form.errors else 200)  # fmt: skip


@login_required
def new_competence(request: Visit, model: UUID) -> HttpResponse:
    """A competence of our own in a model; what shows it and what is hard about it are added on its page."""
    demand("write in the library", grounds(request.viewer, today=request.today))
    found = get_object_or_404(rules.visible_models(request.viewer, today=request.today), pk=model)
    shown = next(one for one in shelf(readers_language()).models if one.id == model)
    form = NewCompetenceForm(request.POST or None, families=shown.families)
    if request.method == "POST" and form.is_valid():
        made = actions.add_competence(
            model=found, language=readers_language(), texts=form.texts(), discipline=form.cleaned_data["discipline"],
            family=form.cleaned_data.get("family", ""), viewer=request.viewer, today=request.today,
        )  # fmt: skip
        messages.success(request, _("The competence stands in the library. Now say how it shows."))
        return _back(made.pk)
    return render(
        request, "library/new_competence.html", {"model": shown, "form": form}, status=422 if form.errors else 200
    )


@login_required
def item_wording(request: Visit, item: UUID) -> HttpResponse:
    """Our own words for one text."""
    thing, shown = _item(request, item)
    words = next((one.words for one in shown.items if one.id == item), {})
    form = item_form(thing.kind, request.POST or None, initial=dict(words))
    if request.method == "POST" and form.is_valid():
        return _rewritten(request, thing, shown, form.texts())
    was = thing.texts.get(readers_language(), {})
    return render(request, "library/wording.html", {
        "competence": shown, "form": form, "heading": _("Our own words"), "what": KINDS[thing.kind], "action": request.path,
        "lead": _("They stand in front of the model's words in the language you read now. The model's own can be had back."),
        "was": list(was.values()) if dict(words) != was else [], "restoring": reverse("library:item_restoring", args=[item]),
    }, status=422 if form.errors else 200)  # fmt: skip


@login_required
def new_item(request: Visit, competence: UUID, kind: str) -> HttpResponse:
    """Something of our own about a competence."""
    thing, shown = _competence(request, competence)
    if kind not in KINDS:
        raise Http404
    form = item_form(kind, request.POST or None, scale=shown.model.scale, initial={"level": request.GET.get("level")})
    if request.method == "POST" and form.is_valid():
        actions.add_item(
            competence=thing,
            kind=kind,
            language=readers_language(),
            texts=form.texts(),
            viewer=request.viewer,
            today=request.today,
            **form.facts(),
        )
        messages.success(request, _("It stands with the others now."))
        return _back(competence)
    return render(request, "library/wording.html", {
        "competence": shown, "form": form, "heading": _("Write it in your own words"), "what": KINDS[kind],
        "action": request.get_full_path(),
        "lead": _("Yours, beside what the model says. Only your organisation sees it."), "was": [], "restoring": "",
    }, status=422 if form.errors else 200)  # fmt: skip


@login_required
@require_POST
def competence_restoring(request: Visit, competence: UUID) -> HttpResponse:
    """The model's words again."""
    thing = get_object_or_404(rules.visible_competences(request.viewer, today=request.today), pk=competence)
    return _restored(request, thing, thing.pk)


@login_required
@require_POST
def item_restoring(request: Visit, item: UUID) -> HttpResponse:
    """The model's words again, for one text."""
    thing = get_object_or_404(rules.visible_items(request.viewer, today=request.today), pk=item)
    return _restored(request, thing, thing.competence_id)


@login_required
@require_POST
def competence_keeping(request: Visit, competence: UUID) -> HttpResponse:
    """Our words stand, though the model's have changed."""
    thing = get_object_or_404(rules.visible_competences(request.viewer, today=request.today), pk=competence)
    return _kept(request, thing, thing.pk)


@login_required
@require_POST
def item_keeping(request: Visit, item: UUID) -> HttpResponse:
    """The same, for one text."""
    thing = get_object_or_404(rules.visible_items(request.viewer, today=request.today), pk=item)
    return _kept(request, thing, thing.competence_id)


@login_required
@require_POST
def competence_hiding(request: Visit, competence: UUID) -> HttpResponse:
    """We do not use this competence."""
    thing = get_object_or_404(rules.visible_competences(request.viewer, today=request.today), pk=competence)
    actions.hide(thing=thing, viewer=request.viewer, today=request.today)
    undo = reverse("library:competence_showing", args=[competence])
    messages.success(request, _("The competence is hidden."), extra_tags=f"undo:{undo}")
    return redirect("library:competences")


@login_required
@require_POST
def competence_showing(request: Visit, competence: UUID) -> HttpResponse:
    """We use it again."""
    thing = get_object_or_404(rules.visible_competences(request.viewer, today=request.today), pk=competence)
    actions.show(thing=thing, viewer=request.viewer, today=request.today)
    return _back(competence)


@login_required
@require_POST
def item_hiding(request: Visit, item: UUID) -> HttpResponse:
    """Leave one text out."""
    thing = get_object_or_404(rules.visible_items(request.viewer, today=request.today), pk=item)
    actions.hide(thing=thing, viewer=request.viewer, today=request.today)
    undo = reverse("library:item_showing", args=[item])
    messages.success(request, _("The text is hidden."), extra_tags=f"undo:{undo}")
    return _back(thing.competence_id)


@login_required
@require_POST
def item_showing(request: Visit, item: UUID) -> HttpResponse:
    """Take it in again."""
    thing = get_object_or_404(rules.visible_items(request.viewer, today=request.today), pk=item)
    actions.show(thing=thing, viewer=request.viewer, today=request.today)
    return _back(thing.competence_id, thing)


def _rewritten(request: Visit, thing: Competence | Item, shown: CompetenceShown, texts: dict[str, str]) -> HttpResponse:
    first = actions.reword(
        thing=thing, language=readers_language(), texts=texts, viewer=request.viewer, today=request.today
    )
    kind = "item" if isinstance(thing, Item) else "competence"
    undo = reverse(f"library:{kind}_restoring", args=[thing.pk]) if first else ""
    messages.success(request, _("Your own words stand there now."), extra_tags=f"undo:{undo}" if undo else "")
    return _back(shown.id, thing)


def _restored(request: Visit, thing: Competence | Item, back: UUID) -> HttpResponse:
    if actions.restore(thing=thing, language=readers_language(), viewer=request.viewer, today=request.today):
        messages.success(request, _("The model's own words are back."))
    return _back(back, thing)


def _kept(request: Visit, thing: Competence | Item, back: UUID) -> HttpResponse:
    if (
        actions.stand_by(thing=thing, language=readers_language(), viewer=request.viewer, today=request.today)
        is not None
    ):
        messages.success(request, _("Your own words stay."))
    return redirect("library:competence", competence=back)


def _back(competence: UUID, at: Competence | Item | None = None) -> HttpResponse:
    """To the competence, still writing, and to the text that was written there."""
    address = f"{reverse('library:competence', args=[competence])}?writing=1"
    return redirect(f"{address}#i{at.pk}" if isinstance(at, Item) else address)


def _competence(request: Visit, key: UUID) -> tuple[Competence, CompetenceShown]:
    demand("write in the library", grounds(request.viewer, today=request.today))
    shown = shelf(readers_language()).by_id.get(key)
    if shown is None:
        raise Http404
    return get_object_or_404(rules.visible_competences(request.viewer, today=request.today), pk=key), shown


def _item(request: Visit, key: UUID) -> tuple[Any, CompetenceShown]:
    demand("write in the library", grounds(request.viewer, today=request.today))
    kept = shelf(readers_language())
    if key not in kept.of_item:
        raise Http404
    return get_object_or_404(rules.visible_items(request.viewer, today=request.today), pk=key), kept.of_item[key][0]
