"""What a file of levels is held against: the people it may be about, the library's names in three languages, and what was brought before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count

from stigar.levels.models import Assessment, Level, LevelImport, Part
from stigar.library.queries.shelf import CompetenceShown, shelf
from stigar.profiles.queries.matching import meant, surely_meant

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from stigar.people.models import Person, PersonQuerySet

LANGUAGES = ("sv", "nb", "en")
NEAR, MOST_NEAR = 0.82, 4


@dataclass(frozen=True, slots=True)
class Whom:
    """People as files name them: by employee number, and by e-mail address or name. None where a name is more than one person's."""

    numbers: Mapping[str, UUID]
    names: Mapping[str, UUID | None]
    called: Mapping[UUID, str]


def whom(people: PersonQuerySet) -> Whom:
    """The index of these people. One query."""
    numbers: dict[str, UUID] = {}
    names: dict[str, UUID | None] = {}
    called: dict[UUID, str] = {}
    for pk, number, email, given, family in people.values_list("pk", "number", "email", "given", "family"):
        numbers[_folded(number)] = pk
        called[pk] = f"{given} {family}".strip()
        for said in {f"{given} {family}", f"{family} {given}", f"{family}, {given}"}:
            name = _folded(said)
            names[name] = None if names.get(name, pk) != pk else pk
        if email:
            names[_folded(email)] = pk
    for number, pk in list(numbers.items()):
        numbers.setdefault(number.lstrip("0"), pk)
    return Whom(numbers, names, called)


@dataclass(frozen=True, slots=True)
class Meant:
    """Which competence a heading seems to speak of, whether it is called just so, and others it might be."""

    competence: CompetenceShown | None
    exact: bool
    others: tuple[CompetenceShown, ...]


class Names:
    """The library's names in every language, to find what a heading speaks of."""

    def __init__(self, language: str) -> None:
        self.language, self.books = language, shelf(language)
        self.named: dict[str, dict[UUID, CompetenceShown]] = {}
        for one in dict.fromkeys((language, *LANGUAGES)):
            for each in shelf(one):
                for said in (each.name, each.key):
                    if each.id in self.books.by_id:
                        self.named.setdefault(_folded(said), {})[each.id] = self.books.by_id[each.id]

    def called(self, text: str) -> CompetenceShown | None:
        """The one that is called just so, in any language or by its key."""
        found = self.named.get(_folded(text), {})
        return next(iter(found.values())) if len(found) == 1 else None

    def meant(self, text: str, written: str) -> Meant:
        """What ``text``, in the language ``written``, seems to speak of."""
        if known := self.called(text):
            return Meant(known, True, ())
        near = [
            one
            for name in get_close_matches(_folded(text), self.named, n=3, cutoff=NEAR)
            for one in self.named[name].values()
        ]
        sure = surely_meant(text, written, shelf(written))
        spoken = [one.competence for one in meant(text, written, limit=3)]
        found = list(
            dict.fromkeys(one.id for one in (*near, *([sure] if sure else []), *spoken) if one.id in self.books.by_id)
        )
        best = self.books.by_id[found[0]] if found and (near or sure) else None
        others = tuple(self.books.by_id[one] for one in found[:MOST_NEAR] if best is None or one != best.id)
        return Meant(best, False, others)


def brought_before(viewer: Person, people: Iterable[UUID]) -> set[tuple[UUID, UUID, int, date]]:
    """What the viewer has brought before of these people and not taken back: what only they know that the answer may stand on."""
    files = list(LevelImport.objects.filter(by=viewer, taken_back=None).values_list("pk", flat=True))
    if not files:
        return set()
    wanted = set(people)
    rows = Level.objects.filter(brought__in=files, taken_back=None)
    told: Iterable[tuple[UUID, UUID, int, date]] = rows.values_list("person", "competence", "level", "on")
    return {one for one in told if one[0] in wanted}


def judged_now(viewer: Person) -> set[tuple[UUID, UUID]]:
    """What the viewer is judging now, blind: (person, competence). A file may not say it before both have handed in."""
    mine = Part.objects.filter(giver=viewer).values("assessment")
    waiting = Assessment.objects.filter(pk__in=mine, revealed_at=None, put_down_at=None)
    return {(person, UUID(one)) for person, asked in waiting.values_list("person", "competences") for one in asked}


def with_who(imports: QuerySet[LevelImport]) -> QuerySet[LevelImport]:
    """The files with who brought them, the latest first."""
    return imports.select_related("by").order_by("-at")


def competences_of(made: LevelImport, language: str) -> list[tuple[str, int]]:
    """Which competences a file spoke of, by name, and how many levels it gave in each."""
    books = shelf(language).by_id
    rows = Level.objects.filter(brought=made).values_list("competence").annotate(n=Count("pk"))
    return sorted((books[one].name if one in books else str(one), n) for one, n in rows)


def _folded(text: Any) -> str:
    return " ".join(str(text).casefold().split())
