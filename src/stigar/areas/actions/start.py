"""Starting with one: how much each reason weighs, which area is the pilot, which come in waves after it, which wait."""

from collections.abc import Mapping
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.areas import rules
from stigar.areas.actions.decisions import NotOnTheMap, decide
from stigar.areas.models import Decision, ProgrammeFigures, StartWeights, Wave
from stigar.areas.queries.map import newest_map
from stigar.areas.queries.start import MOST, PARTS
from stigar.foundation import journal

if TYPE_CHECKING:
    from stigar.people.models import Person

LONGEST_PLAN = 104  # weeks
FIGURES = ("hours", "preparation_hours", "group_size", "trainers", "coordination_hours")


class StillNeeded(Exception):
    """The pilot cannot be taken back while later waves build on it."""


@transaction.atomic
def weigh_start(*, weights: Mapping[str, int], needs: Mapping[str, int], viewer: "Person", today: date) -> StartWeights:
    """Say how much each reason counts (0-5), and how great the need is in each area (0-5)."""
    rules.demand_here(viewer, "decide on areas", today=today)
    values = {part: min(max(int(weights[part]), 0), MOST) for part in PARTS}
    kept, _ = StartWeights.objects.get_or_create(organisation_id=viewer.organisation_id)
    for part, value in values.items():
        setattr(kept, part, value)
    kept.needs = {**kept.needs, **{key: min(max(int(need), 0), MOST) for key, need in needs.items()}}
    kept.save()
    journal.note(viewer, gettext_noop("weighed where to start"), kept, weights=values)
    return kept


@transaction.atomic
def enter_figures(*, viewer: "Person", today: date, **figures: Any) -> ProgrammeFigures:
    """Say how many hours a programme takes here."""
    rules.demand_here(viewer, "decide on areas", today=today)
    kept, _ = ProgrammeFigures.objects.get_or_create(organisation_id=viewer.organisation_id)
    for name, value in figures.items():
        setattr(kept, name, value)
    kept.save()
    journal.note(viewer, gettext_noop("entered what a programme takes"), kept)
    return kept


def start_area(
    *, key: str, begins: date, weeks: int, why: str = "", seen: int, viewer: "Person", today: date
) -> Decision:
    """Start with an area: the first is the pilot, the next ones waves after it. The others stay parked, not lost."""
    rules.demand_here(viewer, "decide on areas", today=today)
    view = newest_map(viewer.organisation.language)
    area = view.area(key) if view else None
    if area is None:
        raise NotOnTheMap
    taken = set(Wave.objects.values_list("number", flat=True))
    number = next(number for number in count(1) if number not in taken)
    entered = ProgrammeFigures.objects.values(*FIGURES).first()
    plan = {
        "number": number, "begins": begins.isoformat(), "weeks": min(max(weeks, 1), LONGEST_PLAN), "why": why.strip()[:500],
        "figures": {name: float(entered[name]) for name in FIGURES} if entered else {},
    }  # fmt: skip
    return decide("start", [key], {"waves": {key: plan}}, {"name": area.name, "wave": number}, seen=seen, viewer=viewer)


def park_area(*, key: str, seen: int, viewer: "Person", today: date) -> Decision:
    """Take an area out of the waves again; it waits, nothing of it is lost. Only the latest wave can be taken out."""
    rules.demand_here(viewer, "decide on areas", today=today)
    wave = Wave.objects.filter(area__key=key).select_related("area").first()
    if wave is None:
        raise NotOnTheMap
    if Wave.objects.filter(number__gt=wave.number).exists():
        raise StillNeeded
    return decide("start", [key], {"waves": {key: None}}, {"name": key, "wave": 0}, seen=seen, viewer=viewer)
