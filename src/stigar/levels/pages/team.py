"""The team a leader leads, side by side. Seeing it leaves one line for each person and day where they read who looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from stigar.foundation import journal
from stigar.foundation.tenancy import Visit
from stigar.levels import rules
from stigar.levels.pages import team_words
from stigar.levels.queries.team import OfTeam, Team, team_side_by_side

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID


@login_required
@require_safe
def team(request: Visit) -> HttpResponse:
    """Everybody the visitor leads today and everything that is asked of them."""
    people = rules.team(request.viewer, today=request.today)
    found = team_side_by_side(people, language=request.LANGUAGE_CODE, today=request.today)
    if not found.people:
        raise Http404
    if found.rows:
        shown = [(one.id, one.name) for one in found.people]
        journal.look_once_a_day(request.viewer, gettext_noop("saw the levels"), "people.person", shown)
    return render(
        request, "levels/team.html",
        {
            "team": found, "rows": _rows(found, request.LANGUAGE_CODE), "samples": team_words.samples(),
            "unknown": all(not one.can and one.unknown == one.asked for one in found.rows),
        },
    )  # fmt: skip


def _rows(found: Team, language: str) -> list[tuple[OfTeam, list[str], SafeString]]:
    """Each competence with its sentences and its cells, made."""
    people = [(format_html('<td data-label="{}', one.name), _page_of(one.id)) for one in found.people]
    return [(row, team_words.of_competence(row), _cells(row, people, language)) for row in found.rows]


def _cells(row: OfTeam, people: Sequence[tuple[str, str]], language: str) -> SafeString:
    """The row's cells: the words of each are made once, and only the address is put in."""
    made, end = [], f"{row.competence}/"
    for one, (begin, page) in zip(row.cells, people, strict=True):
        before, after = team_words.cell(one, language)
        made.append(f"{begin}{before}{page}{end}{after}" if after else before)
    return mark_safe("".join(made))


def _page_of(person: UUID) -> str:
    return reverse("levels:person", args=[person])
