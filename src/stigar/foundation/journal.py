"""The journal: every change and every look at personal data, one line each, only ever added."""

import uuid
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial, update_wrapper
from threading import Lock
from typing import Any, Generic, ParamSpec, Protocol, TypeVar

from django.db import connection, models, transaction
from django.utils import timezone

from stigar.foundation import clock
from stigar.foundation.models import JournalEntry
from stigar.foundation.prepared import prepared
from stigar.foundation.tenancy import look_again, once_a_page, where_we_are

LONGEST = timedelta(hours=1)  # no transaction is open longer after a line was written
MOST = 32
P = ParamSpec("P")
V = TypeVar("V")
Patch = Callable[[V, Sequence[JournalEntry]], V | None]
_HELD_BY: Any = JournalEntry._meta.get_field("organisation")
_AT: Any = JournalEntry._meta.get_field("at")


class Somebody(Protocol):
    """Whoever acts: a person of the organisation."""

    id: uuid.UUID
    organisation_id: uuid.UUID


def note(
    actor: Somebody | None,
    verb: str,
    thing: models.Model,
    *,
    about: uuid.UUID | None = None,
    why: str = "",
    outdates: str | None = None,
    **details: Any,
) -> JournalEntry:
    """Write down that ``actor`` has done ``verb`` to ``thing``. ``None`` means the terminal or a job of the system's own.

    ``verb`` is an English sentence part marked with ``gettext_noop`` ("merged two roles"). What is kept of such things is
    old from now on (see ``kept_until``); ``outdates`` names other things when they are others, and is empty for what
    changes nothing, such as an export or a refusal.
    """
    return JournalEntry.objects.create(**_line(JournalEntry.CHANGE, actor, verb, thing, about, why, details, outdates))


def note_all(
    actor: Somebody | None, verb: str, things: Iterable[tuple[models.Model, uuid.UUID | None, dict[str, Any]]]
) -> int:
    """Write one line for each (thing, person it is about, details), in bulk. Returns how many."""
    lines = [
        JournalEntry(**_line(JournalEntry.CHANGE, actor, verb, thing, about, "", details))
        for thing, about, details in things
    ]
    JournalEntry.objects.bulk_create(lines, batch_size=500)
    return len(lines)


def look(viewer: Somebody, verb: str, thing: models.Model, *, about: uuid.UUID | None, why: str = "") -> None:
    """Write down that ``viewer`` has seen personal data. Looking at yourself leaves no line; ``about=None`` is everybody's."""
    if about != viewer.id:
        JournalEntry.objects.create(**_line(JournalEntry.LOOK, viewer, verb, thing, about, why, {}, ""))


def look_once_a_day(viewer: Somebody, verb: str, thing: str, people: Iterable[tuple[uuid.UUID, str]]) -> None:
    """The same of several people at once, where a page shows them all: one line for each of them and day, not one a page.

    ``thing`` is what they are ("people.person"), ``people`` their ids and names. A line with this verb from today is enough,
    whichever page wrote it. Two queries, one when all are there.
    """
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    seen = {viewer.id, *_looked_at(viewer.id, verb, midnight, viewer.organisation_id)}
    lines = [
        JournalEntry(
            organisation_id=viewer.organisation_id, kind=JournalEntry.LOOK, actor=viewer.id, verb=verb, thing=thing,
            thing_id=key, thing_name=name[:200], about=key,
        )
        for key, name in people if key not in seen
    ]  # fmt: skip
    if lines:
        JournalEntry.objects.bulk_create(lines, batch_size=500)


@prepared
def _looked_at(
    viewer: uuid.UUID, verb: str, since: datetime, organisation: uuid.UUID
) -> "models.QuerySet[JournalEntry, uuid.UUID | None]":
    # The organisation is named so that the index by time is used: a journal has millions of lines, a day some thousands.
    today = JournalEntry.objects.filter(organisation_id=organisation, at__gte=since)
    return today.filter(kind=JournalEntry.LOOK, actor=viewer, verb=verb).values_list("about", flat=True).distinct()


