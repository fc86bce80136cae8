"""What people say a dialogue was worth: that they have answered stands by their name, what they answered by nobody's."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from stigar.dialogues.models.talks import Talk
from stigar.foundation.sealing import SealedText
from stigar.foundation.tenancy import Held, scoped


class Answered(Held):
    """That somebody was asked what a dialogue was worth, and has answered or would rather not: so that nobody asks twice. Never what."""

    WAIVED, COUNTED, BESIDE = "waived", "counted", "beside"
    HOW = [(WAIVED, _("Would rather not")), (COUNTED, _("Answered")), (BESIDE, _("Answered, not counted"))]

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="+")
    giver = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    how = models.CharField(max_length=7, choices=HOW)  # beside: they have a voice of that year from another dialogue
    day = models.DateField()

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["talk", "giver"], name="each_answers_once_after_a_dialogue")]

    def __str__(self) -> str:
        return ""


class Worth(Held):
    """One voice of a year: was it worth the time, and is work professional, engaging, glad? Told of groups only.

    Neither the dialogue nor the person stands here: ``voice`` is what the person is called with a key that lies outside the database,
    and ``told`` is sealed. It outlives both, so that figures that have been shown stand.
    """

    voice = models.CharField(max_length=64)
    year = models.PositiveSmallIntegerField()
    day = models.DateField()
    told = SealedText()  # four signs, 1 to 5 or 0 for no answer: equally long, however one answers

    objects = scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "voice", "year"], name="one_voice_a_person_and_year")
        ]

    def __str__(self) -> str:
        return ""
