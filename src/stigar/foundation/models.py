"""What the foundation remembers: the journal, errands in the background, and files that were brought."""

import uuid
from typing import Any, NoReturn

from django.db import models

from stigar.foundation.tenancy import Held, scoped


class OnlyEverAdded(TypeError):
    """A line of the journal is never changed and never removed."""


class JournalQuerySet(models.QuerySet["JournalEntry"]):
    def about(self, person_id: uuid.UUID) -> "JournalQuerySet":
        """What concerns this person, and what concerned everybody at once."""
        return self.filter(models.Q(about=person_id) | models.Q(about=None, kind=JournalEntry.LOOK))

    def looks(self) -> "JournalQuerySet":
        return self.filter(kind=JournalEntry.LOOK)

    def erase_names(self, person_id: uuid.UUID) -> int:
        """The one change a line allows: a person who has a right to be forgotten is named no more. Returns how many lines."""
        return super().filter(models.Q(thing_id=person_id) | models.Q(about=person_id))._erase()

    def _erase(self) -> int:
        return super().update(thing_name="", why="", details={})

    def update(self, **_: Any) -> NoReturn:
        raise OnlyEverAdded

    def delete(self) -> NoReturn:
        raise OnlyEverAdded


class JournalEntry(Held):
    """One line: who did or looked at what, when, and why. ``about`` is the person it concerns, if one."""

    CHANGE, LOOK = "change", "look"

    at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=6, choices=[(CHANGE, CHANGE), (LOOK, LOOK)])
    actor = models.UUIDField(null=True)  # a person's id; None when it happened by itself or from the terminal
    verb = models.CharField(max_length=80)  # an English sentence part, translated where it is shown
    thing = models.CharField(max_length=60, blank=True)
    thing_id = models.UUIDField(null=True)
    thing_name = models.CharField(max_length=200, blank=True)
    about = models.UUIDField(null=True)
    why = models.CharField(max_length=300, blank=True)
    details = models.JSONField(default=dict)
    outdates = models.CharField(max_length=60, blank=True)  # kept of such things is old now; empty when nothing is

    objects = scoped(JournalQuerySet)  # type: ignore[django-manager-missing]

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-at"], name="journal_by_time"),
            models.Index(fields=["about", "-at"], name="journal_by_person"),
            models.Index(fields=["thing_id"], name="journal_by_thing"),
            models.Index(
                fields=["organisation", "outdates", "at"], name="journal_outdating", condition=models.Q(outdates__gt="")
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise OnlyEverAdded
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise OnlyEverAdded


class Errand(Held):
    """Work in the background that somebody asked for. It has ended when ``ended_at`` is set, well or not."""

    kind = models.CharField(max_length=60)
    by = models.UUIDField(null=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    given = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    fault = models.JSONField(null=True)

    objects = scoped()  # type: ignore[django-manager-missing]


class Upload(Held):
    """A file somebody brought, kept under its hash until it is used or a day has passed; what ``stays`` goes with what it belongs to."""

    by = models.UUIDField(null=True)
    at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=30)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    reading = models.JSONField(default=dict)  # how its columns are read, as corrected by the person
    stays = models.BooleanField(default=False)

    objects = scoped()  # type: ignore[django-manager-missing]
