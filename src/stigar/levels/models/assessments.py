"""An assessment: two people judge the same competences, each alone; when both have handed in, both see."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from stigar.foundation.sealing import SealedText
from stigar.foundation.tenancy import Held, scoped
from stigar.levels.models.known import Experience


class Assessment(Held):
    """The person and a reviewer judge these competences apart. ``competences`` are ids, in order, as asked when it was opened."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    reviewer = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    role = models.ForeignKey(
        "people.Role", models.SET_NULL, null=True, related_name="+"
    )  # whose profile it started from
    competences = models.JSONField(default=list)
    as_manager = models.BooleanField(
        default=False
    )  # the reviewer led the person when it was opened: sees it while that lasts
    opened_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField()
    due = models.DateField(null=True)
    revealed_at = models.DateTimeField(null=True)  # both have handed in
    put_down_at = models.DateTimeField(null=True)  # ended without being revealed; what was written is gone

    objects = scoped()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("reviewer")), name="an_assessment_takes_two"),
            models.UniqueConstraint(
                fields=["person", "reviewer"],
                condition=Q(revealed_at=None, put_down_at=None),
                name="two_people_have_one_open_assessment",
            ),
        ]

    def __str__(self) -> str:
        return ""


class Part(Held):
    """What one of the two gives. Nobody else reads it before ``revealed_at`` of the assessment."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="parts")
    giver = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    submitted_at = models.DateTimeField(null=True)

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "giver"], name="each_gives_one_part")]

    def __str__(self) -> str:
        return ""


class Rating(Held):
    """One competence as the giver of the part sees it: saved while writing. ``level`` None is "I cannot say".

    ``turn`` counts changes: a save from a telephone that was away never writes over what is newer.
    """

    part = models.ForeignKey(Part, models.CASCADE, related_name="ratings")
    competence = models.ForeignKey("library.Competence", models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(null=True)
    cannot_say = models.BooleanField(default=False)
    interest = models.PositiveSmallIntegerField(choices=Experience.INTERESTS, null=True)
    years = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    used = models.DateField(null=True)
    words = SealedText(blank=True)
    turn = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()

    objects = scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part", "competence"], name="a_competence_is_rated_once_in_a_part"),
            models.CheckConstraint(condition=Q(level=None) | Q(cannot_say=False), name="who_cannot_say_gives_no_level"),
        ]

    def __str__(self) -> str:
        return ""
