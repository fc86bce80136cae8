"""What we remember of a profile project: who leads it, who takes part, and what has happened in each of its nine steps."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from stigar.foundation.tenancy import Held, scoped


class Project(Held):
    """Making the profiles of some roles together, often those of one competence area."""

    name = models.CharField(max_length=120)
    area = models.CharField(max_length=40, blank=True)  # the key of the competence area it is about, if it is about one
    owner = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    begun = models.DateField()
    ended = models.DateField(null=True)  # when everybody feels secure, or when it was put down

    objects = scoped()

    def __str__(self) -> str:
        return self.name


class ProjectRole(Held):
    """A role whose profile the project makes."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="roles")
    role = models.ForeignKey("people.Role", models.PROTECT, related_name="+")

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "role"], name="a_role_is_in_a_project_once")]


class Participant(Held):
    """Somebody who takes part, from when to when. An ambassador also carries the word to colleagues; the reference group reads and votes."""

    PARTICIPANT, AMBASSADOR, REFERENCE = "participant", "ambassador", "reference"
    PARTS = [(PARTICIPANT, _("Participant")), (AMBASSADOR, _("Ambassador")), (REFERENCE, _("Reference group"))]

    project = models.ForeignKey(Project, models.CASCADE, related_name="participants")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    part = models.CharField(max_length=12, choices=PARTS)
    joined = models.DateField()
    left = models.DateField(null=True)

    objects = scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "person", "part"], condition=models.Q(left=None), name="somebody_has_a_part_once"
            )
        ]


class StepRecord(Held):
    """What was done in one of the nine steps: begun, said to be done, taken up again."""

    BEGUN, DONE, AGAIN = "begun", "done", "again"
    KINDS = [(BEGUN, _("begun")), (DONE, _("done")), (AGAIN, _("taken up again"))]

    project = models.ForeignKey(Project, models.CASCADE, related_name="records")
    step = models.PositiveSmallIntegerField()  # 1 to 9
    kind = models.CharField(max_length=6, choices=KINDS)
    said = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = scoped()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(step__gte=1, step__lte=9), name="a_project_has_nine_steps")
        ]
