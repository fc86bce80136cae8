"""Goals: what somebody wants to reach, counted from where they stand, in milestones near enough to be seen."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from stigar.dialogues.models.talks import Talk
from stigar.foundation.sealing import SealedText
from stigar.foundation.tenancy import Held, scoped


class Goal(Held):
    """A person's goal. Their own until ``shared``; agreed in a dialogue when it has one. ``attractive`` is the person's own answer."""

    DAY, WEEK, MONTH = "day", "week", "month"
    RHYTHMS = [(DAY, DAY), (WEEK, WEEK), (MONTH, MONTH)]

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    talk = models.ForeignKey(Talk, models.SET_NULL, null=True, related_name="goals")
    competence = models.ForeignKey("library.Competence", models.PROTECT, null=True, related_name="+")
    text = SealedText()
    language = models.CharField(max_length=2)
    counts = SealedText(blank=True)  # what is counted
    unit = SealedText(blank=True)
    baseline = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    target = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    rhythm = models.CharField(max_length=5, choices=RHYTHMS, default=WEEK)
    begins = models.DateField()
    ends = models.DateField(null=True)
    attractive = models.PositiveSmallIntegerField(null=True)
    plan = SealedText(blank=True)  # when this happens, then I do that
    shared = models.BooleanField(default=False)
    at = models.DateTimeField()
    turn = models.PositiveIntegerField(default=1)
    reached_on = models.DateField(null=True)
    put_down_on = models.DateField(null=True)

    objects = scoped()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("begins")), name="a_goal_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(attractive=None) | Q(attractive__gte=1, attractive__lte=5), name="attractive_is_one_to_five"
            ),
        ]

    def __str__(self) -> str:
        return ""


class Comment(Held):
    """What somebody to whom the person shows their goals has said about one of them. It changes nothing in it."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="comments")
    by = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    text = SealedText()
    at = models.DateTimeField()
    put_away_at = models.DateTimeField(null=True)  # by the person; whoever wrote it is not told

    objects = scoped()

    def __str__(self) -> str:
        return ""


class Milestone(Held):
    """A step on the way, with its day, and when it was reached."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="milestones")
    day = models.DateField()
    text = SealedText(blank=True)
    value = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    reached_on = models.DateField(null=True)

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["goal", "day"], name="one_milestone_a_day")]

    def __str__(self) -> str:
        return ""


class Tick(Held):
    """How it went a day, a week or a month: one value each."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="ticks")
    day = models.DateField()
    value = models.DecimalField(max_digits=12, decimal_places=2)
    at = models.DateTimeField()

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["goal", "day"], name="one_tick_a_day")]

    def __str__(self) -> str:
        return ""
