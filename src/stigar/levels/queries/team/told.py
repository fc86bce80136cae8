"""All that is told of a team's levels, read with one question: what counts of each person in each competence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection
from django.db.models import CharField, F, Q, QuerySet, SmallIntegerField, Value
from django.db.models.functions import Cast

from stigar.levels.models import Certificate, Exemption, Experience, HoldsFor, Level

if TYPE_CHECKING:
    from stigar.people.models import PersonQuerySet

EXEMPT, HOLDS, USED, PAPER = "exempt", "holds", "used", "paper"
Of = dict[UUID, Any]


@dataclass(slots=True)
class Told:
    """Of one person, by competence: the level that counts as (source, level, day) and the own one, when it was last used, until when
    a certificate vouches; what they are exempt from, and profiles that hold besides. Days are written out."""

    seen: dict[UUID, tuple[str, int, Any]] = field(default_factory=dict)
    own: dict[UUID, tuple[str, int, Any]] = field(default_factory=dict)
    used: Of = field(default_factory=dict)
    papers: Of = field(default_factory=dict)
    exempt: set[UUID] = field(default_factory=set)
    holds: list[UUID] = field(default_factory=list)


def told_of(people: PersonQuerySet, *, today: date) -> dict[UUID, Told]:
    """Of each of these people. One query.

    A team may have thousands of levels, so the rows are taken as the database gives them: making an object of each, or an id
    of the same id again and again, costs ten times as much as all the rest.
    """
    sql, params = _question(people, today).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows = cursor.fetchall()
    rows.sort(key=lambda row: row[5])
    return _by_person(rows)


def _by_person(rows: Iterable[tuple[Any, ...]]) -> dict[UUID, Told]:
    keys: dict[Any, UUID] = {}
    found: dict[UUID, Told] = defaultdict(Told)
    of: dict[Any, Told] = {}
    others, own = frozenset(Level.SEEN_BY_OTHERS), Level.SELF
    for what, person, thing, level, day, _at in rows:
        key = keys.get(thing) or keys.setdefault(thing, _id(thing))
        told = of.get(person) or of.setdefault(person, found[_id(person)])
        if what in others or what == own:
            counting = told.own if what == own else told.seen
            there = counting.get(key)
            if there is None or there[2] <= day:
                counting[key] = (what, level, day)
        else:
            _beside(told, what, key, day)
    return found


def _beside(told: Told, what: str, key: UUID, day: Any) -> None:
    if what == EXEMPT:
        told.exempt.add(key)
    elif what == HOLDS:
        told.holds.append(key)
    elif what == USED:
        told.used[key] = day
    elif what == PAPER:
        told.papers[key] = day


def _question(people: PersonQuerySet, today: date) -> QuerySet[Any, tuple[Any, ...]]:
    these, nothing = people.values("pk"), Value(None, output_field=SmallIntegerField())
    standing = Q(begins__lte=today) & (Q(ends=None) | Q(ends__gte=today))
    levels = Level.objects.filter(person__in=these, taken_back=None, on__lte=today)
    papers = Certificate.objects.filter(person__in=these, taken_away=None, level__isnull=False).exclude(
        confirmed_at=None
    )
    exempt, holds = (kind.objects.filter(standing, person__in=these) for kind in (Exemption, HoldsFor))
    used = Experience.objects.filter(person__in=these)

    def told(rows: Any, what: Any, thing: str, level: Any, day: str, at: str) -> Any:
        named = rows.annotate(_what=what, _thing=F(thing), _level=level, _day=_text(day), _at=_text(at))
        return named.values_list("_what", "person_id", "_thing", "_level", "_day", "_at")

    asked: QuerySet[Any, tuple[Any, ...]] = told(
        levels, F("source"), "competence_id", F("level"), F("on"), F("at")
    ).union(
        told(exempt, Value(EXEMPT), "competence_id", nothing, "begins", "at"),
        told(holds, Value(HOLDS), "profile_id", nothing, "begins", "at"),
        told(used, Value(USED), "competence_id", nothing, "used", "at"),
        told(papers, Value(PAPER), "competence_id", nothing, "ends", "begins"),
        all=True,
    )
    return asked


def _text(name: str) -> Cast:
    """A day or a moment written out, as it can be compared with others: turning thousands into objects is what costs."""
    return Cast(name, CharField())


def _id(told: Any) -> UUID:
    """An id as the database tells it: SQLite as text."""
    return told if isinstance(told, UUID) else UUID(told)
