"""What we remember of training that people ask for: in which competence, how much, why, and what they were answered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stigar.foundation.tenancy import Held, scoped


class TrainingRequest(Held):
    """Somebody asks for training in a competence. It is never hidden; the person may take it back."""

    SOMETIME, SOON, NOW = 1, 2, 3
    WISHES = [
        (SOMETIME, _("When it fits")), (SOON, _("I would like it soon")), (NOW, _("I need it now")),
    ]  # fmt: skip

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    competence = models.ForeignKey("library.Competence", models.PROTECT, related_name="+")
    wish = models.PositiveSmallIntegerField(choices=WISHES)
    why = models.CharField(max_length=600)
    at = models.DateTimeField()
    taken_back = models.DateTimeField(null=True)
    answer = models.CharField(max_length=600, blank=True)
    answered_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "competence"],
                condition=Q(taken_back=None, answered_at=None),
                name="a_training_is_asked_for_once_at_a_time",
            ),
            models.CheckConstraint(condition=Q(wish__gte=1, wish__lte=3), name="a_wish_is_one_to_three"),
        ]

    def __str__(self) -> str:
        return ""  # what somebody asks for stays out of the journal
