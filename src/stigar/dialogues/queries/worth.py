"""What people say of their dialogues, told together: one voice a person and year, five people at a time, never who."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet

from stigar.dialogues.models import Talk, Worth
from stigar.dialogues.rules import signed_by_both, visible_talks
from stigar.foundation.journal import kept_until
from stigar.foundation.policy import SMALLEST_GROUP, share
from stigar.people.rules import may_here

if TYPE_CHECKING:
    from stigar.people.models import Person

ASKED = ("worth", "professional", "engaging", "glad")
ASKED_FOR, CHANGED_FOR = timedelta(days=30), timedelta(days=7)  # after the signing; after the answer
ASK, CHANGE = "ask", "change"
TOGETHER = "see coverage of dialogues"

Vote = tuple[int, UUID]


@dataclass(frozen=True, slots=True)
class Said:
    """One question: how many people are counted (whole fives) and their mean; when the year is over also how many gave each answer,
    where five or more did and what is left out are five or more too: else the mean would tell of the few."""

    question: str
    people: int
    mean: Decimal | None
    shown: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar year's answers. ``open`` while more may come."""

    year: int
    said: tuple[Said, ...]
    open: bool

    @property
    def people(self) -> int:
        return self.said[0].people


def may_see(viewer: Person, *, today: date) -> bool:
    """HR, the union's representative, and everybody who has answered. At most one query once the duties are known."""
    here = viewer.is_here(today)
    return here and (may_here(viewer, TOGETHER, today=today) or has_answered(viewer))


def has_answered(viewer: Person) -> bool:
    return Worth.objects.filter(giver=viewer).exclude(worth=None).exists()


def to_answer(viewer: Person, *, since: datetime, today: date) -> QuerySet[Talk]:
    """Dialogues that both have signed since then, that the viewer has said nothing of and has not waived."""
    mine = Worth.objects.filter(talk=OuterRef("pk"), giver=viewer)
    recent = signed_by_both(visible_talks(viewer, today=today)).filter(closed_at__gte=since)
    return recent.exclude(Exists(mine))


def asked_since(viewer: Person, *, today: date) -> datetime:
    """The moment from which dialogues are asked about: a month ago, where the organisation is."""
    return _begin(today - ASKED_FOR, viewer)


def own_answer(viewer: Person, talk: Talk) -> Worth | None:
    """That the viewer has answered, and when. Its figures are shown to nobody, here neither."""
    found: Worth | None = Worth.objects.filter(giver=viewer, talk=talk).first()
    return found


def may_answer(viewer: Person, talk: Talk, *, today: date) -> str:
    """ASK for a month after the signing, CHANGE for a week after the answer, else nothing. At most two queries."""
    there = own_answer(viewer, talk)
    if there:
        return CHANGE if today <= last_day(there, viewer) else ""
    return (
        ASK
        if to_answer(viewer, since=asked_since(viewer, today=today), today=today).filter(pk=talk.pk).exists()
        else ""
    )


def last_day(answer: Worth, viewer: Person) -> date:
    """The last day on which the answer may be changed."""
    answered: date = answer.at.astimezone(ZoneInfo(viewer.organisation.time_zone)).date()
    return answered + CHANGED_FOR


@kept_until(("dialogues.worth",))
def worth_by_year(*, today: date, time_zone: str) -> tuple[Year, ...]:
    """Every year in which anybody has answered, the latest first. Answers that may still be changed are not counted yet.

    Kept in memory: one query while nobody answers.
    """
    zone = ZoneInfo(time_zone)
    rows = list(
        Worth.objects.exclude(worth=None).order_by("at", "pk").values_list("pk", "giver_id", "at", *ASKED, named=True)
    )
    there = {one.pk: one.at.astimezone(zone).date() for one in rows}
    return tuple(
        _year(year, [one for one in rows if there[one.pk].year == year and there[one.pk] + CHANGED_FOR < today], today)
        for year in sorted({day.year for day in there.values()}, reverse=True)
    )


def counted(rows: Iterable[Any]) -> list[Any]:
    """The first answer of each person, in the order they came. An answer whose giver has been forgotten stands for itself."""
    first: dict[UUID, Any] = {}
    for row in rows:
        first.setdefault(row.giver_id or row.pk, row)
    return list(first.values())


def _year(year: int, rows: list[Any], today: date) -> Year:
    voices, is_open = counted(rows), date(year, 12, 31) + CHANGED_FOR >= today
    told = []
    for question in ASKED:
        votes = [(value, one.giver_id or one.pk) for one in voices if (value := getattr(one, question)) is not None]
        told.append(_said(question, votes, is_open=is_open))
    return Year(year, tuple(told), is_open)


def _said(question: str, votes: list[Vote], *, is_open: bool) -> Said:
    """Through the one door for figures about people: five at a time, small groups hidden."""
    shared = share(votes)
    people = shared.people or 0
    values = [value for value, _giver in votes[:people]]
    mean = (Decimal(sum(values)) / people).quantize(Decimal("0.1")) if people else None
    left = people - sum(shared.shown.values())
    spread = {} if is_open or 0 < left < SMALLEST_GROUP else shared.shown
    return Said(question, people, mean, MappingProxyType({int(str(value)): many for value, many in spread.items()}))


def _begin(day: date, viewer: Person) -> datetime:
    return datetime.combine(day, time.min, ZoneInfo(viewer.organisation.time_zone))
