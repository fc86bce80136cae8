"""Competence models as wholes: which there are, one of them, whose words it is, its levels, beginning one, taking one away."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.http import require_POST, require_safe

from stigar.foundation.policy import Refused
from stigar.foundation.tenancy import Visit
from stigar.library import rules
from stigar.library.actions import model_rights
from stigar.library.actions.keeping import rights_told
from stigar.library.forms.models import LevelsForm, NamesForm, OwnModelForm, RightsForm
from stigar.library.models import CompetenceModel
from stigar.library.queries import models as asked
from stigar.library.queries.passing import attribution, reason_words
from stigar.library.queries.taking import languages_of
from stigar.library.queries.words import readers_language
from stigar.library.templatetags.vocabulary import language_word

USUAL = 5


@login_required
@require_safe
def models(request: Visit) -> HttpResponse:
    """Every model with what it holds and whose it is."""
    only_for_readers(request)
    shown = asked.models(readers_language())
    return render(request, "library/models.html", {
        "models": [(one, rules.has_ended(one.rights, today=request.today), attribution(one.rights)) for one in shown],
        "manages": manages(request), "has_open": any(one.kind == CompetenceModel.OPEN for one in shown),
    })  # fmt: skip


@login_required
@require_safe
def model(request: Visit, model: UUID) -> HttpResponse:
    """One model: what it holds, whose it is, its levels, and what can be done with it."""
    found = visible(request, model)
    page = asked.model_page(found, readers_language())
    return render(request, "library/model.html", {
        "page": page, "model": page.model, "manages": manages(request), "line": attribution(page.model.rights),
        "held": reason_words(page.model.rights, today=request.today), "ended": rules.has_ended(page.model.rights, today=request.today),
        "removable": found.kind != CompetenceModel.OPEN, "others": [one for one in asked.models(readers_language()) if one.id != found.pk],
    })  # fmt: skip


@login_required
def rights(request: Visit, model: UUID) -> HttpResponse:
    """Whose words the model is; POST says it anew."""
    found = managed(request, model)
    told = asdict(rights_told(found.rights))
    form = RightsForm(request.POST or None, initial={**told, "may_pass_on": "yes" if told["may_pass_on"] else "no"})
    if request.method != "POST" or not form.is_valid():
        return render(
            request,
            "library/model_rights.html",
            {"form": form, "model": found, "name": _name(found)},
            status=_status(form),
        )
    model_rights.say_rights(model=found, told=form.told(), viewer=request.viewer, today=request.today)
    messages.success(request, _("Saved."))
    return redirect("library:model", model=found.pk)


@login_required
def levels(request: Visit, model: UUID) -> HttpResponse:
    """What the levels are called here, in the reader's language; POST names them anew."""
    found = managed(request, model)
    shown = next(one for one in asked.models(readers_language()) if one.id == found.pk)
    form = LevelsForm(request.POST or None, initial={"levels": "\n".join(name for _level, name in shown.scale)})
    if request.method == "POST" and form.is_valid():
        try:
            model_rights.name_levels(
                model=found,
                names=form.cleaned_data["levels"],
                language=readers_language(),
                viewer=request.viewer,
                today=request.today,
            )
        except model_rights.BadScale:
            form.add_error(
                "levels",
                _("The number of levels cannot be changed, because the texts are written for as many as there are."),
            )
        else:
            messages.success(request, _("The levels have new names."))
            return redirect("library:model", model=found.pk)
    return render(
        request, "library/model_levels.html", {"form": form, "model": found, "name": shown.name}, status=_status(form)
    )


@login_required
def names(request: Visit, model: UUID) -> HttpResponse:
    """What the model is called, in each language it speaks; POST names it anew. Our open model keeps its name."""
    found = managed(request, model)
    if found.kind == CompetenceModel.OPEN:
        raise Refused("manage competence models")
    spoken = {code: language_word(code) for code in dict.fromkeys((*found.names, *languages_of(found)))}
    initial = {f"name_{code}": name for code, name in found.names.items()}
    form = NamesForm(request.POST or None, languages=spoken, initial=initial)
    if request.method != "POST" or not form.is_valid():
        shown = {"form": form, "model": found, "name": _name(found)}
        return render(request, "library/model_names.html", shown, status=_status(form))
    model_rights.rename_model(model=found, names=form.names(), viewer=request.viewer, today=request.today)
    messages.success(request, _("Saved."))
    return redirect("library:model", model=found.pk)


@login_required
def new_model(request: Visit) -> HttpResponse:
    """Begin an empty model of the organisation's own."""
    only_for_managers(request)
    form = OwnModelForm(request.POST or None, initial={"levels": "\n".join(_usual())})
    if request.method != "POST" or not form.is_valid():
        return render(request, "library/new_model.html", {"form": form}, status=_status(form))
    made = model_rights.begin_own_model(
        name=form.cleaned_data["name"], levels=[{readers_language(): name} for name in form.cleaned_data["levels"]], viewer=request.viewer,
        today=request.today, may_pass_on=form.cleaned_data["may_pass_on"] != "no",
    )  # fmt: skip
    messages.success(request, _("The model is begun."))
    return redirect("library:model", model=made.pk)


@login_required
@require_POST
def removal(request: Visit, model: UUID) -> HttpResponse:
    """Take a model away, unless something points at it."""
    found = managed(request, model)
    name = _name(found)
    try:
        model_rights.remove_model(model=found, viewer=request.viewer, today=request.today)
    except model_rights.NotRemovable as kept:
        places = sum(kept.pointing.values())
        in_use = ngettext(
            "%(name)s is used in one place and stays.", "%(name)s is used in %(n)d places and stays.", places
        )
        told = in_use if places else _("%(name)s is our open model. Hide what you do not use.")
        messages.error(request, told % {"name": name, "n": places})
        return redirect("library:model", model=found.pk)
    messages.success(request, _("%(name)s has been removed.") % {"name": name})
    return redirect("library:models")


def visible(request: Visit, model: UUID) -> CompetenceModel:
    """The model, if the visitor reads here."""
    found: CompetenceModel = get_object_or_404(rules.visible_models(request.viewer, today=request.today), pk=model)
    return found


def managed(request: Visit, model: UUID) -> CompetenceModel:
    """The model, if the visitor manages models."""
    only_for_managers(request)
    return visible(request, model)


def only_for_readers(request: Visit) -> None:
    if not rules.may_read(request.viewer, today=request.today):
        raise Refused("read the library")


def only_for_managers(request: Visit) -> None:
    if not manages(request):
        raise Refused("manage competence models")


def manages(request: Visit) -> bool:
    return rules.may_manage_models(request.viewer, today=request.today)


def _name(model: CompetenceModel) -> str:
    return asked.model_names(readers_language()).get(model.pk, str(model))


def _usual() -> list[str]:
    """Names to begin with, in the reader's language."""
    with override(readers_language()):
        return [_("New to it"), _("Handles the ordinary"), _("Steady"), _("Handles the difficult"), _("Shows the way")]


def _status(form: Form) -> int:
    return 422 if form.errors else 200
