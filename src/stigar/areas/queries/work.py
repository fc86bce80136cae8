"""What we can ask about everyday work: what is told of each role, whether it is enough, and where a little more helps most."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Max, QuerySet
from django.db.models.functions import Coalesce

from stigar.areas.models import Skill, Task, Trait
from stigar.engine.areas.enough import Enough, enough
from stigar.engine.areas.spread import Spread, spread
from stigar.engine.vocabulary import Evidence, Kind
from stigar.foundation.journal import kept_until
from stigar.foundation.policy import SMALLEST_GROUP
from stigar.foundation.prepared import prepared
from stigar.foundation.tenancy import once_a_page
from stigar.people.queries import RoleRow, headcounts, roles_in_order, standing_roles, units

if TYPE_CHECKING:
    from stigar.people.models import Person

FEWEST_RATERS = SMALLEST_GROUP  # so many have to rate a trait before anything but your own rating is shown
FREQUENCY_WEIGHTS = {"daily": 1.0, "weekly": 0.8, "monthly": 0.5, "seldom": 0.25}
OPTIONAL_WEIGHT = 0.35
CHANGING = (  # what the journal calls the things that change which roles there are, who has them, and what is told
    "areas.task", "areas.skill", "areas.import", "people.role", "people.merge", "people.person", "people.position", "people.import",
)  # fmt: skip
MOST_COUNTED = 40  # the meter is full long before


@dataclass(frozen=True, slots=True)
class RoleWork:
    """A role and whether enough is told of its work."""

    role: RoleRow
    meter: Enough

    @property
    def gain(self) -> float:
        """How much more telling would help: people in the role x what is missing of the meter."""
        return max(self.role.people, 1) * (1 - self.meter.share) if self.meter.missing else 0.0


@dataclass(frozen=True, slots=True)
class TraitRow:
    """A trait, the viewer's own rating (1-5 or None), how many have rated it, and how far whole fives of raters agree."""

    trait: Trait
    own: int | None
    raters: int
    spread: Spread | None

    @property
    def matters(self) -> str | None:
        """How much it matters, in a word: much, some or little."""
        if not self.spread or self.spread.mean is None:
            return None
        return "much" if self.spread.mean >= 4 else "some" if self.spread.mean >= 2.5 else "little"

    @property
    def agree(self) -> str | None:
        """Whether the raters agree, in a word: yes, partly or no."""
        if not self.spread or self.spread.agreement is None:
            return None
        return "yes" if self.spread.agreement >= 0.75 else "partly" if self.spread.agreement >= 0.45 else "no"


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One piece of evidence about a standing role, as the area finder takes it. ``weight`` is 0.25 to 1."""

    role_id: uuid.UUID
    role: str
    language: str
    unit: str
    kind: str
    text: str
    concept: str
    weight: float


@kept_until(CHANGING)
def works(*, today: date, language: str) -> tuple[RoleWork, ...]:
    """Every standing role with its meter: first where telling more helps most, then the rest by title.

    Five queries, and one while nothing has changed: it is the same list for everyone, so it is kept in memory.
    """
    tasks, skills = _counts(Task), _counts(Skill)
    roles = roles_in_order(today=today, language=language)
    told = (RoleWork(role, meter(tasks[role.id], skills[role.id])) for role in roles)
    return tuple(sorted(told, key=lambda work: -work.gain))


def found_by(works: Iterable[RoleWork], words: str) -> list[RoleWork]:
    """Those whose title, or a variant of it, holds all the words."""
    wanted = words.casefold().split()
    return [work for work in works if all(word in _titles(work.role) for word in wanted)]


def meter(tasks: int, skills: int) -> Enough:
    """Whether so many tasks and skills are enough to place a role.

    >>> meter(6, 0).enough, meter(2, 0).missing
    (True, (('task', 4),))
    """
    return _meter(min(tasks, MOST_COUNTED), min(skills, MOST_COUNTED))


@once_a_page
def tasks_of(role_id: uuid.UUID) -> list[Task]:
    """The tasks told of a role and its variants: the most frequent first, then in the order they were told."""
    order = list(FREQUENCY_WEIGHTS)
    return sorted(_tasks_of([role_id]), key=lambda task: order.index(task.frequency))


@prepared
def _tasks_of(roles: list[uuid.UUID]) -> QuerySet[Task]:
    found: QuerySet[Task] = Task.objects.of_roles(roles).order_by("at")
    return found


def skills_of(role_id: uuid.UUID) -> list[Skill]:
    """The skills told of a role and its variants: the essential first, then by their words."""
    return list(Skill.objects.of_roles([role_id]).order_by("-essential", "text"))


def traits_of(role_id: uuid.UUID, *, viewer: "Person") -> list[TraitRow]:
    """The traits told of a role. Of the ratings: your own, and how far raters agree, let in five at a time. One query."""
    ratings: dict[Trait, dict[uuid.UUID, int]] = {}
    rows = Trait.objects.of_roles([role_id]).annotate(rater=F("ratings__rater"), rating=F("ratings__rating"))
    for row in rows.order_by("at", "pk", "ratings__at"):
        of_trait = ratings.setdefault(row, {})
        if row.rater is not None:
            of_trait[row.rater] = row.rating
    return [
        TraitRow(trait, given.get(viewer.pk), len(given), _spread(list(given.values())))
        for trait, given in ratings.items()
    ]


def _spread(given: list[int]) -> Spread | None:
    """Whole fives, in the order they came: what is shown before and after never differs by one newcomer's rating."""
    counted = given[: len(given) - len(given) % FEWEST_RATERS]
    return spread(counted) if counted else None


