"""The team a leader leads, side by side. Seeing it leaves one line for each person and day where they read who looked."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from stigar.foundation import journal
from stigar.foundation.tenancy import Visit
from stigar.levels.pages import team_words
from stigar.levels.pages.team_phone import by_standing
from stigar.levels.queries.team import OfTeam, own_team


@login_required
@require_safe
def team(request: Visit) -> HttpResponse:
    """Everybody the visitor leads today and everything that is asked of them."""
    found = own_team(request.viewer, language=request.LANGUAGE_CODE, today=request.today)
    if not found.people:
        raise Http404
    if found.rows:
        shown = [(one.id, one.name) for one in found.people]
        journal.look_once_a_day(request.viewer, gettext_noop("saw the levels"), "people.person", shown)
    said = {one.competence: team_words.of_competence(one) for one in found.rows}
    return render(
        request, "levels/team.html",
        {
            "team": found, "samples": team_words.samples(), "standing": by_standing(found, said),
            "rows": [(one, said[one.competence], _cells(one, request.LANGUAGE_CODE)) for one in found.rows],
            "unknown": all(not one.can and one.unknown == one.asked for one in found.rows),
        },
    )  # fmt: skip


def _cells(row: OfTeam, language: str) -> SafeString:
    """Everybody's cell, made once for all whose cells say the same."""
    made = {
        id(one): team_words.cell(one, language)
        for one in dict(zip(map(id, row.cells), row.cells, strict=True)).values()
    }
    return mark_safe("".join([made[key] for key in map(id, row.cells)]))
