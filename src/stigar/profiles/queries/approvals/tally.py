"""How a vote stands, and what is in the way: of laying a profile before the reference group, and of approving a version."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from stigar.areas.queries import tasks_of
from stigar.foundation.prepared import prepared
from stigar.foundation.tenancy import once_a_page
from stigar.profiles.models import Participant, Version, Vote
from stigar.profiles.queries import architecture, projects, viewpoints
from stigar.profiles.queries.approvals.objections import open_objections
from stigar.profiles.queries.lacking import Lacking
from stigar.profiles.queries.profiles.standing import said_in, standing

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from stigar.people.models import Person
    from stigar.profiles.models import Profile

SHARE = (2, 3)  # so many of so many votes have to be yes (decision 0056)
WAITING, APPROVED, TAKEN_BACK, TURNED_DOWN, OLD = "waiting", "approved", "taken back", "turned down", "old"


@dataclass(frozen=True, slots=True)
class Voter:
    """Somebody in the reference group, and the vote when it is given."""

    person: Person
    vote: Vote | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How a vote stands. ``state``: waiting, approved, taken back, turned down, or old (a later version stands)."""

    version: Version
    voters: tuple[Voter, ...]
    state: str
    hindering: tuple[Lacking, ...]
    told_the_work: frozenset[UUID | None] = frozenset()  # who has told of the everyday work in it

    @property
    def yes(self) -> int:
        return sum(one.vote is not None and one.vote.yes for one in self.voters)

    @property
    def given(self) -> int:
        return sum(one.vote is not None for one in self.voters)

    @property
    def all_voted(self) -> bool:
        return bool(self.voters) and self.given == len(self.voters)

    @property
    def enough(self) -> bool:
        """All have voted, at least two thirds say yes, and one of them has read it with other eyes."""
        return self.all_voted and self.yes * SHARE[1] >= self.given * SHARE[0] and not self.among_themselves

    @property
    def among_themselves(self) -> bool:
        """Some say yes, and all of them have told of the everyday work in it themselves."""
        yes = {one.person.pk for one in self.voters if one.vote is not None and one.vote.yes}
        return bool(yes) and yes <= self.told_the_work

    @property
    def ready(self) -> bool:
        """The version may be approved."""
        return self.state == WAITING and self.enough and not self.hindering


def authors_of(version: Version) -> frozenset[UUID | None]:
    """Who does not vote: who wrote the profile, and who laid the version before the group."""
    return writers_of(version.profile) | {version.by_id}


def writers_of(profile: Profile) -> frozenset[UUID | None]:
    """Its author, who wrote its purpose, and whoever last said one of its requirements; also what it takes over from its core. One query."""
    said = {row.by_id for row in said_in(profile)}
    purpose = profile if profile.purpose or not profile.core else profile.core
    return frozenset({profile.author_id, purpose.purpose_by_id, *said})


def told_the_work(profile: Profile) -> frozenset[UUID | None]:
    """Who has told of the everyday work that stands in the profile. They vote, but do not approve among themselves. One query."""
    return frozenset(task.by_id for task in tasks_of(profile.role_id))


@once_a_page
def versions_of(profile: Profile) -> list[Version]:
    """All there have been, the latest first, with who laid them and their approvals. One query."""
    found = _versions(profile)
    for one in found:
        one.profile = profile
    return found


@prepared
def _versions(profile: Profile) -> QuerySet[Version]:
    return Version.objects.filter(profile=profile).select_related("by", "approval").order_by("-number")


@prepared
def _votes(version: Version) -> QuerySet[Vote]:
    return Vote.objects.filter(version=version).select_related("person")


def standing_version(profile: Profile) -> Version | None:
    """The latest that was not taken back, with its approval if it has one. One query."""
    return next((one for one in versions_of(profile) if one.taken_back is None), None)


@dataclass(frozen=True, slots=True)
class Ground:
    """What laying and approving are judged by, gathered once: what is in the way of both, the group, and who wrote and told what."""

    found: tuple[Lacking, ...]
    broken: tuple[architecture.Breach, ...]
    steps: tuple[Lacking, ...]
    group: tuple[Person, ...]
    writers: frozenset[UUID | None]
    tellers: frozenset[UUID | None]


