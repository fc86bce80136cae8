"""The team a leader leads, side by side. Seeing it leaves one line for each person and day where they read who looked."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from stigar.foundation import journal
from stigar.foundation.tenancy import Visit
from stigar.levels.pages import team_words
from stigar.levels.pages.team_phone import by_standing
from stigar.levels.queries.team import OfTeam, Team, own_team

if TYPE_CHECKING:
    from collections.abc import Sequence

NOBODY = UUID(int=0)


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
    return render(
        request, "levels/team.html",
        {
            "team": found, "rows": _rows(found, request.LANGUAGE_CODE), "samples": team_words.samples(),
            "standing": by_standing(found),
            "unknown": all(not one.can and one.unknown == one.asked for one in found.rows),
        },
    )  # fmt: skip


def _rows(found: Team, language: str) -> list[tuple[OfTeam, list[str], SafeString]]:
    """Each competence with its sentences and its cells, made."""
    before, _, after = reverse("levels:person", args=[NOBODY]).partition(str(NOBODY))
    people = [f'<td><a href="{before}{one.id}{after}' for one in found.people]
    return [(row, team_words.of_competence(row), _cells(row, people, language)) for row in found.rows]


def _cells(row: OfTeam, people: Sequence[str], language: str) -> SafeString:
    """The row's cells: what follows the person's address is made once for all whose cells say the same."""
    keys, tails, begins = list(map(id, row.cells)), {}, people
    for key, one in dict(zip(keys, row.cells, strict=True)).items():
        tails[key] = f'{row.competence}/" {team_words.cell(one, language)}'
        if team_words.is_empty(one):
            tails[key] = team_words.empty(language)
            begins = ["" if each == key else begin for each, begin in zip(keys, begins, strict=True)]
    made = [""] * (2 * len(keys))
    made[::2], made[1::2] = begins, [tails[key] for key in keys]
    return mark_safe("".join(made))
