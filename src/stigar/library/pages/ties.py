"""How a model stands to another: what people have said, what seems to be the same, and saying so or taking it back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from stigar.foundation.tenancy import Visit
from stigar.library import rules
from stigar.library.actions import crosswalks as actions
from stigar.library.forms.models import TieForm
from stigar.library.models import Crosswalk
from stigar.library.pages.models import managed, manages, only_for_managers, visible
from stigar.library.queries import crosswalks
from stigar.library.queries import models as asked
from stigar.library.queries.words import readers_language

AT_ONCE = 20


@login_required
def ties(request: Visit, model: UUID) -> HttpResponse:
    """Decided ties, and proposals towards the model chosen with ``?other=``; POST says how two competences stand to each other."""
    if request.method == "POST":
        return _tie(request, model)
    found = visible(request, model)
    others = [one for one in asked.models(readers_language()) if one.id != found.pk]
    chosen = next(
        (one for one in others if one.key == request.GET.get("other")), others[0] if len(others) == 1 else None
    )
    other = visible(request, chosen.id) if chosen else None
    near = crosswalks.proposals(found, other, readers_language()) if other and manages(request) else []
    unlike = crosswalks.unlike(found, readers_language(), other) if other else []
    page = Paginator(near, AT_ONCE).get_page(request.GET.get("page"))
    return render(request, "library/ties.html", {
        "model": found, "name": asked.model_names(readers_language())[found.pk], "others": others, "other": chosen, "kinds": Crosswalk.KINDS,
        "ties": crosswalks.ties(found, readers_language(), other), "unlike": unlike,
        "page": page, "proposed": len(near), "manages": manages(request),
        "words": dict(Crosswalk.SAYINGS),
    })  # fmt: skip


@login_required
@require_POST
def untie(request: Visit, tie: UUID) -> HttpResponse:
    """Take back what was said of two competences."""
    only_for_managers(request)
    said = get_object_or_404(Crosswalk.objects.select_related("one__model", "other__model"), pk=tie)
    actions.untie(said=said, viewer=request.viewer, today=request.today)
    messages.success(request, _("Taken back."))
    return redirect(_address(said.one.model_id, said.other.model.key))


def _tie(request: Visit, model: UUID) -> HttpResponse:
    found, form = managed(request, model), TieForm(request.POST)
    if not form.is_valid():
        raise Http404
    competences = rules.visible_competences(request.viewer, today=request.today).select_related("model")
    one = get_object_or_404(competences, pk=form.cleaned_data["one"], model=found)
    other = get_object_or_404(competences.exclude(model=found), pk=form.cleaned_data["other"])
    kind = Crosswalk.UNLIKE if form.cleaned_data["unlike"] else form.cleaned_data["kind"]
    said = actions.tie(one=one, other=other, kind=kind, viewer=request.viewer, today=request.today)
    words = _("“%(one)s” %(stands)s “%(other)s”.") % {"one": one, "stands": said.get_kind_display(), "other": other}
    messages.success(request, words, extra_tags=f"undo:{reverse('library:untie', args=[said.pk])}")
    return redirect(_address(found.pk, other.model.key))


def _address(model: UUID, other: str) -> str:
    return f"{reverse('library:ties', args=[model])}?other={other}"
