"""Where the profiles of a project are: begun or not, how much each requires, and which versions stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Exists, OuterRef

from stigar.profiles.models import Approval, Profile

if TYPE_CHECKING:
    from stigar.profiles.models import Project


@dataclass(frozen=True, slots=True)
class Making:
    """A role of the project, and its profile when it is begun. ``requirements`` of the core, ``variants`` by name."""

    role: UUID
    title: str
    profile: UUID | None
    requirements: int
    variants: tuple[tuple[UUID, str], ...]
    approved: bool


def standing_profiles(project: Project) -> list[Profile]:
    """The project's profiles in use, by role and then the core first; each with ``approved``: whether a version of it is. One query."""
    approved = Approval.objects.filter(version__profile=OuterRef("pk"))
    rows = Profile.objects.filter(project=project, put_down=None).annotate(approved=Exists(approved))
    return list(rows.select_related("role", "core").order_by("role__title", "core_id", "name"))


def making(project: Project) -> list[Making]:
    """Every role of the project, by title. Two queries."""
    approved = Approval.objects.filter(version__profile=OuterRef("pk"))
    rows = Profile.objects.filter(project=project, put_down=None).annotate(
        asked=Count("requirements"), approved=Exists(approved)
    )
    cores: dict[UUID, Profile] = {}
    variants: dict[UUID, list[tuple[UUID, str]]] = {}
    for row in rows.order_by("name"):
        if row.core_id is None:
            cores[row.role_id] = row
        else:
            variants.setdefault(row.core_id, []).append((row.pk, row.name))
    return [
        _made(role, title, cores.get(role), variants)
        for role, title in project.roles.order_by("role__title").values_list("role", "role__title")
    ]


def _made(role: UUID, title: str, core: Profile | None, variants: dict[UUID, list[tuple[UUID, str]]]) -> Making:
    if core is None:
        return Making(role, title, None, 0, (), False)
    return Making(role, title, core.pk, core.asked, tuple(variants.get(core.pk, ())), core.approved)  # type: ignore[attr-defined]
