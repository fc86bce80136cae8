"""The same words laid before the group once more take a reason; and those who told of the work do not approve among themselves."""

from datetime import timedelta

import pytest

from stigar.areas.actions.work import tell_task
from stigar.profiles.actions import approvals as actions
from stigar.profiles.actions import profiles as writing
from stigar.profiles.actions import projects as leading
from stigar.profiles.models import Participant, Version
from stigar.profiles.queries import approvals as queries
from tests.cast import TODAY
from tests.profiles import finished


@pytest.fixture
def taken_back(cast, project):
    """A version that Cai waited with, and that was taken back."""
    version = finished.laid(cast, project)
    actions.vote(version=version, digest=version.digest, yes=False, words="Natten saknas", viewer=cast.cai, today=TODAY)
    return actions.take_back_version(version=version, viewer=cast.hedda, today=TODAY)


def lay(cast, version, why=""):
    return actions.lay(profile=version.profile, why=why, viewer=cast.hedda, today=TODAY)


def test_the_same_words_are_not_laid_again_without_a_reason(cast, taken_back):
    with pytest.raises(actions.LaidBefore) as found:
        lay(cast, taken_back)

    assert (found.value.args[0], Version.objects.count()) == (taken_back, 1)


def test_another_group_does_not_make_the_same_words_new(cast, project, taken_back):
    leading.remove_participant(
        participant=project.participants.get(person=cast.cai, part=Participant.REFERENCE),
        viewer=cast.hedda,
        today=TODAY,
    )
    leading.add_participant(project=project, person=cast.dag.pk, part="reference", viewer=cast.hedda, today=TODAY)

    with pytest.raises(actions.LaidBefore):
        lay(cast, taken_back)


def test_a_group_that_has_only_grown_reads_them_as_they_are(cast, project, taken_back):
    later = taken_back.at.date() + timedelta(days=1)
    Participant.objects.create(
        organisation=cast.organisation, project=project, person=cast.dag, part=Participant.REFERENCE, joined=later
    )

    assert lay(cast, taken_back).number == 2


def test_the_new_group_reads_the_reason_and_what_the_votes_waited_for(cast, taken_back, visit):
    hedda, address = visit(cast.hedda), f"/profiles/{taken_back.profile_id}"
    before = hedda.get(f"{address}/finish/").content.decode()

    refused = hedda.post(f"{address}/versions/")
    hedda.post(f"{address}/versions/", {"why": "Natten är en egen variant nu"})
    read = visit(cast.ulf).get(f"{address}/versions/2/").content.decode()

    assert ('name="why"' in before, refused.status_code, Version.objects.count()) == (True, 422, 2)
    assert ("Natten är en egen variant nu" in read, "Natten saknas" in read) == (True, True)


def test_changed_words_need_no_reason(cast, taken_back):
    row = taken_back.profile.requirements.first()
    writing.change_requirement(
        requirement=row, wanted=writing.Wanted(row.competence_id, 2, why="Också om natten"), seen=row.turn,
        viewer=cast.hedda, today=TODAY,
    )  # fmt: skip

    assert lay(cast, taken_back).why_again == ""


def test_who_wrote_the_purpose_does_not_vote(cast, project):
    begun, _books = finished.profile(cast, project)
    project.owner = cast.cai
    project.save()
    begun.refresh_from_db()
    writing.set_purpose(profile=begun, purpose="Kunden ska få svar", seen="", viewer=cast.cai, today=TODAY)

    found = queries.hinders(begun.__class__.objects.get(pk=begun.pk), today=TODAY, language="sv")

    assert [(one.code, one.n) for one in found] == [("reference", 1)]


def told(cast, *people):
    for who in people:
        tell_task(role_id=cast.adviser.pk, text=f"Svarar {who.given}", viewer=who, today=TODAY)


def test_those_who_told_of_the_work_vote_and_somebody_with_other_eyes_says_yes_too(cast, project):
    told(cast, cast.cai)
    version = finished.approved(cast, project)

    assert hasattr(version.__class__.objects.get(pk=version.pk), "approval")


def test_a_yes_among_those_who_told_of_the_work_themselves_is_not_enough(cast, project):
    Participant.objects.create(
        organisation=cast.organisation, project=project, person=cast.bo, part=Participant.REFERENCE, joined=TODAY
    )
    told(cast, cast.cai, cast.bo)
    version = finished.laid(cast, project)
    for voter, yes in ((cast.cai, True), (cast.bo, True), (cast.ulf, False)):
        actions.vote(
            version=version,
            digest=version.digest,
            yes=yes,
            words="" if yes else "Vem tar natten?",
            viewer=voter,
            today=TODAY,
        )

    found = queries.tally(version, today=TODAY, language="sv")

    assert (found.state, found.yes, found.among_themselves) == ("turned down", 2, True)


def test_a_group_of_only_those_who_told_of_the_work_is_named_before_anything_is_laid(cast, project):
    begun, _books = finished.profile(cast, project)
    project.participants.filter(person=cast.ulf).update(person=cast.bo)
    told(cast, cast.cai, cast.bo)

    assert [one.code for one in queries.hinders(begun, today=TODAY, language="sv")] == ["other-eyes"]
