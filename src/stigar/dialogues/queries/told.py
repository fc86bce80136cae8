"""What home tells beside what waits: whom one has come to lead, that one's summaries were opened, what asks for a second person,
and that a time was called off."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value

from stigar.dialogues.models import Break, CalledOff, GoesSoon
from stigar.dialogues.rules import TOLD_FOR_DAYS, breaks_to_answer
from stigar.foundation.models import JournalEntry
from stigar.people.queries.leading import taken_over

if TYPE_CHECKING:
    from stigar.people.models import Person

TAKEN_OVER, OPENED, TO_SECOND, GOES, CALLED_OFF = "taken over", "opened", "to second", "goes", "called off"
NEW_FOR_DAYS = 60
READ_THE_HANDOVER = "read what a new manager is given"  # marked for translation where it is written


def also_told(viewer: Person, *, today: date) -> list[QuerySet[Any, tuple[Any, ...]]]:
    """In the shape of ``parts_to_write``, so that home still asks once. What has been read is not told again."""
    read = JournalEntry.objects.looks().filter(actor=viewer.pk, verb=READ_THE_HANDOVER, about=OuterRef("person"))
    fresh = taken_over(viewer, today=today, days=NEW_FOR_DAYS).filter(~Exists(read))
    about_me = Break.objects.filter(person=viewer, seconded__at__date__gte=today - timedelta(days=TOLD_FOR_DAYS))
    called_off = CalledOff.objects.filter(person=viewer, at__date__gte=today - timedelta(days=TOLD_FOR_DAYS))
    return [
        _told(fresh, TAKEN_OVER, "person", "person", "begins"),
        _told(about_me, OPENED, "pk", "by", "seconded__until"),
        _told(breaks_to_answer(viewer, today=today), TO_SECOND, "pk", "by", "seconded__until"),
        _told(GoesSoon.objects.filter(person=viewer, gone_at=None), GOES, "pk", "person", "on"),
        _told(called_off, CALLED_OFF, "pk", "other", "day"),
    ]


def _told(rows: QuerySet[Any], kind: str, key: str, other: str, day: str) -> QuerySet[Any, tuple[Any, ...]]:
    """(kind, key, the person, the person's name, the other's name, a day)."""
    names = [f"{who}__{part}" for who in ("person", other) for part in ("given", "family")]
    return rows.values_list(Value(kind, CharField()), key, "person", *names, day)
