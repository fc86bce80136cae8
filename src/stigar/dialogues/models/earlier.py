"""How a template stood before each change, so that every change can be taken back."""

from __future__ import annotations

from django.db import models

from stigar.dialogues.models.rounds import Template
from stigar.foundation.tenancy import Held, scoped


class Earlier(Held):
    """A template as it was before change ``number``. The latest is put back when that change is undone, and is gone then."""

    template = models.ForeignKey(Template, models.CASCADE, related_name="earlier")
    number = models.PositiveIntegerField()
    names = models.JSONField(default=dict)
    blocks = models.JSONField(default=list)

    objects = scoped()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["template", "number"], name="a_change_is_kept_once")]

    def __str__(self) -> str:
        return ""
