"""Taking the result along: as a workbook, a report to print, or data. What takes long is written in the background."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stigar.areas import rules
from stigar.areas.actions import taking as actions
from stigar.areas.pages import words
from stigar.areas.pages.map import newest
from stigar.areas.pages.work import by_htmx
from stigar.areas.writers.report import NoPrinter
from stigar.foundation import jobs
from stigar.foundation.models import Errand, Upload
from stigar.foundation.tenancy import Visit


@login_required
@require_safe
def taken(request: Visit, kind: str) -> HttpResponse:
    """The file at once when the organisation is small; else the way to have it written."""
    view = newest(request)
    if view is None:
        return redirect("areas:map")
    if actions.is_large(view) and kind != "json":
        return render(request, "areas/taking.html", {"kind": kind, "view": view})
    try:
        made = actions.take(kind, viewer=request.viewer, today=request.today, language=words.language())
    except NoPrinter:
        messages.error(request, _("This server cannot make PDF files. Whoever runs it can add that part: stigar[pdf]."))
        return redirect("areas:map")
    return handed_over(made.content, made.name, made.content_type)


@login_required
@require_POST
def takings(request: Visit) -> HttpResponse:
    """Have the file written in the background."""
    kind = request.POST.get("kind", "")
    if kind not in actions.KINDS or newest(request) is None:
        raise Http404
    asked = actions.ask_to_take(kind, viewer=request.viewer, today=request.today, language=words.language())
    return redirect("areas:taking", errand=asked.pk)


@login_required
@require_safe
def taking(request: Visit, errand: UUID) -> HttpResponse:
    """How far the file has come; when it is there, the way to it."""
    asked = _own(request, errand)
    done, total, stage = jobs.progress(asked)
    shown = {
        "address": reverse("areas:taking", args=[errand]), "heading": _("The file is being written"),
        "doing": _(stage) if stage else "", "part": done / total if total else None, "done": bool(asked.ended_at and not asked.fault),
        "wrong": _wrong(asked), "asked": asked,
    }  # fmt: skip
    if by_htmx(request):
        if asked.ended_at:
            return HttpResponse(headers={"HX-Redirect": shown["address"]})
        return render(request, "web/parts/progress.html", shown)
    return render(request, "areas/taking_run.html", shown)


@login_required
@require_safe
def taken_file(request: Visit, errand: UUID) -> HttpResponse:
    """The file that was written; it is kept for a day."""
    asked = _own(request, errand)
    try:
        with actions.taken_file(asked) as file:
            return handed_over(file.read(), asked.result["name"], asked.result["content_type"])
    except (Upload.DoesNotExist, FileNotFoundError) as gone:
        raise Http404 from gone


def handed_over(content: bytes, name: str, content_type: str) -> HttpResponse:
    """A file that is saved and never opened by the browser as a page."""
    headers = {"Content-Disposition": content_disposition_header(True, name), "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type, headers=headers)


def _own(request: Visit, errand: UUID) -> Errand:
    """The visitor's own errand; what others have asked for is not there."""
    if not rules.may_see_areas(request.viewer, today=request.today):
        raise Http404
    return get_object_or_404(Errand.objects.all(), pk=errand, kind=actions.ERRAND, by=request.viewer.pk)


def _wrong(asked: Errand) -> str:
    if not asked.fault:
        return ""
    if asked.fault.get("code") == "no-printer":
        return _("This server cannot make PDF files. Whoever runs it can add that part: stigar[pdf].")
    return _("The file could not be written. Try again.")
