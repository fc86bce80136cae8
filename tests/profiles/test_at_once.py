"""Two people in the same moment: two votes, a vote and a newer version, an objection that ends while somebody votes, two who settle."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from django.db import close_old_connections, connections

from stigar.foundation.tenancy import inside
from stigar.profiles.actions import approvals as actions
from stigar.profiles.actions import following, messages
from stigar.profiles.actions import profiles as writing
from stigar.profiles.actions import projects as leading
from stigar.profiles.actions import workshops as meeting
from stigar.profiles.models import (
    Approval,
    Confidence,
    Ending,
    Message,
    Objection,
    Profile,
    Proposal,
    Requirement,
    Version,
    Vote,
)  # fmt: skip
from tests.cast import TODAY
from tests.profiles import finished, written

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(organisation: Any, *doings: Callable[[], Any]) -> list[Any]:
    """All of them in the same moment, each on its own connection; what each answered or raised."""
    ready = Barrier(len(doings))

    def one(doing: Callable[[], Any]) -> Any:
        close_old_connections()
        try:
            with inside(organisation.id):
                ready.wait(10)
                return doing()
        except Exception as wrong:
            return wrong
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(doings)) as crowd:
        return list(crowd.map(one, doings))


def unexpected(answers: list[Any], *expected: type[Exception]) -> list[Any]:
    return [one for one in answers if isinstance(one, Exception) and not isinstance(one, expected)]


def vote(version, viewer, yes=True, words=""):
    seen = Version.objects.select_related("profile__project").get(pk=version.pk)
    return actions.vote(version=seen, digest=version.digest, yes=yes, words=words, viewer=viewer, today=TODAY)


@pytest.mark.parametrize("_time", range(3))
def test_two_votes_in_the_same_moment_are_both_counted_and_approve_once(cast, project, _time):
    version = finished.laid(cast, project)

    answers = at_once(cast.organisation, lambda: vote(version, cast.cai), lambda: vote(version, cast.ulf))

    assert unexpected(answers) == []
    assert (Vote.objects.count(), Approval.objects.count()) == (2, 1)


def test_the_same_vote_twice_in_the_same_moment_is_one(cast, project):
    version = finished.laid(cast, project)

    answers = at_once(cast.organisation, *[lambda: vote(version, cast.cai)] * 3)

    assert unexpected(answers, actions.VotedAlready) == []
    assert Vote.objects.count() == 1


@pytest.mark.parametrize("_time", range(3))
def test_a_vote_that_approves_and_a_newer_version_do_not_cross(cast, project, _time):
    version = finished.laid(cast, project)
    vote(version, cast.cai)
    row = version.profile.requirements.get(level=3)
    wanted = writing.Wanted(row.competence_id, 5, importance=2, why="Hälften av ärendena är mejl")
    writing.change_requirement(requirement=row, wanted=wanted, seen=row.turn, viewer=cast.hedda, today=TODAY)

    answers = at_once(
        cast.organisation, lambda: vote(version, cast.ulf),
        lambda: actions.lay(profile=Profile.objects.get(pk=version.profile_id), viewer=cast.hedda, today=TODAY),
    )  # fmt: skip

    version.refresh_from_db()
    assert unexpected(answers, actions.OldVersion) == []
    assert Approval.objects.filter(version=version).exists() is (version.taken_back is None)


@pytest.mark.parametrize("_time", range(3))
def test_an_objection_that_ends_while_the_last_vote_is_given_approves_once(cast, project, _time):
    version = finished.laid(cast, project)
    objection = actions.object_to(
        profile=version.profile, competence=None, words="Natten", viewer=cast.ada, today=TODAY
    )
    vote(version, cast.cai)

    answers = at_once(
        cast.organisation, lambda: vote(version, cast.ulf),
        lambda: actions.end_objection(
            objection=Objection.objects.select_related("profile__project").get(pk=objection.pk), end=Objection.TAKEN_BACK,
            viewer=cast.ada, today=TODAY,
        ),
    )  # fmt: skip

    assert unexpected(answers) == []
    assert (Vote.objects.count(), Approval.objects.count()) == (2, 1)


def test_eight_proposals_in_the_same_moment_all_stand(cast, project):
    written.library(cast)
    begun = written.profile(cast, project)
    met = written.workshop(cast, project, begun)

    answers = at_once(
        cast.organisation,
        *[lambda number=number: written.say(met, begun, cast.bo, f"Kunna sak {number}") for number in range(8)],
    )

    assert unexpected(answers) == []
    assert Proposal.objects.count() == 8


def test_two_who_write_the_same_requirement_in_the_same_moment_do_not_write_over_each_other(cast, project):
    books = written.library(cast)
    begun = written.profile(cast, project)
    met = written.workshop(cast, project, begun)
    group = written.say(met, begun, cast.bo, "Lyssna på kunden").group
    for seen, stage in (("propose", "estimate"), ("estimate", "talk")):
        meeting.go_to(workshop=met, stage=stage, seen=seen, viewer=cast.ada, today=TODAY)
    wanted = writing.Wanted(books["listening"], 2, why="Workshopen")

    answers = at_once(
        cast.organisation, lambda: written.require(cast, begun, books["listening"], 4, why="Ägaren"),
        lambda: meeting.settle(workshop=met, group_id=group.pk, wanted=wanted, viewer=cast.ada, today=TODAY),
    )  # fmt: skip

    assert len(unexpected(answers)) == 1
    assert isinstance(unexpected(answers)[0], writing.AlreadyRequired | writing.Overtaken)
    assert Requirement.objects.count() == 1


def test_a_confidence_an_ending_and_letters_asked_for_twice_in_the_same_moment_are_one(cast, project):
    finished.profile(cast, project)
    Message.objects.all().delete()
    pulse = following.ask_confidence(project=project, threshold=Decimal(4), viewer=cast.hedda, today=TODAY)
    told: dict[str, Any] = {"viewer": cast.hedda, "today": TODAY}

    letters = at_once(cast.organisation, *[lambda: messages.plan_messages(project=project, **told)] * 3)
    answers = at_once(
        cast.organisation,
        *[lambda: following.answer_confidence(pulse=pulse, answer=4, viewer=cast.bo, today=TODAY)] * 3,
    )
    endings = at_once(
        cast.organisation, *[lambda: leading.end_project(project=project, kind=Ending.PUT_DOWN, why="Slut", **told)] * 3
    )

    assert (unexpected(letters), unexpected(answers, following.AnsweredAlready)) == ([], [])
    assert unexpected(endings, leading.ProjectEnded) == []
    assert (Confidence.objects.count(), Ending.objects.count()) == (1, 1)
    assert Message.objects.count() == len(Message.AUDIENCES) * len(Message.MOMENTS)
