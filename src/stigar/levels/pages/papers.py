"""One's own competence and plan taken along: on paper, and as data for other systems."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stigar.areas.writers.report import NoPrinter
from stigar.foundation.tenancy import Visit
from stigar.levels import rules
from stigar.levels.pages.gap_words import state_words, why_words
from stigar.levels.pages.person import SEES
from stigar.levels.queries.gaps import gap_picture, levels_told, names_of
from stigar.levels.queries.required import role_and_required
from stigar.levels.writers import paper, record

TYPES = {"pdf": "application/pdf", "json": "application/json"}


@login_required
@require_safe
def own_file(request: Visit, kind: str) -> HttpResponse:
    """What is asked of one and what one has."""
    viewer, today, language = request.viewer, request.today, request.LANGUAGE_CODE
    rules.demand_towards(viewer, viewer, SEES, today=today)
    if kind not in TYPES:
        raise Http404
    role, required = role_and_required(viewer, language=language, today=today)
    picture = gap_picture(viewer, required, levels_told(viewer, viewer, today=today), today=today, reasons=True)
    needed = [UUID(one.needs) for row in picture.rows for one in row.gap.first]
    names = names_of([*needed, *(one.competence_id for one in picture.beside)], language)
    try:
        made = record.as_file(viewer, picture, day=today, language=language) if kind == "json" else paper.competence_paper(
            viewer, picture, role=role.title if role else "", state_of=state_words, today=today, names=names,
            why_of=lambda row: why_words(row, names, about_me=True, language=language),
        )  # fmt: skip
    except NoPrinter:
        return _no_printer(request, "levels:mine")
    return _handed(made, _("competence"), kind, today)


@login_required
@require_safe
def plan_file(request: Visit) -> HttpResponse:
    """One's own plan on paper."""
    viewer, today = request.viewer, request.today
    rules.demand_towards(viewer, viewer, "plan one's development", today=today)
    rows = list(rules.visible_activities(viewer, viewer, today=today).order_by("done_on", "by_day", "at"))
    names = names_of([one.competence_id for one in rows if one.competence_id], request.LANGUAGE_CODE)
    try:
        made = paper.plan_paper(viewer, rows, names=names, today=today)
    except NoPrinter:
        return _no_printer(request, "levels:plan")
    return _handed(made, _("plan"), "pdf", today)


def _handed(content: bytes, word: str, kind: str, today: date) -> HttpResponse:
    name = f"{word}-{today.isoformat()}.{kind}"
    return HttpResponse(
        content, content_type=TYPES[kind], headers={"Content-Disposition": content_disposition_header(True, name)}
    )


def _no_printer(request: Visit, back: str) -> HttpResponse:
    messages.error(request, _("This server cannot make PDF files. Whoever runs it can add that part: stigar[pdf]."))
    return redirect(back)
