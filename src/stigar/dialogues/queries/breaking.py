"""HR's ways in as they are read: what one has asked and may answer, what is open, and how often it is used at all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from stigar.dialogues import rules
from stigar.dialogues.models import Agreed, Break, BreakSeconded, Goal, Summary, Talk, TimeSet
from stigar.dialogues.queries.time import time_signed

if TYPE_CHECKING:
    from stigar.people.models import Person

WAITS, OPEN, OVER, REFUSED, LAPSED, ENDED = "waits", "open", "over", "refused", "lapsed", "ended"


@dataclass(frozen=True, slots=True)
class BreakShown:
    """One of them with how it stands today, and what the reader is in it."""

    row: Break
    state: str
    seconded: BreakSeconded | None
    about_me: bool
    mine: bool

    @property
    def reads(self) -> bool:
        """Whether the reader may read the summaries now."""
        return self.mine and self.state == OPEN

    @property
    def ends(self) -> bool:
        """Whether the reader may end it."""
        return not self.about_me and self.state in (WAITS, OPEN)


@dataclass(frozen=True, slots=True)
class Opened:
    """What was signed in one dialogue: the summary, what was agreed, the goals of it, the time. Not what was prepared or noted."""

    talk: Talk
    summary: str
    agreed: tuple[Agreed, ...]
    goals: tuple[Goal, ...]
    time: tuple[TimeSet, ...] = ()


@dataclass(frozen=True, slots=True)
class Used:
    """How often it was used in a year: by kind of reason, and how often a second person said no. No names."""

    year: int
    kinds: tuple[tuple[str, int], ...]
    refused: int

    @property
    def times(self) -> int:
        return sum(count for _kind, count in self.kinds)


def breaks(viewer: Person, *, today: date) -> list[BreakShown]:
    """All that concern the viewer, the newest first. One query."""
    rows = rules.visible_breaks(viewer, today=today).select_related("person", "by", "seconded__by", "ended_by")
    return [_shown(one, viewer, today) for one in rows.order_by("-at")[:100]]


def break_called(viewer: Person, key: UUID, *, today: date) -> BreakShown | None:
    """One of them; None when it does not concern the viewer and is not theirs to answer. Two queries at most."""
    for rows in (rules.visible_breaks(viewer, today=today), rules.breaks_to_answer(viewer, today=today)):
        found = rows.select_related("person", "by", "seconded__by", "ended_by").filter(pk=key).first()
        if found:
            return _shown(found, viewer, today)
    return None


def opened_talks(viewer: Person, person: Person, *, today: date) -> list[Talk]:
    """The dialogues that the viewer may read the signed summary of, the latest first. One query beside the rule's."""
    rows = rules.opened_by_break(viewer, today=today).filter(person=person).select_related("reviewer")
    return list(rows.order_by("-closed_at"))


def opened(talk: Talk) -> Opened:
    """What both signed, and nothing beside it. Four queries."""
    summary = Summary.objects.filter(talk=talk).first()
    return Opened(
        talk, summary.text if summary else "",
        tuple(Agreed.objects.filter(talk=talk, dropped_at=None).select_related("who").order_by("at")),
        tuple(Goal.objects.filter(talk=talk, person=talk.person_id, put_down_on=None).order_by("at")), time_signed(talk),
    )  # fmt: skip


def used() -> list[Used]:
    """How often it was used, year by year, the latest first. One query."""
    rows = Break.objects.order_by("at").values_list("at", "kind", "seconded", "ended_at", "ended_by", "by")
    years: dict[int, Counter[str]] = {}
    said_no: Counter[int] = Counter()
    for at, kind, seconded, ended, ended_by, by in rows:
        years.setdefault(at.year, Counter())
        if seconded:
            years[at.year][kind] += 1
        elif ended and ended_by and ended_by != by:
            said_no[at.year] += 1
    return [
        Used(year, tuple((kind, kinds[kind]) for kind, _words in Break.KINDS if kinds[kind]), said_no[year])
        for year, kinds in sorted(years.items(), reverse=True)
    ]


def _shown(row: Break, viewer: Person, today: date) -> BreakShown:
    seconded: BreakSeconded | None = getattr(row, "seconded", None)
    return BreakShown(row, _state(row, seconded, today), seconded, row.person_id == viewer.pk, row.by_id == viewer.pk)


def _state(row: Break, seconded: BreakSeconded | None, today: date) -> str:
    if seconded:
        if row.ended_at and row.ended_by_id:
            return ENDED
        return OPEN if seconded.until >= today and not row.ended_at else OVER
    if row.ended_at and row.ended_by_id and row.ended_by_id != row.by_id:
        return REFUSED
    old = row.at.date() < today - timedelta(days=rules.ASKED_FOR_DAYS)
    return LAPSED if old or (row.ended_at and not row.ended_by_id) else (ENDED if row.ended_at else WAITS)
