"""What people say of their dialogues, told together: one voice a person and year, five people at a time, never who."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet

from stigar.dialogues.models import Answered, Talk, Worth
from stigar.dialogues.rules import signed_by_both, visible_talks
from stigar.foundation.journal import kept_until
from stigar.foundation.prepared import prepared
from stigar.foundation.sealing import voices
from stigar.people.queries.answers import LEAST, MOST, together
from stigar.people.rules import may_here

if TYPE_CHECKING:
    from stigar.people.models import Person

ASKED = ("worth", "professional", "engaging", "glad")
ASKED_FOR, CHANGED_FOR = timedelta(days=30), timedelta(days=7)  # after the signing; after the answer
ASK, CHANGE = "ask", "change"
TOGETHER = "see coverage of dialogues"

Figures = Sequence[int | None]  # one a question, in the order of ASKED; None is no answer


@dataclass(frozen=True, slots=True)
class Said:
    """One question: how many people are counted (whole fives) and their mean; when the year is over also how many gave each answer,
    where each was given by five or more: else the mean would tell of the few."""

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
    return voiced(viewer.pk).exists()


def voices_of(person: UUID) -> tuple[str, ...]:
    """What the person is called where their answers lie: the first for new ones, the others by keys that were used before."""
    return voices("what a dialogue was worth", person)


def voiced(person: UUID) -> QuerySet[Worth]:
    """The person's answers, one a year at most. Found with the key; nothing in the database leads to them."""
    return Worth.objects.filter(voice__in=voices_of(person))


def to_answer(viewer: Person, *, since: datetime, today: date) -> QuerySet[Talk]:
    """Dialogues that both have signed since then, that the viewer has said nothing of and has not waived."""
    mine = Answered.objects.filter(talk=OuterRef("pk"), giver=viewer)
    recent = signed_by_both(visible_talks(viewer, today=today)).filter(closed_at__gte=since)
    return recent.exclude(Exists(mine))


def asked_since(viewer: Person, *, today: date) -> datetime:
    """The moment from which dialogues are asked about: a month ago, where the organisation is."""
    return _begin(today - ASKED_FOR, viewer)


def own_answer(viewer: Person, talk: Talk) -> Answered | None:
    """That the viewer has answered, and when; not what."""
    return _own.first(viewer, talk)


@prepared
def _own(viewer: Person, talk: Talk) -> QuerySet[Answered]:
    return Answered.objects.filter(giver=viewer, talk=talk)


def may_answer(viewer: Person, talk: Talk, *, today: date) -> str:
    """ASK for a month after the signing, CHANGE for a week after the answer, else nothing. At most two queries."""
    there = own_answer(viewer, talk)
    if there:
        return CHANGE if today <= last_day(there) else ""
    since = asked_since(viewer, today=today)
    if talk.closed_at is None or talk.closed_at < since:
        return ""
    return ASK if _is_asked(viewer, talk, since=since, today=today) else ""


@prepared
def _is_asked(viewer: Person, talk: Talk, *, since: datetime, today: date) -> QuerySet[Talk]:
    return to_answer(viewer, since=since, today=today).filter(pk=talk.pk)


def last_day(answer: Answered) -> date:
    """The last day on which the answer may be changed."""
    answered: date = answer.day
    return answered + CHANGED_FOR


def written(figures: Figures) -> str:
    """As it is sealed: four signs, whatever is answered. Raises ``ValueError`` for a figure outside 1 to 5.

    >>> written((4, 5, None, 1))
    '4501'
    """
    if any(one is not None and not LEAST <= one <= MOST for one in figures):
        raise ValueError(figures)
    return "".join(str(one or 0) for one in figures)


def read(told: str) -> Figures:
    """The opposite of :func:`written`.

    >>> read("4501")
    (4, 5, None, 1)
    """
    return tuple(int(sign) or None for sign in told)


@kept_until(("dialogues.worth",))
def worth_by_year(*, today: date) -> tuple[Year, ...]:
    """Every year in which anybody has answered, the latest first. Answers that may still be changed are not counted yet.

    Kept in memory: one query while nobody answers.
    """
    rows = list(Worth.objects.order_by("day", "pk").values_list("pk", "day", "told"))
    voted = [(day, key, read(told)) for key, day, told in rows if day + CHANGED_FOR < today]
    return tuple(
        _year(year, [(figures, key) for day, key, figures in voted if day.year == year], today)
        for year in sorted({day.year for _key, day, _told in rows}, reverse=True)
    )


def _year(year: int, rows: list[tuple[Figures, UUID]], today: date) -> Year:
    """The voices of a year in the order of their days; which came first of a day is luck, and they are let in together."""
    is_open = date(year, 12, 31) + CHANGED_FOR >= today
    said = []
    for place, question in enumerate(ASKED):
        votes = [(value, key) for figures, key in rows if (value := figures[place]) is not None]
        told = together(votes, over=not is_open)
        said.append(Said(question, told.people, told.mean, told.shown))
    return Year(year, tuple(said), is_open)


def _begin(day: date, viewer: Person) -> datetime:
    return datetime.combine(day, time.min, ZoneInfo(viewer.organisation.time_zone))
