"""All profiles of an area side by side: what is common, and what differs."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stigar.areas.queries.map import newest_map
from stigar.areas.rules import may_see_areas
from stigar.foundation.tenancy import Visit
from stigar.profiles import rules
from stigar.profiles.queries.profiles.side import Asked, Row, side_by_side


@login_required
@require_safe
def side(request: Visit, key: str) -> HttpResponse:
    """The profiles of an area's roles that the visitor may read."""
    view = newest_map(request.LANGUAGE_CODE) if may_see_areas(request.viewer, today=request.today) else None
    area = view.area(key) if view else None
    if area is None:
        raise Http404
    visible = rules.visible_profiles(request.viewer, today=request.today)
    found = side_by_side(visible, [UUID(role.id) for role in area.roles], request.LANGUAGE_CODE)
    groups = [
        (_("All ask for it"), found.common),
        (_("Several ask for it"), found.several),
        (_("One asks for it"), found.single),
    ]
    return render(
        request, "profiles/side.html",
        {
            "area": area, "side": found, "groups": [(heading, [(row, _cells(row)) for row in rows]) for heading, rows in groups if rows],
            "without": len(area.roles) - len(found.columns),
        },
    )  # fmt: skip


def _cells(row: Row) -> SafeString:
    """The row's cells. There may be forty thousand on a page, and few that differ: each is made once."""
    language = get_language() or ""
    return mark_safe("".join([_cell(one, language) for one in row.cells]))


@lru_cache(maxsize=2000)
def _cell(asked: Asked | None, _language: str) -> str:
    if asked is None:
        return "<td></td>"
    level, until, importance = asked
    words = {1: _("good to have"), 2: _("matters"), 3: _("cannot be done without")}[importance]
    shown = f"{level}–{until}" if until else str(level)
    return format_html('<td class="side-{}">{}<span class="sr-only"> {}</span></td>', importance, shown, words)
