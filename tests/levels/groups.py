"""A company of groups: advisers in customer service (under Ada) and among the merchants (under Dag), with levels that somebody has seen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from stigar.levels.models import Level
from stigar.people.models import Person, Position
from tests.cast import LONG_AGO, TODAY

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def advisers(cast: Any, unit: Any, manager: Any, many: int, *, role: Any = None) -> list[Person]:
    """So many more advisers in a unit."""
    there = Person.objects.count()
    people = [
        Person.objects.create(
            organisation=cast.organisation, number=f"1{there + at:04}", given=f"Nya{there + at:04}", language="sv", started=LONG_AGO
        )
        for at in range(many)
    ]  # fmt: skip
    for one in people:
        Position.objects.create(
            organisation=cast.organisation, person=one, role=role or cast.adviser, unit=unit, manager=manager, begins=LONG_AGO
        )  # fmt: skip
    return people


def seen_at(cast: Any, who: Person, competence: Any, level: int, *, days: int = 0, **more: Any) -> Level:
    """A level that the manager has seen, some days after today's."""
    day = TODAY + timedelta(days=days)
    given = {"source": Level.MANAGER, "on": day, "at": NOW + timedelta(days=days), "by": cast.ada, **more}
    made: Level = Level.objects.create(
        organisation=cast.organisation, person=who, competence_id=competence, level=level, **given
    )
    return made


def seen(cast: Any, people: list[Person], competence: Any, levels: str, *, days: int = 0) -> None:
    """A digit for each."""
    for who, level in zip(people, levels, strict=True):
        seen_at(cast, who, competence, int(level), days=days)
