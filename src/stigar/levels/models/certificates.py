"""Certificates that a person has, until when, and which a role asks for."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from stigar.foundation.tenancy import Held, scoped


class Certificate(Held):
    """A certificate, licence or permit. ``ends`` is its last day; the warning comes in good time before it."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    name = models.CharField(max_length=160)
    issuer = models.CharField(max_length=160, blank=True)
    competence = models.ForeignKey("library.Competence", models.PROTECT, null=True, related_name="+")
    level = models.PositiveSmallIntegerField(null=True)  # that it vouches for
    begins = models.DateField()
    ends = models.DateField(null=True)
    address = models.URLField(max_length=500, blank=True)  # where it can be seen
    upload = models.ForeignKey("foundation.Upload", models.SET_NULL, null=True, related_name="+")
    renews = models.ForeignKey("levels.Certificate", models.SET_NULL, null=True, related_name="renewals")
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    confirmed_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    taken_away = models.DateTimeField(null=True)

    objects = scoped()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("begins")), name="a_certificate_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(level=None) | Q(competence__isnull=False), name="a_certified_level_is_in_a_competence"
            ),
        ]

    def __str__(self) -> str:
        return ""


class CertificateWarning(Held):
    """The person was warned by letter so many days before the last day. A row is one letter, sent once."""

    certificate = models.ForeignKey(Certificate, models.CASCADE, related_name="warnings")
    days = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["certificate", "days"], name="one_letter_for_each_warning")]


class RequiredCertificate(Held):
    """A role asks for a certificate by this name, ``months`` old at most; None is as long as it says itself."""

    role = models.ForeignKey("people.Role", models.CASCADE, related_name="+")
    name = models.CharField(max_length=160)
    months = models.PositiveSmallIntegerField(null=True)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["role", "name"], name="a_role_asks_for_a_certificate_once")]

    def __str__(self) -> str:
        return self.name
