"""Wishes: where people would like to develop, and why. A wish is its owner's; others see only what five or more share."""

from django.db import models

from stigar.foundation.tenancy import Held, scoped


class Survey(Held):
    """A short round of asking, the organisation's first, second ... Open from ``opens`` to ``closes``, both days included."""

    number = models.PositiveIntegerField()
    opens = models.DateField()
    closes = models.DateField(null=True)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")

    objects = scoped()

    class Meta:
        constraints = [  # whoever opens the next at the same moment finds its number taken
            models.UniqueConstraint(fields=["organisation", "number"], name="surveys_follow_one_another")
        ]


class Wish(Held):
    """One thing one person would like to develop, in an area or a competence, and why."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="wishes")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    area = models.ForeignKey("areas.Area", models.SET_NULL, null=True, related_name="+")
    concept = models.CharField(max_length=300, blank=True)
    text = models.CharField(max_length=200)
    why = models.CharField(max_length=1000, blank=True)
    why_shared = models.BooleanField(default=False)  # HR may read why, without the name, once five have let theirs be
    at = models.DateTimeField(auto_now_add=True)

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "person", "text"], name="a_wish_is_told_once")]

    def __str__(self) -> str:
        return ""  # what somebody wishes stays out of the journal
