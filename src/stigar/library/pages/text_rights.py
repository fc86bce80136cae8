"""Whose a single competence or text is, when it is somebody else's than the rest of its model."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from stigar.foundation.tenancy import Visit
from stigar.library import rules
from stigar.library.actions.keeping import rights_told
from stigar.library.actions.text_rights import rights_above, say_text_rights
from stigar.library.forms.models import RightsForm
from stigar.library.models import Competence, Item
from stigar.library.pages.models import only_for_managers
from stigar.library.queries.shelf import said
from stigar.library.queries.words import KINDS, readers_language


@login_required
def competence_rights(request: Visit, competence: UUID) -> HttpResponse:
    """Whose words one competence is; POST says it, or that it is as the model."""
    only_for_managers(request)
    found = rules.visible_competences(request.viewer, today=request.today).select_related("rights", "model__rights")
    thing: Competence = get_object_or_404(found, pk=competence)
    return _rights(request, thing, thing, _("The competence"))


@login_required
def item_rights(request: Visit, item: UUID) -> HttpResponse:
    """Whose words one text is; POST says it, or that it is as its competence."""
    only_for_managers(request)
    found = rules.visible_items(request.viewer, today=request.today)
    thing: Item = get_object_or_404(
        found.select_related("rights", "competence__rights", "competence__model__rights"), pk=item
    )
    return _rights(request, thing, thing.competence, str(KINDS[thing.kind]))


def _rights(request: Visit, thing: Competence | Item, competence: Competence, kind: str) -> HttpResponse:
    above = rights_above(thing)
    told = asdict(rights_told(thing.rights or above))
    sent = request.POST if request.method == "POST" and "as_model" not in request.POST else None
    form = RightsForm(sent, initial={**told, "may_pass_on": "yes" if told["may_pass_on"] else "no"})
    if request.method != "POST" or (sent is not None and not form.is_valid()):
        return render(request, "library/text_rights.html", {
            "form": form, "thing": thing, "competence": competence, "name": _called(competence), "kind": kind, "words": _called(thing),
            "above": above, "own": thing.rights is not None,
        }, status=422 if form.errors else 200)  # fmt: skip
    say_text_rights(
        thing=thing, told=form.told() if sent is not None else None, viewer=request.viewer, today=request.today
    )
    messages.success(request, _("Saved."))
    return redirect("library:competence", competence=competence.pk)


def _called(thing: Competence | Item) -> str:
    """The model's own name of a competence, or its words, in the reader's language."""
    told = {code: words.get("name") or words.get("text", "") for code, words in thing.texts.items()}
    return said(told, readers_language()) or str(thing)
