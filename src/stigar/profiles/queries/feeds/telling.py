"""A profile as it is handed on: the levels as they were approved, the competences in the reader's own language.

What people have written themselves (purpose, why, tasks) stays as they wrote it. When it leaves the organisation, competences
that may not be passed on stay behind, and it is said how many and whose they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from stigar.library.queries.passing import passing
from stigar.library.queries.shelf import CompetenceShown, shelf
from stigar.profiles.queries.profiles import approved_version, content

if TYPE_CHECKING:
    from stigar.profiles.models import Profile, Version


@dataclass(frozen=True, slots=True)
class RequiredOut:
    """One requirement. ``shows``: (level, its name, what shows it) of each level that is asked for; ``known`` is None when the
    competence is no longer in the library, and the frozen words stand."""

    competence: UUID
    key: str
    name: str
    definition: str
    level: int
    until: int | None
    top: int
    importance: int
    origin: str
    why: str
    shows: tuple[tuple[int, str, tuple[str, ...]], ...]
    concepts: tuple[str, ...]
    known: CompetenceShown | None


@dataclass(frozen=True, slots=True)
class ProfileOut:
    """The profile. ``number`` is None for words on the way; ``left`` competences could not come along, because of ``held``."""

    id: UUID
    title: str
    name: str
    is_variant: bool
    purpose: str
    language: str
    written_in: str
    tasks: tuple[tuple[str, str], ...]
    requirements: tuple[RequiredOut, ...]
    number: int | None
    approved: date | None
    digest: str
    lines: tuple[str, ...]
    left: int
    held: tuple[str, ...]

    @property
    def heading(self) -> str:
        return f"{self.title}, {self.name}" if self.is_variant else self.title


def readable_version(profile: Profile, *, inside: bool) -> Version | None:
    """What a reader takes along: the approved version; those in the project get the words of today before there is one (None)."""
    version = approved_version(profile)
    if version is None and not inside:
        raise LookupError("nothing of this profile is approved")
    return version


def told_out(profile: Profile, version: Version | None, language: str, *, leaves: bool, today: date) -> ProfileOut:
    """The version (or the words of today) in ``language``. ``leaves``: it goes into a file, and only what may goes along."""
    told = version.content if version else content(profile, language)
    books = shelf(language)
    rows = [_required(one, books.by_id.get(UUID(one["competence"]))) for one in told["requirements"]]
    lines = tuple(
        dict.fromkeys(one.known.rights.attribution for one in rows if one.known and one.known.rights.attribution)
    )
    left, held = 0, tuple[str, ...]()
    if leaves:
        passed = passing((one.known for one in rows if one.known), today=today)
        kept = {one.id: one for one in passed.competences}
        frozen = {
            UUID(one["competence"]) for one in told["requirements"] if one["passes_on"]
        }  # of those no longer in the library
        gone = [one for one in rows if one.competence not in (kept if one.known else frozen)]
        rows = [_sieved(one, kept[one.competence]) if one.known else one for one in rows if one not in gone]
        left, lines, held = len(gone), passed.lines, tuple(dict.fromkeys(rights.holder for rights in passed.held))
    approved = version.approval.at.date() if version and hasattr(version, "approval") else None
    return ProfileOut(
        UUID(told["profile"]), told["title"], told["name"], told["core"] is not None, told["purpose"], language, told["language"],
        tuple((task["text"], task["frequency"]) for task in told["tasks"]), tuple(rows), version.number if version else None,
        approved, version.digest if version else "", lines, left, held,
    )  # fmt: skip


def staying(competences: Iterable[UUID], language: str, *, today: date) -> tuple[frozenset[UUID], tuple[str, ...]]:
    """Those of the competences whose words may not stand on paper, and whose words they are. What the library has no more stays too."""
    books, asked = shelf(language).by_id, frozenset(competences)
    passed = passing((books[key] for key in asked if key in books), today=today)
    whole = {one.id for one in passed.competences if len(one.items) == len(books[one.id].items)}
    return asked - whole, tuple(dict.fromkeys(rights.holder for rights in passed.held))


def content_out(told: Mapping[str, Any], *, today: date) -> dict[str, Any]:
    """A version's frozen content as it may leave: of a competence whose words may not be passed on today only its name and levels are told."""
    books = shelf(told["language"]).by_id
    return {
        **told,
        "requirements": [_levels_only(one, books.get(UUID(one["competence"])), today) for one in told["requirements"]],
    }


def _levels_only(one: dict[str, Any], known: CompetenceShown | None, today: date) -> dict[str, Any]:
    passed = passing([known], today=today) if known else None
    if passed is None or passed.is_refused:
        return {**one, "definition": "", "behaviours": []}
    return {**one, "behaviours": []} if passed.left_items else one


def _required(one: dict[str, Any], known: CompetenceShown | None) -> RequiredOut:
    frozen = tuple((level["level"], level["name"], tuple(level["shows"])) for level in one["behaviours"])
    return RequiredOut(
        UUID(one["competence"]), one["key"], known.name if known else one["name"], known.definition if known else one["definition"],
        one["level"], one["until"], one["top"], one["importance"], one["origin"], one["why"],
        _shows(known, one["level"], one["until"]) if known else frozen, known.concepts if known else (), known,
    )  # fmt: skip


def _shows(known: CompetenceShown, level: int, until: int | None) -> tuple[tuple[int, str, tuple[str, ...]], ...]:
    return tuple(
        (at, name, tuple(item.text for item in items))
        for at, name, items in known.levels
        if level <= at <= (until or level)
    )


def _sieved(one: RequiredOut, known: CompetenceShown) -> RequiredOut:
    """The requirement with only those words of the competence that may be passed on."""
    return replace(one, known=known, shows=_shows(known, one.level, one.until))
