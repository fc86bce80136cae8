"""What we can ask about wishes: your own, and (from five people) what many wish, beside what the work needs.

Wishes that mean the same are one group: the same area, the same concept, or words with the same stems. Every figure
goes through the one guarded function for figures about people (``foundation.policy.share``).
"""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from stigar.areas.models import Area, Map, Skill, Survey, Task, Wish
from stigar.areas.queries.words import stems
from stigar.areas.queries.work import CHANGING as WORK_CHANGING
from stigar.foundation.journal import kept_until
from stigar.foundation.policy import SMALLEST_GROUP, share
from stigar.foundation.prepared import prepared
from stigar.people.queries import standing_roles

if TYPE_CHECKING:
    from stigar.people.models import Person

CHANGING = (*WORK_CHANGING, "areas.wish", "areas.map", "areas.area", "areas.areaname", "areas.decision")
Group = tuple[str, str]  # ("area", its id), ("concept", its uri) or ("words", their stems)


@dataclass(frozen=True, slots=True)
class WishRow:
    """What five or more wish, and beside it how many roles and people have it in their work."""

    name: str
    wishers: int
    wish_share: float
    roles: int
    people: int
    need_share: float


@dataclass(frozen=True, slots=True)
class Together:
    """Wishes as they may be shown: ``people`` counted (None under five), what many wish, and whether some is hidden."""

    people: int | None
    rows: tuple[WishRow, ...]
    others: bool


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why people wish something: only the texts their writers let HR read, in fives, in no order that tells who."""

    name: str
    whys: tuple[str, ...]


def open_survey(*, today: date) -> Survey | None:
    """The survey that can be answered today."""
    return _open_surveys.first(today=today)


@prepared
def _open_surveys(*, today: date) -> QuerySet[Survey]:
    return _open(today)[:1]


def _open(today: date) -> QuerySet[Survey]:
    still = Q(closes=None) | Q(closes__gte=today)
    return Survey.objects.filter(still, opens__lte=today).order_by("-number")


def open_survey_and_wishes(viewer: "Person", *, today: date) -> tuple[Survey | None, int]:
    """The survey that can be answered today, and how many wishes the viewer has told in it. One query."""
    found = _open_and_wished.first(viewer, today=today)
    return found, found.wished if found else 0  # type: ignore[attr-defined]


@prepared
def _open_and_wished(viewer: "Person", *, today: date) -> QuerySet[Survey]:
    return _open(today).annotate(wished=Count("wishes", filter=Q(wishes__person=viewer)))[:1]


def latest_survey() -> Survey | None:
    """The one that was opened last."""
    return Survey.objects.order_by("-number").first()


def area_names(language: str) -> dict[uuid.UUID, str]:
    """What each area of the newest map is called: the name people gave, or the one the map proposes. Two queries."""
    return {area.id: area.name for area in _areas(language)}


def together(survey: Survey, *, today: date, language: str) -> Together:
    """What many wish, most wished first, beside what the work says. Kept in memory."""
    return _together(survey.pk, language, _is_settled(survey, today), today=today)


@kept_until(CHANGING)
def _together(survey: uuid.UUID, language: str, settled: bool, *, today: date) -> Together:
    wishes = list(Wish.objects.filter(survey=survey).order_by("at", "pk"))
    groups = grouped(wishes)
    shared = share(((groups[wish.pk], wish.person_id) for wish in wishes), settled=settled)
    areas = _areas(language)
    names, needs = _names(wishes, groups, areas), _Needs(areas, today)
    counted = shared.people or 1
    shown = cast("Mapping[Group, int]", shared.shown)
    rows = [WishRow(names[group], wishers, wishers / counted, *needs.of(group)) for group, wishers in shown.items()]
    return Together(shared.people, tuple(rows), bool(shared.hidden))


def _is_settled(survey: Survey, today: date) -> bool:
    """Whether no more wishes can come."""
    return survey.closes is not None and survey.closes < today


def reasons(survey: Survey, *, today: date, language: str) -> list[Reasons]:
    """Why, for groups where five or more let HR read their reason without their name."""
    wishes = list(Wish.objects.filter(survey=survey).order_by("at", "pk"))
    groups = grouped(wishes)
    settled = _is_settled(survey, today)
    shown = share(((groups[wish.pk], wish.person_id) for wish in wishes), settled=settled).shown
    told: dict[Group, dict[uuid.UUID, str]] = defaultdict(dict)
    for wish in wishes:
        if wish.why and wish.why_shared and groups[wish.pk] in shown:
            told[groups[wish.pk]].setdefault(wish.person_id, wish.why)
    names = _names(wishes, groups, _areas(language))
    return [
        Reasons(names[group], tuple(sorted(_in_fives(list(whys.values())), key=str.casefold)))
        for group, whys in told.items()
        if len(whys) >= SMALLEST_GROUP
    ]


def grouped(wishes: Iterable[Wish]) -> dict[uuid.UUID, Group]:
    """The group of each wish. Own words that say the same as somebody's concept join it."""
    wishes = list(wishes)
    concepts = {stems(wish.text): wish.concept for wish in wishes if wish.concept and not wish.area_id}
    return {wish.pk: _group(wish, concepts) for wish in wishes}


