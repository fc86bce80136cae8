"""What we remember of vocabularies: which one, its concepts with their names, and what needs what."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from stigar.foundation.tenancy import Held, scoped

ORGANISATION = settings.STIGAR_ORGANISATION_MODEL


class Vocabulary(Held):
    """A list that the organisation has brought, official or its own: one per source, in its latest version.

    ``parts`` are the fingerprints of the files it was put together from, ``fingerprint`` names the whole.
    """

    SOURCES = [("esco", "ESCO"), ("onet", "O*NET"), ("jobtech", "JobTech"), ("own", _("Our own list"))]

    source = models.CharField(max_length=10, choices=SOURCES)
    version = models.CharField(max_length=60, blank=True)
    licence = models.CharField(max_length=400)
    fingerprint = models.CharField(max_length=64)
    parts = models.JSONField(default=list)
    counts = models.JSONField(default=dict)  # kind -> how many concepts stand
    languages = models.JSONField(default=dict)  # language -> how many concepts have a name in it
    links = models.PositiveIntegerField(default=0)
    files = models.JSONField(default=list)  # names of the files, as the user knew them
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "source"], name="one_vocabulary_per_source")]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.version}".strip()


class ConceptQuerySet(models.QuerySet["Concept"]):
    def standing(self) -> ConceptQuerySet:
        """Not retired."""
        return self.filter(deprecated=False)

    def with_uris(self, uris: Iterable[str]) -> ConceptQuerySet:
        return self.filter(uri__in=list(uris)).select_related("vocabulary")


class Concept(Held):
    """An occupation, a skill or a group, known by its address; ``labels`` per language, the preferred name first."""

    KINDS = [
        ("occupation", _("Occupation")),
        ("occupation-group", _("Occupation group")),
        ("skill", _("Skill")),
        ("skill-group", _("Skill group")),
        ("activity", _("Activity")),
        ("task", _("Task")),
        ("tool", _("Tool")),
        ("trait", _("Trait")),
    ]

    organisation = models.ForeignKey(
        ORGANISATION, models.CASCADE, related_name="+", db_index=False
    )  # concept_by_address
    vocabulary = models.ForeignKey(
        Vocabulary, models.CASCADE, related_name="concepts", db_index=False
    )  # the constraint
    uri = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=KINDS)
    labels = models.JSONField(default=dict)
    description = models.TextField(blank=True)
    deprecated = models.BooleanField(default=False)
    replaced_by = models.CharField(max_length=300, blank=True)
    broader = models.JSONField(default=list)

    objects = scoped(ConceptQuerySet)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vocabulary", "uri"], name="a_concept_has_one_address")]
        indexes = [models.Index(fields=["organisation", "uri"], name="concept_by_address")]

    def __str__(self) -> str:
        return self.name("en")

    def name(self, language: str) -> str:
        """The preferred name in ``language``, else in English, else in any, else the address."""
        for wanted in (language, "en", *self.labels):
            if self.labels.get(wanted):
                return str(self.labels[wanted][0])
        return self.uri


class Link(Held):
    """An occupation (or a group of them) needs a skill: essential there, or optional."""

    # No index of its own for the organisation: with one, SQLite reads every link of it to find those of one occupation.
    organisation = models.ForeignKey(ORGANISATION, models.CASCADE, related_name="+", db_index=False)
    occupation = models.ForeignKey(
        Concept, models.CASCADE, related_name="needs", db_index=False
    )  # the constraint has one
    skill = models.ForeignKey(Concept, models.CASCADE, related_name="needed_by")
    essential = models.BooleanField(default=True)

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["occupation", "skill"], name="a_need_is_told_once")]
