"""Queries that are put together once and asked many times.

To put an ordinary query together costs more than to ask it: 1-5 ms against 0.1-0.3. A prepared query is written as every other one. The
first time it is put together for three strangers on three days long gone; what differs between the three is what was
asked for, and is all that changes from then on. A query where anything else differs is asked as always.
"""

from __future__ import annotations

import uuid
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import update_wrapper
from operator import attrgetter
from random import Random
from typing import Any, Generic, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import get_language

from stigar.foundation import clock
from stigar.foundation.tenancy import Held, at_one_glance, inside, is_everywhere, where_we_are

MOST = 64  # shapes of one query that are held
DAYS = (date(1301, 2, 27), date(1416, 7, 30), date(1599, 12, 31))  # ends of months, a leap year: no two alike
P = ParamSpec("P")
M = TypeVar("M")
Rows = models.QuerySet[Any, M]


class NotPlain(Exception):
    """Something else than what was asked decides what the query says."""


@dataclass(frozen=True, slots=True)
class StandIn:
    """How a stranger stands for whoever views: what a query may depend on besides who it is, and how the stranger is given that.

    ``what`` gives None for a viewer whose queries are not to be prepared.
    """

    what: Callable[[Any, date], Hashable | None]
    give: Callable[[Any, Any, date], None]


STAND_INS: dict[type[models.Model], StandIn] = {}


class Prepared(Generic[P, M]):
    """A query by what it is asked: things, ids, lists of ids, moments, days. All else (words, yes or no) makes it another query."""

    def __init__(self, build: Callable[P, Rows[M]]) -> None:
        self.build = build
        self._names = build.__code__.co_varnames[: build.__code__.co_argcount]
        self._ready: OrderedDict[Hashable, _Ready | None] = OrderedDict()
        update_wrapper(self, build)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[M]:
        asked = _Asked({**dict(zip(self._names, args, strict=False)), **kwargs})
        ready = self._put_together(asked)
        return list(self.build(*args, **kwargs)) if ready is None else ready.found(asked)

    def first(self, *args: P.args, **kwargs: P.kwargs) -> M | None:
        """The first of what it finds, or None."""
        return next(iter(self(*args, **kwargs)), None)

    def is_prepared(self, *args: P.args, **kwargs: P.kwargs) -> bool:
        """Whether this is asked without being put together again."""
        return self._put_together(_Asked({**dict(zip(self._names, args, strict=False)), **kwargs})) is not None

    def _put_together(self, asked: _Asked) -> _Ready | None:
        if not asked.is_plain:
            return None
        shape = asked.shape()
        if shape not in self._ready:
            self._ready[shape] = _ready(asked, self.build)
            while len(self._ready) > MOST:
                self._ready.popitem(last=False)
        return self._ready.get(shape)


def prepared(build: Callable[P, Rows[M]]) -> Prepared[P, M]:
    """Let a function that gives a queryset be put together once. Asked, it gives a list of what the queryset finds.

    The function may branch on words, on yes and no, on what the viewer is, and on whether two ids are the same. If it asks the
    database itself, or makes anything of a day but another so many days from it, it is not prepared but asked as always. It may
    not branch on a day: that is not seen.

    Example::

        @prepared
        def of_person(person: Person, *, today: date) -> QuerySet[Position]:
            return Position.objects.standing(today).filter(person=person)

        of_person(ada, today=today)  # [<Position: ...>]
    """
    return Prepared(build)


