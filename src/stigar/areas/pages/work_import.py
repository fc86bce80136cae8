"""A file of everyday work, step by step: choose it, see what it would add (or every fault), add all of it or nothing."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stigar.areas.actions.work_import import IMPORT_WORK, KIND, plan_import, start_import
from stigar.areas.forms.work import WorkFileForm
from stigar.areas.readers.sentences import told
from stigar.foundation import files, jobs
from stigar.foundation.models import Errand, Upload
from stigar.foundation.tenancy import Visit
from stigar.people.readers.faults import FileFault, Unreadable
from stigar.people.rules import may_here

MOST_SHOWN = 200


@login_required
def imports(request: Visit) -> HttpResponse:
    """Choose a file; POST reads it and leads on, or tells everything that is wrong with it."""
    _only_for_importers(request)
    form = WorkFileForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "areas/work_import.html", {"form": form}, status=422 if form.errors else 200)
    given = form.cleaned_data["file"]
    upload = files.keep(given, given.name, kind=KIND, by=request.viewer)
    try:
        plan_import(files.place(upload), upload.file_name, viewer=request.viewer, today=request.today)
    except Unreadable as wrong:
        files.drop(upload)
        return _wrong(request, upload.file_name, wrong.faults)
    return redirect("areas:work_import", upload=upload.pk)


@login_required
@require_safe
def preview(request: Visit, upload: UUID) -> HttpResponse:
    """What the file would add."""
    kept = _own_upload(request, upload)
    try:
        plan = plan_import(files.place(kept), kept.file_name, viewer=request.viewer, today=request.today)
    except Unreadable as wrong:
        return _wrong(request, kept.file_name, wrong.faults)
    shown = [(line, plan.titles[line.role]) for line in plan.new[:MOST_SHOWN]]
    return render(
        request,
        "areas/work_import_preview.html",
        {"plan": plan, "upload": kept, "shown": shown, "by_role": plan.by_role},
    )


@login_required
@require_POST
def run(request: Visit, upload: UUID) -> HttpResponse:
    """Add everything; it goes on in the background."""
    kept = _own_upload(request, upload)
    errand = start_import(upload=kept, viewer=request.viewer, today=request.today)
    return redirect("areas:work_run", errand=errand.pk)


@login_required
@require_safe
def progress(request: Visit, errand: UUID) -> HttpResponse:
    """How far it has come, and at the end what was added."""
    _only_for_importers(request)
    asked = get_object_or_404(Errand.objects.all(), pk=errand, kind=IMPORT_WORK)
    done, total, _stage = jobs.progress(asked)
    shown = {
        "errand": asked, "part": done / total if total else None, "address": reverse("areas:work_run", args=[errand]),
        "doing": _("Adding everyday work"), "wrong": _("The file could not be used; nothing was added.") if asked.fault else "",
    }  # fmt: skip
    if request.headers.get("HX-Request") != "true":
        return render(request, "areas/work_import_run.html", shown)
    if asked.ended_at:
        return HttpResponse(headers={"HX-Redirect": shown["address"]})
    return render(request, "web/parts/progress.html", {**shown, "heading": _("The file is being taken in")})


def _only_for_importers(request: Visit) -> None:
    if not may_here(request.viewer, "import the work", today=request.today):
        raise Http404


def _own_upload(request: Visit, upload: UUID) -> Upload:
    _only_for_importers(request)
    return get_object_or_404(Upload.objects.all(), pk=upload, kind=KIND, by=request.viewer.pk)


def _wrong(request: Visit, name: str, faults: tuple[FileFault, ...]) -> HttpResponse:
    shown_faults = [told(fault) for fault in faults[:MOST_SHOWN]]
    shown = {
        "form": WorkFileForm(),
        "name": name,
        "faults": shown_faults,
        "more": max(0, len(faults) - MOST_SHOWN),
        "all": len(faults),
    }
    return render(request, "areas/work_import.html", shown, status=422)
