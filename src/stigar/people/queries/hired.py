"""What somebody was hired to: the role they had on their first day here, or the first one after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from stigar.people.models import Person
from stigar.people.queries.roles import stands_as
from stigar.people.rules import positions_of


@dataclass(frozen=True, slots=True)
class Hired:
    """The role (a merged title counts as the role it was merged into), and the day from which the person had it here."""

    role: UUID
    title: str
    on: date


def hired_to(person: Person) -> Hired | None:
    """Of several positions at once the one with the largest share; None where no role is entered since the person began. One query.

    Somebody who left and came back was hired to what they came back to.
    """
    for row in sorted(positions_of(person), key=lambda one: (one.begins, -one.share, one.pk)):
        if person.started and row.ends and row.ends < person.started:
            continue
        if row.role is not None:
            role = stands_as(row.role)
            return Hired(role.pk, role.title, max(row.begins, person.started or row.begins))
    return None
