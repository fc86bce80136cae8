"""All that is told of a team's levels, read with one question: what counts of each person in each competence.

A team may have thousands of levels, so it is one question in plain words to the database, and rows and ids are taken as the
database gives them: making an object of each costs ten times as much as all the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from stigar.foundation.tenancy import where_we_are
from stigar.levels.models import Level

EXEMPT, HOLDS, USED, PAPER = "exempt", "holds", "used", "paper"
_PK: Any = Level._meta.get_field("id")
_OF = "organisation_id = %(world)s AND person_id IN ({people})"
_STANDS = "begins <= %(today)s AND (ends IS NULL OR ends >= %(today)s)"
_QUESTION = f"""
    SELECT source, person_id, competence_id, level, CAST("on" AS text), CAST(at AS text) FROM levels_level
    WHERE {_OF} AND taken_back IS NULL AND "on" <= %(today)s
    UNION ALL SELECT '{EXEMPT}', person_id, competence_id, NULL, '', '' FROM levels_exemption WHERE {_OF} AND {_STANDS}
    UNION ALL SELECT '{HOLDS}', person_id, profile_id, NULL, '', '' FROM levels_holdsfor WHERE {_OF} AND {_STANDS}
    UNION ALL SELECT '{USED}', person_id, competence_id, NULL, CAST(used AS text), CAST(at AS text) FROM levels_experience WHERE {_OF}
    UNION ALL SELECT '{PAPER}', person_id, competence_id, NULL, CAST(ends AS text), CAST(begins AS text) FROM levels_certificate
    WHERE {_OF} AND taken_away IS NULL AND level IS NOT NULL AND confirmed_at IS NOT NULL"""
Latest = dict[Any, dict[Any, tuple[Any, ...]]]


@dataclass(slots=True)
class Told:
    """By competence and then by person, ids as in the database (``raw``), days written out: the level that counts and the own one as
    (day, moment, level, source), when it was last used and until when a certificate vouches as (day, moment); who is exempt from
    what; and by person the profiles that hold besides. ``ids`` are the people, in the order they were asked for."""

    ids: tuple[Any, ...] = ()
    seen: Latest = field(default_factory=dict)
    own: Latest = field(default_factory=dict)
    used: Latest = field(default_factory=dict)
    papers: Latest = field(default_factory=dict)
    exempt: set[tuple[Any, Any]] = field(default_factory=set)
    holds: dict[Any, list[UUID]] = field(default_factory=dict)


def told_of(people: Sequence[UUID], *, today: date) -> Told:
    """Of these people, whom the viewer may see. One query."""
    if not people:
        return Told()
    ids = _raw_all(people)
    given: dict[str, Any] = {f"p{place}": one for place, one in enumerate(ids)}
    asked = _QUESTION.format(people=", ".join(f"%({name})s" for name in given))
    with connection.cursor() as cursor:
        cursor.execute(asked, {**given, "world": raw(where_we_are()), "today": today.isoformat()})
        return _told(ids, cursor.fetchall())


def raw(key: UUID | None) -> Any:
    """An id as the database has it: SQLite as text."""
    return _PK.get_db_prep_value(key, connection)


def _raw_all(keys: Sequence[UUID]) -> tuple[Any, ...]:
    """The same of many, all of which are there."""
    return tuple(keys) if connection.features.has_native_uuid_field else tuple(one.hex for one in keys)


def rests_on_ended(level: tuple[Any, ...], paper: tuple[Any, ...] | None, now: str) -> bool:
    """Whether a level that counts rests on a certificate whose last day has been; both as :class:`Told` has them."""
    return level[3] == Level.CERTIFICATE and paper is not None and paper[0] is not None and paper[0] < now


def _told(ids: tuple[Any, ...], rows: Iterable[tuple[Any, ...]]) -> Told:
    told = Told(ids)
    latest = {
        **dict.fromkeys(Level.SEEN_BY_OTHERS, told.seen),
        Level.SELF: told.own,
        USED: told.used,
        PAPER: told.papers,
    }
    for what, person, thing, level, day, at in rows:
        found = latest.get(what)
        if found is not None:
            of_thing = found.get(thing)
            if of_thing is None:
                of_thing = found[thing] = {}
            there = of_thing.get(person)
            # A level by its day and then its moment; of the others the one that was told last, whatever day it names.
            if there is None or (there[1] <= at if level is None else there[:2] <= (day, at)):
                of_thing[person] = (day, at, level, what)
        elif what == EXEMPT:
            told.exempt.add((thing, person))
        elif what == HOLDS:
            told.holds.setdefault(person, []).append(thing if isinstance(thing, UUID) else UUID(thing))
    return told
