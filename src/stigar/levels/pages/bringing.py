"""Bringing levels from a file: choose it, see how it was understood, see what would be written, write all of it or none, take it back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from stigar.foundation import jobs
from stigar.foundation.models import Upload
from stigar.foundation.tenancy import Visit
from stigar.levels import rules
from stigar.levels.actions import bringing as actions
from stigar.levels.forms.bringing import LevelsFileForm, MeaningForm, ShapeForm
from stigar.levels.models import LevelImport
from stigar.levels.queries.bringing import Names, competences_of, with_who
from stigar.levels.readers.sentences import told
from stigar.levels.readers.shape import ACROSS
from stigar.people.queries.imports import LOOK, Stage, plan_shown, stage_of
from stigar.people.readers.faults import FileFault

PAGE, MOST_FAULTS = 50, 100
AGAIN = ("ground-moved", "disk-full", "broke")  # worth trying once more with the same file
STEPS = (gettext_lazy("File"), gettext_lazy("What it means"), gettext_lazy("Preview"), gettext_lazy("Done"))


@login_required
def files(request: Visit) -> HttpResponse:
    """Choose a file, and those there have been; POST brings one."""
    rules.demand_to_bring(request.viewer, today=request.today)
    form = LevelsFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            upload = actions.bring_file(
                file=given, name=given.name, language=request.LANGUAGE_CODE, viewer=request.viewer, today=request.today
            )
        except OSError:
            form.add_error("file", str(told(FileFault("disk-full"))))
        else:
            return redirect("levels:file", upload.pk)
    made = with_who(rules.visible_level_files(request.viewer, today=request.today))
    waiting = rules.visible_files_on_their_way(request.viewer, actions.KIND, today=request.today).order_by("-at")[:3]
    shown = {"form": form, "page": Paginator(made, PAGE).get_page(request.GET.get("page")), "waiting": waiting}
    return render(request, "levels/files.html", shown, status=422 if form.errors else 200)


@login_required
@require_safe
def one(request: Visit, key: UUID) -> HttpResponse:
    """One file, wherever it stands: on its way, to be looked through, or written."""
    made = with_who(rules.visible_level_files(request.viewer, today=request.today)).filter(pk=key).first()
    if made:
        shown = {"made": made, "competences": competences_of(made, request.LANGUAGE_CODE), "steps": STEPS}
        return render(request, "levels/file_done.html", shown)
    upload = _upload(request, key)
    stage = stage_of(upload)
    if stage.is_running:
        return render(request, "levels/file_running.html", {"upload": upload, **_progress(upload, stage)})
    if stage.errand.fault:
        return _wrong(request, upload, stage, stage.errand.fault)
    if stage.step == LOOK:
        return redirect("levels:file-meaning", key)
    result = plan_shown(upload)
    if not result:
        return _wrong(request, upload, stage, {"code": "ground-moved"})
    faults = [told(each) for each in result["faults"][:MOST_FAULTS]]
    return render(
        request, "levels/file_preview.html", {"upload": upload, "result": result, "faults": faults, "steps": STEPS}
    )


@login_required
@require_safe
def progress(request: Visit, key: UUID) -> HttpResponse:
    """How far it has come, asked for every second."""
    upload = rules.visible_files_on_their_way(request.viewer, actions.KIND, today=request.today).filter(pk=key).first()
    stage = stage_of(upload) if upload else None
    if not upload or not stage or not stage.is_running:
        return HttpResponse(headers={"HX-Redirect": reverse("levels:file", args=[key])})
    return render(request, "web/parts/progress.html", _progress(upload, stage))


@login_required
def meaning(request: Visit, key: UUID) -> HttpResponse:
    """What each column and value means; POST asks for a preview."""
    upload = _upload(request, key)
    look = stage_of(upload).look
    if not look:
        return redirect("levels:file", key)
    names = Names(request.LANGUAGE_CODE)
    form = MeaningForm(request.POST or None, look=look, reading=upload.reading, names=names, today=request.today)
    if request.method == "POST" and form.is_valid():
        actions.choose_meaning(
            upload=upload, shape=look["shape"], things=form.things(), values=form.values(), day=form.cleaned_data["day"],
            leave_unknown=form.cleaned_data["leave_unknown"], viewer=request.viewer, today=request.today,
        )  # fmt: skip
        return redirect("levels:file", key)
    shown = {
        "upload": upload, "look": look, "form": form, "shape_form": ShapeForm(look=look), "steps": STEPS, "person": _person(look),
        "things": [(one, form[f"thing_{place}"]) for place, one in enumerate(look["things"])],
        "values": [(one, form[f"value_{place}"]) for place, one in enumerate(look["values"])],
        "library": sorted({one.name for one in names.books}, key=str.casefold), "found": sum(bool(one["name"]) for one in look["things"]),
    }  # fmt: skip
    return render(request, "levels/file_meaning.html", shown, status=422 if form.errors else 200)


@login_required
@require_POST
def shape(request: Visit, key: UUID) -> HttpResponse:
    """Say how the table lies; it is looked at afresh."""
    upload = _upload(request, key)
    look = stage_of(upload).look
    form = ShapeForm(request.POST, look=look) if look else None
    if form is None:
        return redirect("levels:file", key)
    if not form.is_valid():
        return render(
            request, "levels/file_shape.html", {"upload": upload, "shape_form": form, "steps": STEPS}, status=422
        )
    chosen = form.shape()
    if chosen != form.was:
        turned = ACROSS in (chosen.kind, form.was.kind) and chosen.kind != form.was.kind
        told_shape = {"kind": chosen.kind} if turned else chosen.told()
        actions.choose_shape(upload=upload, shape=told_shape, viewer=request.viewer, today=request.today)
    return redirect("levels:file", key)


@login_required
@require_POST
def sheet(request: Visit, key: UUID) -> HttpResponse:
    """Take another sheet of the workbook."""
    upload = _upload(request, key)
    name = request.POST.get("sheet", "")
    if name in stage_of(upload).look.get("sheets", []):
        actions.choose_sheet(upload=upload, sheet=name, viewer=request.viewer, today=request.today)
    return redirect("levels:file", key)


@login_required
@require_POST
def preview(request: Visit, key: UUID) -> HttpResponse:
    """Work out once more what would be written, read as before."""
    actions.plan_again(upload=_upload(request, key), viewer=request.viewer, today=request.today)
    return redirect("levels:file", key)


@login_required
@require_POST
def application(request: Visit, key: UUID) -> HttpResponse:
    """Write what was shown, all of it or none."""
    if rules.visible_level_files(request.viewer, today=request.today).filter(pk=key).exists():
        return redirect("levels:file", key)  # a second click, after it was done
    upload, digest = _upload(request, key), request.POST.get("digest", "")
    try:
        actions.ask_to_apply(upload=upload, digest=digest, viewer=request.viewer, today=request.today)
    except actions.GroundMoved:
        messages.error(request, _("This is no longer the preview you saw. Look through the new one."))
    return redirect("levels:file", key)


@login_required
@require_POST
def removal(request: Visit, key: UUID) -> HttpResponse:
    """Forget a file on its way, or take back all that a file has written."""
    made = rules.visible_level_files(request.viewer, today=request.today).filter(pk=key).first()
    if made is None:
        actions.drop_file(upload=_upload(request, key), viewer=request.viewer, today=request.today)
        messages.success(request, _("The file is gone. Nothing was written."))
        return redirect("levels:files")
    return _turned(
        request,
        made,
        actions.take_back,
        _("The levels from the file are taken back. What counted before counts again."),
    )


@login_required
@require_POST
def putting_back(request: Visit, key: UUID) -> HttpResponse:
    """The file was right after all."""
    made = get_object_or_404(rules.visible_level_files(request.viewer, today=request.today), pk=key)
    return _turned(request, made, actions.put_back, _("The levels from the file count again."))


def _turned(request: Visit, made: LevelImport, action: Any, words: str) -> HttpResponse:
    try:
        action(made=made, viewer=request.viewer, today=request.today)
    except actions.OutOfReach:
        messages.error(request, _("The file is about somebody you no longer bring levels for. Ask HR to do it."))
    else:
        messages.success(request, words)
    return redirect("levels:file", made.pk)


def _upload(request: Visit, key: UUID) -> Upload:
    return get_object_or_404(
        rules.visible_files_on_their_way(request.viewer, actions.KIND, today=request.today), pk=key
    )


def _person(look: Mapping[str, Any]) -> Mapping[str, Any]:
    """The column that says who."""
    return next((one for one in look["columns"] if one["place"] == look["shape"]["person"]), {})


def _progress(upload: Upload, stage: Stage) -> dict[str, Any]:
    done, total, doing = jobs.progress(stage.errand)
    words = {
        "look": _("Looking at the file"), "plan": _("Working out what would be written"), "apply": _("Writing the levels"),
    }  # fmt: skip
    return {
        "address": reverse("levels:file-progress", args=[upload.pk]), "heading": words[stage.step], "doing": _(doing) if doing else "",
        "part": done / total if total else None,
    }  # fmt: skip


def _wrong(request: Visit, upload: Upload, stage: Stage, fault: Mapping[str, Any]) -> HttpResponse:
    """Why it cannot go on, and what to do."""
    faults = fault.get("faults") or [FileFault(fault["code"]).told()]
    shown = {
        "upload": upload, "faults": [told(each) for each in faults[:MOST_FAULTS]], "count": len(faults), "look": stage.look, "steps": STEPS,
        "again": fault["code"] in AGAIN and stage.step != LOOK,
    }  # fmt: skip
    return render(request, "levels/file_wrong.html", shown)
