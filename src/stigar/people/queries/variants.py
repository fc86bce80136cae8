"""Titles that look like the same work: suggestions with reasons, and the merges people have made."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from stigar.foundation.models import JournalEntry
from stigar.people.models import KeptApart, Merge, Person, Role, Site
from stigar.people.queries.roles import RoleRow, register

if TYPE_CHECKING:
    from stigar.engine.text.titles import MergeList


@dataclass(frozen=True, slots=True)
class LooksAlike:
    """A role that looks like a variant: why (codes of ``engine.text.titles.Because``), the words that differ, and how sure (0 to 1)."""

    role: RoleRow
    because: tuple[str, ...]
    words: tuple[str, ...]
    sure: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Keep this role and let the others become it."""

    kept: RoleRow
    variants: tuple[LooksAlike, ...]

    @property
    def people(self) -> int:
        return self.kept.people + sum(variant.role.people for variant in self.variants)


@dataclass(frozen=True, slots=True)
class MergeRow:
    """A merge that stands: what went into what, when, and by whom."""

    id: uuid.UUID
    gone: str
    kept: str
    kept_id: uuid.UUID
    at: datetime
    by: str


def suggested_merges(*, today: date) -> list[Suggestion]:
    """Groups of titles that look like the same work, the surest first. What people have kept apart is left out."""
    roles = {role.title: role for role in register(today=today, language="sv")}
    apart = {frozenset(pair) for pair in KeptApart.objects.values_list("one", "other")}
    places = tuple(Site.objects.order_by("name").values_list("name", flat=True))
    suggestions = []
    for merge in _alike(tuple((title, role.people) for title, role in roles.items()), places):
        kept = roles[merge.title]
        variants = tuple(
            LooksAlike(roles[one.title], tuple(because.value for because in one.because), one.words, one.sure)
            for one in merge.variants
            if frozenset((kept.id, roles[one.title].id)) not in apart
        )
        if variants:
            suggestions.append(Suggestion(kept, variants))
    return suggestions


@lru_cache(maxsize=64)
def _alike(titles: tuple[tuple[str, int], ...], places: tuple[str, ...]) -> "MergeList":
    """The engine's answer, kept for as long as the titles stay the same."""
    from stigar.engine.text.titles import TitleVariants  # noqa: PLC0415 - heavy: only when asked for

    return TitleVariants(places=places).of(titles)


def merges() -> list[MergeRow]:
    """Every merge that stands, the latest first, and who made it. Three queries."""
    standing = list(Merge.objects.select_related("gone", "kept").order_by("-at", "gone__title"))
    lines = JournalEntry.objects.filter(
        thing_id__in=[merge.gone_id for merge in standing], verb="merged a role into another"
    )
    actors = dict(lines.order_by("at").values_list("thing_id", "actor"))
    names = {
        person.pk: person.name for person in Person.objects.filter(pk__in=[actor for actor in actors.values() if actor])
    }
    return [
        MergeRow(
            merge.pk,
            merge.gone.title,
            merge.kept.title,
            merge.kept_id,
            merge.at,
            names.get(actors.get(merge.gone_id) or uuid.UUID(int=0), ""),
        )
        for merge in standing
    ]


def merge_of(merge_id: uuid.UUID) -> Merge | None:
    """One standing merge."""
    return Merge.objects.select_related("gone", "kept").filter(pk=merge_id).first()


def role_of(role_id: uuid.UUID) -> Role | None:
    """One standing role as a thing to act on."""
    role: Role | None = Role.objects.standing().filter(pk=role_id).first()
    return role


def all_standing() -> list[Role]:
    """Every standing role as a thing to act on, by title."""
    return list(Role.objects.standing().order_by("title"))


def roles_among(role_ids: list[str]) -> list[Role]:
    """The standing roles among these ids; ids that are none, or not ours, are passed over."""
    wanted = [role_id for role_id in role_ids if _is_id(role_id)]
    return list(Role.objects.standing().filter(pk__in=wanted).order_by("title"))


def _is_id(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
