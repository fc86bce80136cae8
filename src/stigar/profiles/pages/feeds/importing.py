"""Existing profiles from a file, step by step: choose it, see what it would begin (or every fault), all of it or nothing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from stigar.foundation import files
from stigar.foundation.models import Upload
from stigar.foundation.tenancy import Visit
from stigar.library.queries.shelf import shelf
from stigar.people.queries import register
from stigar.people.readers.faults import FileFault, Unreadable
from stigar.profiles import rules
from stigar.profiles.actions.importing import KIND, BegunMeanwhile, Plan, import_profiles, plan_profiles
from stigar.profiles.forms.importing import ProfilesFileForm
from stigar.profiles.pages.feeds.taking import TYPES
from stigar.profiles.readers.sentences import told
from stigar.profiles.writers.template import template

MOST_SHOWN = 200


@login_required
def imports(request: Visit) -> HttpResponse:
    """Choose a file; POST reads it and leads on, or tells everything that is wrong with it."""
    rules.demand_in(None, "import profiles", request.viewer, today=request.today)
    form = ProfilesFileForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "profiles/import.html", {"form": form}, status=422 if form.errors else 200)
    given = form.cleaned_data["file"]
    upload = files.keep(given, given.name, kind=KIND, by=request.viewer)
    try:
        _plan(request, upload)
    except Unreadable as wrong:
        files.drop(upload)
        return _wrong(request, upload.file_name, wrong.faults)
    return redirect("profiles:import-preview", upload=upload.pk)


@login_required
@require_safe
def preview(request: Visit, upload: UUID) -> HttpResponse:
    """What the file would begin."""
    kept = _own(request, upload)
    try:
        plan = _plan(request, kept)
    except Unreadable as wrong:
        return _wrong(request, kept.file_name, wrong.faults)
    return render(request, "profiles/import_preview.html", {"plan": plan, "upload": kept})


@login_required
@require_POST
def run(request: Visit, upload: UUID) -> HttpResponse:
    """Begin all of them."""
    kept = _own(request, upload)
    try:
        plan = _plan(request, kept)
        made = import_profiles(
            plan=plan, file=kept.file_name, language=request.LANGUAGE_CODE, viewer=request.viewer, today=request.today
        )
    except Unreadable as wrong:
        return _wrong(request, kept.file_name, wrong.faults)
    except BegunMeanwhile:
        messages.error(
            request, _("A colleague began one of the profiles meanwhile. Nothing was saved; look at the file again.")
        )
        return redirect("profiles:imports")
    files.drop(kept)
    words = ngettext(
        "%(n)d profile is begun. Take it into a project to finish it.",
        "%(n)d profiles are begun. Take them into a project to finish them.",
        len(made),
    )
    messages.success(request, words % {"n": len(made)})
    return redirect("profiles:profile", profile=made[0].pk) if len(made) == 1 else redirect("profiles:front")


@login_required
@require_safe
def import_template(request: Visit) -> HttpResponse:
    """A workbook to fill in."""
    rules.demand_in(None, "import profiles", request.viewer, today=request.today)
    language = request.LANGUAGE_CODE
    made = template(shelf(language), [one.title for one in register(today=request.today, language=language)], language)
    name = _("job-profiles") + ".xlsx"
    return HttpResponse(
        made, content_type=TYPES["xlsx"], headers={"Content-Disposition": content_disposition_header(True, name)}
    )


def _plan(request: Visit, upload: Upload) -> Plan:
    place = files.place(upload)
    return plan_profiles(
        place, upload.file_name, language=request.LANGUAGE_CODE, viewer=request.viewer, today=request.today
    )


def _own(request: Visit, upload: UUID) -> Upload:
    rules.demand_in(None, "import profiles", request.viewer, today=request.today)
    found: Upload = get_object_or_404(Upload.objects.all(), pk=upload, kind=KIND, by=request.viewer.pk)
    return found


def _wrong(request: Visit, name: str, faults: tuple[FileFault, ...]) -> HttpResponse:
    shown = {
        "form": ProfilesFileForm(), "name": name, "faults": [told(fault) for fault in faults[:MOST_SHOWN]],
        "more": max(0, len(faults) - MOST_SHOWN), "all": len(faults),
    }  # fmt: skip
    return render(request, "profiles/import.html", shown, status=422)
