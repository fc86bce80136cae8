"""Everyone in the organisation as the directory shows them, kept in memory until the journal tells that something has changed.

The directory is asked all day and changes a few times a week. Kept in the order of the alphabet, with the words of the names
beside, a page of it or a search costs the same with twenty people and with twenty thousand.
"""

import uuid
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import overload

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from stigar.engine.text.order import sort_key
from stigar.foundation.journal import kept_until
from stigar.people.models import Person, PersonQuerySet, Position
from stigar.people.queries.roles import CHANGING
from stigar.people.queries.units import tree

MOST_WORDS = 5  # of a search; a name has no more
LAST = chr(0x10FFFF)


@dataclass(frozen=True, slots=True)
class Colleague:
    """One person as everybody sees them; what, where and in which unit is of today's position, or else of the next one."""

    id: uuid.UUID
    name: str
    role: str
    unit: str
    site: str
    here: bool  # employed today


@dataclass(frozen=True, slots=True)
class Everyone:
    """All persons, each at a place in the reader's alphabetical order; every group is told as places, in order.

    ``keys`` are the names as they are sorted, ``words`` are (word of a name, place), and a unit has the people of its parts too.
    """

    rows: tuple[Colleague, ...]
    keys: tuple[str, ...]
    words: tuple[tuple[str, int], ...]
    units: Mapping[uuid.UUID, Sequence[int]]
    places: Mapping[uuid.UUID, int]
    here: Sequence[int]

    def named(self, word: str) -> set[int]:
        """The places of those with a name that begins with ``word``."""
        key = sort_key(word, "sv")
        first = key.split("0", 1)[0]
        nearest = self.words[bisect_left(self.words, (first,)) : bisect_left(self.words, (first + LAST,))]
        return {place for _, place in nearest if f"0{key}" in f"0{self.keys[place]}"}


@dataclass(frozen=True, slots=True)
class Found(Sequence[Colleague]):
    """Those found, in order; only the part that is looked at is taken out."""

    rows: Sequence[Colleague]
    places: Sequence[int]

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, part: int) -> Colleague: ...
    @overload
    def __getitem__(self, part: slice) -> list[Colleague]: ...
    def __getitem__(self, part: int | slice) -> Colleague | list[Colleague]:
        return (
            [self.rows[place] for place in self.places[part]]
            if isinstance(part, slice)
            else self.rows[self.places[part]]
        )


def everyone(*, today: date, language: str) -> Everyone:
    """All of the organisation. One query while nothing has changed, three more when something has."""
    return _everyone("order_nb" if language == "nb" else "order_sv", today=today)


def found(
    *,
    words: str = "",
    unit: uuid.UUID | None = None,
    also_gone: bool = False,
    numbered: Callable[[], PersonQuerySet],
    language: str,
    today: date,
) -> Found:
    """Those with a name that begins with each of the ``words``, and who work in ``unit`` or its parts, in the reader's order.

    ``also_gone`` finds who has left or has not begun. Those in ``numbered()`` (whose details the viewer may see) are found
    by employee number too: a search must not give away figure by figure what the page does not show.
    """
    all_of_us = everyone(today=today, language=language)
    places: Sequence[int] = range(len(all_of_us.rows)) if also_gone else all_of_us.here
    if unit is not None:
        places = all_of_us.units.get(unit, ())
    for word in words.replace("\0", "").split()[:MOST_WORDS]:
        wanted = all_of_us.named(word) | _numbered(word, numbered, all_of_us.places)
        places = sorted(wanted.intersection(places))
    return Found(all_of_us.rows, places)


def _numbered(word: str, numbered: Callable[[], PersonQuerySet], places: Mapping[uuid.UUID, int]) -> set[int]:
    if not any(sign.isdigit() for sign in word):
        return set()
    holders = numbered().filter(number__startswith=word).values_list("pk", flat=True)
    return {places[pk] for pk in holders if pk in places}


@kept_until((*CHANGING, "people.unit"), most=16)
def _everyone(order: str, *, today: date) -> Everyone:
    work, units = _positions(today)
    people = list(
        Person.objects.order_by(order, "pk").values_list("pk", "given", "family", "started", "ended", "order_sv")
    )
    nothing = ("", "", "")
    rows = tuple(
        Colleague(pk, f"{given} {family}".strip(), *work.get(pk, nothing), _is_here(started, ended, today))
        for pk, given, family, started, ended, _ in people
    )
    keys = tuple(key for *_, key in people)
    places = {row.id: place for place, row in enumerate(rows)}
    return Everyone(
        rows=rows,
        keys=keys,
        words=tuple(sorted({(word, place) for place, key in enumerate(keys) for word in key.split("0") if word})),
        units=MappingProxyType({unit: _places(members, places, rows) for unit, members in units.items()}),
        places=MappingProxyType(places),
        here=tuple(place for place, row in enumerate(rows) if row.here),
    )


def _places(
    members: Iterable[uuid.UUID], places: Mapping[uuid.UUID, int], rows: Sequence[Colleague]
) -> tuple[int, ...]:
    """Where those of them are who are here, in order."""
    return tuple(sorted(places[pk] for pk in members if rows[places[pk]].here))


def _positions(today: date) -> tuple[dict[uuid.UUID, tuple[str, str, str]], dict[uuid.UUID, set[uuid.UUID]]]:
    """(role, unit, site) of each person's position today or else the next, and who is in each unit or its parts today."""
    rows = (
        Position.objects.filter(Q(ends=None) | Q(ends__gte=today)).order_by("begins")
        .values_list(
            "person", "begins", "unit", Coalesce(F("role__merge__kept__title"), F("role__title")), "unit__name", "site__name"
        )
    )  # fmt: skip
    work: dict[uuid.UUID, tuple[str, str, str]] = {}
    units: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for person, begins, unit_id, role, unit, site in rows:
        work.setdefault(person, (role or "", unit or "", site or ""))
        if unit_id and begins <= today:
            units[unit_id].add(person)
    for row in reversed(tree()):
        if row.parent_id:
            units[row.parent_id] |= units[row.id]
    return work, units


def _is_here(started: date | None, ended: date | None, today: date) -> bool:
    return (started is None or started <= today) and (ended is None or ended >= today)
