"""A profile as pages and files show it, put together from its content: the content of today, or of a frozen version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

FREQUENCIES = ("daily", "weekly", "monthly", "seldom")


@dataclass(frozen=True, slots=True)
class TaskShown:
    """An everyday task and how often it is done."""

    text: str
    frequency: str


@dataclass(frozen=True, slots=True)
class RequiredShown:
    """One requirement in words. ``behaviours``: (level, its name, what shows it) for each level that is asked for."""

    id: UUID
    competence: UUID
    name: str
    definition: str
    level: int
    until: int | None
    top: int
    importance: int
    origin: str
    why: str
    state: str
    was: tuple[int, int | None, int] | None
    behaviours: tuple[tuple[int, str, tuple[str, ...]], ...]
    attribution: str

    @property
    def highest(self) -> int:
        """The upper end of what is asked for."""
        return self.until or self.level

    @property
    def level_name(self) -> str:
        return next((name for level, name, _ in self.behaviours if level == self.level), "")

    @property
    def until_name(self) -> str:
        return next((name for level, name, _ in self.behaviours if level == self.until), "")


@dataclass(frozen=True, slots=True)
class Variant:
    """A variant, or the core, as it is named beside a profile."""

    id: UUID
    name: str
    difference: str


@dataclass(frozen=True, slots=True)
class ProfileShown:
    """A profile, whole."""

    id: UUID
    role: UUID
    title: str
    name: str
    core: UUID | None
    difference: str
    language: str
    purpose: str
    tasks: tuple[TaskShown, ...]
    requirements: tuple[RequiredShown, ...]

    @property
    def heading(self) -> str:
        """What it is called: a variant says both the role and what sets it apart."""
        return f"{self.title}, {self.name}" if self.core else self.title

    @property
    def base(self) -> tuple[RequiredShown, ...]:
        """What the area shares."""
        return tuple(one for one in self.requirements if one.origin == "base")

    @property
    def specific(self) -> tuple[RequiredShown, ...]:
        """What is the role's own."""
        return tuple(one for one in self.requirements if one.origin != "base")

    @property
    def attributions(self) -> tuple[str, ...]:
        """The lines that are due where the words are shown, each once."""
        return tuple(dict.fromkeys(one.attribution for one in self.requirements if one.attribution))


def as_shown(told: Mapping[str, Any]) -> ProfileShown:
    """The content as it is shown: ``as_shown(content(profile))``, ``as_shown(version.content)``."""
    return ProfileShown(
        UUID(told["profile"]), UUID(told["role"]), told["title"], told["name"], UUID(told["core"]) if told["core"] else None,
        told["difference"], told["language"], told["purpose"],
        tuple(TaskShown(one["text"], one["frequency"]) for one in told["tasks"]),
        tuple(_required(one) for one in told["requirements"]),
    )  # fmt: skip


def _required(one: Mapping[str, Any]) -> RequiredShown:
    return RequiredShown(
        UUID(one["id"]), UUID(one["competence"]), one["name"], one["definition"], one["level"], one["until"], one["top"],
        one["importance"], one["origin"], one["why"], one["state"], tuple(one["was"]) if one["was"] else None,
        tuple((said["level"], said["name"], tuple(said["shows"])) for said in one["behaviours"]), one["attribution"],
    )  # fmt: skip
