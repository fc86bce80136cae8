"""A profile as it is handed on: the levels as they were approved, the competences in the language that is asked for.

What people have written themselves (purpose, why, tasks) stays as they wrote it. When it leaves the organisation, the words of
competences that may not be passed on stay behind: the requirement is there, and in place of its words it says whose they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from stigar.library.queries.passing import closed, passing
from stigar.library.queries.shelf import CompetenceShown, shelf
from stigar.profiles.queries.profiles import approved_version, content, spoken

if TYPE_CHECKING:
    from stigar.profiles.models import Profile, Version


@dataclass(frozen=True, slots=True)
class RequiredOut:
    """One requirement. ``shows``: (level, its name, what shows it) of each level that is asked for; ``known`` is the competence
    as the library tells it today, with its questions, and None when it is no longer there. When it is ``closed``, ``name``
    says so and whose words they are.
    """

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
    closed: bool = False


@dataclass(frozen=True, slots=True)
class ProfileOut:
    """The profile. ``number`` is None for words on the way; the words of ``left`` competences could not come along, because of ``held``.

    ``told`` competences are in another language than they were approved in, ``kept`` stand as they were approved.
    """

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
    told: int = 0
    kept: int = 0

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
    said = spoken(version.content if version else content(profile, language), language)
    told, books = said.content, shelf(language)
    rows = [_required(one, books.by_id.get(UUID(one["competence"]))) for one in told["requirements"]]
    lines = tuple(
        dict.fromkeys(one.known.rights.attribution for one in rows if one.known and one.known.rights.attribution)
    )
    left, held = 0, tuple[str, ...]()
    if leaves:
        passed = passing((one.known for one in rows if one.known), today=today)
        kept, shut = (
            {one.id: one for one in passed.competences},
            closed((one.competence for one in rows), language, today=today),
        )
        rows = [
            _closed(one, shut[one.competence])
            if one.competence in shut
            else _sieved(one, kept[one.competence])
            if one.known
            else one
            for one in rows
        ]
        left, lines, held = len(shut), passed.lines, tuple(dict.fromkeys(rights.holder for rights in passed.held))
    approved = version.approval.at.date() if version and hasattr(version, "approval") else None
    return ProfileOut(
        UUID(told["profile"]), told["title"], told["name"], told["core"] is not None, told["purpose"], language, told["language"],
        tuple((task["text"], task["frequency"]) for task in told["tasks"]), tuple(rows), version.number if version else None,
        approved, version.digest if version else "", lines, left, held, said.told, said.kept,
    )  # fmt: skip


def staying(competences: Iterable[UUID], language: str, *, today: date) -> tuple[dict[UUID, str], tuple[str, ...]]:
    """Those of the competences that may not stand on paper, each with what stands there instead of its name; and whose words they are.

    A competence of which only some texts are closed keeps its name: then nothing stands instead.
    """
    books, asked = shelf(language).by_id, list(competences)
    passed = passing((books[key] for key in asked if key in books), today=today)
    partly = {one.id: "" for one in passed.competences if len(one.items) != len(books[one.id].items)}
    shut = closed(asked, language, today=today)
    return partly | shut, tuple(dict.fromkeys(rights.holder for rights in passed.held))


def content_out(told: Mapping[str, Any], *, today: date) -> dict[str, Any]:
    """A version's frozen content as it may leave: of a competence whose words may not be passed on today, its id and whose they are."""
    books = shelf(told["language"]).by_id
    shut = closed((UUID(one["competence"]) for one in told["requirements"]), told["language"], today=today)
    return {
        **told, "requirements": [_frozen_out(one, books.get(UUID(one["competence"])), shut, today) for one in told["requirements"]],
    }  # fmt: skip


def _frozen_out(
    one: dict[str, Any], known: CompetenceShown | None, shut: Mapping[UUID, str], today: date
) -> dict[str, Any]:
    if words := shut.get(UUID(one["competence"])):
        return {**one, "key": "", "name": words, "definition": "", "behaviours": []}
    whole = known is not None and not passing([known], today=today).left_items
    return one if whole or (known is None and one["passes_on"]) else {**one, "behaviours": []}


def _closed(one: RequiredOut, words: str) -> RequiredOut:
    """The requirement with what it asks for, and in place of the competence's words whose they are."""
    return replace(one, key="", name=words, definition="", shows=(), concepts=(), known=None, closed=True)


def _required(one: dict[str, Any], known: CompetenceShown | None) -> RequiredOut:
    shows = tuple((level["level"], level["name"], tuple(level["shows"])) for level in one["behaviours"])
    return RequiredOut(
        UUID(one["competence"]), one["key"], one["name"], one["definition"], one["level"], one["until"], one["top"], one["importance"],
        one["origin"], one["why"], shows, known.concepts if known else (), known,
    )  # fmt: skip


def _sieved(one: RequiredOut, known: CompetenceShown) -> RequiredOut:
    """The requirement with only those words of the competence that may be passed on: all, or those the sieve has let through."""
    if one.known and len(known.items) == len(one.known.items):
        return replace(one, known=known)
    kept = {item.text for item in known.items}
    shows = ((level, name, tuple(text for text in said if text in kept)) for level, name, said in one.shows)
    return replace(one, known=known, shows=tuple(shows))
