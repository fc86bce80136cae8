"""One's own goals as they stand, and one's dialogues as states without a word of what is said in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from stigar.dialogues import rules
from stigar.dialogues.models import Goal, Milestone, Preparation, Talk, Tick

if TYPE_CHECKING:
    from stigar.people.models import Person

MOST = 200


@dataclass(frozen=True, slots=True)
class TalkState:
    """A dialogue, with whom, what the viewer is in it, and how far it has come as the viewer may know."""

    row: Talk
    other: str
    role: str
    state: str


def goals_of(viewer: Person, *, today: date) -> Iterable[Goal]:
    """The viewer's own goals, the newest first. Three queries."""
    steps, ticks = (
        Prefetch(name, model.objects.order_by("day")) for name, model in (("milestones", Milestone), ("ticks", Tick))
    )
    rows = rules.goals_near(viewer, today=today).filter(person=viewer).order_by("-begins", "-at")
    found: Iterable[Goal] = rows.prefetch_related(steps, ticks)[:MOST]
    return found


def talks_of(viewer: Person, *, today: date) -> list[TalkState]:
    """The dialogues the viewer may see, the newest first. Two queries."""
    rows = list(
        rules.visible_talks(viewer, today=today).select_related("person", "reviewer").order_by("-opened_at")[:MOST]
    )
    handed_in = set(
        Preparation.objects.filter(talk__in=[one.pk for one in rows], giver=viewer)
        .exclude(submitted_at=None)
        .values_list("talk", flat=True)
    )
    return [_state(one, viewer, one.pk in handed_in) for one in rows]


def _state(row: Talk, viewer: Person, handed_in: bool) -> TalkState:
    of_me = row.person_id == viewer.pk
    state = (
        "closed" if row.closed_at else "seen by both" if row.revealed_at else "handed in" if handed_in else "preparing"
    )
    return TalkState(row, (row.reviewer if of_me else row.person).name, "person" if of_me else "reviewer", state)
