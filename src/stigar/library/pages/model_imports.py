"""The file of a competence model, step by step: choose it, see what it holds and what is wrong, say whose it is, keep it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stigar.foundation import jobs
from stigar.foundation.models import Errand
from stigar.foundation.tenancy import Visit
from stigar.library.actions import model_files as actions
from stigar.library.forms.models import BroughtModelForm, ModelFilesForm
from stigar.library.models import CompetenceModel
from stigar.library.pages.models import only_for_managers
from stigar.library.queries import models as asked
from stigar.library.queries.words import readers_language
from stigar.library.readers.models.sentences import told
from stigar.library.writers.template import template

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
def imports(request: Visit) -> HttpResponse:
    """Choose the files; POST keeps them and has them read in the background."""
    only_for_managers(request)
    known = [(one.key, one.name) for one in asked.models(readers_language()) if one.kind != CompetenceModel.OPEN]
    sent = request.method == "POST"
    form = ModelFilesForm(
        *(request.POST, request.FILES) if sent else (), models=known, initial={"renews": request.GET.get("renews", "")}
    )
    if not sent or not form.is_valid():
        return render(request, "library/model_imports.html", {"form": form}, status=422 if form.errors else 200)
    said = form.cleaned_data
    errand = actions.bring_model_files(
        brought=[(file, file.name) for file in said["brought"]], language=said["language"],
        renews=CompetenceModel.objects.filter(key=said["renews"]).first() if said["renews"] else None,
        viewer=request.viewer, today=request.today,
    )  # fmt: skip
    return redirect("library:model_import", errand=errand.pk)


@login_required
def importing(request: Visit, errand: UUID) -> HttpResponse:
    """How far the reading has come, then what the files hold or every fault; POST says whose words they are and has them kept."""
    only_for_managers(request)
    read = get_object_or_404(Errand.objects.all(), pk=errand, kind=actions.READ)
    address = reverse("library:model_import", args=[errand])
    if not read.ended_at or not (read.result or read.fault):
        return _on_its_way(request, read, address, _("The file is being read"))
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(headers={"HX-Redirect": address})
    if read.fault:
        return render(
            request, "library/model_wrong.html", _faults(read.fault), status=200 if request.method != "POST" else 409
        )
    return _preview(request, read)


@login_required
@require_safe
def keeping(request: Visit, errand: UUID) -> HttpResponse:
    """How far the keeping has come; then on to the model."""
    only_for_managers(request)
    kept = get_object_or_404(Errand.objects.all(), pk=errand, kind=actions.KEEP)
    address = reverse("library:model_keeping", args=[errand])
    if not kept.ended_at:
        return _on_its_way(request, kept, address, _("The model is being kept"))
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(headers={"HX-Redirect": address})
    if kept.fault:
        return render(request, "library/model_wrong.html", _faults(kept.fault))
    if "model" not in kept.result:
        raise Http404
    return redirect("library:model", model=kept.result["model"])


@login_required
@require_safe
def model_template(request: Visit) -> HttpResponse:
    """A workbook to fill in, in the reader's language or the one asked for (``?language=``)."""
    only_for_managers(request)
    chosen = request.GET.get("language", "")
    name, content = template(chosen if chosen in ("sv", "nb", "en") else readers_language())
    headers = {"Content-Disposition": content_disposition_header(True, name), "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, SHEET, headers=headers)


def _preview(request: Visit, read: Errand) -> HttpResponse:
    told_rights = read.result["rights"]
    sent = request.POST if request.method == "POST" else None
    initial = {
        **told_rights, "may_pass_on": "yes" if told_rights["may_pass_on"] else "no", "name": read.result["name"],
        "ends": date.fromisoformat(told_rights["ends"]) if told_rights["ends"] else None,
    }  # fmt: skip
    form = BroughtModelForm(sent, initial=initial, renews=bool(read.result["renews"]))
    if sent is not None and form.is_valid():
        said = form.cleaned_data
        kept = actions.keep_brought_model(
            reading=read, name=said.get("name", ""), own=said.get("own") == "yes", rights=form.told(), viewer=request.viewer,
            today=request.today,
        )  # fmt: skip
        return redirect("library:model_keeping", errand=kept.pk)
    shown = {
        "form": form, "read": read.result, "warnings": [told(one) for one in read.result["warnings"]],
        "changes": any(read.result["counts"].values()),
    }  # fmt: skip
    return render(request, "library/model_preview.html", shown, status=422 if form.errors else 200)


def _on_its_way(request: Visit, errand: Errand, address: str, heading: str) -> HttpResponse:
    _done, _total, stage = jobs.progress(errand)
    shown = {
        "address": address,
        "heading": heading,
        "doing": _(stage) if stage else "",
        "part": None,
        "done": False,
        "wrong": "",
    }
    part = request.headers.get("HX-Request") == "true"
    return render(request, "web/parts/progress.html" if part else "library/model_run.html", shown)


def _faults(fault: dict[str, Any]) -> dict[str, Any]:
    faults = fault.get("faults", [])
    several = len({one["file"] for one in faults}) > 1
    words = {
        "another-kind": _("This file is a version of our open model, which is renewed by itself and not by a file."),
        "ground-moved": _("Something has changed here since you saw what the file would do. Bring the file again and look at the new preview."),
        "gone": _("The file is no longer here. Files are kept for a day; bring it again."),
    }  # fmt: skip
    return {
        "faults": [(one["file"] if several else "", told(one)) for one in faults], "count": fault.get("count", 0),
        "wrong": "" if faults else words.get(fault["code"], _("Something went wrong on our side. Nothing was changed.")),
    }  # fmt: skip
