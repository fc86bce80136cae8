"""Choosing a colleague in a search box: taken from the list, or written out by who has no script."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404

from stigar.dialogues.actions.rounds import NotTheOther
from stigar.foundation.tenancy import Visit
from stigar.people.queries import everyone
from stigar.people.rules import visible_colleagues

MOST_FOUND = 8


def chosen_reviewer(request: Visit) -> Any:
    """Who was chosen, None for nobody. Raises :class:`NotTheOther` for a name that is nobody's, or several people's."""
    people = visible_colleagues(request.viewer, today=request.today)
    key, words = (
        request.POST.get("reviewer") or request.GET.get("reviewer"),
        request.POST.get("reviewer_name", "").strip(),
    )
    if not key and words:
        there = [one for one in named(request, words) if one.name.casefold() == words.casefold()]
        key = str(there[0].id) if len(there) == 1 else "nobody"
    if not key:
        return None
    try:
        return get_object_or_404(people, pk=UUID(key))
    except ValueError as nobody:
        raise NotTheOther from nobody


def named(request: Visit, words: str) -> list[Any]:
    """Colleagues whose names begin so."""
    nobody = visible_colleagues(request.viewer, today=request.today).none
    found = everyone.found(words=words, numbered=nobody, language=request.LANGUAGE_CODE, today=request.today)
    return list(found[:MOST_FOUND])
