"""Taking a profile along: on paper, as data, and as an interview guide to read, print or fill in."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from stigar.areas.writers.report import NoPrinter
from stigar.foundation.tenancy import Visit
from stigar.profiles import rules
from stigar.profiles.actions.following import count_use
from stigar.profiles.models import Profile, Use
from stigar.profiles.pages.languages import language_of
from stigar.profiles.pages.profiles.reading import seen
from stigar.profiles.queries.feeds import ProfileOut, guide_of, readable_version, staying, told_out
from stigar.profiles.writers import sayings
from stigar.profiles.writers.paper import guide_paper, profile_paper, scorecard_help
from stigar.profiles.writers.position import position_competencies
from stigar.profiles.writers.spoken_words import language_words
from stigar.profiles.writers.workbook import guide_workbook

TYPES = {
    "pdf": "application/pdf", "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip


@login_required
@require_safe
def file(request: Visit, profile: UUID, kind: str) -> HttpResponse:
    """The profile as PDF or JSON."""
    if kind not in {"pdf", "json"}:
        raise Http404
    found = seen(request, profile)
    told = _out(request, found, leaves=True)
    try:
        whose = request.viewer.organisation.name
        made = (
            position_competencies(told)
            if kind == "json"
            else profile_paper(told, organisation=whose, today=request.today)
        )
    except NoPrinter:
        return _no_printer(request, found)
    count_use(profile=found, kind=Use.FILE, today=request.today)
    with override(told.language):
        return _handed(made, _("job-profile"), told, kind)


@login_required
@require_safe
def guide(request: Visit, profile: UUID) -> HttpResponse:
    """The interview guide: what to ask, what to listen for, and the scorecard."""
    found = seen(request, profile)
    told, chosen = _out(request, found, leaves=False), _chosen(request)
    count_use(profile=found, kind=Use.GUIDE, today=request.today)
    stays, held = staying((one.competence for one in told.requirements), request.LANGUAGE_CODE, today=request.today)
    given = {
        "profile": found, "stays": stays, "left_out": sayings.left_out(len(stays), held) if stays else "",
        "guide": guide_of(told, chosen), "told": told, "state": sayings.state(told), "help": scorecard_help(),
        "spoken": language_words(told.written_in, told.language, told.told, told.kept) if told.told or told.kept else "",
        "languages": settings.LANGUAGES, "own_choice": chosen is not None, "query": _query(told.language, chosen),
    }  # fmt: skip
    return render(request, "profiles/guide.html", given)


@login_required
@require_safe
def guide_file(request: Visit, profile: UUID, kind: str) -> HttpResponse:
    """The guide as XLSX or PDF."""
    if kind not in {"pdf", "xlsx"}:
        raise Http404
    found = seen(request, profile)
    told = _out(request, found, leaves=True)
    made = guide_of(told, _chosen(request))
    try:
        whose = request.viewer.organisation.name
        content = guide_workbook(made) if kind == "xlsx" else guide_paper(made, organisation=whose, today=request.today)
    except NoPrinter:
        return _no_printer(request, found)
    count_use(profile=found, kind=Use.GUIDE, today=request.today)
    with override(told.language):
        return _handed(content, _("interview-guide"), told, kind)


def _chosen(request: Visit) -> frozenset[UUID] | None:
    """The questions that were chosen, as the address tells them; None when nobody has chosen, or the address is odd."""
    asked = request.GET.getlist("ask")
    if not asked and "chosen" not in request.GET:
        return None
    try:
        return frozenset(UUID(one) for one in asked)
    except ValueError:
        return None


def _query(language: str, chosen: frozenset[UUID] | None) -> str:
    """The address' end that gives the same guide again."""
    asked = [] if chosen is None else [("chosen", "1"), *(("ask", str(one)) for one in sorted(chosen, key=str))]
    return urlencode([("language", language), *asked])


def _out(request: Visit, profile: Profile, *, leaves: bool) -> ProfileOut:
    inside = rules.may_in(profile.project, "see a profile project", request.viewer, today=request.today)
    try:
        version = readable_version(profile, inside=inside)
    except LookupError as none:
        raise Http404 from none
    return told_out(profile, version, language_of(request), leaves=leaves, today=request.today)


def _handed(content: bytes, word: str, told: ProfileOut, kind: str) -> HttpResponse:
    name = f"{word}-{slugify(told.heading) or told.id}.{kind}"
    return HttpResponse(
        content, content_type=TYPES[kind], headers={"Content-Disposition": content_disposition_header(True, name)}
    )


def _no_printer(request: Visit, profile: Profile) -> HttpResponse:
    messages.error(request, _("This server cannot make PDF files. Whoever runs it can add that part: stigar[pdf]."))
    return redirect("profiles:profile", profile=profile.pk)
