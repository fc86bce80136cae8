"""A profile in full, as plain data: what is shown on the page now, and what is frozen in a version.

Everything is in words and numbers of one language, so that a version reads the same however the library changes after it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from stigar.areas.queries import tasks_of
from stigar.library.queries.shelf import CompetenceShown, Shelf, shelf
from stigar.profiles.queries.profiles.spoken import levels_shown
from stigar.profiles.queries.profiles.standing import Standing, standing

if TYPE_CHECKING:
    from stigar.profiles.models import Profile, Requirement


def content(profile: Profile, language: str = "", said: Iterable[Requirement] | None = None) -> dict[str, Any]:
    """The profile as it stands, in ``language`` (its own when none is given). ``said``: what is asked for in it, when it is read already.

    Keys: profile, role, title, name, core, difference, language, purpose, tasks (text, frequency) and requirements (id,
    competence, key, name, definition, level, until, top, importance, origin, why, state, was, behaviours, attribution, passes_on).
    """
    language = language or profile.language
    books = shelf(language)
    return {
        "profile": str(profile.pk), "role": str(profile.role_id), "title": str(profile.role), "name": profile.name,
        "core": str(profile.core_id) if profile.core_id else None, "difference": profile.difference,
        "language": language, "purpose": profile.purpose or (profile.core.purpose if profile.core else ""),
        "tasks": [{"text": task.text, "frequency": task.frequency} for task in tasks_of(profile.role_id)],
        "requirements": [_required(one, books) for one in standing(profile, said)],
    }  # fmt: skip


def _required(one: Standing, books: Shelf) -> dict[str, Any]:
    row, known = one.row, books.by_id.get(one.row.competence_id)
    return {
        "id": str(row.pk), "competence": str(row.competence_id), "key": row.competence.key,
        "name": known.name if known else str(row.competence), "definition": known.definition if known else "",
        "level": row.level, "until": row.until, "top": _top(known, row), "importance": row.importance, "origin": row.origin,
        "why": row.why, "state": one.state, "was": [one.was.level, one.was.until, one.was.importance] if one.was else None,
        "behaviours": levels_shown(known, row.level, row.until) if known else [], "attribution": known.rights.attribution if known else "",
        "passes_on": known.rights.may_pass_on if known else False,
    }  # fmt: skip


def _top(known: CompetenceShown | None, row: Requirement) -> int:
    """The highest level of the competence's scale."""
    return max([row.until or row.level, *(level for level, _ in (known.model.scale if known else ()))])
