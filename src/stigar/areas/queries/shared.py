"""What we can ask about what roles share: the common-denominator matrix, for one area or for all roles."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.db.models.functions import Coalesce

from stigar.areas.models import Skill, Task, Trait
from stigar.engine.areas.shared import matrix
from stigar.engine.vocabulary import Evidence, Kind
from stigar.foundation.journal import kept_until

CHANGING = ("areas.task", "areas.skill", "areas.trait", "areas.import", "people.role", "people.merge")
TOLD: dict[str, Any] = {Kind.TASK: Task, Kind.SKILL: Skill, Kind.TRAIT: Trait}


@dataclass(frozen=True, slots=True)
class SharedRow:
    """One task, skill or trait: its words, how many roles have it, and for each column whether that role does."""

    kind: str
    text: str
    roles: tuple[str, ...]
    cells: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """The matrix: roles as columns, rows most shared first, in three parts."""

    roles: tuple[str, ...]
    common: tuple[SharedRow, ...]
    several: tuple[SharedRow, ...]
    single: tuple[SharedRow, ...]


def shared(titles: Mapping[str, str], *, kinds: Iterable[str] = (Kind.TASK, Kind.SKILL)) -> Shared:
    """What these roles (id -> title) share and what only one of them has. Kept in memory.

    Two texts are the same when they name one concept or say the same words.
    """
    return _shared(tuple(titles.items()), tuple(kinds))


@kept_until(CHANGING, most=64)
def _shared(roles: tuple[tuple[str, str], ...], kinds: tuple[str, ...]) -> Shared:
    titles = dict(roles)
    told = [(kind, *row) for kind in kinds for row in _told(kind, titles)]
    usual = _usual_words(told)
    found = matrix(Evidence(title, usual.get(concept, text), Kind(kind)) for kind, title, text, concept in told)
    parts = (
        tuple(
            SharedRow(str(row.kind), row.text, row.roles, tuple(role in row.roles for role in found.roles))
            for row in rows
        )
        for rows in (found.common, found.several, found.single)
    )
    return Shared(found.roles, *parts)


def _told(kind: str, titles: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """(title, text, concept) of everything of one kind that is told of these roles and their variants."""
    model = TOLD[kind]
    wanted = [uuid.UUID(role) for role in titles]
    concept = ["concept"] if model is Skill else []
    rows = model.objects.of_roles(wanted).annotate(now=Coalesce(F("role__merge__kept"), F("role")))
    return [
        (titles[str(role)], text, *(rest or [""]))
        for role, text, *rest in rows.order_by("at", "pk").values_list("now", "text", *concept)
        if str(role) in titles
    ]


def _usual_words(told: Iterable[tuple[str, str, str, str]]) -> dict[str, str]:
    """The words most roles use for each concept of a vocabulary: what is one thing is then said in one way."""
    used: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for _kind, _title, text, concept in told:
        if concept:
            used[concept][text] += 1
    return {concept: min(texts, key=lambda text: (-texts[text], text)) for concept, texts in used.items()}
