"""How long what is said in confidence is kept, and that a person was told before it goes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stigar.foundation.tenancy import Held, scoped


class KeptFor(Held):
    """So many months something is kept after it was finished. What has no row is kept until the person asks for it to be erased."""

    TALK, PREPARED, REFLECTION, LEVEL, LEFT = "talk", "prepared", "thought", "level", "left"
    WHAT = [
        (TALK, _("Dialogues that are held")), (PREPARED, _("Preparations and notes")), (REFLECTION, _("Reflections")),
        (LEVEL, _("Earlier levels and assessments")), (LEFT, _("Everything of somebody who has left")),
    ]  # fmt: skip

    what = models.CharField(max_length=8, choices=WHAT)
    months = models.PositiveSmallIntegerField()
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "what"], name="each_is_kept_for_one_time"),
            models.CheckConstraint(condition=Q(months__gte=1, months__lte=600), name="kept_for_a_month_at_least"),
        ]

    def __str__(self) -> str:
        return self.what


class GoesSoon(Held):
    """The person has been told: what was finished no later than ``finished_by`` goes on the day ``on``."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    what = models.CharField(max_length=8, choices=KeptFor.WHAT)
    finished_by = models.DateField()
    on = models.DateField()
    at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "what", "on"], name="told_once_of_what_goes_that_day")]

    def __str__(self) -> str:
        return ""
