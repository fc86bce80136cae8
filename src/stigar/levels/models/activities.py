"""What a person does to develop: activities chosen from the library or one's own, when, with whom, and whether it was of use."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stigar.foundation.tenancy import Held, scoped


class Activity(Held):
    """Something a person has decided to do. From the library (``item``), perhaps with other words, or of their own."""

    URGENT, ATTRACTIVE = "urgent", "attractive"
    REASONS = [(URGENT, _("It is needed soon")), (ATTRACTIVE, _("It attracts me"))]
    USES = [(1, _("Of no use")), (2, _("Of some use")), (3, _("Of good use")), (4, _("Very useful"))]

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    competence = models.ForeignKey("library.Competence", models.PROTECT, null=True, related_name="+")
    item = models.ForeignKey("library.Item", models.SET_NULL, null=True, related_name="+")
    toward = models.PositiveSmallIntegerField(null=True)  # the level it leads to
    name = models.CharField(max_length=160)
    text = models.TextField(max_length=1200, blank=True)
    who = models.CharField(max_length=160, blank=True)  # with whom
    where = models.CharField(max_length=160, blank=True)  # where in the working day
    hours = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    reason = models.CharField(max_length=10, choices=REASONS, blank=True)
    by_day = models.DateField(null=True)
    shared = models.BooleanField(default=False)  # the manager sees it
    at = models.DateTimeField()
    done_on = models.DateField(null=True)
    use = models.PositiveSmallIntegerField(null=True, choices=USES)
    dropped_at = models.DateTimeField(null=True)

    objects = scoped()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(use=None) | Q(use__gte=1, use__lte=4), name="use_is_one_to_four"),
            models.CheckConstraint(
                condition=Q(use=None) | Q(done_on__isnull=False), name="use_is_said_of_what_is_done"
            ),
        ]

    def __str__(self) -> str:
        return ""


class Offer(Held):
    """An own activity offered to the company's library. It is shared with all only when HR has taken it in."""

    activity = models.OneToOneField(Activity, models.CASCADE, related_name="offer")
    at = models.DateTimeField()
    answered_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    taken_in = models.ForeignKey("library.Item", models.SET_NULL, null=True, related_name="+")
    answer = models.CharField(max_length=600, blank=True)

    objects = scoped()

    def __str__(self) -> str:
        return ""
