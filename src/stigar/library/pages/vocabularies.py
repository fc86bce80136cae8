"""What a person sees of the vocabularies: which there are, bringing one, looking things up, one concept."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stigar.foundation import jobs
from stigar.foundation.models import Errand
from stigar.foundation.policy import Refused
from stigar.foundation.tenancy import Visit
from stigar.library import actions, queries, rules
from stigar.library.forms.vocabularies import VocabularyFilesForm
from stigar.library.queries.words import readers_language
from stigar.library.readers.sentences import sentence

MOST_FOUND, MOST_SUGGESTED = 50, 8


@login_required
@require_safe
def vocabularies(request: Visit) -> HttpResponse:
    """Every vocabulary with what it holds and its licence line."""
    _only_for_readers(request)
    shown = {
        "vocabularies": queries.vocabularies(),
        "manages": rules.may_manage_vocabularies(request.viewer, today=request.today),
    }
    return render(request, "library/vocabularies.html", shown)


@login_required
def imports(request: Visit) -> HttpResponse:
    """Choose files; POST keeps them and has them read in the background."""
    _only_for_managers(request)
    sent = request.method == "POST"
    form = VocabularyFilesForm(request.POST, request.FILES) if sent else VocabularyFilesForm()
    if not sent or not form.is_valid():
        return render(request, "library/imports.html", {"form": form}, status=422 if form.errors else 200)
    brought = [(file, file.name) for file in form.cleaned_data["brought"]]
    errand = actions.bring_files(brought=brought, viewer=request.viewer, today=request.today)
    return redirect("library:importing", errand=errand.pk)


@login_required
@require_safe
def importing(request: Visit, errand: UUID) -> HttpResponse:
    """How far an import has come, and at the end what it brought."""
    _only_for_managers(request)
    asked: Errand = get_object_or_404(Errand.objects.all(), pk=errand, kind=actions.ERRAND)
    done, total, stage = jobs.progress(asked)
    shown = {
        "asked": asked, "address": reverse("library:importing", args=[errand]), "heading": _("The vocabulary is being read"),
        "doing": _(stage) if stage else "", "part": done / total if total else None, "done": bool(asked.ended_at),
        "wrong": sentence(asked.fault) if asked.fault else "", "imported": _told(asked),
    }  # fmt: skip
    if request.headers.get("HX-Request") != "true":
        return render(request, "library/importing.html", shown)
    if asked.ended_at:
        return HttpResponse(headers={"HX-Redirect": shown["address"]})
    return render(request, "web/parts/progress.html", shown)


@login_required
@require_POST
def removal(request: Visit, vocabulary: UUID) -> HttpResponse:
    """Take a vocabulary away."""
    found = get_object_or_404(rules.visible_vocabularies(request.viewer, today=request.today), pk=vocabulary)
    name = str(found)
    actions.remove_vocabulary(vocabulary=found, viewer=request.viewer, today=request.today)
    messages.success(request, _("%(name)s has been removed.") % {"name": name})
    return redirect("library:vocabularies")


@login_required
@require_safe
def concepts(request: Visit) -> HttpResponse:
    """Look something up: search while typing, or begin with the topmost groups."""
    _only_for_readers(request)
    typed, kind = request.GET.get("q", "").strip(), request.GET.get("kind", "")
    kinds = [kind] if kind in dict(_kinds()) else [key for key, _word in _kinds()]
    found = queries.search(typed, language=readers_language(), kinds=kinds, limit=MOST_FOUND) if typed else ()
    shown = {
        "q": typed,
        "kind": kind,
        "found": found,
        "kinds": _kinds(),
        "beginnings": [] if typed else queries.beginnings(language=readers_language()),
        "licences": queries.licence_lines([hit.uri for hit in found] if typed else None),
    }
    only_list = request.headers.get("HX-Request") == "true"
    return render(request, "library/found.html" if only_list else "library/concepts.html", shown)


@login_required
@require_safe
def concept(request: Visit, concept: UUID) -> HttpResponse:
    """One concept: its names in every language, what needs it or what it needs, its source and licence."""
    visible = rules.visible_concepts(request.viewer, today=request.today)
    found = queries.concept_page(visible, language=readers_language(), id=concept)
    if found is None:
        raise Http404
    return render(request, "library/concept.html", {"concept": found})


@login_required
@require_safe
def address(request: Visit) -> HttpResponse:
    """From a concept's own address (``?uri=``) to its page here."""
    visible = rules.visible_concepts(request.viewer, today=request.today)
    found = visible.filter(uri=request.GET.get("uri", "").replace("\0", "")).first()
    if found is None:
        raise Http404
    return redirect("library:concept", concept=found.pk)


@login_required
@require_safe
def suggestions(request: Visit) -> HttpResponse:
    """Skills that match what is being typed, for a combobox: any field's name may carry the letters."""
    _only_for_readers(request)
    typed = next((request.GET[key] for key in request.GET if key != "kind"), "").strip()
    kind = request.GET.get("kind", "skill")
    found = queries.search(typed, language=readers_language(), kinds=[kind], limit=MOST_SUGGESTED) if typed else ()
    options = [
        {"value": hit.uri, "text": hit.name, "note": " · ".join([*([hit.label] if hit.label != hit.name else []), hit.source])}
        for hit in found
    ]  # fmt: skip
    return render(request, "web/parts/options.html", {"options": options, "q": typed, "own": True})


def _kinds() -> list[tuple[str, str]]:
    return [
        ("skill", _("Skills")), ("occupation", _("Occupations")), ("skill-group", _("Skill groups")),
        ("occupation-group", _("Occupation groups")), ("activity", _("Activities")), ("tool", _("Tools")), ("trait", _("Traits")),
    ]  # fmt: skip


def _told(asked: Errand) -> list[dict[str, object]]:
    names = (
        {row.source: f"{row.name} {row.version}".strip() for row in queries.vocabularies()} if asked.ended_at else {}
    )
    return [{**one, "name": names.get(one["source"], one["source"])} for one in asked.result.get("imported", [])]


def _only_for_readers(request: Visit) -> None:
    if not rules.may_see_vocabularies(request.viewer, today=request.today):
        raise Refused("see vocabularies")


def _only_for_managers(request: Visit) -> None:
    if not rules.may_manage_vocabularies(request.viewer, today=request.today):
        raise Refused("manage vocabularies")
