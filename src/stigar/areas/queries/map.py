"""What we can ask about the map: the newest one in the reader's language, one area of it, and the maps before."""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from stigar.areas.models import Area, Map, Sketch, Steering
from stigar.foundation.journal import changed_since, kept_until

WAVE = ("number", "begins", "weeks", "why", "figures")
FIRM, UNSURE = 0.8, 0.55  # share of the runs
WORK = ("areas.task", "areas.skill", "people.role", "people.merge", "library.vocabulary")


@dataclass(frozen=True, slots=True)
class Because:
    """One piece of evidence for a placement; ``weight`` is its share (0..1) of what holds the role there."""

    kind: str
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class BaseRow:
    """A competence that an area shares: needed by ``has`` of its ``of`` roles, and by ``has_outside`` of ``of_outside`` others."""

    text: str
    coverage: float
    outside: float
    uri: str
    of: int
    of_outside: int

    @property
    def has(self) -> int:
        return round(self.coverage * self.of)

    @property
    def has_outside(self) -> int:
        return round(self.outside * self.of_outside)


@dataclass(frozen=True, slots=True)
class RoleOnMap:
    """A role where it stands: how sure (share of the runs), why, what only it has, and the other areas it leans to."""

    id: str
    title: str
    people: int
    units: Mapping[str, int]
    sites: Mapping[str, int]
    confidence: float
    decided: bool
    enough: bool
    because: tuple[Because, ...]
    specific: tuple[str, ...]
    bridges: tuple[str, ...] = ()
    leans: tuple[Because, ...] = ()


@dataclass(frozen=True, slots=True)
class AreaView:
    """An area in the reader's language. ``proposed`` is the map's own name for it, ``name`` what it goes by."""

    key: str
    name: str
    proposed: str
    colour: int
    roles: tuple[RoleOnMap, ...]
    base: tuple[BaseRow, ...]
    locked: bool = False
    wave: int | None = None

    @property
    def role_count(self) -> int:
        return len(self.roles)

    @property
    def people(self) -> int:
        return sum(role.people for role in self.roles)

    @property
    def units(self) -> tuple[str, ...]:
        """Departments, the one with most people first."""
        return _by_people(role.units for role in self.roles)

    @property
    def sites(self) -> tuple[str, ...]:
        return _by_people(role.sites for role in self.roles)

    @property
    def bridging(self) -> tuple[RoleOnMap, ...]:
        """Its roles that also belong elsewhere."""
        return tuple(role for role in self.roles if role.bridges)


@dataclass(frozen=True, slots=True)
class Overlap:
    """An area and a department: roles in both, and the share (0..1) of all roles of either that are in both."""

    area: str
    unit: str
    roles: int
    jaccard: float


@dataclass(frozen=True, slots=True)
class Step:
    """One position of the slider."""

    resolution: float
    areas: int
    stable: bool


@dataclass(frozen=True, slots=True)
class Started:
    """An area that is under way, on this map or not: its key, its wave (1 is the pilot), and the plan."""

    key: str
    number: int
    begins: date | None
    weeks: int
    why: str
    figures: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class MapView:
    """A map as people see it. ``turn`` counts decisions (who decides says which turn was seen); ``stale`` = work has changed since."""

    id: uuid.UUID
    organisation_id: uuid.UUID
    at: datetime
    resolution: float
    language: str
    areas: tuple[AreaView, ...]
    questions: tuple[tuple[str, str, float], ...]
    untold: tuple[str, ...]
    agreement: float
    overlap: tuple[Overlap, ...]
    stable: bool
    steps: tuple[Step, ...]
    at_step: int
    likeness: tuple[tuple[str, str, float], ...]
    changes: tuple[dict[str, Any], ...] = ()
    turn: int = 0
    stale: bool = False
    is_sketch: bool = False
    runs: int = 24
    common: tuple[BaseRow, ...] = ()
    started: tuple[Started, ...] = ()

    @property
    def roles(self) -> tuple[RoleOnMap, ...]:
        return tuple(role for area in self.areas for role in area.roles)

    @property
    def enough(self) -> int:
        """Roles whose work is told well enough."""
        return sum(role.enough for role in self.roles)

    @property
    def people(self) -> int:
        return sum(area.people for area in self.areas)

    @property
    def firm(self) -> int:
        """Roles that stand firmly where they are, by decision or in most of the runs."""
        return sum(role.decided or role.confidence >= FIRM for role in self.roles)

    def area(self, key: str) -> AreaView | None:
        return next((area for area in self.areas if area.key == key), None)

    def role(self, role: str) -> RoleOnMap | None:
        return next((one for one in self.roles if one.id == role), None)

    def area_of(self, role: str) -> AreaView | None:
        return next((area for area in self.areas if any(one.id == role for one in area.roles)), None)


