"""The whole result of the areas, as plain values: what every writer is handed, whether it comes from the map or from a file.

Words are in the reader's language already; roles are known by title, areas by key. Figures that are not known are None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence; ``weight`` is its share (0..1) of what holds the role where it is."""

    kind: str
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class BaseItem:
    """A competence shared by ``has`` of ``of`` roles, and by ``has_outside`` of ``of_outside`` others."""

    text: str
    coverage: float
    outside: float
    of: int
    of_outside: int
    uri: str = ""

    @property
    def has(self) -> int:
        return round(self.coverage * self.of)

    @property
    def has_outside(self) -> int:
        return round(self.outside * self.of_outside)


@dataclass(frozen=True, slots=True)
class RoleResult:
    """A role where it stands. ``told`` is how well its work is told (0..1); ``also`` the other areas (keys) it leans to."""

    title: str
    unit: str = ""
    units: tuple[str, ...] = ()
    people: int | None = None
    confidence: float = 0.0
    decided: bool = False
    told: float = 0.0
    because: tuple[Piece, ...] = ()
    specific: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    leans: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class AreaResult:
    """An area. ``colour`` (1-8) is its ink on the landscape, ``wave`` 1 the pilot, None not started."""

    key: str
    name: str
    roles: tuple[RoleResult, ...]
    base: tuple[BaseItem, ...] = ()
    colour: int = 1
    wave: int | None = None

    @property
    def people(self) -> int | None:
        """People with a role in the area; None when the source does not tell."""
        known = [role.people for role in self.roles if role.people is not None]
        return sum(known) if known else None

    @property
    def units(self) -> tuple[str, ...]:
        """Departments, by name."""
        return tuple(sorted({unit for role in self.roles for unit in role.units if unit}))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two roles to ask about: do they need to be able to do the same things? ``gain``: other pairs the answer settles."""

    one: str
    other: str
    gain: float


@dataclass(frozen=True, slots=True)
class Meeting:
    """An area (key) and a department: roles in both, and the share (0..1) of the roles of either that are in both."""

    area: str
    unit: str
    roles: int
    share: float


@dataclass(frozen=True, slots=True)
class SharedRow:
    """A line of the common-denominator matrix: one thing said of these roles."""

    kind: str
    text: str
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Part:
    """One reason in the order: its value (0..1), how much it counts, and the points that gives."""

    what: str
    value: float
    weight: float
    points: float
    known: bool = True


@dataclass(frozen=True, slots=True)
class Standing:
    """An area's place in the order of where to start; the points of ``parts`` add up to ``score``."""

    area: str
    number: int
    score: float
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One line of the account of hours."""

    what: str
    joint: float
    separate: float


@dataclass(frozen=True, slots=True)
class Saving:
    """Hours for one joint programme in an area against one in each department."""

    area: str
    terms: tuple[Term, ...]

    @property
    def joint(self) -> float:
        return sum(term.joint for term in self.terms)

    @property
    def separate(self) -> float:
        return sum(term.separate for term in self.terms)


@dataclass(frozen=True, slots=True)
class Result:
    """Everything. ``source`` says in a sentence what it was drawn from; ``licences`` are lines that must be printed.

    >>> Result("Alvbro", date(2026, 11, 20)).names
    {}
    """

    organisation: str
    made: date
    drawn: date | None = None
    source: str = ""
    language: str = "en"
    areas: tuple[AreaResult, ...] = ()
    common: tuple[BaseItem, ...] = ()
    questions: tuple[Pair, ...] = ()
    untold: tuple[str, ...] = ()
    agreement: float = 0.0
    meetings: tuple[Meeting, ...] = ()
    stable: bool = False
    runs: int = 24
    shared: tuple[SharedRow, ...] = ()
    order: tuple[Standing, ...] = ()
    savings: tuple[Saving, ...] = ()
    licences: tuple[str, ...] = ()

    @property
    def roles(self) -> tuple[RoleResult, ...]:
        return tuple(role for area in self.areas for role in area.roles)

    @property
    def names(self) -> Mapping[str, str]:
        """Key -> name of each area."""
        return {area.key: area.name for area in self.areas}

    @property
    def placement(self) -> Mapping[str, AreaResult]:
        """Title -> the area it stands in."""
        return {role.title: area for area in self.areas for role in area.roles}

    @property
    def people(self) -> int | None:
        known = [area.people for area in self.areas if area.people is not None]
        return sum(known) if known else None

    @property
    def units(self) -> tuple[str, ...]:
        return tuple(sorted({unit for area in self.areas for unit in area.units}))
