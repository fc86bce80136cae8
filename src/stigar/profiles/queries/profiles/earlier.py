"""What a role asked for on an earlier day, as it was approved then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from stigar.profiles.models import Version
from stigar.profiles.queries.profiles.asking import Asking, asking_of


@dataclass(frozen=True, slots=True)
class Then:
    """A profile as it was approved on a day. ``later``: no version was approved yet on the day that was asked about; this is the first."""

    asking: Asking
    approved: date
    later: bool


def asked_then(role: UUID, besides: QuerySet[Any, UUID] | Sequence[UUID], *, on: date, time_zone: str) -> list[Then]:
    """The profile of the role and those in ``besides``, each in the version that held that day, or else the first that came after.

    A variant in ``besides`` stands instead of the profile it is a variant of. One query.
    """
    used = Q(profile__put_down=None) | Q(profile__put_down__gt=on)
    mine = Q(profile__role=role, profile__core=None) | Q(profile__in=besides)
    rows = Version.objects.filter(used, mine, approval__isnull=False).order_by("number")
    told = rows.values_list("approval__at", "profile", "profile__role", "profile__core", "number", "content")
    found: dict[UUID, Then] = {}
    for at, *row in told:
        day = at.astimezone(ZoneInfo(time_zone)).date()
        if row[0] not in found or day <= on:
            found[row[0]] = Then(asking_of(*row), day, day > on)
    replaced = {one.asking.core for one in found.values()}
    return [one for key, one in found.items() if key not in replaced]
