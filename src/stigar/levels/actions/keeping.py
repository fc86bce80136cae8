"""What has been kept long enough goes: earlier levels and assessments, never the level that stands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from stigar.levels.queries.keeping import earlier_levels, seen_assessments

if TYPE_CHECKING:
    from stigar.people.models import Person


@transaction.atomic
def drop_earlier(*, person: Person, by: date) -> int:
    """Let go of the person's earlier levels and of assessments both have seen, to the day ``by``. Returns how many."""
    levels = earlier_levels(by=by, person=person).delete()[1].get("levels.Level", 0)
    judged = seen_assessments(by=by, person=person).delete()[1].get("levels.Assessment", 0)
    return levels + judged