@dataclass(frozen=True, slots=True)
class Glance:
    """How many areas there are, the first one's name ("" before it is chosen), and each role's area: (role, key, name)."""

    areas: int
    pilot: str
    of_roles: tuple[tuple[str, str, str], ...]

    def area_of(self, role: str) -> tuple[str, str] | None:
        """The area's key and name."""
        return next(((key, name) for one, key, name in self.of_roles if one == role), None)


def newest_map(language: str) -> MapView | None:
    """The map people see now, or None before the first. Two queries."""
    turn = Steering.objects.values("turn")[:1]
    kept = (
        Map.objects.annotate(turn=Subquery(turn), stale=Exists(changed_since(WORK, OuterRef("at"))))
        .order_by("-at").first()
    )  # fmt: skip
    return view_of(kept, kept.answer, language) if kept else None


@kept_until((*WORK, "areas.map", "areas.decision"))
def at_a_glance(language: str) -> Glance | None:
    """The newest map in short, or None before the first. Kept in memory until the map, a decision or the work changes."""
    view = newest_map(language)
    if view is None:
        return None
    pilot = next((area.name for area in view.areas if area.wave == 1), "")
    return Glance(
        len(view.areas), pilot, tuple((one.id, area.key, area.name) for area in view.areas for one in area.roles)
    )


def base_near(role: str, language: str) -> tuple[BaseRow, ...]:
    """What the area of this role shares; empty before the first map, and for a role in no area."""
    return dict(_bases(language)).get(role, ())


@kept_until((*WORK, "areas.map", "areas.decision"))
def _bases(language: str) -> tuple[tuple[str, tuple[BaseRow, ...]], ...]:
    """The base of each role's area on the newest map. Kept in memory as the map in short."""
    view = newest_map(language)
    return tuple((one.id, area.base) for area in view.areas for one in area.roles) if view else ()


def map_at(map_id: uuid.UUID, language: str) -> MapView | None:
    """One of the maps before."""
    kept = Map.objects.filter(pk=map_id).first()
    return view_of(kept, kept.answer, language) if kept else None


def sketch_view(sketch: Sketch, language: str) -> MapView:
    """The map as it would be at another fineness."""
    return view_of(sketch.map, sketch.answer, language, resolution=sketch.resolution)


def maps() -> Any:
    """Every map there has been, newest first, without their large parts."""
    return (
        Map.objects.order_by("-at").select_related("by").only("at", "by__given", "by__family", "changes", "resolution")
    )


