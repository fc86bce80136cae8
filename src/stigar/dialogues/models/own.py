"""What a person thinks over by themself, piece by piece shared or not, and the time set aside for development."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from stigar.dialogues.models.talks import Talk
from stigar.foundation.sealing import SealedText
from stigar.foundation.tenancy import Held, scoped


class Reflection(Held):
    """One piece of self-reflection. Nobody else can read it until it is shared."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    competence = models.ForeignKey("library.Competence", models.PROTECT, null=True, related_name="+")
    question = models.ForeignKey("library.Item", models.SET_NULL, null=True, related_name="+")
    asked = SealedText(blank=True)  # the question as it was asked, or what was found hard, in their own words
    text = SealedText(blank=True)
    about = SealedText(blank=True)  # a change it belongs to
    turn = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()

    objects = scoped()

    def __str__(self) -> str:
        return ""


class Shared(Held):
    """The person lets somebody read one piece, until they take it back."""

    reflection = models.ForeignKey(Reflection, models.CASCADE, related_name="shared")
    reader = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    at = models.DateTimeField()

    objects = scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reflection", "reader"], name="a_piece_is_shared_once_with_each")
        ]

    def __str__(self) -> str:
        return ""


class TimeSet(Held):
    """Hours a week that are set aside for development, and what is done less of instead. Agreed and signed in a dialogue when it has one."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    talk = models.ForeignKey(Talk, models.SET_NULL, null=True, related_name="times")
    hours = models.DecimalField(max_digits=4, decimal_places=1)
    less_of = SealedText(blank=True)
    begins = models.DateField()
    ends = models.DateField(null=True)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = scoped()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("begins")), name="time_set_ends_after_it_begins"
            ),
            models.UniqueConstraint(fields=["person"], condition=Q(ends=None), name="one_time_set_at_a_time"),
        ]

    def __str__(self) -> str:
        return ""
