"""A project whose first six steps are done, and a profile that may be laid before the reference group."""

from __future__ import annotations

from typing import Any

from stigar.foundation import clock
from stigar.profiles.actions import approvals
from stigar.profiles.actions import projects as leading
from stigar.profiles.actions import steps as steps_done
from stigar.profiles.models import Message, Profile, Version
from stigar.profiles.queries.architecture import Rules
from tests.cast import TODAY, Cast
from tests.profiles import written


def steps_through(cast: Cast, project: Any) -> None:
    """Everything that is asked for before a profile may be approved."""
    who: dict[str, Any] = {"viewer": cast.hedda, "today": TODAY}
    steps_done.set_goal(
        project=project, kind="business", words="Rätt svar", expected="Färre samtal", seen="I statistiken", **who
    )
    steps_done.set_rules(project=project, wanted=Rules(fewest=2, most=6), **who)
    steps_done.set_time(project=project, begins=TODAY, workshops=2, wished=None, **who)
    for audience in (Message.MANAGERS, Message.HOLDERS):
        Message.objects.create(
            organisation=cast.organisation,
            project=project,
            audience=audience,
            moment=Message.BEGINS,
            day=TODAY,
            sent_at=clock.now(),
        )
    for number in range(1, 7):
        leading.finish_step(project=project, number=number, **who)


def profile(cast: Cast, project: Any, library: Any = written.library) -> tuple[Profile, dict[str, Any]]:
    """The advisers' profile with two requirements, and the books by key."""
    books, begun = library(cast), written.profile(cast, project)
    written.require(cast, begun, books["listening"], 4, importance=3, why="Varje samtal börjar där")
    written.require(cast, begun, books["writing"], 3, why="Hälften av ärendena är mejl")
    steps_through(cast, project)
    return begun, books


def laid(cast: Cast, project: Any, library: Any = written.library) -> Version:
    """Its first version, before the group."""
    begun, _books = profile(cast, project, library)
    return approvals.lay(profile=begun, viewer=cast.hedda, today=TODAY)


def approved(cast: Cast, project: Any, library: Any = written.library) -> Version:
    """The version that both in the group have said yes to."""
    version = laid(cast, project, library)
    for voter in (cast.cai, cast.ulf):
        approvals.vote(version=version, digest=version.digest, yes=True, viewer=voter, today=TODAY)
    return version
