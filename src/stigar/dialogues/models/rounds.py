"""A round of dialogues, and the template that says what they are about. HR sees that they are held, never what is said."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from stigar.foundation.tenancy import Held, scoped


class Template(Held):
    """What a dialogue goes through. ``blocks`` in order: ``{"key", "kind", "on", "title": {language: words}, "questions":
    [{"key", "for", "text": {language: words}, "reviewer": {language: words}}]}``; ``for`` is both, person or reviewer, and ``reviewer``
    the same question put to the reviewer, when it has words of its own."""

    BACK, EVERYDAY, COMPETENCES, WELL, GOALS, CAREER, AGREEMENT = (
        "back",
        "everyday",
        "competences",
        "well",
        "goals",
        "career",
        "agreement",
    )
    BLOCKS = (BACK, EVERYDAY, COMPETENCES, WELL, GOALS, CAREER, AGREEMENT)

    key = models.SlugField(max_length=60)
    names = models.JSONField(default=dict)  # language -> name
    blocks = models.JSONField(default=list)
    own = models.BooleanField(default=False)  # changed by the organisation; ours comes with the product
    put_down = models.DateTimeField(null=True)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="a_template_has_one_key")]

    def __str__(self) -> str:
        return next(iter(self.names.values()), self.key)


class Round(Held):
    """HR asks that dialogues be held between two days, after a template. ``reminders``: days before the end when who waits is reminded.
    ``whom``: ``{"kind": "everyone"}``, or "unit" (with its parts) or "area" (its roles) with a "key", or "units" with "keys". A draft that
    was put away has ended without having been started."""

    name = models.CharField(max_length=120)
    template = models.ForeignKey(Template, models.PROTECT, related_name="rounds")
    begins = models.DateField()
    ends = models.DateField()
    whom = models.JSONField(default=dict)
    judges_levels = models.BooleanField(default=True)  # the two also judge the competences, each alone
    reminders = models.JSONField(default=list)
    reminded_on = models.DateField(null=True)  # the latest of those days whose letters are made
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)  # the talks are made and people are told
    ended_at = models.DateTimeField(null=True)

    objects = scoped()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(ends__gte=F("begins")), name="a_round_ends_after_it_begins")]

    def __str__(self) -> str:
        return self.name


class Pairing(Held):
    """HR's own word about somebody in a round: another reviewer than the manager, or not in it. Everybody else goes by their manager."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="pairings")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    reviewer = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    left_out = models.BooleanField(default=False)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="one_word_about_each_in_a_round"),
            models.CheckConstraint(
                condition=Q(reviewer=None) | ~Q(reviewer=F("person")), name="nobody_is_paired_with_themselves"
            ),
        ]

    def __str__(self) -> str:
        return ""


class RoundLetter(Held):
    """A letter of a round to one person: that it has begun, or a reminder. It says that something waits, never what is written."""

    BEGINS, REMINDER = "begins", "reminder"
    KINDS = [(BEGINS, BEGINS), (REMINDER, REMINDER)]

    round = models.ForeignKey(Round, models.CASCADE, related_name="letters")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=KINDS)
    on = models.DateField()
    mailed_at = models.DateTimeField(null=True)

    objects = scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "person", "kind", "on"], name="a_letter_of_a_round_is_sent_once")
        ]

    def __str__(self) -> str:
        return ""
