"""How the variants of a profile differ from it, in rows: what they ask in another way, ask besides, and do not ask."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from stigar.library.queries.shelf import Shelf, shelf
from stigar.profiles.models import Profile, Requirement, Waiver
from stigar.profiles.queries.profiles.standing import said_among

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stigar.profiles.models import Profile as Row


@dataclass(frozen=True, slots=True)
class Line:
    """One difference: the competence, and what the core and the variant ask, as (level, until, importance); None when it is not asked."""

    name: str
    core: tuple[int, int | None, int] | None
    here: tuple[int, int | None, int] | None
    why: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A variant and all that sets it apart from its core."""

    id: UUID
    name: str
    kind: str  # place, function or work
    purpose: str
    lines: tuple[Line, ...]


def differences(
    core: Row, language: str, variants: list[Row] | None = None, said: Iterable[Requirement] | None = None
) -> list[Difference]:
    """The variants of a core that are in use, each with its lines. Four queries, however many they are; two when they and what is ``said``
    in them are known."""
    variants = list(Profile.objects.filter(core=core, put_down=None).order_by("name")) if variants is None else variants
    if not variants:
        return []
    asked: dict[UUID, list[Requirement]] = defaultdict(list)
    for row in said_among(core, variants) if said is None else said:
        asked[row.profile_id].append(row)
    waived: dict[UUID, list[Waiver]] = defaultdict(list)
    for waiver in Waiver.objects.filter(profile__in=variants).select_related("competence"):
        waived[waiver.profile_id].append(waiver)
    books, base = shelf(language), {row.competence_id: row for row in asked[core.pk]}
    return [
        Difference(
            one.pk, one.name, one.get_difference_display(), one.purpose,
            (*_asked(asked[one.pk], base, books), *_waived(waived[one.pk], base, books)),
        )
        for one in variants
    ]  # fmt: skip


def _asked(rows: Iterable[Requirement], base: dict[UUID, Requirement], books: Shelf) -> list[Line]:
    return [
        Line(named(row, books), _told(base.get(row.competence_id)), _told(row), row.why)
        for row in sorted(rows, key=lambda row: (-row.importance, row.place))
    ]


def _waived(rows: Iterable[Waiver], base: dict[UUID, Requirement], books: Shelf) -> list[Line]:
    return [
        Line(named(row, books), _told(base[row.competence_id]), None, row.why)
        for row in rows
        if row.competence_id in base
    ]


def _told(row: Requirement | None) -> tuple[int, int | None, int] | None:
    return (row.level, row.until, row.importance) if row else None


def named(row: Requirement | Waiver, books: Shelf) -> str:
    """The competence's name as the reader knows it; one that is no longer in the library keeps the name it had."""
    known = books.by_id.get(row.competence_id)
    return known.name if known else str(row.competence)