class _Asked:
    """What is asked: the ids, moments and days in it, and the shape that is left without them."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.ids: list[Any] = []
        self.days: list[date] = []
        self.is_plain = True
        self._known: dict[Any, int] = {}
        self.world = None if is_everywhere() else where_we_are()
        if self.world:
            self._id(self.world)
        self.parts = {name: self._part(one) for name, one in told.items()}
        self.viewer = self._seen(told.get("viewer"), told.get("today"))

    def shape(self) -> Hashable:
        """What makes it another query: also the reader's language, and the day on the wall, which a query may ask by itself."""
        around = get_language(), get_current_timezone_name(), clock.today()
        return tuple(self.parts.items()), self.viewer, self.world is None, is_everywhere(), around

    def _part(self, one: Any) -> tuple[Any, ...]:
        if isinstance(one, models.Model):
            return type(one), self._id(one.pk)
        if isinstance(one, (uuid.UUID, datetime)):
            return type(one), self._id(one)
        if isinstance(one, date):
            if one not in self.days:
                self.days.append(one)
            return date, self.days.index(one)
        if isinstance(one, (list, tuple)) and all(isinstance(each, uuid.UUID) for each in one):
            return list, *self._ids(one)
        words = one if isinstance(one, (tuple, frozenset)) else (one,)
        self.is_plain &= all(word is None or isinstance(word, (str, int)) for word in words)
        return None, type(one), one if self.is_plain else None

    def _id(self, one: Any) -> int:
        self.is_plain &= isinstance(one, (uuid.UUID, datetime))
        if one not in self._known:
            self._known[one] = len(self.ids)
            self.ids.append(one)
        return self._known[one]

    def _ids(self, them: Sequence[uuid.UUID]) -> tuple[int, int]:
        """Room for as many or some more (1, 2, 4, 8 ...), filled up with the last one: lists of nearly one length are one query."""
        room = 1 << (len(them) - 1).bit_length() if them else 0
        first = len(self.ids)
        self.ids += [*them, *[them[-1] for _ in range(room - len(them))]]
        return first, room

    def _seen(self, viewer: Any, today: date | None) -> Hashable:
        stand_in = STAND_INS.get(type(viewer))
        if stand_in is None or today is None:
            return None
        what = stand_in.what(viewer, today)
        self.is_plain &= what is not None
        return what


class _Stranger:
    """Somebody who asks the same of other ids on other days."""

    def __init__(self, asked: _Asked, number: int) -> None:
        luck = Random(number)
        self.asked = asked
        self.days = [DAYS[number] + timedelta(luck.randrange(9_999) * place) for place in range(len(asked.days))]
        self.ids: list[Any] = [
            datetime.fromtimestamp(luck.randrange(1 << 30), UTC)
            if isinstance(one, datetime)
            else uuid.UUID(int=luck.getrandbits(128), version=4)
            for one in asked.ids
        ]

    def puts(self, build: Callable[..., Rows[Any]]) -> tuple[Rows[Any], Any, str, tuple[Any, ...]]:
        """The queryset, its compiler, what that says and what it fills in; it says nothing when it can find nothing."""
        with inside(self.ids[0]) if self.asked.world else nullcontext():
            rows = build(**{name: self._as(name, *part) for name, part in self.asked.parts.items()})
            if rows._known_related_objects or rows._prefetch_related_lookups:  # type: ignore[attr-defined]
                raise NotPlain  # they may hold the stranger
            compiler = rows.query.get_compiler(using=rows.db)
            try:
                sql, params = compiler.as_sql()
            except EmptyResultSet:
                return rows, compiler, "", ()
        return rows, compiler, sql, tuple(params)

    def _as(self, name: str, kind: Any, *told: Any) -> Any:
        if kind is None:
            return told[1]
        if kind is date:
            return self.days[told[0]]
        if kind is list:
            return self.ids[told[0] : sum(told)]
        one = self.ids[told[0]]
        return self._thing(name, kind, one) if issubclass(kind, models.Model) else one

    def _thing(self, name: str, kind: type[models.Model], key: uuid.UUID) -> models.Model:
        """Only its id and whose it is are known; to ask for the rest is to ask the database."""
        known = {kind._meta.pk.attname: key}
        if self.asked.world and issubclass(kind, Held):
            known["organisation_id"] = self.ids[0]
        thing = kind.from_db(DEFAULT_DB_ALIAS, list(known), list(known.values()))
        if name == "viewer" and self.asked.viewer is not None:
            STAND_INS[kind].give(thing, self.asked.viewer, self._as("today", *self.asked.parts["today"]))
        return thing


