"""Somebody leaves the company in the middle: a file from the HR system ends them, and the project goes on without losing their words."""

from uuid import uuid4

import pytest

from stigar.people.models import Person
from stigar.profiles.actions import workshops as meeting
from stigar.profiles.models import Approval, Participant, Proposal, Source, Vote, Workshop
from stigar.web import privacy
from tests.cast import TODAY
from tests.people.importing import CAST, bring
from tests.profiles import finished, written

THINGS = {"bo": "4", "cai": "5", "ada": "2", "hedda": "6"}


@pytest.fixture
def leave(cast, tmp_path):
    """The file of the HR system comes without this person."""

    def leaving(name: str) -> None:
        rows = [
            (*row[:5], "" if row[5] == THINGS[name] else row[5], row[6])
            for row in CAST.values()
            if row[0] != THINGS[name]
        ]
        bring(tmp_path, rows, viewer=cast.hedda, ends_missing=True)

    return leaving


@pytest.fixture
def met(cast, project) -> Workshop:
    """A workshop that Ada leads: Bo has said something by himself, and all three are judging it."""
    written.library(cast)
    begun = written.profile(cast, project)
    found = written.workshop(cast, project, begun)
    written.say(found, begun, cast.bo, "Hantera konflikter")
    return meeting.go_to(workshop=found, stage=Workshop.ESTIMATE, seen=Workshop.PROPOSE, viewer=cast.ada, today=TODAY)


def judge(browser, met, level, importance=3):
    group = met.groups.get()
    told = {f"importance-{group.pk}": importance, f"level-{group.pk}": level}
    return browser.post(f"/profiles/workshops/{met.key}/estimates/", told, headers={"X-Board": "yes"}).status_code


def test_what_was_judged_counts_and_nothing_more_is_taken_from_who_has_left(cast, met, visit, leave):
    bo, ada, hedda = (visit(one) for one in (cast.bo, cast.ada, cast.hedda))
    assert [judge(bo, met, 5), judge(ada, met, 3), judge(hedda, met, 3)] == [204, 204, 204]
    leave("bo")

    place = f"/profiles/workshops/{met.key}/"
    said = {"profile": str(met.about.get().profile_id), "key": str(uuid4()), "text": "Vara kvar"}
    turned_away = [
        bo.get(f"{place}board/").status_code,  # on the phone, as it asks for the board; then it is logged out
        visit(cast.bo).get(place).status_code,
        visit(cast.bo).post(f"{place}proposals/", said, headers={"X-Board": "yes"}).status_code,
        judge(visit(cast.bo), met, 1),
    ]
    assert turned_away == [403, 403, 403, 403]

    ada.post(f"{place}stage/", {"stage": "talk", "seen": "estimate"})
    shown = ada.get(f"{place}board/").content.decode()
    assert shown.count('class="spread-dot') == 2 * 3  # three people's importance and level
    assert list(met.groups.get().estimates.order_by("level").values_list("level", flat=True)) == [3, 3, 5]


def test_the_words_of_who_has_left_become_a_requirement_with_the_name_and_after_erasure_without(
    cast, project, met, visit, leave
):
    leave("bo")
    ada, group = visit(cast.ada), met.groups.get()
    place = f"/profiles/workshops/{met.key}/"
    ada.post(f"{place}stage/", {"stage": "talk", "seen": "estimate"})
    ada.post(f"{place}groups/{group.pk}/", {"level": 3, "importance": 3, "origin": "specific", "why": "Arga kunder"})
    profile = f"/profiles/{group.profile_id}/"

    named = ada.get(profile).content.decode()
    privacy.forget(Person.objects.get(pk=cast.bo.pk), today=TODAY)
    nameless = ada.get(profile).content.decode()

    assert (Source.objects.get().text, "Bo Test" in named, "Bo Test" in nameless) == ("Hantera konflikter", True, False)
    assert "Hantera konflikter" in nameless
    assert Proposal.objects.get().by is None


