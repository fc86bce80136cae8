"""What changes how a gap is read: exemptions, profiles besides the role's, what comes first; and group figures as last shown."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from stigar.foundation.sealing import SealedText
from stigar.foundation.tenancy import Held, scoped


class Exemption(Held):
    """This person need not have this competence, though the profile asks for it. The reason is read by the person, who may see it
    differently; what is written back stands beside it. An answer stands until the exemption ends."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    competence = models.ForeignKey("library.Competence", models.PROTECT, related_name="+")
    why = SealedText()
    begins = models.DateField()
    ends = models.DateField(null=True)  # the last day; the day before it began when it was taken back the same day
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    contest = SealedText(blank=True)  # what the person holds against it
    contested_at = models.DateTimeField(null=True)
    answer = SealedText(blank=True)
    answered_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "competence"], condition=Q(ends=None), name="one_open_exemption_for_a_competence"
            )
        ]

    def __str__(self) -> str:
        return ""


class HoldsFor(Held):
    """A profile that holds for this person beside what the role asks, or a variant instead of the role's core profile.

    Layers add up: the highest of what is asked counts, and taking one away never touches the others.
    """

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    profile = models.ForeignKey("profiles.Profile", models.CASCADE, related_name="+")
    begins = models.DateField()
    ends = models.DateField(null=True)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "profile"], condition=Q(ends=None), name="a_profile_holds_once_for_a_person"
            )
        ]

    def __str__(self) -> str:
        return ""


class Prerequisite(Held):
    """Before ``competence``, one needs ``needs`` at ``level``."""

    competence = models.ForeignKey("library.Competence", models.CASCADE, related_name="+")
    needs = models.ForeignKey("library.Competence", models.CASCADE, related_name="+")
    level = models.PositiveSmallIntegerField()
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["competence", "needs"], name="a_prerequisite_is_said_once"),
            models.CheckConstraint(condition=~Q(competence=F("needs")), name="nothing_needs_itself_first"),
        ]


class Published(Held):
    """Group figures as they were last shown. The next are shown only when enough people have something new.

    ``group`` names what was asked ("unit:<id>"); ``figures`` per competence; ``people`` are those whose levels are in them, so
    that two dates never differ by a single person.
    """

    group = models.CharField(max_length=80)
    figures = models.JSONField(default=dict)
    seen = models.JSONField(default=dict)  # competence -> fingerprint of each person's level, without their names
    at = models.DateTimeField()

    objects = scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "group"], name="a_group_has_one_published_picture")
        ]