class _Ready:
    """A query that is put together: its words, and what fills each blank."""

    def __init__(self, rows: Any, compiler: Any, sql: str, blanks: list[Any]) -> None:
        self._rows, self._compiler, self.sql = rows, compiler, sql
        self._filled = [None if isinstance(blank, _Blank) else blank for blank in blanks]
        self._blanks = [(place, blank) for place, blank in enumerate(blanks) if isinstance(blank, _Blank)]

    def found(self, asked: _Asked) -> list[Any]:
        """What it finds now. The queryset and its compiler are copies of this answer's own."""
        if not self.sql:
            return []
        said = self.sql, self.filled(asked)
        compiler = _copy(self._compiler, connection=connections[DEFAULT_DB_ALIAS], as_sql=lambda: said)
        query = _copy(self._rows.query, get_compiler=lambda *_args, **_kwargs: compiler)
        return list(_copy(self._rows, _query=query))

    def filled(self, asked: _Asked) -> tuple[Any, ...]:
        """What stands in its blanks now."""
        filled = self._filled.copy()
        for place, blank in self._blanks:
            filled[place] = blank.of(asked)
        return tuple(filled)


@dataclass(frozen=True, slots=True)
class _Blank:
    """What is filled in: an id, a moment, or a day so many days from one that is asked of; as it is, or as the database writes it."""

    place: int
    days: int | None
    written: Callable[[Any], Any]

    def of(self, asked: _Asked | _Stranger) -> Any:
        if self.days is None:
            return self.written(asked.ids[self.place])
        return self.written(asked.days[self.place] + timedelta(self.days))


def _ready(asked: _Asked, build: Callable[..., Rows[Any]]) -> _Ready | None:
    strangers = [_Stranger(asked, number) for number in range(len(DAYS))]
    try:
        with connections[DEFAULT_DB_ALIAS].execute_wrapper(_refuse), at_one_glance(only_read=False):
            (rows, compiler, sql, params), *others = [stranger.puts(build) for stranger in strangers]
        if any((other[2], len(other[3])) != (sql, len(params)) for other in others):
            raise NotPlain
        blanks = [_blank(strangers, told) for told in zip(params, *(other[3] for other in others), strict=True)]
    except NotPlain:
        return None
    return _Ready(rows, compiler, sql, blanks)


def _blank(strangers: list[_Stranger], told: tuple[Any, ...]) -> Any:
    """What the strangers said in one place: the same, or what each was given."""
    if all(one == told[0] and type(one) is type(told[0]) for one in told):
        return told[0]
    for blank in _guesses(strangers[0], told[0]):
        if [blank.of(stranger) for stranger in strangers] == list(told):
            return blank
    raise NotPlain


def _guesses(stranger: _Stranger, said: Any) -> list[_Blank]:
    ids = {
        written(one): _Blank(place, None, written)
        for place, one in enumerate(stranger.ids)
        for written in _written(one)
    }
    if isinstance(said, (str, uuid.UUID, datetime)) and said in ids:
        return [ids[said]]
    if isinstance(said, date) and not isinstance(said, datetime):
        return [_Blank(place, (said - day).days, itself) for place, day in enumerate(stranger.days)]
    if isinstance(said, str):
        with suppress(ValueError):
            when = date.fromisoformat(said)
            return [_Blank(place, (when - day).days, str) for place, day in enumerate(stranger.days)]
    return []


def itself(one: Any) -> Any:
    """As it is."""
    return one


def _written(one: Any) -> tuple[Callable[[Any], Any], ...]:
    """How the databases write it."""
    if isinstance(one, datetime):
        return itself, connections[DEFAULT_DB_ALIAS].ops.adapt_datetimefield_value
    return itself, str, attrgetter("hex")


def _refuse(*_asked: Any) -> Any:
    raise NotPlain


def _copy(thing: Any, **other: Any) -> Any:
    """As it is but for some things; what is not changed is shared."""
    made = object.__new__(type(thing))
    made.__dict__.update(thing.__dict__, **other)
    return made
