"""Everyday work as the people who do it tell it: tasks, skills, and (kept apart) traits."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from stigar.foundation.tenancy import Held, scoped

LANGUAGES = ["sv", "nb", "en"]


class WorkQuerySet(models.QuerySet["Described"]):
    def of_roles(self, roles: object) -> WorkQuerySet:
        """What is said of these roles, also under titles that were merged into them."""
        return self.filter(models.Q(role__in=roles) | models.Q(role__merge__kept__in=roles))


class Described(Held):
    """One thing somebody has said about the work in a role."""

    role = models.ForeignKey("people.Role", models.CASCADE, related_name="+")
    text = models.CharField(max_length=400)
    language = models.CharField(max_length=2, blank=True)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return ""  # what somebody said stays out of the journal, where nothing can be taken back


class Task(Described):
    """An everyday task: how often, by which channel, with whom, and a typical situation."""

    FREQUENCIES = [
        ("daily", _("Every day")),
        ("weekly", _("Every week")),
        ("monthly", _("Every month")),
        ("seldom", _("Seldom")),
    ]
    CHANNELS = [
        ("", _("No particular channel")),
        ("phone", _("Phone")),
        ("mail", _("E-mail")),
        ("chat", _("Chat")),
        ("meeting", _("Meeting")),
        ("system", _("In a system")),
        ("post", _("Post")),
    ]
    COUNTERPARTS = [
        ("", _("Nobody in particular")),
        ("consumer", _("Consumer")),
        ("merchant", _("Merchant or company")),
        ("colleague", _("Colleague")),
        ("leader", _("Manager")),
        ("authority", _("Public authority")),
        ("supplier", _("Supplier")),
    ]

    frequency = models.CharField(max_length=8, choices=FREQUENCIES, default="weekly")
    channel = models.CharField(max_length=8, choices=CHANNELS, blank=True)
    counterpart = models.CharField(max_length=10, choices=COUNTERPARTS, blank=True)
    situation = models.CharField(max_length=400, blank=True)

    objects = scoped(WorkQuerySet)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["role", "text"], name="a_task_is_told_once_per_role")]


class Skill(Described):
    """What one needs to be able to do or know in the role: a concept of an imported vocabulary, or one's own words."""

    concept = models.CharField(max_length=300, blank=True)  # the concept's URI; empty for one's own words
    essential = models.BooleanField(default=True)

    objects = scoped(WorkQuerySet)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["role", "text"], name="a_skill_is_told_once_per_role")]


class Trait(Described):
    """What somebody in the role is like as a person. Kept apart from skills; it never decides an area."""

    objects = scoped(WorkQuerySet)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["role", "text"], name="a_trait_is_told_once_per_role")]


class TraitRating(Held):
    """How much one person thinks a trait matters in the role, 1 (little) to 5 (much)."""

    trait = models.ForeignKey(Trait, models.CASCADE, related_name="ratings")
    rater = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    rating = models.PositiveSmallIntegerField()
    at = models.DateTimeField(auto_now=True)

    objects = scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trait", "rater"], name="one_rating_per_rater"),
            models.CheckConstraint(condition=models.Q(rating__gte=1, rating__lte=5), name="a_rating_is_1_to_5"),
        ]
