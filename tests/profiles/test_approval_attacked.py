"""Somebody who wants a profile approved without being hindered: by choosing who counts, by writing and voting, by being quick."""

from __future__ import annotations

import pytest

from stigar.foundation import journal
from stigar.library.models import CompetenceModel, Rights
from stigar.profiles.actions import approvals as actions
from stigar.profiles.actions import profiles as writing
from stigar.profiles.actions import projects as leading
from stigar.profiles.models import Approval, Objection, Participant, Profile, Version
from stigar.profiles.queries import approvals as queries
from stigar.profiles.queries.lacking import Lacking
from tests.cast import LONG_AGO, TODAY
from tests.library.test_rest import program_of
from tests.profiles import finished


def _vote(version, viewer, yes=True, words=""):
    return actions.vote(version=version, digest=version.digest, yes=yes, words=words, viewer=viewer, today=TODAY)


def _take_in(project, cast, person):
    return leading.add_participant(
        project=project, person=person.pk, part=Participant.REFERENCE, viewer=cast.hedda, today=TODAY
    )


def _tally(version):
    return queries.tally(
        Version.objects.select_related("profile__project").get(pk=version.pk), today=TODAY, language="sv"
    )


def test_a_not_yet_is_not_taken_away_with_the_one_who_said_it(cast, project):
    version = finished.laid(cast, project)
    _vote(version, cast.ulf, yes=False, words="Chatten saknas")
    ulf = Participant.objects.get(project=project, person=cast.ulf)

    leading.remove_participant(participant=ulf, viewer=cast.hedda, today=TODAY)
    _take_in(project, cast, cast.dag)
    _vote(version, cast.cai)
    counted = _tally(version)
    _vote(version, cast.dag)

    assert (counted.given, counted.yes, len(counted.voters)) == (2, 1, 3)
    assert (_tally(version).yes, _tally(version).given, _tally(version).state) == (2, 3, "approved")


def test_no_votes_left_out_means_two_of_four_are_not_enough(cast, project):
    version = finished.laid(cast, project)
    _vote(version, cast.ulf, yes=False, words="Chatten saknas")
    _vote(version, cast.cai, yes=False, words="Natten saknas")

    for person in (cast.ulf, cast.cai):
        gone = Participant.objects.get(project=project, person=person)
        leading.remove_participant(participant=gone, viewer=cast.hedda, today=TODAY)
    for person in (cast.dag, cast.gro):
        _take_in(project, cast, person)
        _vote(version, person)

    assert (_tally(version).state, Approval.objects.count()) == ("turned down", 0)


def test_who_wrote_a_requirement_does_not_vote_on_it(cast, project):
    """Hedda begins the profile and Gro, also HR, writes in it and sits in the reference group."""
    cast.gro.duties.create(organisation=cast.organisation, kind="hr", begins=LONG_AGO)
    version_of, _books = finished.profile(cast, project)
    _take_in(project, cast, cast.gro)
    row = version_of.requirements.get(level=3)
    wanted = writing.Wanted(row.competence_id, 2, importance=2, why="Hälften av ärendena är mejl")
    writing.change_requirement(requirement=row, wanted=wanted, seen=row.turn, viewer=cast.gro, today=TODAY)
    version = actions.lay(profile=version_of, viewer=cast.hedda, today=TODAY)

    with pytest.raises(actions.AuthorDoesNotVote):
        _vote(version, cast.gro)

    assert cast.gro.pk not in [one.person.pk for one in _tally(version).voters]


def test_one_vote_is_not_two_because_the_other_voter_laid_the_version(cast, project):
    """Gro writes nothing, sits in the group and lays the version; only Cai is left to vote, and one is too few."""
    cast.gro.duties.create(organisation=cast.organisation, kind="hr", begins=LONG_AGO)
    begun, _books = finished.profile(cast, project)
    _take_in(project, cast, cast.gro)
    Participant.objects.filter(project=project, person=cast.ulf).delete()

    with pytest.raises(actions.Hindered) as told:
        actions.lay(profile=begun, viewer=cast.gro, today=TODAY)

    assert told.value.lacking[0] == Lacking("reference", 1)
    assert not Version.objects.exists()


def test_one_vote_is_not_two_because_the_other_was_taken_out(cast, project):
    version = finished.laid(cast, project)
    ulf = Participant.objects.get(project=project, person=cast.ulf)
    leading.remove_participant(participant=ulf, viewer=cast.hedda, today=TODAY)

    _vote(version, cast.cai)

    assert (Lacking("reference", 1) in _tally(version).hindering, Approval.objects.count()) == (True, 0)


def test_an_objection_that_ends_does_not_approve_what_was_taken_back(cast, project):
    version = finished.laid(cast, project)
    objection = actions.object_to(
        profile=version.profile, competence=None, words="Natten", viewer=cast.ada, today=TODAY
    )
    for voter in (cast.cai, cast.ulf):
        _vote(version, voter)
    actions.take_back_version(version=version, viewer=cast.hedda, today=TODAY)

    actions.end_objection(objection=objection, end=Objection.TAKEN_BACK, viewer=cast.ada, today=TODAY)

    assert Approval.objects.count() == 0


def test_an_older_version_is_not_voted_on_with_the_newer_ones_digest(cast, project):
    old = finished.laid(cast, project)
    row = old.profile.requirements.get(level=3)
    wanted = writing.Wanted(row.competence_id, 5, importance=2, why="Hälften av ärendena är mejl")
    writing.change_requirement(requirement=row, wanted=wanted, seen=row.turn, viewer=cast.hedda, today=TODAY)
    new = actions.lay(profile=Profile.objects.get(pk=old.profile_id), viewer=cast.hedda, today=TODAY)

    for version, digest in ((old, new.digest), (old, old.digest), (new, old.digest)):
        with pytest.raises(actions.OldVersion):
            actions.vote(version=version, digest=digest, yes=True, viewer=cast.cai, today=TODAY)


def test_closed_words_do_not_leave_over_rest_by_way_of_a_version(cast, project):
    old = finished.laid(cast, project)
    Rights.objects.update(may_pass_on=False, holder="Bokförlaget")
    journal.note(cast.hedda, "changed the rights", CompetenceModel.objects.get())
    row = old.profile.requirements.get(level=3)
    wanted = writing.Wanted(row.competence_id, 5, importance=2, why="Hälften av ärendena är mejl")
    writing.change_requirement(requirement=row, wanted=wanted, seen=row.turn, viewer=cast.hedda, today=TODAY)
    actions.lay(profile=Profile.objects.get(pk=old.profile_id), viewer=cast.hedda, today=TODAY)
    program, address = program_of(cast.cai), f"/api/v1/profiles/{old.profile_id}/versions"

    read = program.get(f"{address}/1")
    late = program.post(f"{address}/1/votes", {"digest": old.digest, "yes": True}, content_type="application/json")

    assert [(one["definition"], one["behaviours"], one["level"]) for one in read.json()["content"]["requirements"]] == [
        ("", [], 4), ("", [], 3),
    ]  # fmt: skip
    for answer in (read, late):
        assert ("Skriver korta svar" in answer.content.decode(), "läsaren förstår" in answer.content.decode()) == (
            False,
            False,
        )
    assert (read.json()["digest"], late.status_code) == (old.digest, 409)
