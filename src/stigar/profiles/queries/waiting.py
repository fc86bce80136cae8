"""What waits for somebody in profile projects: versions that they are to read and vote on, and workshops that are not closed."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from stigar.profiles.models import Participant, Requirement, Version, Workshop

if TYPE_CHECKING:
    from stigar.people.models import Person


@dataclass(frozen=True, slots=True)
class Waiting:
    """What somebody is asked for: votes in the reference group, and workshops to take part in, the first one first."""

    votes: tuple[Version, ...] = ()
    workshops: tuple[Workshop, ...] = ()


def waiting_for(person: Person, *, today: date) -> Waiting:
    """What waits for this person. One query for who takes part in nothing, else at most three."""
    if not person.is_here(today):
        return Waiting()
    rows = Participant.objects.filter(person=person, left=None, project__ended=None).values_list("project", "part")
    parts: dict[bool, set[uuid.UUID]] = {True: set(), False: set()}
    for project, part in rows:
        parts[part == Participant.REFERENCE].add(project)
    return Waiting(
        tuple(_votes(person, parts[True])) if parts[True] else (),
        tuple(_workshops(parts[False])) if parts[False] else (),
    )


def _votes(person: Person, projects: set[uuid.UUID]) -> list[Version]:
    """The latest version of each profile, if it waits and the person neither wrote in it nor has voted."""
    later = Version.objects.filter(profile=OuterRef("profile"), number__gt=OuterRef("number"), taken_back=None)
    wrote = Requirement.objects.filter(profile=OuterRef("profile"), by=person)
    standing = Version.objects.filter(
        profile__project__in=projects, profile__put_down=None, taken_back=None, approval=None
    )
    mine = standing.exclude(votes__person=person).exclude(by=person).exclude(profile__author=person)
    return list(mine.exclude(Exists(later)).exclude(Exists(wrote)).select_related("profile__core").order_by("at"))


def _workshops(projects: set[uuid.UUID]) -> list[Workshop]:
    return list(Workshop.objects.filter(project__in=projects).exclude(stage=Workshop.CLOSED).order_by("at"))