def _line(
    kind: str,
    actor: Somebody | None,
    verb: str,
    thing: models.Model,
    about: uuid.UUID | None,
    why: str,
    details: dict[str, Any],
    outdates: str | None = None,
) -> dict[str, Any]:
    label = thing._meta.label_lower
    if kind == JournalEntry.CHANGE:
        look_again()
    return {
        "organisation_id": actor.organisation_id if actor else where_we_are(),
        "kind": kind, "actor": actor.id if actor else None, "verb": verb,
        "thing": label, "thing_id": thing.pk, "thing_name": str(thing)[:200],
        "about": about, "why": why, "details": details, "outdates": label if outdates is None else outdates,
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Held(Generic[V]):
    """An answer, and how many lines outdated such things from ``since`` on when it was made: one line more is another number.

    The moment lies ``LONGEST`` before: a line may be seen long after it was written, when its transaction ends.
    """

    day: Any
    since: datetime
    lines: int
    seen: frozenset[uuid.UUID]  # those lines, when the answer can be patched
    value: V


class _Place(Generic[V]):
    """Where an answer lies. The lock is for making it: one does, the others wait."""

    def __init__(self) -> None:
        self.held: _Held[V] | None = None
        self.lock = Lock()


@dataclass(frozen=True, slots=True)
class _Ours:
    """An answer put among what is to be done when the transaction ends: it is gone when that is undone, and else does nothing."""

    place: Any
    held: Any

    def __call__(self) -> None: ...


class Kept(Generic[P, V]):
    """A query with its answers in memory: one for each organisation and what is asked, the ``most`` that were used last.

    Asked again, it costs the one query whether the journal tells of a change. ``today`` is not part of what is asked:
    another day's answer takes the old one's place. An answer is shown to many at once, so nothing in it may be changed.
    Within a transaction it is kept for that transaction alone: what it stands on may yet be undone.
    """

    def __init__(self, ask: Callable[P, V], things: Iterable[str], most: int, patch: Patch[V] | None) -> None:
        self.ask, self.things, self.most, self.patch = ask, tuple(things), most, patch
        self._places: OrderedDict[Hashable, _Place[V]] = OrderedDict()
        self._lock = Lock()
        update_wrapper(self, ask)
        EVERYTHING.append(self)

    @once_a_page
    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> V:
        world, ask = where_we_are(), partial(self.ask, *args, **kwargs)
        assert world, "what is kept is asked inside an organisation"
        day = kwargs.pop("today", None)
        place = self._place((world, args, tuple(sorted(kwargs.items()))))
        if connection.in_atomic_block:
            ours = [
                one.held for _, one, *_ in connection.run_on_commit if isinstance(one, _Ours) and one.place is place
            ]
            before: _Held[V] | None = ours[-1] if ours else place.held
            held = self._fresh(before, day, ask)
            if held is not before:
                transaction.on_commit(_Ours(place, held))
            return held.value
        with place.lock:
            held = place.held = self._fresh(place.held, day, ask)
        return held.value

    def forget(self) -> None:
        """Let go of every answer, of every organisation: for tests, and when a database was put back."""
        with self._lock:
            self._places.clear()

    def _place(self, key: Hashable) -> _Place[V]:
        with self._lock:
            place = self._places.setdefault(key, _Place())
            self._places.move_to_end(key)
            if len(self._places) > self.most:
                self._places.popitem(last=False)
            return place

    def _fresh(self, held: _Held[V] | None, day: Any, ask: Callable[[], V]) -> _Held[V]:
        """What is held if it stands, or else anew. The lines are counted first: what changes meanwhile is then seen next time."""
        since = clock.now() - LONGEST
        before, lines = _outdating(self.things, held.since if held else since, since)
        if held and (held.day, held.lines) == (day, before):
            return held
        told: list[JournalEntry] = []
        if self.patch:
            told = list(JournalEntry.objects.filter(outdates__in=self.things, at__gte=held.since if held else since))
        value = None
        if self.patch and held and held.day == day:
            value = self.patch(held.value, [line for line in told if line.pk not in held.seen])
        return _Held(day, since, lines, frozenset(line.pk for line in told), ask() if value is None else value)


EVERYTHING: list[Kept[..., Any]] = []


def kept_until(
    things: Iterable[str], *, most: int = MOST, patch: Patch[Any] | None = None
) -> Callable[[Callable[P, V]], Kept[P, V]]:
    """Keep a query's answers in memory until things of these kinds change, as the journal calls them ("people.unit").

    ``patch(answer, lines)`` may make the new answer from the old one, reading anew what the lines since then name;
    it returns None when everything has to be read.
    """
    return lambda ask: Kept(ask, things, most, patch)


def _outdating(things: tuple[str, ...], *moments: datetime) -> tuple[int, ...]:
    """How many lines outdate such things from each of the moments on. One query."""
    # Asked on nearly every page, so in plain words to the database: building the same query costs ten times as much.
    asked = [_AT.get_db_prep_value(moment, connection) for moment in (*moments, min(moments))]
    counts = ", ".join(["count(CASE WHEN at >= %s THEN 1 END)"] * len(moments))
    places = ", ".join(["%s"] * len(things))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {counts} FROM foundation_journalentry WHERE at >= %s AND organisation_id = %s"
            f" AND outdates > '' AND outdates IN ({places})",
            [*asked, _HELD_BY.get_db_prep_value(where_we_are(), connection), *things],
        )
        found: tuple[int, ...] = cursor.fetchone()
    return found


def changed_since(things: Iterable[str], when: Any) -> "models.QuerySet[JournalEntry]":
    """Changes to things of these kinds ("areas.task") after a moment; ``when`` may be an ``OuterRef``."""
    changes: models.QuerySet[JournalEntry] = JournalEntry.objects.filter(
        kind=JournalEntry.CHANGE, thing__in=tuple(things), at__gt=when
    )
    return changes
