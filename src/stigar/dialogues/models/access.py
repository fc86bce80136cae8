"""HR's way in when it must be: a reason, a second person, and a notice to the employee."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from stigar.foundation.tenancy import Held, scoped


class Break(Held):
    """HR asks to read a person's signed summaries, for a stated reason. It opens only when a second person agrees, and for a day."""

    GONE, HEALTH, DISPUTE, ASKED, OTHER = "gone", "health", "dispute", "asked", "other"
    KINDS = [
        (GONE, _("The manager has left without handing over")), (HEALTH, _("Something in the working environment")),
        (DISPUTE, _("A dispute or a legal duty")), (ASKED, _("The person has asked for it")), (OTHER, _("Something else")),
    ]  # fmt: skip

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    by = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=7, choices=KINDS, default=OTHER)  # all that is told of it without a name
    why = models.CharField(max_length=600)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # taken back before, or refused by the second
    ended_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")

    objects = scoped()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("by")), name="one_does_not_break_in_on_oneself"),
            models.UniqueConstraint(
                fields=["person", "by"], condition=Q(ended_at=None), name="one_asks_once_at_a_time"
            ),
        ]

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
