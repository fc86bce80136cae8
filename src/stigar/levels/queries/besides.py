"""What else is told of a person's competence than levels, read with one question: a person's page asks for all of it, every time.

In plain words to the database, because building five queries costs more than asking them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection

from stigar.engine.gaps.known import Prerequisite as First
from stigar.foundation.sealing import opened
from stigar.foundation.tenancy import once_a_page, where_we_are
from stigar.levels.models import Exemption, Experience, Level

if TYPE_CHECKING:
    from stigar.people.models import Person

FIRST, HOLDS, EXEMPT, PAPER, TOLD = "first", "holds", "exempt", "paper", "told"
_PK: Any = Level._meta.get_field("id")
_OF = "organisation_id = %(world)s AND person_id = %(person)s"
_STANDS = "begins <= %(today)s AND (ends IS NULL OR ends >= %(today)s)"
_QUESTION = f"""
    SELECT '{FIRST}', competence_id, needs_id, level, '' AS begins, '' AS at, '' AS words FROM levels_prerequisite
    WHERE organisation_id = %(world)s
    UNION ALL SELECT '{HOLDS}', profile_id, NULL, NULL, CAST(begins AS text), CAST(at AS text), '' FROM levels_holdsfor
    WHERE {_OF} AND {_STANDS}
    UNION ALL SELECT '{EXEMPT}', competence_id, NULL, NULL, CAST(begins AS text), CAST(ends AS text), why FROM levels_exemption
    WHERE {_OF} AND {_STANDS}
    UNION ALL SELECT '{PAPER}', competence_id, NULL, NULL, CAST(begins AS text), CAST(ends AS text), '' FROM levels_certificate
    WHERE {_OF} AND taken_away IS NULL AND level IS NOT NULL AND confirmed_at IS NOT NULL
    UNION ALL SELECT '{TOLD}', competence_id, NULL, interest, CAST("on" AS text), CAST(used AS text), CAST(years AS text)
    FROM levels_experience WHERE {_OF} ORDER BY 5, 6"""


@dataclass(slots=True)
class Besides:
    """Profiles that hold besides the role's; by competence what need not hold, until when a certificate vouches, and what the person has
    told of experience; and what must come first, of everybody."""

    holds: list[UUID] = field(default_factory=list)
    exempt: dict[UUID, Exemption] = field(default_factory=dict)
    papers: dict[UUID, date | None] = field(default_factory=dict)
    experience: dict[UUID, Experience] = field(default_factory=dict)
    first: list[First] = field(default_factory=list)


@once_a_page
def besides(person: Person, *, today: date) -> Besides:
    """All of it. One query."""
    told = {"world": _raw(where_we_are()), "person": _raw(person.pk), "today": today.isoformat()}
    found = Besides()
    with connection.cursor() as cursor:
        cursor.execute(_QUESTION, told)
        for what, thing, needs, number, begins, other, words in cursor.fetchall():
            key = _key(thing)
            if what == FIRST:
                found.first.append(First(str(key), str(_key(needs)), number))
            elif what == HOLDS:
                found.holds.append(key)
            elif what == EXEMPT:
                row = Exemption(
                    person=person,
                    competence_id=key,
                    why=opened(words),
                    begins=date.fromisoformat(begins),
                    ends=_day(other),
                )
                found.exempt[key] = row
            elif what == PAPER:
                found.papers[key] = _day(other)
            else:
                years = Decimal(words) if words else None
                found.experience[key] = Experience(
                    person=person, competence_id=key, interest=number, used=_day(other), years=years
                )
    return found


def _raw(key: UUID | None) -> Any:
    return _PK.get_db_prep_value(key, connection)


def _key(thing: Any) -> UUID:
    return thing if isinstance(thing, UUID) else UUID(thing)


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told[:10]) if told else None
