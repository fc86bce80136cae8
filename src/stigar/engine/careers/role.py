"""What a role requires and what somebody has, as plain data. A role can stand in for whoever comes from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

NOTHING: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Level:
    """A competence that a role requires, at which level and how much it matters (1-3)."""

    competence: str
    level: float
    importance: int = 2


@dataclass(frozen=True, slots=True)
class Role:
    """A role one could go to. ``titles`` are its other titles, ``skills`` what it needs by concept or name, ``tasks`` its
    everyday work in words."""

    key: str
    title: str
    competences: tuple[Level, ...] = ()
    skills: frozenset[str] = frozenset()
    tasks: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len({one.competence for one in self.competences}) < len(self.competences):
            raise ValueError(f"a role requires a competence once: {self.key}")


@dataclass(frozen=True, slots=True)
class Have:
    """What one person (or role) comes with. ``levels`` holds what is known, and nothing for what is not; ``wishes`` are roles
    or competences the person has said an interest in; ``now`` is the role they have, which is no step."""

    levels: Mapping[str, float] = field(default_factory=lambda: NOTHING)
    skills: frozenset[str] = frozenset()
    tasks: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    wishes: frozenset[str] = frozenset()
    now: str = ""

    @classmethod
    def of(cls, role: Role) -> Have:
        """Somebody who is exactly what a role requires.

        >>> Have.of(Role("a", "Adviser", (Level("calm", 3),))).levels
        {'calm': 3}
        """
        levels = {one.competence: one.level for one in role.competences}
        return cls(levels, role.skills, role.tasks, (role.title, *role.titles), now=role.key)