def _group(wish: Wish, concepts: Mapping[str, str]) -> Group:
    if wish.area_id:
        return "area", str(wish.area_id)
    key = stems(wish.text)
    uri = wish.concept or concepts.get(key, "")
    return ("concept", uri) if uri else ("words", key)


@dataclass(frozen=True, slots=True)
class _Area:
    """An area of the newest map: its name and the roles in it."""

    id: uuid.UUID
    name: str
    roles: frozenset[uuid.UUID]


def _areas(language: str) -> list[_Area]:
    answer = Map.objects.order_by("-at").values_list("answer", flat=True).first()
    drawn = {area["key"]: area for area in answer["areas"]} if answer else {}
    known = Area.objects.filter(key__in=drawn).values_list("pk", "key", "given_name__name")
    return [
        _Area(
            pk, given or drawn[key].get("names", {}).get(language) or drawn[key]["name"],
            frozenset(uuid.UUID(place["role"]) for place in drawn[key]["roles"]),
        )
        for pk, key, given in known
    ]  # fmt: skip


def _names(wishes: Iterable[Wish], groups: Mapping[uuid.UUID, Group], areas: Iterable[_Area]) -> dict[Group, str]:
    """Each group's name: the area's, else the words most of its wishes use.

    Own words beside a wished area are their writer's: once the area is gone from the map, only words that five used are said.
    """
    used: dict[Group, Counter[str]] = defaultdict(Counter)
    for wish in wishes:
        used[groups[wish.pk]][wish.text] += 1
    called = {("area", str(area.id)): area.name for area in areas}
    usual = {group: min(texts, key=lambda text: (-texts[text], len(text), text)) for group, texts in used.items()}
    own = {group for group, text in usual.items() if group[0] == "area" and used[group][text] < SMALLEST_GROUP}
    gone = _("An area that is no longer on the map")
    return {group: called.get(group) or (gone if group in own else text) for group, text in usual.items()}


class _Needs:
    """How many roles and people have a wished thing in their work; everything is fetched once."""

    def __init__(self, areas: Iterable[_Area], today: date) -> None:
        self.people: Counter[uuid.UUID] = Counter()
        for role in standing_roles(today=today):
            self.people[role.id] = role.people
        self.everyone = sum(self.people.values()) or 1
        self.by_area = {str(area.id): set(area.roles) for area in areas}
        self.by_concept: dict[str, set[uuid.UUID]] = defaultdict(set)
        self.words: list[tuple[uuid.UUID, frozenset[str]]] = []
        for role, text, concept in _told():
            self.words.append((role, frozenset(stems(text).split())))
            if concept:
                self.by_concept[concept].add(role)

    def of(self, group: Group) -> tuple[int, int, float]:
        """(roles, people, share of everyone)."""
        roles = self._roles(*group)
        people = sum(self.people[role] for role in roles)
        return len(roles), people, people / self.everyone

    def _roles(self, kind: str, key: str) -> set[uuid.UUID]:
        if kind == "area":
            return self.by_area.get(key, set())
        if kind == "concept":
            return self.by_concept[key]
        wanted = set(key.split())
        return {role for role, said in self.words if wanted <= said}


def _told() -> list[Any]:
    """(standing role, text, concept) of every skill and task; one query."""
    now = Coalesce(F("role__merge__kept"), F("role"))
    tasks = Task.objects.annotate(now=now, concept=Value("")).values_list("now", "text", "concept")
    return list(Skill.objects.annotate(now=now).values_list("now", "text", "concept").union(tasks, all=True))


def _in_fives(texts: list[str]) -> list[str]:
    """Only whole fives, so that two looks never differ by one person's text."""
    return texts[: len(texts) - len(texts) % SMALLEST_GROUP]


@prepared
def own_wishes(viewer: "Person", survey: Survey) -> QuerySet[Wish]:
    """What the viewer has wished in this survey, in the order it was told."""
    return Wish.objects.filter(survey=survey, person=viewer).order_by("at", "pk")
