"""Bringing people from a file: choose it, see that its columns are understood, see what would happen, apply all of it or none."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, gettext_noop
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stigar.foundation import jobs, journal
from stigar.foundation.models import Upload
from stigar.foundation.tenancy import Visit
from stigar.people import rules
from stigar.people.actions import imports as actions
from stigar.people.forms.imports import ColumnsForm, FileForm
from stigar.people.models import Import
from stigar.people.pages.imports_shown import Section, column_lines, figures, running_words, sections
from stigar.people.queries import imports as asked
from stigar.people.readers.example import example_file
from stigar.people.readers.faults import FileFault
from stigar.people.readers.sentences import told

PAGE = 50
MOST_FAULTS = 100
AGAIN = ("ground-moved", "disk-full", "broke")  # worth trying once more with the same file
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STEPS = (gettext_lazy("File"), gettext_lazy("Columns"), gettext_lazy("Preview"), gettext_lazy("Done"))


@login_required
def imports(request: Visit) -> HttpResponse:
    """Choose a file, and the imports there have been; POST brings a file."""
    rules.demand_here(request.viewer, "import people", today=request.today)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            upload = actions.bring_file(file=given, name=given.name, viewer=request.viewer, today=request.today)
        except OSError:
            form.add_error("file", str(told(FileFault("disk-full"))))
        else:
            return redirect("people:import", upload.pk)
    made = asked.with_who(rules.visible_imports(request.viewer, today=request.today))
    page = Paginator(made, PAGE).get_page(request.GET.get("page"))
    waiting = rules.visible_uploads(request.viewer, actions.KIND, today=request.today).order_by("-at")
    waiting = waiting.exclude(pk__in=Import.objects.values("pk"))[:3]
    shown = {"form": form, "page": page, "waiting": waiting}
    return render(request, "people/imports.html", shown, status=422 if form.errors else 200)


@login_required
@require_safe
def example(request: Visit) -> HttpResponse:
    """A file to begin from, in the reader's language."""
    rules.demand_here(request.viewer, "import people", today=request.today)
    name, content = example_file((get_language() or "en")[:2])
    return HttpResponse(content, SHEET, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@login_required
@require_safe
def one(request: Visit, key: UUID) -> HttpResponse:
    """One import, wherever it stands: on its way, to be looked at, or done."""
    made = asked.with_who(rules.visible_imports(request.viewer, today=request.today)).filter(pk=key).first()
    if made:
        return _done(request, made)
    upload = _upload(request, key)
    stage = asked.stage_of(upload)
    if stage.is_running:
        return render(request, "people/import_running.html", {"upload": upload, **_progress(upload, stage)})
    if stage.errand.fault:
        return _wrong(request, upload, stage, stage.errand.fault)
    if stage.step == asked.LOOK:
        return redirect("people:import-columns", key)
    result = asked.plan_shown(upload)
    kept = actions.preview_of(result)
    if kept is None:
        return _wrong(request, upload, stage, {"code": "ground-moved"})
    return _preview(request, upload, result, kept)


@login_required
@require_safe
def progress(request: Visit, key: UUID) -> HttpResponse:
    """How far it has come, asked for every second."""
    upload = rules.visible_uploads(request.viewer, actions.KIND, today=request.today).filter(pk=key).first()
    stage = asked.stage_of(upload) if upload else None
    if not upload or not stage or not stage.is_running:
        return HttpResponse(headers={"HX-Redirect": reverse("people:import", args=[key])})
    return render(request, "web/parts/progress.html", _progress(upload, stage))


@login_required
def columns(request: Visit, key: UUID) -> HttpResponse:
    """What each column is; POST asks for a preview."""
    upload = _upload(request, key)
    look = asked.stage_of(upload).look
    if not look:
        return redirect("people:import", key)
    reading = upload.reading
    chosen = {f"column_{place}": about for place, about in (reading.get("columns") or {}).items()}
    if reading.get("columns") is not None:
        chosen = {f"column_{place}": "" for place in range(len(look["headings"]))} | chosen
    initial = {"valid_from": reading["valid_from"], "ends_missing": reading["ends_missing"], **chosen}
    form = ColumnsForm(request.POST or None, look=look, today=request.today, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.choose_columns(
            upload=upload, columns=form.columns(), valid_from=form.cleaned_data["valid_from"],
            ends_missing=form.cleaned_data["ends_missing"], viewer=request.viewer, today=request.today,
        )  # fmt: skip
        return redirect("people:import", key)
    shown = {"upload": upload, "form": form, "look": look, "lines": column_lines(form, look), "steps": STEPS}
    return render(request, "people/import_columns.html", shown, status=422 if form.errors else 200)


@login_required
@require_POST
def sheet(request: Visit, key: UUID) -> HttpResponse:
    """Take another sheet of the workbook."""
    upload = _upload(request, key)
    name = request.POST.get("sheet", "")
    if name in asked.stage_of(upload).look.get("sheets", []):
        actions.choose_sheet(upload=upload, sheet=name, viewer=request.viewer, today=request.today)
    return redirect("people:import", key)


@login_required
@require_POST
def preview(request: Visit, key: UUID) -> HttpResponse:
    """Work out once more what would happen, read as before."""
    actions.plan_again(upload=_upload(request, key), viewer=request.viewer, today=request.today)
    return redirect("people:import", key)


@login_required
@require_POST
def application(request: Visit, key: UUID) -> HttpResponse:
    """Apply what was shown, all of it or none."""
    if rules.visible_imports(request.viewer, today=request.today).filter(pk=key).exists():
        return redirect("people:import", key)  # a second click, after it was done
    upload, digest = _upload(request, key), request.POST.get("digest", "")
    try:
        actions.ask_to_apply(upload=upload, digest=digest, viewer=request.viewer, today=request.today)
    except actions.GroundMoved:
        messages.error(request, _("This is no longer the preview you saw. Look through the new one and apply it."))
    return redirect("people:import", key)


@login_required
@require_POST
def removal(request: Visit, key: UUID) -> HttpResponse:
    """Forget a file that is not to be imported."""
    actions.drop_file(upload=_upload(request, key), viewer=request.viewer, today=request.today)
    messages.success(request, _("The file is gone. Nothing was imported."))
    return redirect("people:imports")


def _upload(request: Visit, key: UUID) -> Upload:
    return get_object_or_404(rules.visible_uploads(request.viewer, actions.KIND, today=request.today), pk=key)


def _progress(upload: Upload, stage: asked.Stage) -> dict[str, Any]:
    done, total, doing = jobs.progress(stage.errand)
    return {
        "address": reverse("people:import-progress", args=[upload.pk]), "heading": running_words(stage.step),
        "doing": _(doing) if doing else "", "part": done / total if total else None,
    }  # fmt: skip


def _wrong(request: Visit, upload: Upload, stage: asked.Stage, fault: Mapping[str, Any]) -> HttpResponse:
    """Why it cannot go on, and what to do."""
    faults = fault.get("faults") or [FileFault(fault["code"]).told()]
    shown = {
        "upload": upload, "faults": [told(each) for each in faults[:MOST_FAULTS]], "count": len(faults),
        "again": fault["code"] in AGAIN and stage.step != asked.LOOK, "in_file": fault["code"] == "faults",
        "look": stage.look, "steps": STEPS,
    }  # fmt: skip
    return render(request, "people/import_wrong.html", shown)


def _preview(request: Visit, upload: Upload, result: Mapping[str, Any], kept: Upload) -> HttpResponse:
    """What would happen, a part at a time. It shows what is remembered of many, so looking is written down."""
    journal.look(request.viewer, gettext_noop("saw what a file of people would change"), upload, about=None)
    links = sections(result, request.GET.get("show", ""), request.path)
    current = next((link for link in links if link.current), None)
    page = None
    if current:
        page = Paginator(Section(kept, result["index"][current.key], current.key), actions.A_PAGE).get_page(
            request.GET.get("page")
        )
    shown = {
        "upload": upload, "result": result, "links": links, "section": current.key if current else "", "page": page,
        "figures": figures(result["counts"]), "same_before": asked.same_before(upload), "steps": STEPS,
        "many_end": _many_end(result["counts"]),
    }  # fmt: skip
    return render(request, "people/import_preview.html", shown)


def _many_end(counts: Mapping[str, int]) -> bool:
    """Whether so many would end that the file may be the wrong one: more than a few, and more than one in ten."""
    return counts["ended"] >= 5 and counts["ended"] * 10 > counts["changed"] + counts["ended"] + counts["unchanged"]


def _done(request: Visit, made: Import) -> HttpResponse:
    just_now = made.by_id == request.viewer.pk and made.at.date() >= request.today
    return render(request, "people/import_done.html", {"made": made, "just_now": just_now, "steps": STEPS})
