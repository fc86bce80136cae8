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
    """HR asks that dialogues be held between two days, after a template. ``reminders``: days before the end when who waits is reminded."""

    name = models.CharField(max_length=120)
    template = models.ForeignKey(Template, models.PROTECT, related_name="rounds")
    begins = models.DateField()
    ends = models.DateField()
    judges_levels = models.BooleanField(default=True)  # the two also judge the competences, each alone
    reminders = models.JSONField(default=list)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)  # the talks are made and people are told
    ended_at = models.DateTimeField(null=True)

    objects = scoped()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(ends__gte=F("begins")), name="a_round_ends_after_it_begins")]

    def __str__(self) -> str:
        return self.name
