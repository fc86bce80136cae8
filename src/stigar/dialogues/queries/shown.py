"""What a person shows somebody of goals and of the summary that was signed last, and what the reader has said about the goals."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from stigar.dialogues.models import Comment, Goal, Signature, Signed
from stigar.dialogues.queries.signed import AsSigned, as_signed, stood_then
from stigar.dialogues.rules import shown_goals
from stigar.foundation.prepared import prepared
from stigar.levels.queries.sharing import one_share

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from django.db.models import QuerySet

    from stigar.dialogues.models import Talk
    from stigar.people.models import Person


@dataclass(frozen=True, slots=True)
class Shown:
    """One sharing, as its reader sees it: the goals, and the summary word for word as both had signed it when it was shared."""

    share: Any
    goals: tuple[Goal, ...]
    row: Talk | None
    summary: AsSigned | None


def shown(viewer: Person, key: UUID, *, today: date) -> Shown | None:
    """A sharing in which the viewer is one of the two and in which goals or a summary are shown; None when there is no such.
    At most five queries."""
    row = one_share(viewer, key, today=today)
    if row is None or not (row.goals or row.summary):
        return None
    kept = signed_last(row.person, by=row.at) if row.summary else None
    summary = as_signed(kept, kept.talk, _signatures([kept.talk_id])) if kept else None
    return Shown(row, tuple(_goals(row.person)) if row.goals else (), kept.talk if kept else None, summary)


def signed_last(person: Person, *, by: datetime) -> Signed | None:
    """The words of the person's dialogue that both had signed last by then, as long as they stand: when it is opened again they are shown
    no more, and nothing older takes their place. Two queries."""
    rows = Signed.objects.filter(talk__person=person, at__lte=by)
    found = list(rows.select_related("talk__person", "talk__reviewer", "reopening").order_by("-at"))
    given: dict[UUID, list[Signature]] = defaultdict(list)
    for one in _signatures([row.talk_id for row in found]):
        given[one.talk_id].append(one)
    last = next((row for row in found if _by_both(row, given[row.talk_id])), None)
    stands = last and last.talk.closed_at and not last.talk.put_down_at and not hasattr(last, "reopening")
    return last if stands else None


def _by_both(row: Signed, given: Iterable[Signature]) -> bool:
    signers = {one.by_id for one in given if stood_then(one, row)}
    return signers == {row.talk.person_id, row.talk.reviewer_id}


@prepared
def _signatures(talks: list[UUID]) -> QuerySet[Signature]:
    return Signature.objects.filter(talk__in=talks).select_related("by").order_by("at")


@prepared
def _goals(person: Person) -> QuerySet[Goal]:
    return Goal.objects.filter(person=person, shared=True, put_down_on=None).order_by("at")


def comments_on(goal: Goal, *, viewer: Person) -> list[Comment]:
    """For the person: what others have said about the goal and has not been put away. For one of those others: their own. One query."""
    return _said_to(goal.pk) if goal.person_id == viewer.pk else _said_by(goal.pk, by=viewer.pk)


@prepared
def _said_to(goal: UUID) -> QuerySet[Comment]:
    return Comment.objects.filter(goal=goal, put_away_at=None).select_related("by").order_by("at")


@prepared
def _said_by(goal: UUID, *, by: UUID) -> QuerySet[Comment]:
    return Comment.objects.filter(goal=goal, by=by).select_related("by").order_by("at")


def may_comment(viewer: Person, goal: Goal, *, today: date) -> bool:
    """Whether the person shows the viewer this goal today."""
    return bool(shown_goals(viewer, today=today).filter(pk=goal.pk, put_down_on=None).exists())
