"""The same words laid before the reference group once more: when it takes a reason, and what was answered the time before.

A version that was taken back keeps its votes and what a "not yet" waited for. Laying the same words again, until a group
says yes, is not a way to an approval: unless the group has only grown, it takes a reason that the group reads (decision 0066).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from stigar.profiles.models import Participant, Version, Vote
from stigar.profiles.queries import viewpoints

if TYPE_CHECKING:
    from stigar.profiles.models import Profile


@dataclass(frozen=True, slots=True)
class Round:
    """A version that said the same, and the votes it got before it was taken back."""

    version: Version
    votes: tuple[Vote, ...]

    @property
    def yes(self) -> int:
        return sum(vote.yes for vote in self.votes)

    @property
    def not_yet(self) -> tuple[Vote, ...]:
        """Those that waited for something, with what they waited for."""
        return tuple(vote for vote in self.votes if not vote.yes)


def laid_before(profile: Profile, digest: str) -> Version | None:
    """The latest version with exactly these words that was taken back before it was approved. One query."""
    rows = profile.versions.filter(digest=digest, approval=None).exclude(taken_back=None)
    found: Version | None = rows.order_by("-number").first()
    return found


def asks_why(profile: Profile, digest: str, *, today: date) -> Version | None:
    """The version that makes a reason needed for laying these words, or None when they are new or the group has only grown."""
    before = laid_before(profile, digest)
    return before if before is not None and not has_grown(before, today=today) else None


def has_grown(before: Version, *, today: date) -> bool:
    """Whether everybody is still in the reference group who was in it while this version lay there, and somebody has come in since.

    Who came in on the very day it was laid counts as having been there. Three queries.
    """
    project, laid = before.profile.project, before.at.date()
    if project is None:
        return False
    there = project.participants.filter(Q(left=None) | Q(left__gte=laid), part=Participant.REFERENCE, joined__lte=laid)
    then = set(there.values_list("person", flat=True)) | set(before.votes.values_list("person", flat=True))
    taking_part = viewpoints.taking_part(project, today=today)
    return then < {one.person_id for one in taking_part if one.part == Participant.REFERENCE}


def earlier_rounds(version: Version) -> tuple[Round, ...]:
    """The times the very words of this version were laid and taken back before it, the latest first. At most three queries."""
    same = Version.objects.filter(profile=version.profile_id, digest=version.digest, number__lt=version.number)
    rows = same.exclude(taken_back=None).order_by("-number").prefetch_related("votes__person")
    return tuple(Round(one, tuple(one.votes.all())) for one in rows)
