"""The journal as people read it: who did or looked at what, when, with names; never what was written."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from stigar.foundation.models import JournalEntry, JournalQuerySet
from stigar.people.models import Person

# What may be named in the journal: things whose names everyone in the organisation may see.
NAMED = frozenset({
    "people.person", "people.role", "people.unit", "people.site", "people.organisation", "people.import", "areas.area",
    "library.vocabulary",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``actor`` is empty when it happened by itself; ``verb`` is English, translated where it is shown."""

    at: datetime
    kind: str
    actor: str
    verb: str
    thing: str
    about: str
    why: str


def between(lines: JournalQuerySet, *, first: date | None, last: date | None, time_zone: str) -> JournalQuerySet:
    """Those from the first day to the last, both included, by the organisation's clock."""
    zone = ZoneInfo(time_zone)
    if first:
        lines = lines.filter(at__gte=datetime.combine(first, time.min, zone))
    if last:
        lines = lines.filter(at__lt=datetime.combine(last + timedelta(days=1), time.min, zone))
    return lines


def by_or_about(lines: JournalQuerySet, text: str) -> JournalQuerySet:
    """Those in which a person with such a name acts or is concerned."""
    persons = Person.objects.all()
    for word in text.split()[:5]:
        persons = persons.filter(given__icontains=word) | persons.filter(family__icontains=word)
    ids = persons.values("pk")
    return lines.filter(actor__in=ids) | lines.filter(about__in=ids)


def verbs() -> list[str]:
    """Every verb that stands in the journal, in English."""
    return list(JournalEntry.objects.order_by("verb").values_list("verb", flat=True).distinct())


def told(entries: Iterable[JournalEntry]) -> list[Line]:
    """The lines with the names of people; one more query, however many there are."""
    kept = list(entries)
    ids = {entry.actor for entry in kept} | {entry.about for entry in kept}
    names = _names(pk for pk in ids if pk)
    return [
        Line(
            entry.at, entry.kind, names.get(entry.actor, ""), entry.verb,
            entry.thing_name if entry.thing in NAMED and entry.thing_id != entry.about else "",
            names.get(entry.about, ""), entry.why,
        )
        for entry in kept
    ]  # fmt: skip


def _names(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID | None, str]:
    rows = Person.objects.filter(pk__in=list(ids)).values_list("pk", "given", "family")
    return {pk: f"{given} {family}".strip() for pk, given, family in rows}
