"""What we can ask about workshops: the board as everybody sees it, what has changed since, and how far those of a project are.

The board holds no names: what somebody said is traced in the requirement that comes of it, and seen by the project only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import median_low
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count

from stigar.library.queries.shelf import Shelf, shelf
from stigar.profiles.models import Estimate, Group, Proposal, Workshop
from stigar.profiles.rules import FEWEST_JUDGES

if TYPE_CHECKING:
    from stigar.people.models import Person
    from stigar.profiles.models import Project, Requirement

SHOWN = {Workshop.TALK, Workshop.CLOSED}  # the stages in which everybody sees how all have judged
NO_SCALE = tuple((level, "") for level in range(1, 6))  # while a group is no competence of the library


@dataclass(frozen=True, slots=True)
class Spread:
    """How people have judged, without who: for each value how many, and the one in the middle."""

    counts: tuple[tuple[int, int], ...]

    @property
    def people(self) -> int:
        return sum(many for _, many in self.counts)

    @property
    def middle(self) -> int | None:
        """What half judged at least; the lower of two."""
        given = [value for value, many in self.counts for _ in range(many)]
        return median_low(given) if given else None

    @property
    def apart(self) -> bool:
        """Worth talking about: at least two people, and a quarter of all, are two steps or more from the middle."""
        middle = self.middle
        far = sum(many for value, many in self.counts if middle is not None and abs(value - middle) >= 2)
        return far >= 2 and far * 4 >= self.people


@dataclass(frozen=True, slots=True)
class Said:
    """One proposal as the board shows it."""

    id: UUID
    text: str


@dataclass(frozen=True, slots=True)
class GroupShown:
    """Proposals that mean the same. ``spread`` is (importance, level), and None before everybody sees it.

    ``few``: it would be shown by now, had not fewer than three judged, so that each could tell who said what.
    """

    id: UUID
    name: str
    competence: UUID | None
    definition: str
    scale: tuple[tuple[int, str], ...]
    said: tuple[Said, ...]
    judged: int
    spread: tuple[Spread, Spread] | None
    few: bool
    requirement: Requirement | None
    aside: bool

    @property
    def settled(self) -> bool:
        return self.requirement is not None or self.aside


@dataclass(frozen=True, slots=True)
class ProfileOnBoard:
    """The groups of one profile: what most have said first, what is settled last."""

    id: UUID
    name: str
    groups: tuple[GroupShown, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """The whole board, and how many have judged anything."""

    profiles: tuple[ProfileOnBoard, ...]
    proposals: int
    judges: int

    @property
    def groups(self) -> tuple[GroupShown, ...]:
        return tuple(group for one in self.profiles for group in one.groups)

    @property
    def left(self) -> int:
        """How many groups are not settled yet."""
        return sum(not group.settled for group in self.groups)


@dataclass(frozen=True, slots=True)
class WorkshopRow:
    """A workshop in a list."""

    key: str
    kind: str
    name: str
    at: datetime
    place: str
    stage: str
    stage_words: str
    leader: str
    proposals: int


def board(workshop: Workshop, language: str) -> Board:
    """Everything on the board. Five queries, however much was said."""
    books = shelf(language)
    said: dict[UUID, list[Said]] = defaultdict(list)
    for pk, group, text in Proposal.objects.filter(workshop=workshop).order_by("at").values_list("pk", "group", "text"):
        said[group].append(Said(pk, text))
    judged: dict[UUID, list[tuple[int, int]]] = defaultdict(list)
    judges = set()
    for group, person, importance, level in Estimate.objects.filter(group__workshop=workshop).values_list(
        "group", "person", "importance", "level"
    ):
        judged[group].append((importance, level))
        judges.add(person)
    rows = list(Group.objects.filter(workshop=workshop).select_related("requirement"))
    gone = {row.competence_id for row in rows if row.competence_id} - set(books.by_id)  # no longer in the library
    names = {row.competence_id: str(row.competence) for row in rows if row.competence_id in gone}
    groups: dict[UUID, list[GroupShown]] = defaultdict(list)
    shown = workshop.stage in SHOWN and workshop.kind == Workshop.WORKSHOP  # in an interview nobody judges
    for row in rows:
        told = names.get(row.competence_id, row.name) if row.competence_id else row.name
        groups[row.profile_id].append(_group(row, told, said[row.pk], judged[row.pk], books, shown))
    about = workshop.about.select_related("profile__role").order_by("profile__role__title", "profile__name")
    return Board(
        tuple(ProfileOnBoard(one.profile_id, heading(one.profile), _in_order(groups[one.profile_id])) for one in about),
        sum(map(len, said.values())), len(judges),
    )  # fmt: skip


def judges_of(workshop: Workshop) -> int:
    """How many have judged anything. One query."""
    count: int = Estimate.objects.filter(group__workshop=workshop).aggregate(n=Count("person", distinct=True))["n"]
    return count


def own_estimates(workshop: Workshop, person: Person) -> dict[UUID, tuple[int, int]]:
    """How somebody has judged: group -> (importance, level)."""
    rows = Estimate.objects.filter(group__workshop=workshop, person=person).values_list("group", "importance", "level")
    return {group: (importance, level) for group, importance, level in rows}


def workshops_of(project: Project) -> list[WorkshopRow]:
    """The workshops and interviews of a project, the next first and then those that have been."""
    rows = project.workshops.select_related("led_by").annotate(proposed=Count("proposals")).order_by("at")
    shown = [
        WorkshopRow(
            one.key, one.kind, one.name, one.at, one.place, one.stage, one.get_stage_display(),
            one.led_by.name if one.led_by else "", one.proposed,
        )
        for one in rows
    ]  # fmt: skip
    return sorted(shown, key=lambda row: row.stage == Workshop.CLOSED)


def heading(profile: Any) -> str:
    """What a profile is called among others: a variant says both the role and what sets it apart."""
    return f"{profile.role.title}, {profile.name}" if profile.core_id else str(profile.role.title)


def _group(
    row: Group, told: str, said: list[Said], judged: list[tuple[int, int]], books: Shelf, shown: bool
) -> GroupShown:
    known = books.by_id.get(row.competence_id) if row.competence_id else None
    scale = known.model.scale if known else NO_SCALE
    name = known.name if known else told
    spread, few = None, len(judged) < FEWEST_JUDGES
    if shown and not few:
        importance, level = ([one[at] for one in judged] for at in (0, 1))
        spread = (_spread((1, 2, 3), importance), _spread((number for number, _ in scale), level))
    return GroupShown(
        row.pk, name, row.competence_id, known.definition if known else "", scale, tuple(said), len(judged), spread,
        shown and few, row.requirement, row.put_aside is not None,
    )  # fmt: skip


def _spread(values: Iterable[int], given: Iterable[int]) -> Spread:
    many = Counter(given)
    return Spread(tuple((value, many[value]) for value in values))


def _in_order(groups: Iterable[GroupShown]) -> tuple[GroupShown, ...]:
    return tuple(sorted(groups, key=lambda one: (one.settled, -len(one.said), one.name)))
