"""Levels in nearly everything that is asked of everybody in the example company, and the groups counted: twice, so that there is a before."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from stigar.foundation import clock
from stigar.foundation.tenancy import where_we_are
from stigar.levels.actions.groups import count
from stigar.levels.models import Level
from stigar.levels.queries.groups.asked import asked_of_all


def count_groups(*, today: date) -> None:
    """Two publications, a season apart."""
    luck, asked = Random(3), asked_of_all(today=today)
    for days, share in ((200, 0.8), (20, 0.4)):
        day = today - timedelta(days=days)
        rows = [
            Level(
                organisation_id=where_we_are(), person_id=person, competence_id=competence, source=Level.MANAGER,
                level=max(0, min(5, need.level + luck.choice([-2, -1, 0, 0, 1]))), on=day, at=clock.now(),
            )
            for person, needs in asked.needs.items()
            for competence, need in needs.items()
            if luck.random() < share
        ]  # fmt: skip
        Level.objects.bulk_create(rows, batch_size=500)
        count(today=day)
