"""The rounds there are: as HR lists them, as one's own people's dialogues in one, and the work in the background that opens them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from stigar.dialogues.models import Preparation, Round, Summary, Talk
from stigar.dialogues.queries.coverage import PREPARED, SIGNED, WAITS, state_of
from stigar.dialogues.rules import hr_reach, visible_rounds
from stigar.foundation import clock
from stigar.foundation.models import Errand
from stigar.people.rules import people_in_hr_scope

if TYPE_CHECKING:
    from stigar.people.models import Person


@dataclass(frozen=True, slots=True)
class Rounds:
    """Drafts, those under way, and those that are closed."""

    drafts: tuple[Round, ...]
    ongoing: tuple[Round, ...]
    closed: tuple[Round, ...]

    def __bool__(self) -> bool:
        return bool(self.drafts or self.ongoing or self.closed)


def listed(rows: QuerySet[Round], *, viewer: Person, today: date) -> Rounds:
    """One query, two more for HR of some units, who is told of their own people's dialogues alone. Drafts that were put away are not listed."""
    counted = Q(talks__put_down_at=None)
    if hr_reach(viewer, today=today):
        counted &= Q(talks__person__in=people_in_hr_scope(viewer, today=today))
    found = list(rows.annotate(talks_made=Count("talks", filter=counted, distinct=True)).order_by("-begins", "-at"))
    return Rounds(
        tuple(row for row in found if not row.started_at and not row.ended_at),
        tuple(row for row in found if row.started_at and not row.ended_at),
        tuple(row for row in found if row.started_at and row.ended_at),
    )


def begun() -> tuple[int, bool]:
    """How many rounds have been started here, and whether one goes on: what everybody may know. One query."""
    ended = list(Round.objects.exclude(started_at=None).values_list("ended_at", flat=True))
    return len(ended), None in ended


def opening_of(row: Round, kind: str) -> Errand | None:
    """The latest errand that opens the dialogues of the round. One query."""
    found: Errand | None = Errand.objects.filter(kind=kind, given__round=str(row.pk)).order_by("-asked_at").first()
    return found


@dataclass(frozen=True, slots=True)
class Own:
    """A dialogue of mine in a round: how far it has come, and whether it is my turn."""

    talk: UUID
    name: str
    state: str
    mine: bool  # there is something for me to do
    handed_in: bool
    booked: datetime | None
    away: date | None
    may_be_away: bool  # mine to say: I lead the person, and the two have not met yet


@dataclass(frozen=True, slots=True)
class OwnRound:
    """A round as somebody who holds dialogues in it sees it."""

    row: Round
    talks: tuple[Own, ...]

    @property
    def mine(self) -> int:
        return sum(one.mine for one in self.talks)

    @property
    def signed(self) -> int:
        return sum(one.state == SIGNED for one in self.talks)


def own_round(row: Round, visible: QuerySet[Talk], viewer: Person, *, today: date) -> OwnRound:
    """The viewer's own people in the round. One query."""
    own = Preparation.objects.filter(talk=OuterRef("pk"), giver=viewer).exclude(submitted_at=None)
    standing = Q(signatures__taken_away_at=None)
    rows = visible.filter(reviewer=viewer).annotate(
        mine=Exists(own), written=Exists(Summary.objects.filter(talk=OuterRef("pk"))),
        signed=Count("signatures", filter=standing), signed_by_me=Count("signatures", filter=standing & Q(signatures__by=viewer)),
    )  # fmt: skip
    found = rows.select_related("person", "booking").order_by("person__order_sv")
    return OwnRound(row, tuple(_own(one, today) for one in found))


def _own(one: Any, today: date) -> Own:
    booking = getattr(one, "booking", None)
    booked = booking.begins if booking and not booking.cancelled_at else None
    state = state_of(
        revealed=one.revealed_at is not None, closed=one.closed_at is not None, signatures=one.signed, written=one.written,
        met=booked is not None and booked <= clock.now(),
    )  # fmt: skip
    my_turn = not one.mine if state == WAITS else one.closed_at is None and not one.signed_by_me
    away = one.away_until if one.away_until and one.away_until >= today else None
    return Own(
        one.pk,
        one.person.name,
        state,
        my_turn and not away,
        one.mine or state == PREPARED,
        booked,
        away,
        one.as_manager and state in (WAITS, PREPARED),
    )


@dataclass(frozen=True, slots=True)
class Steered:
    """A round under way as HR's home tells it: how many dialogues wait for a decision, since somebody has another manager."""

    key: UUID
    name: str
    ends: date
    decisions: int


def steered(viewer: Person, *, today: date) -> list[Steered]:
    """The rounds under way, for HR. One query."""
    leads = Q(talks__person__positions__manager=F("talks__reviewer"), talks__person__positions__begins__lte=today) & (
        Q(talks__person__positions__ends=None) | Q(talks__person__positions__ends__gte=today)
    )
    seen = Q(talks__as_manager=True, talks__closed_at=None, talks__put_down_at=None) & ~Q(talks__revealed_at=None)
    if hr_reach(viewer, today=today):
        seen &= Q(talks__person__in=people_in_hr_scope(viewer, today=today))
    rows = visible_rounds(viewer, today=today).exclude(started_at=None).filter(ended_at=None)
    counted = rows.annotate(
        seen=Count("talks", filter=seen, distinct=True), led=Count("talks", filter=seen & leads, distinct=True)
    ).order_by("ends")
    return [Steered(row.pk, row.name, row.ends, row.seen - row.led) for row in counted]
