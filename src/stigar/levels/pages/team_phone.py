"""A team's picture where there is no room for a table: the competences by how they stand, and one of them person by person."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from stigar.foundation import journal
from stigar.foundation.tenancy import Visit
from stigar.levels.pages import team_words
from stigar.levels.queries.team import OfTeam, Team, own_team

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def by_standing(found: Team, said: Mapping[UUID, list[str]]) -> list[tuple[str, list[tuple[OfTeam, str]]]]:
    """Each competence once, with its sentences (``said``), under how it stands: what nobody can, what rests on one, what is not known,
    the rest."""
    nobody, thin = {one.competence for one in found.nobody}, {one.competence for one in found.thin}
    unseen = {one.competence for one in found.nobody if one.unknown == one.asked}
    rest = {one.competence for one in found.rows} - nobody - thin
    groups = (
        (_("What nobody can do yet"), nobody - unseen), (_("What rests on one person"), thin),
        (_("What nobody has looked at yet"), unseen), (_("What else is asked for") if nobody or thin else _("What is asked for"), rest),
    )  # fmt: skip
    return [
        (words, [(one, " ".join(said[one.competence])) for one in found.rows if one.competence in keys])
        for words, keys in groups if keys
    ]  # fmt: skip


@login_required
@require_safe
def competence(request: Visit, competence: UUID) -> HttpResponse:
    """One competence in the team the visitor leads: everybody of whom it is asked, in words."""
    found = own_team(request.viewer, language=request.LANGUAGE_CODE, today=request.today)
    row = next((one for one in found.rows if one.competence == competence), None)
    if row is None:
        raise Http404
    shown = [(one.id, one.name) for one in found.people]
    journal.look_once_a_day(request.viewer, gettext_noop("saw the levels"), "people.person", shown)
    given = {
        "row": row, "words": " ".join(team_words.of_competence(row)), "following": _following(found.rows, row), "lines": _lines(found, row),
        "besides": [who for who, cell in zip(found.people, row.cells, strict=True) if team_words.is_empty(cell)],
    }  # fmt: skip
    return render(request, "levels/team_competence.html", given)


def _lines(found: Team, row: OfTeam) -> list[dict[str, object]]:
    """Everybody of whom something is asked or known here: who, how the cell looks, what it says."""
    return [
        {
            "who": who, "kind": team_words.kind_of(cell), "shown": team_words.shown_in(cell),
            "words": capfirst(team_words.cell_words(cell)),
        }
        for who, cell in zip(found.people, row.cells, strict=True) if not team_words.is_empty(cell)
    ]  # fmt: skip


def _following(rows: Sequence[OfTeam], row: OfTeam) -> OfTeam | None:
    place = rows.index(row) + 1
    return rows[place] if place < len(rows) else None
