"""Which evidence a manager does not see, since it is from before they began, and which of it the person has shown them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from stigar.foundation.policy import Ground
from stigar.foundation.prepared import prepared
from stigar.levels.models import Evidence, EvidenceShown
from stigar.levels.rules import grounds, visible_evidence, visible_levels
from stigar.people.queries.leading import managers_of
from stigar.people.rules import leads_since

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from stigar.people.models import Person


@dataclass(frozen=True, slots=True)
class ToShow:
    """A manager who sees a piece of evidence only when the person shows it, and whether that is so."""

    manager: Person
    shown: bool


def to_show(person: Person, evidence: Sequence[Evidence], *, today: date) -> dict[UUID, list[ToShow]]:
    """By evidence, for the person's own page: nothing of what every manager sees anyhow. Nothing is asked where there is no evidence."""
    if not evidence:
        return {}
    found: dict[UUID, list[ToShow]] = {}
    shown = set(_shown([one.pk for one in evidence]))
    for manager in managers_of(person, today=today):
        towards, since = grounds(manager, person, today=today), leads_since(manager, person, today=today) or today
        seen = set(_seen(manager, person, towards=towards, since=since, today=today))
        for one in evidence:
            if (one.pk, manager.pk) in shown:
                found.setdefault(one.pk, []).append(ToShow(manager, shown=True))
            elif one.pk not in seen:
                found.setdefault(one.pk, []).append(ToShow(manager, shown=False))
    return found


@prepared
def _shown(evidence: list[UUID]) -> QuerySet[EvidenceShown, tuple[UUID, UUID]]:
    return EvidenceShown.objects.filter(evidence__in=evidence).values_list("evidence", "reader")


@prepared
def _seen(
    viewer: Person, person: Person, *, towards: frozenset[Ground], since: date, today: date
) -> QuerySet[Evidence, UUID]:
    """The evidence that this manager sees."""
    levels = visible_levels(viewer, person, today=today, towards=towards, since=since)
    rows = visible_evidence(viewer, person, levels, today=today, towards=towards, since=since)
    return rows.values_list("pk", flat=True)
