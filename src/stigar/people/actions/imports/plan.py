"""What an import would do, before it does anything: who is added, changed field by field, and ended, and every reason it cannot.

A plan is worked out from the file and from how things stand. It is worked out again when it is applied;
only when both say the same (``digest``) is anything written.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from stigar.people.readers.faults import FileFault


class Kind(StrEnum):
    """What happens to a person."""

    ADDED = "added"
    CHANGED = "changed"
    ENDED = "ended"


class Fact(NamedTuple):
    """One field that becomes something else. Both as text; empty is nothing."""

    field: str
    old: str
    new: str


class Entry(NamedTuple):
    """One person in the plan. ``row`` is 0 for somebody who is missing in the file."""

    kind: Kind
    row: int
    number: str
    name: str
    facts: tuple[Fact, ...]
    person: uuid.UUID


class ThingChange(NamedTuple):
    """A unit, site or role that is new or becomes different."""

    thing: str  # "unit", "site" or "role"
    name: str
    is_new: bool
    facts: tuple[Fact, ...]


class PersonDraft(NamedTuple):
    """A person to be written."""

    id: uuid.UUID
    number: str
    given: str
    family: str
    email: str
    language: str
    started: date | None
    ended: date | None


class Place(NamedTuple):
    """What a position says: role, unit, site, manager, and share of full time in per cent."""

    role: uuid.UUID | None
    unit: uuid.UUID | None
    site: uuid.UUID | None
    manager: uuid.UUID | None
    share: Decimal


class PositionDraft(NamedTuple):
    """A position to be written, new or corrected."""

    id: uuid.UUID
    person: uuid.UUID
    place: Place
    begins: date
    ends: date | None


class UnitDraft(NamedTuple):
    """A unit to be written, parents before their parts."""

    id: uuid.UUID
    code: str
    name: str
    parent: uuid.UUID | None


class SiteDraft(NamedTuple):
    """A site to be written."""

    id: uuid.UUID
    name: str
    country: str
    zone: str


class RoleDraft(NamedTuple):
    """A role to be written; ``language`` is what most of its people speak."""

    id: uuid.UUID
    title: str
    language: str


@dataclass(slots=True)
class Writes:
    """What is to be written, in this order."""

    new_roles: list[RoleDraft] = field(default_factory=list)
    new_sites: list[SiteDraft] = field(default_factory=list)
    changed_sites: list[SiteDraft] = field(default_factory=list)
    new_units: list[UnitDraft] = field(default_factory=list)
    changed_units: list[UnitDraft] = field(default_factory=list)
    new_persons: list[PersonDraft] = field(default_factory=list)
    changed_persons: list[PersonDraft] = field(default_factory=list)
    dropped_positions: list[uuid.UUID] = field(default_factory=list)
    corrected_positions: list[PositionDraft] = field(default_factory=list)
    new_positions: list[PositionDraft] = field(default_factory=list)

    @property
    def of_positions(self) -> int:
        """How many positions are to be written."""
        return len(self.dropped_positions) + len(self.corrected_positions) + len(self.new_positions)


@dataclass(slots=True)
class Plan:
    """Everything an import would do from the day ``valid_from``; nothing can be applied while there are ``faults``."""

    valid_from: date
    ends_missing: bool
    entries: list[Entry] = field(default_factory=list)
    things: list[ThingChange] = field(default_factory=list)
    unchanged: int = 0
    faults: list[FileFault] = field(default_factory=list)
    writes: Writes = field(default_factory=Writes)

    def of(self, kind: Kind) -> Iterator[Entry]:
        """Those to whom this happens, in the order of the file."""
        return (entry for entry in self.entries if entry.kind is kind)

    def counts(self) -> dict[str, int]:
        """How many are added, changed, ended and left as they are, and how many units, sites and roles are new or different."""
        counted = {kind.value: sum(1 for _ in self.of(kind)) for kind in Kind}
        counted["unchanged"] = self.unchanged
        for thing in ("unit", "site", "role"):
            counted[f"new_{thing}s"] = sum(change.thing == thing and change.is_new for change in self.things)
            counted[f"changed_{thing}s"] = sum(change.thing == thing and not change.is_new for change in self.things)
        return counted

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all would change."""
        return not self.entries and not self.things

    def digest(self) -> str:
        """What the plan says, as a short mark: equal plans have equal marks."""
        mark = hashlib.sha256(f"{self.valid_from} {self.ends_missing} {self.unchanged}".encode())
        for change in sorted(self.things):
            mark.update(repr(tuple(change)).encode())
        for lines in _in_hundreds(entry[:5] for entry in self.entries):
            mark.update(repr(lines).encode())
        return mark.hexdigest()


def _in_hundreds(lines: Iterable[tuple[object, ...]]) -> Iterator[list[tuple[object, ...]]]:
    hundred: list[tuple[object, ...]] = []
    for line in lines:
        hundred.append(line)
        if len(hundred) == 100:
            yield hundred
            hundred = []
    yield hundred
