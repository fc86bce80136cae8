"""How a round goes under the leaders below somebody: so many in each team, in whole fives. Never who, and never what is said.

The teams are as they stood the day the round was started, each person in one of them, so that nobody who moves moves a figure. A team of
fewer than five is told together with the other small ones, and only while they are the same as that day. The viewer's own team is left
out, and everybody whose dialogue the viewer holds: what one knows already could be subtracted. See decision 0117.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from stigar.dialogues.models import Goal, Reopening, Summary, Talk
from stigar.dialogues.queries.coverage import HELD, SIGNED, state_of
from stigar.foundation import clock
from stigar.foundation.policy import SMALLEST_GROUP, Ground, may, share
from stigar.people.queries.leading import below, first_leaders, who_leads_whom
from stigar.people.queries.workplaces import people_named
from stigar.people.rules import people_led_by

if TYPE_CHECKING:
    from uuid import UUID

    from stigar.dialogues.models import Round
    from stigar.people.models import Person

WITH_TIME, MET, BOTH_SIGNED, WITH_GOAL = MEASURES = ("booked", "held", "signed", "goals")
RIGHT = "see coverage of dialogues"


@dataclass(frozen=True, slots=True)
class Team:
    """One team, or the small ones together (no name): how many are in the round, and of each measure so many or more; 0 is fewer than five."""

    name: str
    people: int
    counts: Mapping[str, int]

    @property
    def in_order(self) -> tuple[int, ...]:
        """The numbers in the order of ``MEASURES``."""
        return tuple(self.counts[one] for one in MEASURES)


@dataclass(frozen=True, slots=True)
class Under:
    """All teams below somebody in a round, by the names of their leaders; the small ones last. ``untold``: small ones that are not shown."""

    teams: tuple[Team, ...]
    untold: bool

    @property
    def people(self) -> int:
        return sum(one.people for one in self.teams)

    @property
    def signed(self) -> int:
        """At least so many, added up from what is shown and nothing else."""
        return sum(one.counts[BOTH_SIGNED] for one in self.teams)


def under(viewer: Person, row: Round, *, today: date) -> Under | None:
    """The teams below the viewer today; None when the viewer leads nobody who leads, or the round is not started. Six queries."""
    if row.started_at is None or not viewer.is_here(today) or not may(RIGHT, {Ground.ABOVE}):
        return None
    then = timezone.localdate(row.started_at)
    leaders, was = (_leaders_below(viewer, who_leads_whom(today=day)) for day in (today, then))
    if not leaders:
        return None
    done = _done(row)
    teams: dict[UUID, set[UUID]] = defaultdict(set)
    for person, leader in first_leaders(today=then).items():
        if person in done:
            teams[leader].add(person)
    known = {viewer.pk, *people_led_by(viewer, today=today).values_list("pk", flat=True)}
    known |= {person for person, told in done.items() if told.reviewer == viewer.pk}
    small, small_then = ({one for one in these if 0 < len(teams[one]) < SMALLEST_GROUP} for these in (leaders, was))
    large = {one for one in leaders if len(teams[one]) >= SMALLEST_GROUP and len(teams[one] - known) >= SMALLEST_GROUP}
    names = people_named(large)
    shown = [
        _team(names[one], teams[one] - known, done)
        for one in sorted(large, key=lambda one: (names[one].casefold(), str(one)))
    ]
    together = {person for one in small for person in teams[one]} - known
    told = small == small_then and len(together) >= SMALLEST_GROUP
    return Under((*shown, _team("", together, done)) if told else tuple(shown), untold=bool(small) and not told)


@dataclass(frozen=True, slots=True)
class _Done:
    """One dialogue of the round: who holds it, and what has come about."""

    reviewer: UUID
    measures: frozenset[str]


def _leaders_below(viewer: Person, leads: Mapping[UUID, frozenset[UUID]]) -> set[UUID]:
    """Those below who lead somebody, step by step; not the viewer."""
    return {one for one in below(leads, viewer.pk) if leads.get(one)} - {viewer.pk}


def _team(name: str, people: Iterable[UUID], done: Mapping[UUID, _Done]) -> Team:
    """Counted through the one door, five at a time, each measure by itself."""
    here = sorted(people, key=str)
    counts = {
        measure: share((measure, person) for person in here if measure in done[person].measures).people or 0
        for measure in MEASURES
    }
    return Team(name, len(here), counts)


def _done(row: Round) -> dict[UUID, _Done]:
    """Everybody who has had a dialogue in the round, also one that was put down. What was signed once counts, whatever came after."""
    found: dict[UUID, _Done] = {}
    now = clock.now()
    for person, reviewer, *told in _rows(row):
        measures = _measures(*told, now=now)
        kept = found.get(person)
        found[person] = _Done(reviewer, measures | kept.measures if kept else measures)
    return found


def _measures(
    revealed: Any, closed: Any, begins: Any, cancelled: Any, written: bool, again: bool, goal: bool, standing: int, ever: int, *, now: Any
) -> frozenset[str]:  # fmt: skip
    booked = begins is not None and cancelled is None
    state = state_of(
        revealed=revealed is not None, closed=closed is not None, signatures=standing, written=written, met=booked and begins <= now
    )  # fmt: skip
    signed = state == SIGNED or (again and ever >= 2)
    met = signed or again or state == HELD
    told = {WITH_TIME: booked or met, MET: met, BOTH_SIGNED: signed, WITH_GOAL: signed and goal}
    return frozenset(measure for measure, so in told.items() if so)


def _rows(row: Round) -> Iterable[tuple[Any, ...]]:
    this = OuterRef("pk")
    talks = Talk.objects.filter(round=row).annotate(
        written=Exists(Summary.objects.filter(talk=this)),
        again=Exists(Reopening.objects.filter(talk=this)),
        goal=Exists(Goal.objects.filter(talk=this, person=OuterRef("person"))),
        standing=Count("signatures", filter=Q(signatures__taken_away_at=None)),
        ever=Count("signatures__by", distinct=True),
    )
    return talks.order_by("opened_at").values_list(
        "person", "reviewer", "revealed_at", "closed_at", "booking__begins", "booking__cancelled_at", "written", "again", "goal",
        "standing", "ever",
    )  # fmt: skip
