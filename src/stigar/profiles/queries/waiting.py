"""What waits for somebody in profile projects: versions that they are to read and vote on, and workshops that are not closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value

from stigar.foundation.prepared import prepared
from stigar.profiles.models import Delivery, Participant, Pulse, Requirement, Version, Workshop

if TYPE_CHECKING:
    from stigar.people.models import Person


@dataclass(frozen=True, slots=True)
class Waiting:
    """What somebody is asked for: votes in the reference group, and workshops to take part in, the first one first."""

    votes: tuple[Version, ...] = ()
    workshops: tuple[Workshop, ...] = ()


LETTER, PULSE = "letter", "pulse"
DOING = frozenset({Participant.PARTICIPANT, Participant.AMBASSADOR})


def heard_of(person: Person, *, today: date) -> frozenset[str]:
    """What there may be for this person at all: an unread letter, a round that is open, and the parts they have. One query,
    so that home need not ask for each in vain."""
    if not person.is_here(today):
        return frozenset()
    return frozenset(kind for (kind,) in _kinds(person, today=today))


@prepared
def _kinds(person: Person, *, today: date) -> QuerySet[Participant, tuple[str]]:
    letters = Delivery.objects.filter(person=person, read_at=None, message__sent_at__isnull=False)
    pulses = Pulse.objects.filter(opens__lte=today, closes__gte=today)
    kinds = [
        rows.annotate(kind=Value(kind, CharField())).values_list("kind") for rows, kind in ((letters, LETTER), (pulses, PULSE))
    ]  # fmt: skip
    return _seats(person).values_list("part").union(*kinds)


def waiting_for(person: Person, *, today: date, heard: frozenset[str] | None = None) -> Waiting:
    """What waits for this person. One query for who takes part in nothing (none when ``heard`` is known), else one more for each part."""
    heard = heard_of(person, today=today) if heard is None else heard
    return Waiting(
        tuple(_votes(person)) if Participant.REFERENCE in heard else (),
        tuple(_workshops(person)) if heard & DOING else (),
    )


def _seats(person: Person) -> QuerySet[Participant]:
    """Where the person takes part today."""
    return Participant.objects.filter(person=person, left=None, project__ended=None)


@prepared
def _votes(person: Person) -> QuerySet[Version]:
    """The latest version of each profile, if it waits and the person neither wrote in it nor has voted."""
    later = Version.objects.filter(profile=OuterRef("profile"), number__gt=OuterRef("number"), taken_back=None)
    wrote = Requirement.objects.filter(profile=OuterRef("profile"), by=person)
    there = _seats(person).filter(part=Participant.REFERENCE).values("project")
    standing = Version.objects.filter(
        profile__project__in=there, profile__put_down=None, taken_back=None, approval=None
    )
    mine = standing.exclude(votes__person=person).exclude(by=person).exclude(profile__author=person)
    found: QuerySet[Version] = mine.exclude(Exists(later)).exclude(Exists(wrote))
    return found.select_related("profile__core").order_by("at")


@prepared
def _workshops(person: Person) -> QuerySet[Workshop]:
    there = _seats(person).filter(part__in=DOING).values("project")
    found: QuerySet[Workshop] = Workshop.objects.filter(project__in=there).exclude(stage=Workshop.CLOSED)
    return found.order_by("at")
