"""Who else sees a person's levels: those the person shares them with, and HR for a stated reason."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from stigar.foundation.tenancy import Held, scoped


class SharedWith(Held):
    """The person shows own levels and plan to somebody, a coach for instance, for as long as they want."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    reader = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    begins = models.DateField()
    ends = models.DateField(null=True)  # the last day
    at = models.DateTimeField()

    objects = scoped()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("reader")), name="one_shares_with_somebody_else"),
            models.UniqueConstraint(
                fields=["person", "reader"], condition=Q(ends=None), name="one_shares_once_with_each"
            ),
        ]

    def __str__(self) -> str:
        return ""


class Opening(Held):
    """HR looks at a person's levels for a stated reason, that day. The person reads who, when and why."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    by = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    why = models.CharField(max_length=300)
    on = models.DateField()
    at = models.DateTimeField()

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "by", "on"], name="one_reason_a_day")]

    def __str__(self) -> str:
        return ""
