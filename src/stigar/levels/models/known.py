"""What we know of a person's competence: levels that somebody saw, what the person tells besides, proof, and the person's answer."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stigar.foundation.sealing import SealedText
from stigar.foundation.tenancy import Held, scoped


class Level(Held):
    """A level as somebody saw it one day. Only ever added, so that the way there can be seen; the latest counts, not the best.

    ``level`` is on the scale of the competence's model; 0 is "not yet". ``words`` is what the one who saw wrote.
    A file may bring 200,000 of them, so there is an index for each question that is asked and no other (decision 0101).
    """

    SELF, MANAGER, PEER = "self", "manager", "peer"
    OBSERVATION, CERTIFICATE, FILE = "observation", "certificate", "file"
    SOURCES = [
        (SELF, _("Said oneself")), (MANAGER, _("Manager or reviewer")), (PEER, _("Colleague")), (OBSERVATION, _("Observed")),
        (CERTIFICATE, _("Certificate")), (FILE, _("From a file")),
    ]  # fmt: skip
    SEEN_BY_OTHERS = (MANAGER, OBSERVATION, CERTIFICATE, FILE)  # what counts as the level somebody was found to have

    organisation = models.ForeignKey(
        settings.STIGAR_ORGANISATION_MODEL, models.CASCADE, related_name="+", db_index=False
    )  # levels_of_a_person begins with it
    person = models.ForeignKey(
        "people.Person", models.CASCADE, related_name="+", db_index=False
    )  # levels_of_a_person; a person is never deleted, but forgotten
    competence = models.ForeignKey(
        "library.Competence", models.PROTECT, related_name="+", db_index=False
    )  # levels_in_a_competence begins with it
    source = models.CharField(max_length=11, choices=SOURCES)
    level = models.PositiveSmallIntegerField()
    on = models.DateField()  # the day it was seen
    words = SealedText(blank=True)
    by = models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, related_name="+", db_index=False
    )  # asked only when somebody takes out all that is theirs
    at = models.DateTimeField()
    assessment = models.ForeignKey(
        "levels.Assessment", models.SET_NULL, null=True, related_name="levels", db_index=False
    )  # levels_of_an_assessment
    brought = models.ForeignKey(
        "levels.LevelImport", models.SET_NULL, null=True, related_name="levels", db_index=False
    )  # levels_of_a_file
    taken_back = models.DateTimeField(null=True)  # it was a mistake; the one before counts again

    objects = scoped()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "person", "competence", "-on"], name="levels_of_a_person"),
            models.Index(fields=["competence", "organisation"], name="levels_in_a_competence"),
            models.Index(
                fields=["assessment", "organisation"],
                condition=Q(assessment__isnull=False),
                name="levels_of_an_assessment",
            ),
            models.Index(
                fields=["brought", "organisation"], condition=Q(brought__isnull=False), name="levels_of_a_file"
            ),
        ]

    def __str__(self) -> str:
        return ""  # what somebody can stays out of the journal


class Experience(Held):
    """What a person tells of a competence besides the level: interest, years, and when it was last used. The latest counts."""

    INTERESTS = [
        (0, _("Not for me")), (1, _("If it is needed")), (2, _("Gladly")), (3, _("This is what I want")),
    ]  # fmt: skip

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    competence = models.ForeignKey("library.Competence", models.PROTECT, related_name="+")
    interest = models.PositiveSmallIntegerField(choices=INTERESTS, null=True)
    years = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    used = models.DateField(null=True)  # when it was last used
    on = models.DateField()
    at = models.DateTimeField()

    objects = scoped()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(interest=None) | Q(interest__lte=3), name="interest_is_0_to_3")
        ]
        indexes = [models.Index(fields=["organisation", "person", "competence", "-on"], name="experience_of_a_person")]

    def __str__(self) -> str:
        return ""


class Evidence(Held):
    """What shows a level: a text, an address or a file, put there by the person or by whoever saw it."""

    TEXT, LINK, FILE = "text", "link", "file"
    KINDS = [(TEXT, _("Text")), (LINK, _("Link")), (FILE, _("File"))]

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    competence = models.ForeignKey("library.Competence", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=4, choices=KINDS)
    title = models.CharField(max_length=160)
    text = SealedText(blank=True)
    address = models.URLField(max_length=500, blank=True)
    upload = models.ForeignKey("foundation.Upload", models.SET_NULL, null=True, related_name="+")
    on = models.DateField()
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = scoped()

    def __str__(self) -> str:
        return ""


class EvidenceShown(Held):
    """The person lets their manager see evidence from before that manager began to lead them. Undone, the row is gone."""

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="shown")
    reader = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    at = models.DateTimeField()

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["evidence", "reader"], name="evidence_is_shown_once_to_each")]

    def __str__(self) -> str:
        return ""


class Reply(Held):
    """The person answers a level that somebody else gave, or contests it; a contested level is talked about and settled."""

    level = models.ForeignKey(Level, models.CASCADE, related_name="replies")
    words = SealedText()
    contests = models.BooleanField(default=False)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    settlement = SealedText(blank=True)

    objects = scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["level"],
                condition=Q(contests=True, settled_at=None),
                name="a_level_is_contested_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return ""


class LevelImport(Held):
    """A skill matrix that was brought: which file, by whom, when, and what it added."""

    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    added = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    taken_back = models.DateTimeField(null=True)  # the whole of it was a mistake

    objects = scoped()

    def __str__(self) -> str:
        return self.file_name
