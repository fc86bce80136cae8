"""Who else sees a person's levels: those the person shares them with, and HR for a stated reason."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from stigar.foundation.tenancy import Held, scoped


class SharedWith(Held):
    """The person shows parts of their competence to somebody, a coach for instance, for a time that they choose and can end at once."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    reader = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    begins = models.DateField()
    ends = models.DateField(null=True)  # the last day
    levels = models.BooleanField(default=True)  # what is asked for and what has been seen
    plan = models.BooleanField(default=True)  # the activities that are shown to the manager too
    certificates = models.BooleanField(default=True)
    goals = models.BooleanField(default=False)  # those that the manager reads too
    summary = models.BooleanField(default=False)  # of the dialogue that was signed last when this was shared
    interests = models.BooleanField(default=False)  # roles to grow into, but for those that are the person's alone
    at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)  # ended before its last day

    objects = scoped()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("reader")), name="one_shares_with_somebody_else"),
            models.UniqueConstraint(
                fields=["person", "reader"], condition=Q(stopped_at=None), name="one_shares_once_with_each"
            ),
        ]

    def __str__(self) -> str:
        return ""


class Opening(Held):
    """HR looks at a person's levels, or only at which certificates end, for a stated reason, that day. The person reads who, when and why."""

    LEVELS, CERTIFICATES = "levels", "certificates"

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    by = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    what = models.CharField(max_length=12, default=LEVELS, choices=[(LEVELS, LEVELS), (CERTIFICATES, CERTIFICATES)])
    why = models.CharField(max_length=300)
    on = models.DateField()
    at = models.DateTimeField()

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "by", "on", "what"], name="one_reason_a_day")]

    def __str__(self) -> str:
        return ""
