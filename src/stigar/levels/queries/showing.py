"""Which evidence a manager does not see, since it is from before they began, and which of it the person has shown them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from stigar.levels.models import Evidence, EvidenceShown
from stigar.levels.rules import visible_evidence, visible_levels
from stigar.people.queries.leading import managers_of

if TYPE_CHECKING:
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
    shown = set(EvidenceShown.objects.filter(evidence__in=evidence).values_list("evidence", "reader"))
    for manager in managers_of(person, today=today):
        levels = visible_levels(manager, person, today=today)
        seen = set(visible_evidence(manager, person, levels, today=today).values_list("pk", flat=True))
        for one in evidence:
            if (one.pk, manager.pk) in shown:
                found.setdefault(one.pk, []).append(ToShow(manager, shown=True))
            elif one.pk not in seen:
                found.setdefault(one.pk, []).append(ToShow(manager, shown=False))
    return found