def test_the_owner_sees_who_is_gone_and_takes_them_out(cast, project, visit, leave):
    leave("bo")
    hedda, place = visit(cast.hedda), f"/profiles/projects/{project.pk}/participants/"

    seen = hedda.get(place)
    hedda.post(f"{place}{Participant.objects.get(person=cast.bo).pk}/removal/")

    assert [one.person for one in seen.context["gone"]] == [cast.bo]
    assert cast.bo not in [one.person for one, _colleague in seen.context["people"]]
    assert list(hedda.get(place).context["gone"]) == []


def test_when_the_leader_of_the_workshop_leaves_the_owner_leads_on(cast, met, visit, leave):
    place, go_on = f"/profiles/workshops/{met.key}/stage/", {"stage": "talk", "seen": "estimate"}
    leave("ada")

    refused = visit(cast.ada).post(place, go_on).status_code
    before = Workshop.objects.get().stage
    visit(cast.hedda).post(place, go_on)

    assert (refused, before, Workshop.objects.get().stage) == (403, Workshop.ESTIMATE, Workshop.TALK)


def test_a_vote_that_was_given_stands_and_one_that_was_not_is_not_waited_for(cast, project, visit, leave):
    version = finished.laid(cast, project)
    for person in (cast.gro, cast.dag):
        Participant.objects.create(
            organisation=cast.organisation, project=project, person=person, part=Participant.REFERENCE, joined=TODAY
        )
    place = f"/profiles/{version.profile_id}/versions/1/"
    yes = {"answer": "yes", "digest": version.digest}
    visit(cast.ulf).post(f"{place}votes/", yes)
    visit(cast.gro).post(f"{place}votes/", yes)
    leave("cai")  # who has not voted

    assert visit(cast.cai).post(f"{place}votes/", yes).status_code == 403
    assert not Approval.objects.exists()
    visit(cast.dag).post(f"{place}votes/", yes)

    assert Approval.objects.get().version == version
    assert sorted(Vote.objects.values_list("person__given", flat=True)) == ["Dag", "Gro", "Ulf"]


def test_one_voter_alone_approves_nothing_until_another_is_taken_in(cast, project, visit, leave):
    version = finished.laid(cast, project)
    place = f"/profiles/{version.profile_id}/versions/1/"
    yes = {"answer": "yes", "digest": version.digest}
    leave("cai")

    visit(cast.ulf).post(f"{place}votes/", yes)
    assert not Approval.objects.exists()
    wanting = visit(cast.hedda).get(f"/profiles/{version.profile_id}/finish/").context["hinders"]
    visit(cast.hedda).post(
        f"/profiles/projects/{project.pk}/participants/new/", {"person": str(cast.gro.pk), "part": "reference"}
    )
    visit(cast.gro).post(f"{place}votes/", yes)

    assert wanting[0] == "Referensgruppen behöver 1 person till."
    assert Approval.objects.get().version == version


def test_a_not_yet_of_somebody_who_then_left_is_still_counted(cast, project, visit, leave):
    version = finished.laid(cast, project)
    place = f"/profiles/{version.profile_id}/versions/1/"
    visit(cast.cai).post(f"{place}votes/", {"answer": "no", "words": "Mer om mejl", "digest": version.digest})
    leave("cai")

    visit(cast.ulf).post(f"{place}votes/", {"answer": "yes", "digest": version.digest})

    assert not Approval.objects.exists()
    page = visit(cast.hedda).get(place).content.decode()
    assert ("Cai Test" in page, "Mer om mejl" in page) == (True, True)


def test_when_the_owner_leaves_hr_leads_on(cast, project, visit, leave):
    project.owner = cast.ada
    project.save()
    leave("ada")

    goal = {"kind": "business", "words": "Rätt svar", "expected": "Färre samtal", "seen": "I statistiken"}
    refused = visit(cast.ada).post(f"/profiles/projects/{project.pk}/goal/", goal)
    taken = visit(cast.hedda).post(f"/profiles/projects/{project.pk}/goal/", goal)

    assert (refused.status_code, taken.status_code) == (403, 302)
    project.refresh_from_db()
    assert project.goal.words == "Rätt svar"
