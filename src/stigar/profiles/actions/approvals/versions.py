"""A version is laid before the reference group, read and voted on; when enough have said yes it is approved and frozen.

Whoever votes or approves carries the digest of the words that were shown: other words give :class:`OldVersion`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop

from stigar.engine.text.typed import one_line
from stigar.foundation import clock, journal
from stigar.profiles import rules
from stigar.profiles.actions.projects import demand_open
from stigar.profiles.actions.records import begun
from stigar.profiles.models import Approval, Profile, Version, Vote
from stigar.profiles.queries.approvals import (
    all_voted,
    asks_why,
    authors_of,
    digest_of,
    hinders,
    standing_version,
    tally,
)
from stigar.profiles.queries.approvals.tally import WAITING
from stigar.profiles.queries.lacking import Lacking
from stigar.profiles.queries.profiles import content

if TYPE_CHECKING:
    from stigar.people.models import Person

FINISH = 7


class Hindered(Exception):
    """Something is in the way; ``lacking`` is all of it."""

    def __init__(self, lacking: tuple[Lacking, ...]) -> None:
        super().__init__()
        self.lacking = lacking


class SameWords(Exception):
    """The latest version says exactly this; it is the argument."""


class LaidBefore(Exception):
    """These very words were laid and taken back, and the group has not only grown since: it takes a reason. The version is the argument."""


class AuthorDoesNotVote(Exception):
    """Who wrote the profile, or laid it before the group, does not vote on it."""


class Closed(Exception):
    """The version is approved: the vote is over."""


class VotedAlready(Exception):
    """A vote is given once."""


class NoReason(Exception):
    """Who says not yet says what is missing."""


class OldVersion(Exception):
    """Other words were shown than those that stand now; ``seen`` is the version that was read, ``now`` the one that stands."""

    def __init__(self, seen: Version, now: Version | None) -> None:
        super().__init__()
        self.seen, self.now = seen, now


@transaction.atomic
def lay(*, profile: Profile, viewer: Person, today: date, why: str = "") -> Version:
    """Freeze the words as they stand and lay them before the reference group; a version that waits is taken back.

    ``why`` is read by the group when the same words were laid before. Raises :class:`Hindered` with everything that is in the
    way, :class:`SameWords`, :class:`LaidBefore`, and ``ProjectEnded``.
    """
    if profile.project is None:
        rules.demand_in(None, "lead a profile project", viewer, today=today)
    else:
        demand_open(profile.project, viewer, today)
    profile = Profile.objects.select_for_update().get(
        pk=profile.pk
    )  # its words as they stand, whatever was read before
    list(profile.versions.select_for_update())  # a vote that is being given comes before this, or after; not between
    if found := hinders(profile, today=today, language=profile.language, laid_by=viewer.pk):
        raise Hindered(found)
    told, latest = content(profile), standing_version(profile)
    if latest is not None and latest.digest == digest_of(told):
        raise SameWords(latest)
    said = one_line(why, 1000)
    if not said and (before := asks_why(profile, digest_of(told), today=today)):
        raise LaidBefore(before)
    if latest is not None and not hasattr(latest, "approval"):
        Version.objects.filter(pk=latest.pk).update(taken_back=clock.now())
    number = (profile.versions.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    made: Version = Version.objects.create(
        organisation_id=profile.organisation_id, profile=profile, number=number, content=told, digest=digest_of(told), by=viewer,
        at=clock.now(), why_again=said,
    )  # fmt: skip
    if profile.project is not None:
        begun(profile.project, FINISH, viewer)
    journal.note(
        viewer, gettext_noop("laid a version of a profile before the reference group"), made, digest=made.digest
    )
    return made


@transaction.atomic
def take_back_version(*, version: Version, viewer: Person, today: date) -> Version:
    """Take a version back before it is approved; the votes stay in the record. Raises :class:`Closed`."""
    rules.demand_in(version.profile.project, "lead a profile project", viewer, today=today)
    now: Version = Version.objects.select_for_update().get(pk=version.pk)
    if Approval.objects.filter(version=now).exists():
        raise Closed
    if now.taken_back is None:
        now.taken_back = clock.now()
        now.save(update_fields=["taken_back"])
        journal.note(viewer, gettext_noop("took back a version of a profile"), now)
    return now


@transaction.atomic
def vote(
    *, version: Version, digest: str, yes: bool, words: str = "", viewer: Person, today: date
) -> tuple[Vote, Approval | None]:
    """Vote, once, on exactly the words whose ``digest`` was shown. The vote that makes it enough approves the version.

    Raises :class:`Closed`, :class:`OldVersion`, :class:`AuthorDoesNotVote`, :class:`VotedAlready` and :class:`NoReason`.
    """
    rules.demand_in(version.profile.project, "vote on a profile", viewer, today=today)
    now = _the_one(version, digest)
    if viewer.pk in authors_of(now):
        raise AuthorDoesNotVote
    said = one_line(words, 1000)
    if not yes and not said:
        raise NoReason
    try:
        with transaction.atomic():
            made: Vote = Vote.objects.create(
                organisation_id=now.organisation_id,
                version=now,
                person=viewer,
                yes=yes,
                words=said,
                digest=digest,
                at=clock.now(),
            )
    except IntegrityError as twice:
        raise VotedAlready from twice
    journal.note(viewer, gettext_noop("voted on a version of a profile"), now, about=viewer.pk)
    return made, approve_if_ready(now, viewer, today)


@transaction.atomic
def conclude(*, version: Version, digest: str, viewer: Person, today: date) -> Approval:
    """Approve what the group has voted for, when what was in the way is gone or somebody has left the group since.

    It asks nothing but the same rule again; the author cannot do it. Raises :class:`Hindered` while something is in the way or
    votes are missing, and as :func:`vote` does.
    """
    rules.demand_in(version.profile.project, "lead a profile project", viewer, today=today)
    now = _the_one(version, digest)
    if viewer.pk == now.profile.author_id:
        raise AuthorDoesNotVote
    made = approve_if_ready(now, viewer, today)
    if made is None:
        found = tally(now, today=today, language=now.profile.language)
        raise Hindered(found.hindering or (Lacking("votes", len(found.voters) - found.given, len(found.voters)),))
    return made


def _the_one(version: Version, digest: str) -> Version:
    """The version again, with nobody else at it, if it is the one that waits and says what was shown."""
    found = Version.objects.select_for_update(of=("self",)).select_related("profile__project")
    now: Version = found.get(pk=version.pk)
    if Approval.objects.filter(version=now).exists():
        raise Closed
    latest = standing_version(now.profile)
    if now.taken_back or latest != now or digest != now.digest or digest_of(now.content) != now.digest:
        raise OldVersion(now, latest)
    return now


def approve_if_ready(version: Version, viewer: Person, today: date) -> Approval | None:
    """Approve it, if all that is asked for is there. Whoever calls has asked the rule and stands in a transaction."""
    if not all_voted(version, today=today):
        return None
    found = tally(version, today=today, language=version.profile.language)
    if found.state != WAITING or not found.ready:
        return None
    made: Approval = Approval.objects.create(organisation_id=version.organisation_id, version=version, at=clock.now())
    journal.note(
        viewer,
        gettext_noop("approved a version of a profile"),
        version,
        digest=version.digest,
        yes=found.yes,
        votes=found.given,
    )
    return made
