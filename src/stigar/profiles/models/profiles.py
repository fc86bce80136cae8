"""What we remember of a profile: what a role requires, where each requirement comes from, and its frozen versions."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from stigar.foundation.tenancy import Held, scoped
from stigar.profiles.models.projects import Project


class Profile(Held):
    """What a role requires. A variant has a ``core``: the same role elsewhere or with other work; it says only what differs."""

    PLACE, FUNCTION, WORK = "place", "function", "work"
    DIFFERENCES = [(PLACE, _("Another place")), (FUNCTION, _("Another function")), (WORK, _("Another kind of work"))]

    project = models.ForeignKey(Project, models.SET_NULL, null=True, related_name="profiles")  # None: it was imported
    role = models.ForeignKey("people.Role", models.PROTECT, related_name="+")
    core = models.ForeignKey("self", models.CASCADE, null=True, related_name="variants")
    difference = models.CharField(max_length=8, choices=DIFFERENCES, blank=True)  # of a variant: in what it differs
    name = models.CharField(max_length=160)  # a core has the role's title, a variant what sets it apart: "Oslo"
    purpose = models.TextField(max_length=1200, blank=True)
    purpose_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")  # who wrote it last
    language = models.CharField(max_length=2)  # in which it is written
    author = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    made = models.DateField()
    put_down = models.DateField(null=True)  # no longer used from this day

    objects = scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["role"], condition=Q(core=None, put_down=None), name="a_role_has_one_core_profile"
            ),
            models.CheckConstraint(
                condition=Q(core=None, difference="") | (Q(core__isnull=False) & ~Q(difference="")),
                name="a_variant_says_in_what_it_differs",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Requirement(Held):
    """A competence that the profile requires, at a level or from one to another, and how much it matters.

    ``turn`` counts changes: whoever saves must have seen the latest, so that nobody's words are lost.
    """

    BASE, SPECIFIC = "base", "specific"
    ORIGINS = [(BASE, _("Shared in the area")), (SPECIFIC, _("Specific to the role"))]

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="requirements")
    competence = models.ForeignKey("library.Competence", models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()
    until = models.PositiveSmallIntegerField(null=True)  # the upper end, when it is a range
    importance = models.PositiveSmallIntegerField()  # 1 good to have, 2 matters, 3 cannot be done without
    origin = models.CharField(max_length=8, choices=ORIGINS)
    why = models.TextField(max_length=1000, blank=True)  # what in the everyday work asks for it
    place = models.PositiveSmallIntegerField(default=0)
    turn = models.PositiveIntegerField(default=1)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["profile", "competence"], name="a_profile_requires_a_competence_once"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gt=F("level")), name="a_range_goes_upward"),
            models.CheckConstraint(
                condition=Q(importance__gte=1, importance__lte=3), name="importance_is_one_to_three"
            ),
        ]


class Version(Held):
    """A profile as it stood when it was laid before the reference group: the words in full, and the hash of them."""

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    taken_back = models.DateTimeField(null=True)  # withdrawn before it was approved; a later version takes its place
    why_again = models.CharField(max_length=1000, blank=True)  # of words that were laid and taken back before

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["profile", "number"], name="versions_are_numbered_once")]

    def __str__(self) -> str:
        return f"{self.profile} {self.number}"


class Approval(Held):
    """The version was approved: it is frozen from then on."""

    version = models.OneToOneField(Version, models.CASCADE, related_name="approval")
    at = models.DateTimeField()

    objects = scoped()