def counts_of(role_id: uuid.UUID) -> tuple[int, int]:
    """How many tasks and skills are told of a role and its variants."""
    return task_count(role_id), skill_count(role_id)


def task_count(role_id: uuid.UUID) -> int:
    return int(Task.objects.of_roles([role_id]).values("text").distinct().count())


def skill_count(role_id: uuid.UUID) -> int:
    return int(Skill.objects.of_roles([role_id]).values("text").distinct().count())


def told_texts() -> set[tuple[str, uuid.UUID, str]]:
    """Everything told, as (kind, standing role, text in small letters): to know what a file adds. Three queries."""
    models = {"task": Task, "skill": Skill, "trait": Trait}
    return {(kind, role, text.casefold()) for kind, model in models.items() for role, text in _told(model)}


def evidence_rows(*, today: date) -> list[EvidenceRow]:
    """Everything told of the work, merged titles counted as one role; one query per table.

    ``unit`` is the department where most people in the role sit: only to compare with the org chart afterwards.
    A task counts by its frequency (daily 1, weekly .8, monthly .5, seldom .25), a skill 1 or .35 when it is only useful.
    """
    roles = {role.id: role for role in standing_roles(today=today)}
    departments = _departments(today=today)
    pieces = [
        *((role, "task", text, "", FREQUENCY_WEIGHTS[often]) for role, text, often in _told(Task, "frequency")),
        *(
            (role, "skill", text, concept, 1.0 if essential else OPTIONAL_WEIGHT)
            for role, text, concept, essential in _told(Skill, "concept", "essential")
        ),
        *((role, "trait", text, "", 1.0) for role, text in _told(Trait)),
    ]
    return [
        EvidenceRow(
            role, roles[role].title, roles[role].language, departments.get(role, ""), kind, text, concept, weight
        )
        for role, kind, text, concept, weight in pieces
        if role in roles
    ]


@cache
def _meter(tasks: int, skills: int) -> Enough:
    told = {Kind.TASK: tasks, Kind.SKILL: skills}
    return enough(Evidence("", f"{number}", kind) for kind, many in told.items() for number in range(many))


def _counts(model: Any) -> Counter[uuid.UUID]:
    standing = model.objects.annotate(now=Coalesce(F("role__merge__kept"), F("role")))
    return Counter(dict(standing.values_list("now").annotate(many=Count("text", distinct=True)).order_by()))


def _told(model: Any, *columns: str) -> list[Any]:
    now = Coalesce(F("role__merge__kept"), F("role"))
    return list(model.objects.annotate(now=now).order_by("at", "pk").values_list("now", "text", *columns))


def counterparts_of(roles: Iterable[uuid.UUID]) -> dict[uuid.UUID, frozenset[str]]:
    """Whom each of these standing roles meets in its everyday tasks ("consumer", "merchant"); roles that meet nobody are left out."""
    now = Coalesce(F("role__merge__kept"), F("role"))
    found: defaultdict[uuid.UUID, set[str]] = defaultdict(set)
    told = Task.objects.of_roles(list(roles)).exclude(counterpart="").annotate(now=now)
    for role, counterpart in told.values_list("now", "counterpart").order_by().distinct():
        found[role].add(counterpart)
    return {role: frozenset(kinds) for role, kinds in found.items()}


def newest_told(roles: Iterable[uuid.UUID]) -> dict[uuid.UUID, datetime]:
    """When the newest task of each of these standing roles was told; roles without tasks are left out. One query."""
    now = Coalesce(F("role__merge__kept"), F("role"))
    told = Task.objects.of_roles(list(roles)).annotate(now=now)
    return dict(told.values_list("now").annotate(newest=Max("at")).order_by())


def _departments(*, today: date) -> dict[uuid.UUID, str]:
    """The department where most people of each role sit; the first by name when it is even."""
    department = {unit.id: unit.department for unit in units()}
    people: dict[uuid.UUID, Counter[str]] = defaultdict(Counter)
    for count in headcounts(today=today):
        if count.unit_id:
            people[count.role_id][department[count.unit_id]] += count.people
    return {role: min(sizes, key=lambda name: (-sizes[name], name)) for role, sizes in people.items()}


def _titles(role: RoleRow) -> str:
    return " ".join((role.title, *role.variants)).casefold()
