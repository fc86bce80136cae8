"""Who is HR: named to whoever is about to show HR something."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from stigar.people.models import Duty, Person
from stigar.people.queries.placing import units_above
from stigar.people.queries.units import tree


def hr_people(unit: UUID | None, *, today: date) -> list[Person]:
    """Who is HR today for a unit: everywhere, there, or in a unit it lies in; without a unit everywhere. One query, and one whether the units
    have changed where somebody is HR in some of them only."""
    rows = Duty.objects.standing(today).filter(kind=Duty.HR, person__closed_login=None).select_related("person")
    duties = [one for one in rows.order_by("person__order_sv") if one.person.is_here(today)]
    there: frozenset[UUID] = frozenset()
    if unit and any(one.unit_id for one in duties):
        there = units_above({row.id: row.parent_id for row in tree()}).get(unit, frozenset())
    return list({one.person_id: one.person for one in duties if one.unit_id is None or one.unit_id in there}.values())
