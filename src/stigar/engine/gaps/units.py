"""Units nested in units, numbered so that a unit and all below it are one run of numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Units:
    """Each unit's number, and the number after the last one below it.

    >>> units = Units.of({"Company": None, "North": "Company", "South": "Company"})
    >>> units.run("Company"), units.run("North")
    ((0, 3), (1, 2))
    """

    names: tuple[str, ...]
    ends: Mapping[str, int]
    numbers: Mapping[str, int]

    @classmethod
    def of(cls, parents: Mapping[str, str | None]) -> Units:
        """From each unit's parent; a parent that is not there counts as none. Going round in a ring is a mistake."""
        below: dict[str | None, list[str]] = {}
        for name, parent in parents.items():
            below.setdefault(parent if parent in parents else None, []).append(name)
        names: list[str] = []
        numbers: dict[str, int] = {}
        ends: dict[str, int] = {}
        ahead: list[tuple[str, bool]] = [(name, False) for name in sorted(below.get(None, ()), reverse=True)]
        while ahead:
            name, done = ahead.pop()
            if done:
                ends[name] = len(names)
                continue
            numbers[name] = len(names)
            names.append(name)
            ahead.append((name, True))
            ahead += [(child, False) for child in sorted(below.get(name, ()), reverse=True)]
        if len(names) < len(parents):
            ring = ", ".join(sorted(set(parents) - set(names)))
            raise ValueError(f"these units lie in each other in a ring: {ring}")
        return cls(tuple(names), ends, numbers)

    def run(self, unit: str) -> tuple[int, int]:
        """From its own number up to, not with, the next number that is not below it."""
        return self.numbers[unit], self.ends[unit]
