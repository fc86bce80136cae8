"""What we remember of workshops: what people proposed from their own phones, how it was grouped, and how each judged it.

A proposal made without a name is kept without one: nobody, also not the database, can tell who made it.
"""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stigar.foundation.tenancy import Held, scoped
from stigar.profiles.models.profiles import Profile, Requirement
from stigar.profiles.models.projects import Project


def _key() -> str:
    return secrets.token_urlsafe(16)


class Workshop(Held):
    """People say what some profiles require: first everybody proposes, then each judges alone, then all talk.

    ``change`` grows with everything that others should see, so that a phone learns with one question that nothing is new.
    """

    WORKSHOP, INTERVIEW = "workshop", "interview"
    KINDS = [(WORKSHOP, _("Workshop")), (INTERVIEW, _("Interview"))]
    PROPOSE, ESTIMATE, TALK, CLOSED = "propose", "estimate", "talk", "closed"
    STAGES = [
        (PROPOSE, _("Everybody proposes")), (ESTIMATE, _("Each judges alone")), (TALK, _("We talk about it")), (CLOSED, _("Closed")),
    ]  # fmt: skip

    project = models.ForeignKey(Project, models.CASCADE, related_name="workshops")
    kind = models.CharField(max_length=9, choices=KINDS, default=WORKSHOP)
    name = models.CharField(max_length=120)
    at = models.DateTimeField()
    place = models.CharField(max_length=120, blank=True)
    led_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    talks_with = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")  # of an interview
    stage = models.CharField(max_length=8, choices=STAGES, default=PROPOSE)
    key = models.CharField(
        max_length=40, unique=True, default=_key
    )  # in the address; works only for those who take part
    change = models.PositiveIntegerField(default=1)

    objects = scoped()

    def __str__(self) -> str:
        return self.name


class WorkshopProfile(Held):
    """A profile that a workshop is about."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="about")
    profile = models.ForeignKey(Profile, models.CASCADE, related_name="+")

    objects = scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workshop", "profile"], name="a_workshop_is_about_a_profile_once")
        ]


class Group(Held):
    """Proposals that mean the same. It may be a competence of the library; settled, it has become a requirement."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="groups")
    profile = models.ForeignKey(Profile, models.CASCADE, related_name="+")
    competence = models.ForeignKey("library.Competence", models.SET_NULL, null=True, related_name="+")
    name = models.CharField(
        max_length=300
    )  # the words of the first proposal; a competence's own name is shown before it
    at = models.DateTimeField()
    requirement = models.ForeignKey(Requirement, models.SET_NULL, null=True, related_name="+")
    put_aside = models.DateTimeField(null=True)  # talked about, and not a requirement

    objects = scoped()

    def __str__(self) -> str:
        return ""  # what was proposed stays out of the journal


class Proposal(Held):
    """What somebody says is required. ``key`` is made where it was written, so that sending it again lands once."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="proposals")
    group = models.ForeignKey(Group, models.CASCADE, related_name="proposals")
    key = models.UUIDField()
    text = models.CharField(max_length=300)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")  # None: without a name
    at = models.DateTimeField()

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workshop", "key"], name="a_proposal_lands_once")]

    def __str__(self) -> str:
        return ""


class Estimate(Held):
    """How somebody, alone, judges a group: importance 1 to 3, and the level that the work asks for."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="estimates")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    importance = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    objects = scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "person"], name="everybody_judges_a_group_once"),
            models.CheckConstraint(
                condition=Q(importance__gte=1, importance__lte=3), name="judged_importance_is_one_to_three"
            ),
        ]


class Source(Held):
    """Where a requirement comes from: the words, who said them (nobody, when said without a name), and in which workshop."""

    requirement = models.ForeignKey(Requirement, models.CASCADE, related_name="sources")
    workshop = models.ForeignKey(Workshop, models.SET_NULL, null=True, related_name="+")
    text = models.CharField(max_length=300)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = scoped()

    def __str__(self) -> str:
        return ""


class Waiver(Held):
    """The core profile requires a competence, and this variant of it does not."""

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="waivers")
    competence = models.ForeignKey("library.Competence", models.PROTECT, related_name="+")
    why = models.CharField(max_length=400, blank=True)

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["profile", "competence"], name="a_variant_waives_once")]