def view_of(kept: Map, answer: dict[str, Any], language: str, *, resolution: float | None = None) -> MapView:
    """A map's stored answer in the reader's language, with the names, locks and waves that stand now. One query."""
    known = {
        row["key"]: row
        for row in Area.objects.filter(Q(key__in=[area["key"] for area in answer["areas"]]) | Q(wave__isnull=False))
        .values("key", "colour", "given_name__name", "lock", *(f"wave__{field}" for field in WAVE))
    }  # fmt: skip
    started = sorted((row for row in known.values() if row["wave__number"]), key=lambda row: row["wave__number"])
    colours = _colours([area["key"] for area in answer["areas"]], {key: row["colour"] for key, row in known.items()})
    bridges = {one["role"]: one for one in answer["bridges"]}
    areas = tuple(
        _area(area, answer, bridges, known.get(area["key"], {}), colours, language) for area in answer["areas"]
    )
    areas = tuple(sorted(areas, key=lambda area: (-area.people, -area.role_count, area.name)))
    fine = resolution or kept.resolution
    steps = _steps(kept.slider, kept.resolution)
    at = min(range(len(steps)), key=lambda step: abs(steps[step].resolution - fine), default=0)
    number = len(answer["roles"])
    return MapView(
        kept.pk, kept.organisation_id, kept.at, fine, language, areas,
        tuple((one["one"], one["other"], one["gain"]) for one in answer["questions"]),
        tuple(answer["untold"]), answer["org_chart"]["agreement"],
        tuple(Overlap(**one) for one in answer["org_chart"]["overlap"]),
        answer["stable"], steps, at, tuple((one, other, value) for one, other, value in answer["likeness"]),
        tuple(kept.changes), getattr(kept, "turn", None) or 0, getattr(kept, "stale", False), resolution is not None,
        answer.get("runs", 24), _base(_told(answer["common"], language), number, 0),
        tuple(Started(row["key"], *(row[f"wave__{field}"] for field in WAVE)) for row in started),
    )  # fmt: skip


def _area(
    area: dict[str, Any], answer: dict[str, Any], bridges: Mapping[str, dict[str, Any]], known: Mapping[str, Any],
    colours: Mapping[str, int], language: str,
) -> AreaView:  # fmt: skip
    proposed = _told(area["names"], language) or area["name"]
    inside = len(area["roles"])
    return AreaView(
        area["key"], known.get("given_name__name") or proposed, proposed, colours[area["key"]],
        tuple(_role(one, answer["roles"][one["role"]], bridges.get(one["role"], {})) for one in area["roles"]),
        _base(_told(area["base"], language), inside, len(answer["roles"]) - inside),
        bool(known.get("lock")), known.get("wave__number"),
    )  # fmt: skip


def _role(one: dict[str, Any], facts: dict[str, Any], bridge: dict[str, Any]) -> RoleOnMap:
    return RoleOnMap(
        one["role"], facts["title"], facts["people"], facts["units"], facts["sites"], one["confidence"], one["decided"],
        facts["enough"], _because(one["because"]), tuple(one["specific"]), tuple(bridge.get("areas", ())),
        _because(bridge.get("because", ())),
    )  # fmt: skip


def _because(reasons: Iterable[dict[str, Any]]) -> tuple[Because, ...]:
    return tuple(Because(one["kind"], one["text"], one["weight"]) for one in reasons)


def _base(items: Iterable[dict[str, Any]], of: int, of_outside: int) -> tuple[BaseRow, ...]:
    return tuple(BaseRow(one["text"], one["coverage"], one["outside"], one["uri"], of, of_outside) for one in items)


def _told(by_language: Mapping[str, Any], language: str) -> Any:
    return by_language.get(language) or by_language.get("en") or next(iter(by_language.values()), "")


def _steps(slider: dict[str, Any], chosen: float) -> tuple[Step, ...]:
    """The slider's positions: those that differ, and every one within the stable range and the one chosen."""
    low, high = slider.get("plateau", (0, 0))
    found: list[Step] = []
    for one in slider.get("steps", ()):
        step = Step(one["resolution"], one["areas"], low <= one["resolution"] <= high)
        if found and found[-1].areas == step.areas and not step.stable and not found[-1].stable:
            if step.resolution == chosen:
                found[-1] = step
            continue
        found.append(step)
    return tuple(found)


def _colours(keys: Iterable[str], known: Mapping[str, int]) -> dict[str, int]:
    """The areas' own colours; an area that is only sketched gets the one that fewest others have."""
    used = Counter(known.values())
    colours = dict(known)
    for key in keys:
        if key not in colours:
            colours[key] = min(range(1, 9), key=lambda number: (used[number], number))
            used[colours[key]] += 1
    return colours


def _by_people(counts: Iterable[Mapping[str, int]]) -> tuple[str, ...]:
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return tuple(sorted(total, key=lambda name: (-total[name], name)))
