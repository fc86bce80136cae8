"""Who may: everybody in the organisation reads the vocabularies; HR and the administrator bring and remove them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

from stigar.library.models import Competence, CompetenceModel, Concept, ConceptQuerySet, Item, Vocabulary
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


def may_read(viewer: Person, *, today: date) -> bool:
    """The competences are everybody's to read."""
    return may_here(viewer, "read the library", today=today)


def may_manage_models(viewer: Person, *, today: date) -> bool:
    """Who brings models, keeps their rights and removes them: HR."""
    return may_here(viewer, "manage competence models", today=today)


def may_write(viewer: Person, *, today: date) -> bool:
    """Who puts the organisation's own words in: HR."""
    return may_here(viewer, "write in the library", today=today)


def visible_competences(viewer: Person, *, today: date) -> QuerySet[Competence]:
    """The same as ``may_read``, told as a query; hidden and retired ones too, for other things may point at them."""
    return Competence.objects.all() if may_read(viewer, today=today) else Competence.objects.none()


def visible_items(viewer: Person, *, today: date) -> QuerySet[Item]:
    """The same for what is written about them."""
    return Item.objects.all() if may_read(viewer, today=today) else Item.objects.none()


def visible_models(viewer: Person, *, today: date) -> QuerySet[CompetenceModel]:
    """The same for the models themselves."""
    return CompetenceModel.objects.all() if may_read(viewer, today=today) else CompetenceModel.objects.none()


class RightsSaid(Protocol):
    """What rights say of passing on: a row of them, or as they are shown."""

    @property
    def may_pass_on(self) -> bool: ...
    @property
    def ends(self) -> date | None: ...


def may_pass_on(rights: RightsSaid, *, today: date) -> bool:
    """Whether words under these rights may leave the organisation today: in a file, on paper, over REST or by a public link.

    The one place for the rule. Inside the organisation everybody reads; what leaves goes through ``queries.passing``.
    """
    return bool(rights.may_pass_on) and not has_ended(rights, today=today)


def has_ended(rights: RightsSaid, *, today: date) -> bool:
    """Whether the last day of the right has been."""
    return rights.ends is not None and rights.ends < today
