"""What an organisation has done with a model's words: rewritten, hidden, and tied to other models.

The model's own words stay as they came. A wording stands in front of them in one language, and taking it away gives them back.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stigar.foundation.tenancy import Held, scoped
from stigar.library.models.competences import Competence, Item

LANGUAGES = [("sv", "Svenska"), ("nb", "Norsk bokmål"), ("en", "English")]


class Wording(Held):
    """The organisation's own words for a competence or an item, in one language; ``was`` is what they were written in front of."""

    competence = models.ForeignKey(Competence, models.CASCADE, null=True, related_name="wordings")
    item = models.ForeignKey(Item, models.CASCADE, null=True, related_name="wordings")
    language = models.CharField(max_length=2, choices=LANGUAGES)
    texts = models.JSONField(default=dict)
    was = models.JSONField(default=dict)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = scoped()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(competence=None) ^ Q(item=None), name="a_wording_is_of_a_competence_or_an_item"
            ),
            models.UniqueConstraint(fields=["competence", "language"], name="one_wording_of_a_competence_per_language"),
            models.UniqueConstraint(fields=["item", "language"], name="one_wording_of_an_item_per_language"),
        ]

    def __str__(self) -> str:
        return str(self.competence or self.item)


class Hiding(Held):
    """A competence or an item that the organisation does not use. Taking the row away shows it again."""

    competence = models.OneToOneField(Competence, models.CASCADE, null=True, related_name="hiding")
    item = models.OneToOneField(Item, models.CASCADE, null=True, related_name="hiding")
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = scoped()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(competence=None) ^ Q(item=None), name="a_hiding_is_of_a_competence_or_an_item"
            )
        ]


class CrosswalkQuerySet(models.QuerySet["Crosswalk"]):
    def ties(self) -> CrosswalkQuerySet:
        """Those that say how two competences belong together."""
        return self.exclude(kind=Crosswalk.UNLIKE)


class Crosswalk(Held):
    """People have said how a competence in one model stands to one in another."""

    SAME, CLOSE, WIDER, NARROWER = "same", "close", "wider", "narrower"
    KINDS = [
        (SAME, _("means the same as")), (CLOSE, _("is close to")), (WIDER, _("is wider than")), (NARROWER, _("is a part of")),
    ]  # fmt: skip
    UNLIKE = "unlike"  # said of a proposal, so that it is not proposed again; not a tie
    SAYINGS = [*KINDS, (UNLIKE, _("is something else than"))]

    one = models.ForeignKey(Competence, models.CASCADE, related_name="walks")
    other = models.ForeignKey(Competence, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=SAYINGS)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = scoped(CrosswalkQuerySet)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="two_competences_are_tied_once"),
            models.CheckConstraint(condition=~Q(one=models.F("other")), name="a_competence_is_not_tied_to_itself"),
        ]
