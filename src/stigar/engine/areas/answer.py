"""The answer about areas: who belongs where, why, how sure, and what is still open.

Everything here is frozen data. Sentences are left to the doors, which know the reader's language: ``why`` gives a
code and values, never prose.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

NOTHING: Mapping[Any, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Answer:
    """What people said when asked: do these two roles need the same thing?"""

    one: str
    other: str
    same: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence for a placement. ``weight`` is its share (0..1) of what holds the role there."""

    kind: str
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class PlacedRole:
    """A role in its area. ``confidence`` is the share of runs that put it there; ``strength`` how much alike
    it is to the others of the area (0..1), the figure that falls when the reasons are taken away."""

    role: str
    unit: str = ""
    confidence: float = 0.0
    because: tuple[Reason, ...] = ()
    strength: float = 0.0
    decided: bool = False


@dataclass(frozen=True, slots=True)
class BaseItem:
    """A competence of an area: the share of its roles that need it, and of the roles outside."""

    text: str
    coverage: float
    outside: float
    uri: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """Roles that need the same base, whatever unit they stand in."""

    key: str
    name: str
    roles: tuple[PlacedRole, ...]
    base: tuple[BaseItem, ...] = ()
    specific: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __contains__(self, role: object) -> bool:
        return any(one.role == role for one in self.roles)


@dataclass(frozen=True, slots=True)
class Bridge:
    """A role that also belongs partly in other areas than its own (``areas``, nearest first)."""

    role: str
    areas: tuple[str, ...]
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A pair to ask people about. ``gain`` is how many other pairs of roles the answer is expected to settle."""

    one: str
    other: str
    gain: float


@dataclass(frozen=True, slots=True)
class Overlap:
    """How far an area and a unit are the same people: ``jaccard`` 1 is the same roles, 0 none shared."""

    area: str
    unit: str
    roles: int
    jaccard: float


@dataclass(frozen=True, slots=True)
class OrgChart:
    """Areas against units; ``agreement`` is the adjusted Rand index: 1 identical, about 0 by chance."""

    agreement: float = 0.0
    overlap: tuple[Overlap, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What differs from the map before. ``kind``: moved, added, removed, new_area, gone_area.

    ``before`` and ``now`` are area keys; ``because`` says what holds the role where it is now.
    """

    kind: str
    role: str = ""
    before: str = ""
    now: str = ""
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence as data: a code the doors have words for, and the values to put in."""

    code: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AreaMap:
    """All areas of an organisation, and what is uncertain about them.

    >>> [area.name for area in AreaMap()], AreaMap().stable
    ([], False)
    """

    areas: tuple[Area, ...] = ()
    bridges: tuple[Bridge, ...] = ()
    questions: tuple[Question, ...] = ()
    evidence: Mapping[str, float] = field(default_factory=dict)
    org_chart: OrgChart = field(default_factory=OrgChart)
    stable: bool = False
    base: tuple[BaseItem, ...] = ()
    changes: tuple[Change, ...] = ()
    likeness: tuple[tuple[str, str, float], ...] = ()
    resolution: float = 0.0

    def __iter__(self) -> Iterator[Area]:
        return iter(self.areas)

    def __len__(self) -> int:
        return len(self.areas)

    @property
    def placement(self) -> Mapping[str, str]:
        """Role -> key of its area."""
        return {one.role: area.key for area in self.areas for one in area.roles}

    def area_of(self, role: str) -> Area | None:
        """The area a role is placed in; None for an unknown role."""
        return next((area for area in self.areas if role in area), None)

    def why(self, role: str) -> tuple[Said, ...]:
        """Why a role stands where it stands, strongest reason first; () for an unknown role."""
        area = self.area_of(role)
        if area is None:
            return ()
        placed = next(one for one in area.roles if one.role == role)
        values = {"role": role, "area": area.name, "confidence": placed.confidence, "strength": placed.strength}
        said = [Said("decided" if placed.decided else "placed", values)]
        said += [Said("because", {"kind": one.kind, "text": one.text, "weight": one.weight}) for one in placed.because]
        names = {one.key: one.name for one in self.areas}
        for bridge in (one for one in self.bridges if one.role == role):
            said += [Said("bridge", {"role": role, "area": names[key]}) for key in bridge.areas]
        return tuple(said)

    def as_json(self) -> dict[str, Any]:
        """The answer as plain data, in the form promised on the command line and over REST."""
        return {
            "areas": [_area(area) for area in self.areas],
            "bridges": [{"role": one.role, "areas": list(one.areas)} for one in self.bridges],
            "questions": [{"one": one.one, "other": one.other, "gain": _short(one.gain)} for one in self.questions],
            "evidence": {role: _short(share) for role, share in self.evidence.items()},
            "org_chart": {
                "agreement": _short(self.org_chart.agreement),
                "overlap": [
                    {"area": one.area, "unit": one.unit, "roles": one.roles, "jaccard": _short(one.jaccard)}
                    for one in self.org_chart.overlap
                ],
            },
            "stable": self.stable,
        }


def _area(area: Area) -> dict[str, Any]:
    return {
        "key": area.key,
        "name": area.name,
        "roles": [_role(one) for one in area.roles],
        "base": [
            {"text": one.text, "coverage": _short(one.coverage), "outside": _short(one.outside)} for one in area.base
        ],
        "specific": {role: list(texts) for role, texts in area.specific.items()},
    }


def _role(placed: PlacedRole) -> dict[str, Any]:
    because = [{"kind": one.kind, "text": one.text, "weight": _short(one.weight)} for one in placed.because]
    return {"role": placed.role, "unit": placed.unit, "confidence": _short(placed.confidence), "because": because}


def _short(number: float) -> float:
    return round(float(number), 4)
