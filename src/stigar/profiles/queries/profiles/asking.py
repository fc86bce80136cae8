"""What approved profiles ask for, kept in memory until the journal tells of a change: levels, gaps and careers read it all day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from stigar.foundation.journal import kept_until
from stigar.profiles.models import Version

CHANGING = ("profiles.profile", "profiles.version", "profiles.approval", "people.merge", "people.role")


@dataclass(frozen=True, slots=True)
class AskedFor:
    """One requirement of an approved version, in the words that were approved."""

    competence: UUID
    name: str
    level: int
    until: int | None
    importance: int
    origin: str
    top: int


@dataclass(frozen=True, slots=True)
class Asking:
    """An approved profile: of which role, its version, and what it asks for. A variant has a ``core``."""

    profile: UUID
    role: UUID
    core: UUID | None
    title: str
    name: str
    number: int
    asked: tuple[AskedFor, ...]

    @property
    def heading(self) -> str:
        """What it is called: a variant says both the role and what sets it apart."""
        return f"{self.title}, {self.name}" if self.core else self.title


@dataclass(frozen=True, slots=True)
class Askings:
    """All approved profiles in use, by themselves and by role (the core profile of the role)."""

    by_profile: Mapping[UUID, Asking]
    by_role: Mapping[UUID, Asking]


@kept_until(CHANGING, most=16)
def askings() -> Askings:
    """The newest approved version of every profile in use. One query while nothing has changed, one more when something has."""
    approved = Version.objects.filter(approval__isnull=False, profile__put_down=None).order_by("number")
    rows = approved.values_list("profile", "profile__role", "profile__core", "number", "content")
    found = {row[0]: asking_of(*row) for row in rows}
    of_roles = {one.role: one for one in found.values() if one.core is None}
    return Askings(MappingProxyType(found), MappingProxyType(of_roles))


def newest_version(role: UUID) -> UUID | None:
    """The newest approved version of the role's own profile, as far as it is in use. One query."""
    rows = Version.objects.filter(approval__isnull=False, profile__put_down=None, profile__core=None)
    found: UUID | None = rows.filter(profile__role=role).order_by("-number").values_list("pk", flat=True).first()
    return found


def asking_then(version: Version) -> Asking:
    """What one approved version asks for, whether or not a newer one has come or the profile is put down. Of its profile it takes what is
    read along with it (``select_related("version__profile")``)."""
    profile = version.profile
    return asking_of(profile.pk, profile.role_id, profile.core_id, version.number, version.content)


def asking_of(
    profile: UUID, role: UUID, core: UUID | None, number: int, told: Mapping[str, list[dict[str, str]]]
) -> Asking:
    """An approved version as it is asked by."""
    return Asking(
        profile, role, core, str(told["title"]), str(told["name"]), number,
        tuple(
            AskedFor(UUID(one["competence"]), one["name"], one["level"], one["until"], one["importance"], one["origin"], one["top"])  # type: ignore[arg-type]
            for one in told["requirements"]
        ),
    )  # fmt: skip
