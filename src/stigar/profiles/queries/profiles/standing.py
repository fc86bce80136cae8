"""What a profile requires as it stands now: its own requirements, and for a variant those of its core that it does not change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef

from stigar.foundation.prepared import prepared
from stigar.foundation.tenancy import once_a_page
from stigar.profiles.models import Requirement, Waiver

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from stigar.profiles.models import Profile

CORE, OWN, CHANGED = "core", "own", "changed"


@dataclass(frozen=True, slots=True)
class Standing:
    """A requirement that counts in a profile. ``state``: the ``core``'s, ``changed`` here from ``was``, or the profile's ``own``."""

    row: Requirement
    state: str = OWN
    was: Requirement | None = None


@once_a_page
def said_in(profile: Profile) -> list[Requirement]:
    """What is asked for in the profile itself and in its core, as it is placed; each tells whether the profile waives it. One query a page."""
    return said_among(profile)


def said_among(profile: Profile, variants: Iterable[Profile] = ()) -> list[Requirement]:
    """The same, and what its variants ask for."""
    core = [profile.core_id] if profile.core_id else []
    return _said(profile, [profile.pk, *core, *(one.pk for one in variants)])


@prepared
def _said(profile: Profile, profiles: list[UUID]) -> QuerySet[Requirement]:
    waiver = Waiver.objects.filter(profile=profile, competence=OuterRef("competence"))
    rows = Requirement.objects.filter(profile__in=profiles).select_related("competence", "by")
    return rows.annotate(waived=Exists(waiver)).order_by("place", "pk")


def standing(profile: Profile, said: Iterable[Requirement] | None = None) -> list[Standing]:
    """In order: what cannot be done without first. One query, none when what is ``said`` is read already."""
    rows = list(said_in(profile) if said is None else said)
    own = [row for row in rows if row.profile_id == profile.pk]
    if profile.core_id is None:
        return in_order(Standing(row) for row in own)
    core = [row for row in rows if row.profile_id == profile.core_id]
    return overlaid(core, own, {row.competence_id for row in core if vars(row)["waived"]})


def overlaid(core: Iterable[Requirement], own: Iterable[Requirement], waived: set[UUID]) -> list[Standing]:
    """The core's requirements with what a variant says instead."""
    said = {row.competence_id: row for row in own}
    known = {row.competence_id: row for row in core}
    kept = [Standing(row, CORE) for key, row in known.items() if key not in said and key not in waived]
    changed = [Standing(row, CHANGED if key in known else OWN, known.get(key)) for key, row in said.items()]
    return in_order([*kept, *changed])


def in_order(found: Iterable[Standing]) -> list[Standing]:
    """What cannot be done without first, then as the writers have placed them."""
    return sorted(found, key=lambda one: (-one.row.importance, one.row.place, one.row.at))
