"""Roles that a person would like to grow into, and who may know."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from stigar.foundation.sealing import SealedText
from stigar.foundation.tenancy import Held, scoped


class CareerInterest(Held):
    """An interest in a role. The person chooses who sees it, and changes it when they like."""

    MINE, READERS, MANAGER, MOBILITY = "mine", "readers", "manager", "mobility"
    AUDIENCES = [
        (MINE, _("Only me")), (READERS, _("A coach or others I share with, not my manager")), (MANAGER, _("My manager and me")),
        (MOBILITY, _("My manager, and HR for vacancies")),
    ]  # fmt: skip

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    role = models.ForeignKey("people.Role", models.CASCADE, related_name="+")
    audience = models.CharField(max_length=8, choices=AUDIENCES, default=MINE)
    why = SealedText(blank=True)
    at = models.DateTimeField()

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "role"], name="one_interest_in_a_role")]

    def __str__(self) -> str:
        return ""
