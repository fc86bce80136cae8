"""The profiles of many roles side by side: what all ask, what several ask on different levels, and what only one asks.

An approved profile counts as it was approved; one on the way as it stands, for those who may see it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from stigar.foundation.journal import kept_until
from stigar.library.queries.shelf import shelf
from stigar.profiles.models import Profile, Requirement, Version

if TYPE_CHECKING:
    from django.db.models import QuerySet

CHANGING = (
    "profiles.profile",
    "profiles.requirement",
    "profiles.version",
    "profiles.approval",
)  # as the journal calls them
Asked = tuple[int, int | None, int]  # level, until, importance
_frozen: dict[UUID, tuple[tuple[str, str, Asked], ...]] = {}  # an approved version never changes
MOST_FROZEN = 5000


@dataclass(frozen=True, slots=True)
class Column:
    """A profile beside the others."""

    id: UUID
    title: str
    approved: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A competence: who asks for it, and on which levels. ``cells`` stand in the order of the columns; None is not asked."""

    name: str
    cells: tuple[Asked | None, ...]
    asked: int
    lowest: int
    highest: int

    @property
    def even(self) -> bool:
        """All who ask, ask for the same level."""
        return self.lowest == self.highest


@dataclass(frozen=True, slots=True)
class Side:
    """All beside each other. ``common``: asked by all; ``several``; ``single``: only one role asks."""

    columns: tuple[Column, ...]
    common: tuple[Row, ...]
    several: tuple[Row, ...]
    single: tuple[Row, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        return (*self.common, *self.several, *self.single)


def side_by_side(visible: QuerySet[Profile], roles: Iterable[UUID], language: str) -> Side:
    """The core profiles of these roles that the viewer may see, beside each other. At most six queries, three while nothing has changed."""
    wanted = set(roles)
    found = visible.filter(core=None, put_down=None).order_by("role__title").values_list("pk", "role", "role__title")
    told = tuple((pk, title) for pk, role, title in found if role in wanted)
    names = tuple((str(one.id), one.name) for one in shelf(language))
    return _beside(told, names)


@kept_until(CHANGING)
def _beside(told: tuple[tuple[UUID, str], ...], known: tuple[tuple[str, str], ...]) -> Side:
    keys = [pk for pk, _ in told]
    frozen = _approved(keys)
    asked: dict[str, dict[UUID, Asked]] = defaultdict(dict)
    names: dict[str, str] = {}
    for profile, rows in frozen.items():
        for competence, name, what in rows:
            asked[competence][profile] = what
            names[competence] = name
    for profile, competence, *level in _standing([pk for pk in keys if pk not in frozen]):
        asked[str(competence)][profile] = (level[0], level[1], level[2])
    names |= dict(known)
    found = sorted(
        (_row(names.get(key, ""), cells, keys) for key, cells in asked.items()), key=lambda row: (-row.asked, row.name)
    )
    columns = tuple(Column(pk, title, pk in frozen) for pk, title in told)
    many = len(columns)
    return Side(
        columns,
        tuple(row for row in found if row.asked == many > 1),
        tuple(row for row in found if 1 < row.asked < many),
        tuple(row for row in found if row.asked == 1),
    )


def _row(name: str, cells: dict[UUID, Asked], keys: list[UUID]) -> Row:
    levels = [level for level, _until, _importance in cells.values()]
    upper = [until or level for level, until, _importance in cells.values()]
    return Row(name, tuple(cells.get(key) for key in keys), len(cells), min(levels), max(upper))


def _standing(keys: list[UUID]) -> list[Any]:
    """(profile, competence, level, until, importance) of profiles on the way."""
    if not keys:
        return []
    rows = Requirement.objects.filter(profile__in=keys)
    return list(rows.values_list("profile", "competence", "level", "until", "importance"))


def _approved(keys: list[UUID]) -> dict[UUID, tuple[tuple[str, str, Asked], ...]]:
    """What the newest approved version of each profile asks for."""
    versions = Version.objects.filter(approval__isnull=False, profile__in=keys).order_by("number")
    newest = dict(versions.values_list("profile", "pk"))
    unread = [pk for pk in newest.values() if pk not in _frozen]
    if len(_frozen) > MOST_FROZEN:
        _frozen.clear()
        unread = list(newest.values())
    for pk, told in Version.objects.filter(pk__in=unread).values_list("pk", "content") if unread else ():
        _frozen[pk] = tuple(
            (one["competence"], one["name"], (one["level"], one["until"], one["importance"]))
            for one in told["requirements"]
        )
    return {profile: _frozen[pk] for profile, pk in newest.items()}
