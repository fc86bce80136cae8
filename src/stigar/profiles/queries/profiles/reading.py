"""What a reader gets: the approved version of a profile, or for those who make it the words as they stand today."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from stigar.profiles.models import Source, Version
from stigar.profiles.queries.approvals.digest import digest_of
from stigar.profiles.queries.profiles.content import content
from stigar.profiles.queries.profiles.shown import ProfileShown, as_shown
from stigar.profiles.queries.profiles.spoken import spoken

if TYPE_CHECKING:
    from stigar.profiles.models import Profile


@dataclass(frozen=True, slots=True)
class Said:
    """Why a requirement is there: the words, who said them (empty when said without a name), and where."""

    text: str
    by: str
    workshop: str
    at: datetime


def profile_shown(profile: Profile, *, version: Version | None, language: str) -> ProfileShown:
    """The frozen version when one is given, otherwise the profile as it stands, in the reader's language."""
    return as_shown(spoken(version.content, language).content if version else content(profile, language))


def approved_version(profile: Profile) -> Version | None:
    """The newest version that was approved, with its approval; None before the first. One query."""
    found: Version | None = (
        profile.versions.filter(approval__isnull=False).select_related("approval").order_by("-number").first()
    )
    return found


def stands_as(profile: Profile, version: Version | None) -> bool:
    """Whether nothing in the profile has changed since this version was laid before the reference group."""
    return version is not None and version.digest == digest_of(content(profile))


def sources_of(profile: Profile) -> dict[UUID, list[Said]]:
    """Who asked for each requirement (by the competence, so that it also holds for a frozen version). One query.

    Only for those who see the project.
    """
    found: dict[UUID, list[Said]] = defaultdict(list)
    rows = Source.objects.filter(requirement__profile__in=[profile.pk, profile.core_id])
    for row in rows.order_by("at").select_related("by", "workshop", "requirement"):
        found[row.requirement.competence_id].append(
            Said(row.text, row.by.name if row.by else "", row.workshop.name if row.workshop else "", row.at)
        )
    return dict(found)
