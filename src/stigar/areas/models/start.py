"""Where to start: how much each reason weighs, which area is in which wave, and what a programme costs in hours."""

from django.db import models

from stigar.foundation.tenancy import Held, scoped


class StartWeights(Held):
    """How much each reason counts in the proposed order, 0 to 5, and how great the need is per area (0 to 5)."""

    people = models.PositiveSmallIntegerField(default=3)
    need = models.PositiveSmallIntegerField(default=3)
    common = models.PositiveSmallIntegerField(default=3)
    wishes = models.PositiveSmallIntegerField(default=2)
    coordination = models.PositiveSmallIntegerField(default=2)
    needs = models.JSONField(default=dict)  # area key -> 0..5

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation"], name="one_set_of_weights")]


class Wave(Held):
    """An area that has been started: 1 is the pilot. An area without a wave is parked, not lost."""

    area = models.OneToOneField("areas.Area", models.CASCADE, related_name="wave")
    number = models.PositiveSmallIntegerField()
    begins = models.DateField(null=True)
    weeks = models.PositiveSmallIntegerField(default=12)
    figures = models.JSONField(default=dict)  # the programme's hours as they were planned
    why = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation"], condition=models.Q(number=1), name="one_pilot_at_a_time"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="waves_count_from_one"),
        ]


class ProgrammeFigures(Held):
    """Hours a development programme takes in this organisation, as entered by its users."""

    hours = models.DecimalField(max_digits=6, decimal_places=1, default=16)  # each participant, for what is common
    preparation_hours = models.DecimalField(max_digits=6, decimal_places=1, default=40)  # to make one programme
    group_size = models.PositiveSmallIntegerField(default=12)
    trainers = models.PositiveSmallIntegerField(default=1)  # in each group
    coordination_hours = models.DecimalField(max_digits=6, decimal_places=1, default=6)  # per department that joins

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation"], name="one_set_of_programme_figures")]
