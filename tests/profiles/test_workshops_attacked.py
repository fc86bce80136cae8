"""Somebody in a workshop who wants to know more than the others, to undo what the others judged, or to put words in front of theirs."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from stigar.foundation.models import JournalEntry
from stigar.profiles.actions import profiles as writing
from stigar.profiles.actions import projects as leading
from stigar.profiles.actions import workshops as actions
from stigar.profiles.actions.profiles import Wanted
from stigar.profiles.models import Estimate, Group, Participant, Profile, Project, Proposal, Requirement, Workshop
from stigar.web.models import KeptAnswer
from tests.cast import TODAY, Cast
from tests.library.test_rest import program_of
from tests.profiles import written


@pytest.fixture
def books(cast: Cast) -> dict:
    return written.library(cast)


@pytest.fixture
def begun(cast: Cast, project: Project, books: dict) -> Profile:
    return written.profile(cast, project)


@pytest.fixture
def met(cast: Cast, project: Project, begun: Profile) -> Workshop:
    return written.workshop(cast, project, begun)


def go(met: Workshop, who, stage: str) -> Workshop:
    met.refresh_from_db()
    return actions.go_to(workshop=met, stage=stage, seen=met.stage, viewer=who, today=TODAY)


def judge(met: Workshop, group: Group, who, level: int) -> None:
    actions.estimate(workshop=met, group_id=group.pk, importance=2, level=level, viewer=who, today=TODAY)


def test_moving_the_last_words_of_a_group_does_not_take_away_how_people_judged_it(
    cast: Cast, met: Workshop, begun: Profile
) -> None:
    norska, danska = (written.say(met, begun, cast.bo, text) for text in ("Kunna norska", "Förstå danska"))
    go(met, cast.ada, "estimate")
    for who in (cast.bo, cast.ada, cast.hedda):
        judge(met, norska.group, who, 4)
    go(met, cast.ada, "talk")

    actions.move(workshop=met, proposal_id=norska.pk, group_id=danska.group_id, viewer=cast.bo, today=TODAY)

    assert Estimate.objects.filter(group=norska.group).count() == 3


def test_two_groups_that_become_one_keep_what_each_person_judged(
    cast: Cast, met: Workshop, begun: Profile, books: dict
) -> None:
    norska, danska = (written.say(met, begun, cast.bo, text) for text in ("Kunna norska", "Förstå danska"))
    Group.objects.filter(pk=danska.group_id).update(competence=books["writing"])
    go(met, cast.ada, "estimate")
    judge(met, norska.group, cast.bo, 5)
    judge(met, norska.group, cast.hedda, 4)
    judge(met, danska.group, cast.bo, 2)

    kept = actions.name_group(
        workshop=met, group_id=norska.group_id, competence_id=books["writing"], viewer=cast.ada, today=TODAY
    )

    assert sorted(Estimate.objects.values_list("group", "person__given", "level")) == [
        (kept.pk, "Bo", 2), (kept.pk, "Hedda", 4),
    ]  # fmt: skip


def test_a_requirement_somebody_wrote_is_not_written_over_unseen_by_a_workshop(
    cast: Cast, met: Workshop, begun: Profile, books: dict
) -> None:
    written.say(met, begun, cast.bo, "Lyssna på kunden")
    group = met.groups.get()
    go(met, cast.ada, "estimate")
    go(met, cast.ada, "talk")
    row = written.require(cast, begun, books["listening"], 4, importance=3, why="Det ägaren skrev")
    wanted = Wanted(books["listening"], 2, why="Det workshopen sade")

    with pytest.raises(writing.Overtaken) as told:
        actions.settle(workshop=met, group_id=group.pk, wanted=wanted, viewer=cast.ada, today=TODAY)
    actions.settle(workshop=met, group_id=group.pk, wanted=wanted, seen=row.turn, viewer=cast.ada, today=TODAY)

    assert (told.value.now.why, Requirement.objects.get().why) == ("Det ägaren skrev", "Det workshopen sade")


def test_what_is_said_without_a_name_over_rest_is_not_kept_with_the_key_of_who_said_it(
    cast: Cast, met: Workshop, begun: Profile
) -> None:
    told = {"key": str(uuid4()), "profile": str(begun.pk), "text": "Våga säga nej", "nameless": True}
    program = program_of(cast.bo)

    answers = [
        program.post(
            f"/api/v1/workshops/{met.key}/proposals",
            told,
            content_type="application/json",
            headers={"Idempotency-Key": "k1"},
        )
        for _ in range(2)
    ]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert (Proposal.objects.count(), Proposal.objects.get().by, KeptAnswer.objects.count()) == (1, None, 0)
    assert not JournalEntry.objects.filter(actor=cast.bo.pk, thing="profiles.workshop").exists()


def test_nobody_is_promised_to_be_nameless_in_an_interview_with_them_alone(
    cast: Cast, project: Project, begun: Profile, visit
) -> None:
    interview = written.workshop(cast, project, begun, talks_with=cast.bo)
    together = written.workshop(cast, project, begun)

    pages = [visit(cast.ada).get(f"/profiles/workshops/{one.key}/").content.decode() for one in (interview, together)]

    assert ['name="nameless"' in page for page in pages] == [False, True]


def test_who_was_taken_out_gets_no_more_of_the_board_not_even_that_nothing_is_new(
    cast: Cast, project: Project, met: Workshop, visit
) -> None:
    phone: Client = visit(cast.bo)
    mark = phone.get(f"/profiles/workshops/{met.key}/board/")["ETag"]
    leading.remove_participant(
        participant=Participant.objects.get(project=project, person=cast.bo), viewer=cast.hedda, today=TODAY
    )

    answers = [
        phone.get(f"/profiles/workshops/{met.key}/board/", headers={"If-None-Match": mark}),
        phone.post(f"/profiles/workshops/{met.key}/proposals/", {"key": uuid4(), "text": "Mer"}),
        phone.post(f"/profiles/workshops/{met.key}/estimates/"),
        program_of(cast.bo).get(f"/api/v1/workshops/{met.key}"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 4


def test_nobodys_judgement_is_on_any_page_before_all_are_shown(
    cast: Cast, met: Workshop, begun: Profile, visit
) -> None:
    norska = written.say(met, begun, cast.bo, "Kunna norska")
    go(met, cast.ada, "estimate")
    before = [visit(who).get(f"/profiles/workshops/{met.key}/board/").content for who in (cast.bo, cast.ada)]
    judge(met, norska.group, cast.hedda, 5)
    first = visit(cast.bo).get(f"/profiles/workshops/{met.key}/board/")
    judge(met, norska.group, cast.hedda, 1)

    again = visit(cast.bo).get(f"/profiles/workshops/{met.key}/board/", headers={"If-None-Match": first["ETag"]})
    told = program_of(cast.ada).get(f"/api/v1/workshops/{met.key}").json()["groups"]

    assert again.status_code == 304  # a changed mind is not even heard
    assert str(cast.hedda.pk) not in first.content.decode() + b"".join(before).decode()
    assert [(group["importance"], group["level"]) for group in told] == [([], [])]
