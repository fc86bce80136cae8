"""What we remember of finishing a profile: objections with their answers, and the votes of the reference group."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stigar.foundation.tenancy import Held, scoped
from stigar.profiles.models.profiles import Profile, Version


class Objection(Held):
    """Somebody objects to a requirement, or to the whole profile. It is open until it is settled or taken back; nothing is erased."""

    TAKEN_BACK, SATISFIED, SET_ASIDE = "taken_back", "satisfied", "set_aside"
    ENDS = [
        (TAKEN_BACK, _("taken back")), (SATISFIED, _("settled by who objected")), (SET_ASIDE, _("set aside, with a reason")),
    ]  # fmt: skip

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="objections")
    competence = models.ForeignKey(
        "library.Competence", models.SET_NULL, null=True, related_name="+"
    )  # None: the whole
    words = models.CharField(max_length=1000)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    answer = models.CharField(max_length=1000, blank=True)
    answered_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=10, choices=ENDS, blank=True)
    end_why = models.CharField(max_length=1000, blank=True)  # of one that was set aside
    ended_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = scoped()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(end="", ended_at=None) | (~Q(end="") & Q(ended_at__isnull=False)),
                name="an_objection_ends_with_a_word",
            ),
            models.CheckConstraint(condition=~Q(end="set_aside") | ~Q(end_why=""), name="who_sets_aside_says_why"),
        ]

    def __str__(self) -> str:
        return ""  # the words stay out of the journal


class Vote(Held):
    """Yes or not yet, to exactly the words whose digest it carries. Given once."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="votes")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    yes = models.BooleanField()
    words = models.CharField(max_length=1000, blank=True)  # what a "not yet" waits for
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    objects = scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "person"], name="one_vote_on_a_version"),
            models.CheckConstraint(condition=Q(yes=True) | ~Q(words=""), name="who_says_not_yet_says_why"),
        ]

    def __str__(self) -> str:
        return ""
