"""Objections to a profile: who, about what, in which words, what was answered, and how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stigar.foundation.prepared import prepared
from stigar.foundation.tenancy import once_a_page
from stigar.library.queries.shelf import shelf
from stigar.profiles.models import Objection

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from stigar.profiles.models import Profile


def objections_of(profile: Profile, language: str) -> list[Objection]:
    """All of them, those that are open first, each with ``about``: the competence's name, or "" for the whole. One query, and the shelf's."""
    names = {one.id: one.name for one in shelf(language)}
    told = _told(profile)
    for one in told:
        one.about = names.get(one.competence_id, str(one.competence)) if one.competence_id else ""  # type: ignore[attr-defined]  # told beside the row
    return sorted(told, key=lambda one: bool(one.end))


def open_objections(profile: Profile) -> int:
    """How many are not settled yet. One query."""
    return sum(one.end == "" for one in _told(profile))


@once_a_page
def _told(profile: Profile) -> list[Objection]:
    return _of(profile)


@prepared
def _of(profile: Profile) -> QuerySet[Objection]:
    rows = Objection.objects.filter(profile=profile).select_related("by", "answered_by", "ended_by", "competence")
    return rows.order_by("at")
