"""Who may: everybody in the organisation reads the vocabularies; HR and the administrator bring and remove them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from stigar.library.models import Concept, ConceptQuerySet, Vocabulary
from stigar.people.rules import may_here

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from stigar.people.models import Person


def may_see_vocabularies(viewer: Person, *, today: date) -> bool:
    """Anyone employed here today."""
    return may_here(viewer, "see vocabularies", today=today)


def may_manage_vocabularies(viewer: Person, *, today: date) -> bool:
    """HR and the organisation's administrator."""
    return may_here(viewer, "manage vocabularies", today=today)


def visible_vocabularies(viewer: Person, *, today: date) -> QuerySet[Vocabulary]:
    """The same rule, told as a query."""
    return Vocabulary.objects.all() if may_see_vocabularies(viewer, today=today) else Vocabulary.objects.none()


def visible_concepts(viewer: Person, *, today: date) -> ConceptQuerySet:
    """The same rule for what stands in the vocabularies, retired concepts too."""
    return Concept.objects.all() if may_see_vocabularies(viewer, today=today) else Concept.objects.none()
