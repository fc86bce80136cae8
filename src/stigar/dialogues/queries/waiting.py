"""What waits for somebody: between two (a part of an assessment, a preparation, a signature, a level to talk about, promises to keep),
certificates that end, and vacancies in roles that interest them. One query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import CharField, Q, QuerySet, Value

from stigar.dialogues.models import Preparation, Signature
from stigar.dialogues.queries.talks import promised
from stigar.dialogues.queries.told import CALLED_OFF, GOES, OPENED, TAKEN_OVER, TO_SECOND, also_told
from stigar.dialogues.queries.worth import asked_since, to_answer
from stigar.dialogues.rules import visible_talks
from stigar.foundation.prepared import prepared
from stigar.levels.queries.certificates import CERTIFICATE, ends_soon
from stigar.levels.queries.vacancies import VACANCY, for_my_roles
from stigar.levels.queries.vacancies_news import NEWS, news_for
from stigar.levels.queries.waiting import (
    ASSESSMENT,
    CONTESTED,
    REVEALED,
    handed_in_by_both,
    parts_to_write,
    to_talk_about,
)

if TYPE_CHECKING:
    from stigar.people.models import Person

DIALOGUE, PROMISE, WORTH, SIGN = "dialogue", "promise", "worth", "sign"
TWO = ("person", "person__given", "person__family", "reviewer__given", "reviewer__family")


@dataclass(frozen=True, slots=True)
class ToWrite:
    """Something to hand in: which, with whom, and until when."""

    key: UUID
    other: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Ending:
    """A certificate of one's own, and its last day."""

    name: str
    ends: date
    ended: bool


@dataclass(frozen=True, slots=True)
class Vacant:
    """An open vacancy in a role that interests the reader, and until when one can say that one wants to be considered."""

    key: UUID
    role: str
    last_day: date


@dataclass(frozen=True, slots=True)
class ToTalkAbout:
    """A level that somebody the reader leads sees differently: whose, and in which competence."""

    person: UUID
    competence: UUID
    other: str


@dataclass(frozen=True, slots=True)
class BetweenTwo:
    """What waits, the first due first; of promises only how many: their words are read where the two read them."""

    assessments: tuple[ToWrite, ...] = ()
    dialogues: tuple[ToWrite, ...] = ()
    promises: int = 0
    worth: tuple[ToWrite, ...] = ()  # asked what they were worth, each once
    taken_over: tuple[ToWrite, ...] = ()  # those the reader has come to lead; ``due`` is the day it began
    opened: tuple[ToWrite, ...] = ()  # HR's ways in to the reader's summaries; ``due`` is their last day
    to_second: tuple[ToWrite, ...] = ()  # what HR has asked and the reader may agree to
    goes: tuple[ToWrite, ...] = ()  # something of the reader's own is deleted on the day
    called_off: tuple[ToWrite, ...] = ()  # times that were called off and not seen yet; ``due`` is the day they were
    certificates: tuple[Ending, ...] = ()  # one's own that end soon or ended lately, the first first
    answers: tuple[
        Vacant, ...
    ] = ()  # those the reader wants, in which something is new that does not hold until they say so
    vacancies: tuple[Vacant, ...] = ()  # for which the reader has not said yes, the first last day first
    to_sign: tuple[ToWrite, ...] = ()  # dialogues that the other has signed and the reader has not
    contested: tuple[ToTalkAbout, ...] = ()  # levels that those one leads see differently
    revealed: tuple[ToWrite, ...] = ()  # assessments that the reader handed in first, and the other now
    of_team: int = 0  # how many such there are among the people one leads

    def __bool__(self) -> bool:
        waits = (
            self.assessments,
            self.dialogues,
            self.to_sign,
            self.contested,
            self.revealed,
            self.promises,
            self.taken_over,
            self.to_second,
            self.goes,
            self.called_off,
        )
        return any(waits)


def waits_between_two(viewer: Person, *, today: date) -> BetweenTwo:
    """What the viewer has not handed in, and what they have promised and not done, where they are one of the two today. One query."""
    rows = _rows(viewer, asked_since(viewer, today=today), today=today)
    papers = [row for row in rows if row[0] == CERTIFICATE]
    mine = sorted((row[-1], row[3]) for row in papers if row[2] == viewer.pk)
    return BetweenTwo(
        _to_write(rows, ASSESSMENT, viewer), _to_write(rows, DIALOGUE, viewer), sum(row[0] == PROMISE for row in rows),
        worth=_to_write(rows, WORTH, viewer), taken_over=_to_write(rows, TAKEN_OVER, viewer), opened=_to_write(rows, OPENED, viewer),
        to_sign=_to_write(rows, SIGN, viewer), to_second=_to_write(rows, TO_SECOND, viewer), goes=_to_write(rows, GOES, viewer),
        called_off=_to_write(rows, CALLED_OFF, viewer), revealed=_to_write(rows, REVEALED, viewer),
        contested=tuple(sorted(
            (ToTalkAbout(row[2], row[1], f"{row[3]} {row[4]}") for row in rows if row[0] == CONTESTED), key=lambda one: one.other,
        )),
        certificates=tuple(Ending(name, day, day < today) for day, name in mine),
        vacancies=_vacant(rows, VACANCY), answers=_vacant(rows, NEWS), of_team=len(papers) - len(mine),
    )  # fmt: skip


@prepared
def _rows(viewer: Person, since: datetime, *, today: date) -> QuerySet[Any, tuple[Any, ...]]:
    talks = visible_talks(viewer, today=today)
    own = Preparation.objects.filter(
        giver=viewer, submitted_at=None, talk__in=talks.filter(closed_at=None).values("pk")
    )
    of_two = talks.filter(Q(person=viewer) | Q(reviewer=viewer), closed_at=None)
    signed = Signature.objects.filter(taken_away_at=None, talk__in=of_two.values("pk")).exclude(by=viewer)
    promises = promised(viewer, talks)
    asked = to_answer(viewer, since=since, today=today).values_list(Value(WORTH, CharField()), "pk", *TWO, "due")
    return parts_to_write(viewer, today=today).union(
        _told(own, DIALOGUE, "due"),
        _told(signed, SIGN, "due"),
        _told(promises, PROMISE),
        asked,
        *also_told(viewer, today=today),
        ends_soon(viewer, today=today),
        for_my_roles(viewer, today=today),
        news_for(viewer, today=today),
        to_talk_about(viewer, today=today),
        handed_in_by_both(viewer, today=today),
        all=True,
    )


def _told(rows: QuerySet[Any], kind: str, due: str = "") -> QuerySet[Any, tuple[Any, ...]]:
    """In the shape of ``parts_to_write``."""
    people = [f"talk__{column}" for column in TWO]
    return rows.values_list(Value(kind, CharField()), "talk", *people, f"talk__{due}" if due else "by_day")


def _vacant(rows: list[tuple[Any, ...]], kind: str) -> tuple[Vacant, ...]:
    found = sorted((row[-1], row[3], row[1]) for row in rows if row[0] == kind)
    return tuple(Vacant(key, title, day) for day, title, key in found)


def _to_write(rows: list[tuple[Any, ...]], kind: str, viewer: Person) -> tuple[ToWrite, ...]:
    found = [
        ToWrite(key, " ".join(reviewer if person == viewer.pk else name), due)
        for one, key, person, *names, due in rows
        if one == kind and (name := names[:2]) and (reviewer := names[2:])
    ]
    return tuple(sorted(found, key=lambda one: (one.due or date.max, one.other)))
