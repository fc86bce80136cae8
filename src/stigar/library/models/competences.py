"""What we remember of competence models: the model, its families and competences, and everything written about each.

Texts stand per language as ``{"sv": {"name": ...}}``, so a model speaks as many languages as its author wrote. Keys are
stable: a newer version of the same model finds its own rows again, and what is no longer in it is retired, never removed,
because profiles and dialogues point here.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stigar.foundation.tenancy import Held, scoped


class Rights(Held):
    """Whose words these are, and what may be done with them. What may not be passed on stays inside the organisation."""

    holder = models.CharField(max_length=200)
    licence = models.CharField(max_length=120)
    address = models.URLField(max_length=300, blank=True)  # of the licence
    terms = models.TextField(max_length=2000, blank=True)
    attribution = models.CharField(max_length=300, blank=True)  # the line to be printed with the text
    ends = models.DateField(null=True)  # the last day of the right to use it
    may_pass_on = models.BooleanField(default=False)

    objects = scoped()

    def __str__(self) -> str:
        return f"{self.holder}, {self.licence}"


class CompetenceModel(Held):
    """A model of competences: our own open one, the organisation's own, or one brought from somebody else.

    ``scale`` is the levels from the lowest up: ``[{"level": 1, "names": {"sv": "Ny", "en": "New"}}, ...]``.
    """

    OPEN, OWN, BROUGHT = "open", "own", "brought"
    KINDS = [(OPEN, _("Stigar's open model")), (OWN, _("Our own")), (BROUGHT, _("Brought from elsewhere"))]

    key = models.SlugField(max_length=80)
    kind = models.CharField(max_length=8, choices=KINDS)
    names = models.JSONField(default=dict)  # language -> name
    about = models.JSONField(default=dict)  # language -> a few sentences
    version = models.CharField(max_length=40, blank=True)
    scale = models.JSONField(default=list)
    rights = models.ForeignKey(Rights, models.PROTECT, related_name="models")
    fingerprint = models.CharField(max_length=64, blank=True)  # of what it was last read from
    file_name = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="a_model_has_one_key")]

    def __str__(self) -> str:
        return next(iter(self.names.values()), self.key)


class Family(Held):
    """Competences that belong together in a model."""

    model = models.ForeignKey(CompetenceModel, models.CASCADE, related_name="families")
    key = models.SlugField(max_length=80)
    names = models.JSONField(default=dict)
    place = models.PositiveSmallIntegerField(default=0)

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "key"], name="a_family_has_one_key")]


class Competence(Held):
    """Something people can be able to do. ``texts`` per language: name, definition and ``not`` (what it is not)."""

    SUBJECT, COMMUNICATION, BOTH = "subject", "communication", "both"
    DISCIPLINES = [(SUBJECT, _("Subject")), (COMMUNICATION, _("Communication")), (BOTH, _("Subject and communication"))]

    model = models.ForeignKey(CompetenceModel, models.CASCADE, related_name="competences")
    family = models.ForeignKey(Family, models.SET_NULL, null=True, related_name="competences")
    key = models.CharField(max_length=120)
    place = models.PositiveIntegerField(default=0)
    discipline = models.CharField(max_length=14, choices=DISCIPLINES, blank=True)
    concepts = models.JSONField(default=list)  # addresses in ESCO and other vocabularies that mean the same
    texts = models.JSONField(default=dict)
    rights = models.ForeignKey(Rights, models.PROTECT, null=True, related_name="+")  # None: as the model's
    retired = models.BooleanField(default=False)

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "key"], name="a_competence_has_one_key")]

    def __str__(self) -> str:
        return next((str(words.get("name", "")) for words in self.texts.values()), "") or self.key


class Item(Held):
    """One thing written about a competence: a behaviour, a challenge, a question, an activity and so on.

    ``texts`` per language: ``text``, and for an activity also ``name``, ``who`` and ``where``; for an interview question
    also ``low`` and ``high``, what to listen for. ``tie`` is the key of the behaviour or challenge a question is about.
    """

    BEHAVIOUR, CHALLENGE, QUESTION = "behaviour", "challenge", "question"
    ACTIVITY, INTERVIEW, REFLECTION = "activity", "interview", "reflection"
    KINDS = [
        (BEHAVIOUR, _("Behaviour")), (CHALLENGE, _("Challenge")), (QUESTION, _("Coaching question")),
        (ACTIVITY, _("Development activity")), (INTERVIEW, _("Interview question")), (REFLECTION, _("To reflect on")),
    ]  # fmt: skip
    FORMS = [
        ("job", _("Practise on the job")), ("others", _("With others")), ("course", _("Course")), ("reflection", _("Reflection")),
    ]  # fmt: skip

    competence = models.ForeignKey(Competence, models.CASCADE, related_name="items")
    kind = models.CharField(max_length=10, choices=KINDS)
    key = models.CharField(max_length=140)
    place = models.PositiveIntegerField(default=0)
    level = models.PositiveSmallIntegerField(null=True)  # a behaviour's; the first that an activity suits
    until = models.PositiveSmallIntegerField(null=True)  # the last level that an activity suits
    form = models.CharField(max_length=10, choices=FORMS, blank=True)  # of an activity
    hours = models.DecimalField(max_digits=6, decimal_places=2, null=True)  # of an activity, working hours in all
    tie = models.CharField(max_length=140, blank=True)
    texts = models.JSONField(default=dict)
    rights = models.ForeignKey(Rights, models.PROTECT, null=True, related_name="+")  # None: as the competence's
    retired = models.BooleanField(default=False)

    objects = scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["competence", "key"], name="an_item_has_one_key"),
            models.CheckConstraint(
                condition=Q(level=None) | Q(until=None) | Q(until__gte=models.F("level")),
                name="an_activity_suits_from_a_level_up",
            ),
        ]

    def __str__(self) -> str:
        words: dict[str, str] = next(iter(self.texts.values()), {})
        return words.get("name") or words.get("text", self.key)


class Expectation(Held):
    """What a model that was brought says a role needs: a competence at a level. Profiles can be started from it."""

    model = models.ForeignKey(CompetenceModel, models.CASCADE, related_name="expectations")
    role = models.CharField(max_length=160)  # the title as the model has it
    competence = models.ForeignKey(Competence, models.CASCADE, related_name="expectations")
    level = models.PositiveSmallIntegerField()

    objects = scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["model", "role", "competence"], name="a_role_expects_a_competence_once")
        ]
