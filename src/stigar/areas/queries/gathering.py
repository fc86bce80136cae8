"""Gathering: everything a map is drawn from, fetched once: the work as told, what people have decided, and the map before.

The engine knows roles by their titles (which are unique, and count as evidence); everything we keep knows them by id.
"""

import hashlib
import json
import uuid
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from stigar.areas.models import Answer, AreaName, Decision, Lock, Map, Placement, Steering
from stigar.areas.queries.work import EvidenceRow, evidence_rows, meter
from stigar.engine import areas as engine
from stigar.engine.text.model import TextModel, kept_model
from stigar.engine.vocabulary import Evidence, Kind
from stigar.foundation.tenancy import where_we_are
from stigar.library.queries import fingerprints, lexicons
from stigar.people.queries import headcounts, standing_roles, units
from stigar.people.queries.sites import site_names

EDITION = "1"  # change when the same evidence is to be drawn again


@dataclass(frozen=True, slots=True)
class RoleFacts:
    """A role as a map remembers it: its title, who has it and where on the day, and whether its work is told well enough."""

    title: str
    people: int
    units: Mapping[str, int]
    sites: Mapping[str, int]
    enough: bool


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a map is drawn from. ``evidence`` and ``answers`` name roles by title; ``placed`` and ``named`` too.

    ``before`` is the newest map; ``remembered`` the one whose areas keep their keys: the same, except after an undo.
    """

    evidence: tuple[Evidence, ...]
    roles: Mapping[uuid.UUID, RoleFacts]
    untold: tuple[str, ...]
    answers: tuple[engine.Answer, ...]
    placed: Mapping[str, str]
    named: Mapping[str, str]
    before: Map | None
    remembered: Map | None
    resolution: float | None
    decided: str
    fingerprint: str

    @property
    def ids(self) -> dict[str, str]:
        """Title -> id of the role, as text."""
        return {facts.title: str(role) for role, facts in self.roles.items()}


def gather(*, today: date) -> Gathered:
    """Fetch it all. A dozen queries, however much there is."""
    rows = evidence_rows(today=today)
    working = {row.role_id for row in rows if row.kind != Kind.TRAIT}
    rows = [row for row in rows if row.role_id in working]
    roles = _facts(rows, today)
    titles = {str(role): facts.title for role, facts in roles.items()}
    before = Map.objects.order_by("-at").first()
    resolution = Steering.objects.values_list("resolution", flat=True).first()
    placed, closed = _placed(titles)
    answers = _answers(titles, placed, closed)
    named = dict(AreaName.objects.values_list("area__key", "name"))
    evidence = tuple(Evidence(row.role, row.text, Kind(row.kind), row.unit, row.weight, row.concept) for row in rows)
    decided = decided_mark()
    given = [
        EDITION, sorted(map(repr, evidence)), sorted(map(repr, answers)), sorted(placed.items()), sorted(named.items()),
        resolution, fingerprints(), sorted(f"{role} {facts}" for role, facts in roles.items()),
    ]  # fmt: skip
    untold = tuple(role.title for role in standing_roles(today=today) if role.id not in roles)
    return Gathered(
        evidence, roles, untold, answers, placed, named, before, _remembered(before), resolution, decided,
        hashlib.sha256(json.dumps(given).encode()).hexdigest(),
    )  # fmt: skip


def _remembered(newest: Map | None) -> Map | None:
    """After a merge or a split is taken back, the areas there were before it get their keys and names again."""
    if newest is None:
        return None
    undone = (
        Decision.objects.filter(kind__in=("merge", "split", "move"), undone_at__gt=newest.at).order_by("at").first()
    )
    earlier = Map.objects.filter(at__lt=undone.at).order_by("-at").first() if undone else None
    return earlier or newest


def decided_mark() -> str:
    """Changes whenever anybody decides or answers anything: tells whether a map was overtaken while it was drawn."""
    turn = Steering.objects.values_list("turn", flat=True).first() or 0
    answers = sorted((str(pk), same) for pk, same in Answer.objects.values_list("pk", "same"))
    return hashlib.sha256(json.dumps([turn, answers]).encode()).hexdigest()


def text_model() -> TextModel:
    """The text model of the organisation's vocabularies: fitted once, kept on disk and in memory."""
    return _model(where_we_are(), fingerprints())


@lru_cache(maxsize=2)
def _model(_organisation: uuid.UUID | None, _fingerprints: tuple[tuple[str, str], ...]) -> TextModel:
    return kept_model(lexicons(), folder=Path(settings.STIGAR.folder) / "models")


def _facts(rows: list[EvidenceRow], today: date) -> dict[uuid.UUID, RoleFacts]:
    department = {unit.id: unit.department for unit in units()}
    places = site_names()
    by_unit: defaultdict[uuid.UUID, Counter[str]] = defaultdict(Counter)
    by_site: defaultdict[uuid.UUID, Counter[str]] = defaultdict(Counter)
    people: Counter[uuid.UUID] = Counter()
    for count in headcounts(today=today):
        people[count.role_id] += count.people
        by_unit[count.role_id][department.get(count.unit_id, "") if count.unit_id else ""] += count.people
        by_site[count.role_id][places.get(count.site_id, "") if count.site_id else ""] += count.people
    told: defaultdict[uuid.UUID, Counter[str]] = defaultdict(Counter)
    for row in rows:
        told[row.role_id][row.kind] += 1
    titles = {row.role_id: row.role for row in rows}
    return {
        role: RoleFacts(
            title, people[role], _named(by_unit[role]), _named(by_site[role]),
            meter(told[role][Kind.TASK], told[role][Kind.SKILL]).enough,
        )
        for role, title in titles.items()
    }  # fmt: skip


def _named(counted: Counter[str]) -> dict[str, int]:
    return {name: number for name, number in sorted(counted.items()) if name}


def _placed(titles: Mapping[str, str]) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Title -> area key that people decided; and the locked areas with the titles that are in each."""
    locked = {
        titles[role]: key
        for key, roles in Lock.objects.values_list("area__key", "roles")
        for role in roles
        if role in titles
    }
    moved = {
        titles[str(role)]: key
        for role, key in Placement.objects.values_list("role", "area__key")
        if str(role) in titles
    }
    placed = locked | moved
    closed: defaultdict[str, set[str]] = defaultdict(set)
    for title, key in placed.items():
        if key in set(locked.values()):
            closed[key].add(title)
    return placed, dict(closed)


def _answers(
    titles: Mapping[str, str], placed: Mapping[str, str], closed: Mapping[str, set[str]]
) -> tuple[engine.Answer, ...]:
    """What people answered, except where a lock or a placement says otherwise; and a no between a locked area and all others."""
    inside = {title: key for key, members in closed.items() for title in members}
    said = [
        engine.Answer(titles[str(one)], titles[str(other)], bool(same))
        for one, other, same in Answer.objects.exclude(same=None)
        .order_by("at", "pk")
        .values_list("one", "other", "same")
        if str(one) in titles and str(other) in titles
    ]
    kept = [one for one in said if not (one.same and inside.get(one.one) != inside.get(one.other))]
    gates = {key: min(members) for key, members in closed.items()}
    fences = [
        engine.Answer(gate, title, False)
        for key, gate in sorted(gates.items())
        for title in sorted(titles.values())
        if inside.get(title) != key and title not in placed
    ]
    return (*kept, *fences)
