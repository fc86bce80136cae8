"""What a reader gets: the approved version of a profile, or for those who make it the words as they stand today."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Coalesce

from stigar.foundation.prepared import prepared
from stigar.profiles.models import Profile, Source, Version
from stigar.profiles.queries.approvals.digest import digest_of
from stigar.profiles.queries.profiles.content import content
from stigar.profiles.queries.profiles.shown import ProfileShown, as_shown
from stigar.profiles.queries.profiles.spoken import spoken
from stigar.profiles.rules import visible_profiles, with_parts

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from stigar.people.models import Person


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
    found = _approved.first(profile)
    if found:
        found.profile = profile
    return found


@prepared
def _approved(profile: Profile) -> QuerySet[Version]:
    rows = Version.objects.filter(profile=profile, approval__isnull=False).select_related("approval")
    return rows.order_by("-number")[:1]


@prepared
def family_of(viewer: Person, key: UUID, *, today: date) -> QuerySet[Profile]:
    """The profile with this id, and its core and their variants that are in use, by name, as far as the viewer sees them."""
    core = Profile.objects.filter(pk=key).values(top=Coalesce("core", "pk"))
    rows = visible_profiles(viewer, today=today).filter(
        Q(pk=key) | Q(put_down=None) & (Q(pk__in=core) | Q(core__in=core))
    )
    return _for_pages(rows, viewer).order_by("name")


@prepared
def one_profile(viewer: Person, key: UUID, *, today: date) -> QuerySet[Profile]:
    """The profile with this id, or none, with what its pages need."""
    return _for_pages(visible_profiles(viewer, today=today).filter(pk=key), viewer)


def _for_pages(rows: QuerySet[Profile], viewer: Person) -> QuerySet[Profile]:
    of_project = ("project__owner", "project__goal", "project__architecture", "project__ending")
    return with_parts(rows.select_related("role", "core__role", *of_project), viewer, "project")


def stands_as(profile: Profile, version: Version | None) -> bool:
    """Whether nothing in the profile has changed since this version was laid before the reference group."""
    return version is not None and version.digest == digest_of(content(profile))


def sources_of(profile: Profile) -> dict[UUID, list[Said]]:
    """Who asked for each requirement (by the competence, so that it also holds for a frozen version). One query.

    Only for those who see the project.
    """
    found: dict[UUID, list[Said]] = defaultdict(list)
    for row in _sources([profile.pk, profile.core_id] if profile.core_id else [profile.pk]):
        found[row.requirement.competence_id].append(
            Said(row.text, row.by.name if row.by else "", row.workshop.name if row.workshop else "", row.at)
        )
    return dict(found)


@prepared
def _sources(profiles: list[UUID]) -> QuerySet[Source]:
    rows = Source.objects.filter(requirement__profile__in=profiles)
    return rows.order_by("at").select_related("by", "workshop", "requirement")
