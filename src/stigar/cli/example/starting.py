"""How an example company began: HR has said how great the need is in each area and what a programme takes, and started with one."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from stigar.areas.actions import start
from stigar.areas.queries.map import newest_map
from stigar.cli.example.bygone import days_ago

if TYPE_CHECKING:
    from stigar.cli.example.rows import Company

CHOSEN_DAYS_AGO = 116  # the map was drawn before, and the profile project of the pilot begins after
WEEKS = 26
WEIGHTS = {"people": 3, "need": 4, "common": 3, "wishes": 2, "coordination": 2}


def start_with_one(company: Company, roles: dict[str, UUID], hr: Any, today: date) -> None:
    """The area of the greatest need becomes the pilot; a company that has entered no programme has started with none."""
    told, view = company.programme, newest_map("sv")
    if told is None or view is None:
        return
    needs: dict[str, int] = {}
    for need in told.needs:
        areas = [area.key for role in need.roles if (area := view.area_of(str(roles[role])))]
        for key, _times in Counter(areas).most_common(1):
            needs[key] = max(need.weight, needs.get(key, 0))
    first, by_hr = max(told.needs, key=lambda one: one.weight), {"viewer": hr, "today": today}
    pilot = next(area.key for role in first.roles if (area := view.area_of(str(roles[role]))))
    with days_ago(CHOSEN_DAYS_AGO):
        start.weigh_start(weights=WEIGHTS, needs=needs, **by_hr)
        start.enter_figures(
            hours=told.hours_per_participant, preparation_hours=told.preparation_hours, group_size=told.people_per_group,
            trainers=told.trainers_per_group, coordination_hours=told.coordination_hours_per_department, **by_hr,
        )  # fmt: skip
        start.start_area(
            key=pilot,
            begins=today - timedelta(days=CHOSEN_DAYS_AGO),
            weeks=WEEKS,
            why=first.why[company.languages[0]],
            seen=view.turn,
            **by_hr,
        )
