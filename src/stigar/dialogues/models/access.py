"""HR's way in when it must be: a reason, a second person, and a notice to the employee."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from stigar.foundation.tenancy import Held, scoped


class Break(Held):
    """HR asks to read a person's signed summaries, for a stated reason. It opens only when a second person agrees, and for a day."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    by = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    why = models.CharField(max_length=600)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # taken back before, or refused by the second

    objects = scoped()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(person=F("by")), name="one_does_not_break_in_on_oneself")]

    def __str__(self) -> str:
        return ""


class BreakSeconded(Held):
    """The second person has agreed: it is open from then on, to the end of the next day, and the employee has been told."""

    broken = models.OneToOneField(Break, models.CASCADE, related_name="seconded")
    by = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    at = models.DateTimeField()
    until = models.DateField()
    told_at = models.DateTimeField()

    objects = scoped()

    def __str__(self) -> str:
        return ""