def ground_of(
    profile: Profile, *, today: date, language: str, before: tuple[projects.Step, ...] | None = None
) -> Ground:
    """The ground of a profile that belongs to a project, or stands outside all. ``before``: the steps that hinder, when they are known."""
    project = profile.project
    if project is None:
        return Ground((Lacking("no-project"),), (), (), (), frozenset(), frozenset())
    found: list[Lacking] = [] if standing(profile) else [Lacking("no-requirement", 1, what=(str(profile),))]
    broken = tuple(architecture.breaches(profile, architecture.rules_of(project), language=language))
    found += [Lacking("breaches", len(broken))] if broken else []
    objected = open_objections(profile)
    found += [Lacking("objections", objected)] if objected else []
    before = projects.hindering(project, today=today) if before is None else before
    steps = tuple(Lacking("step", one.number, what=(one.key,)) for one in before)
    group = tuple(_group(profile, today))
    return Ground(tuple(found), broken, steps, group, writers_of(profile), told_the_work(profile))


def hinders(
    profile: Profile, *, today: date, language: str, laid_by: UUID | None = None, ground: Ground | None = None
) -> tuple[Lacking, ...]:
    """What is in the way of laying the profile before the group, or of approving it: all of it, in order.

    ``laid_by`` is who lays the version, and so does not vote on it. ``ground``: when it is gathered already.
    """
    ground = ground or ground_of(profile, today=today, language=language)
    if profile.project is None:
        return ground.found
    voters = {one.pk for one in ground.group} - ground.writers - {laid_by}
    missing = projects.FEWEST_IN_REFERENCE - len(voters)
    if missing > 0:
        return (*ground.found, Lacking("reference", missing), *ground.steps)
    return (*ground.found, *([Lacking("other-eyes")] if voters <= ground.tellers else []), *ground.steps)


def all_voted(version: Version, *, today: date) -> bool:
    """Whether everybody who is to vote has. Two queries: asked at every vote, before all that :func:`tally` asks."""
    given = set(version.votes.values_list("person", flat=True))
    return {one.pk for one in _group(version.profile, today)} - authors_of(version) <= given


def tally(version: Version, *, today: date, language: str, ground: Ground | None = None) -> Tally:
    """How the vote on a version stands today. ``ground``: its profile's, when it is gathered already.

    Who has left the company or the group is not waited for; but a vote that was given stands, or whoever leads the project
    could take out those who said not yet.
    """
    given = {vote.person_id: vote for vote in _votes(version)}
    if hasattr(version, "approval"):
        return Tally(version, tuple(Voter(vote.person, vote) for vote in given.values()), APPROVED, ())
    ground = ground or ground_of(version.profile, today=today, language=language)
    silent = ground.writers | {version.by_id}
    asked = {one.pk: one for one in ground.group if one.pk not in silent}
    people = {**asked, **{vote.person_id: vote.person for vote in given.values()}}
    voters = tuple(Voter(one, given.get(one.pk)) for one in sorted(people.values(), key=lambda one: one.name))
    latest = standing_version(version.profile)
    old = version.taken_back or (latest is not None and latest.number > version.number)
    state = TAKEN_BACK if version.taken_back else OLD if old else WAITING
    waits = state == WAITING
    told = (
        hinders(version.profile, today=today, language=language, laid_by=version.by_id, ground=ground) if waits else ()
    )
    found = Tally(version, voters, state, told, ground.tellers)
    if state == WAITING and found.all_voted and not found.enough:
        return replace(found, state=TURNED_DOWN)
    return found


def _group(profile: Profile, today: date) -> list[Person]:
    """Who is in the reference group today, by name."""
    if profile.project is None:
        return []
    people = viewpoints.taking_part(profile.project, today=today)
    return sorted((one.person for one in people if one.part == Participant.REFERENCE), key=lambda one: one.name)
