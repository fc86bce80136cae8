"""A workshop: proposals that land once, groups that find together, judging alone, and requirements that know who asked."""

from uuid import uuid4

import pytest

from stigar.foundation.models import JournalEntry
from stigar.foundation.policy import Refused
from stigar.foundation.tenancy import inside
from stigar.profiles import rules
from stigar.profiles.actions import workshops as actions
from stigar.profiles.actions.profiles import Unfit, Wanted
from stigar.profiles.models import Estimate, Group, Profile, Project, Proposal, Workshop
from stigar.profiles.queries import profiles as reading
from stigar.profiles.queries import workshops as queries
from tests.cast import TODAY, Cast
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


def test_the_link_works_for_those_who_take_part_and_for_nobody_else(cast: Cast, met: Workshop) -> None:
    may = {
        name: rules.visible_workshops(getattr(cast, name), today=TODAY).exists()
        for name in ("hedda", "bo", "ada", "cai", "ulf", "dag", "gro", "eve")
    }

    assert may == {
        "hedda": True,
        "bo": True,
        "ada": True,
        "cai": False,
        "ulf": False,
        "dag": False,
        "gro": False,
        "eve": False,
    }


def test_the_same_proposal_sent_again_lands_once(cast: Cast, met: Workshop, begun: Profile) -> None:
    told = {
        "workshop": met,
        "profile_id": begun.pk,
        "key": uuid4(),
        "text": "Kunna norska",
        "viewer": cast.bo,
        "today": TODAY,
    }

    first, new = actions.propose(**told)
    again, new_again = actions.propose(**told)

    assert (first, new, new_again, Proposal.objects.count(), Group.objects.count()) == (again, True, False, 1, 1)


def test_what_landed_is_answered_also_when_the_stage_has_changed(cast: Cast, met: Workshop, begun: Profile) -> None:
    told = {
        "workshop": met,
        "profile_id": begun.pk,
        "key": uuid4(),
        "text": "Kunna norska",
        "viewer": cast.bo,
        "today": TODAY,
    }
    actions.propose(**told)
    go(met, cast.ada, "estimate")

    again = actions.propose(**told)

    assert again[1] is False
    with pytest.raises(actions.NotNow):
        actions.propose(**{**told, "key": uuid4()})


def test_those_who_speak_of_the_same_competence_find_together(
    cast: Cast, met: Workshop, begun: Profile, books: dict
) -> None:
    for text in ("Möta arga kunder", "Hantera konflikter", "Kunna norska", "Kunna bra norska"):
        written.say(met, begun, cast.bo, text)

    (shown,) = queries.board(met, "sv").profiles

    assert [(group.name, [one.text for one in group.said]) for group in shown.groups] == [
        ("Hantera konflikter", ["Möta arga kunder", "Hantera konflikter"]),
        ("Kunna norska", ["Kunna norska", "Kunna bra norska"]),
    ]


def test_a_proposal_is_moved_and_an_empty_group_is_gone(cast: Cast, met: Workshop, begun: Profile) -> None:
    norska, danska = (written.say(met, begun, cast.bo, text) for text in ("Kunna norska", "Förstå danska"))

    actions.move(workshop=met, proposal_id=danska.pk, group_id=norska.group_id, viewer=cast.ada, today=TODAY)

    (group,) = queries.board(met, "sv").groups
    assert [one.text for one in group.said] == ["Kunna norska", "Förstå danska"]


def test_what_is_said_without_a_name_has_none_anywhere(cast: Cast, met: Workshop, begun: Profile) -> None:
    said = written.say(met, begun, cast.bo, "Våga säga nej", nameless=True)

    entry = JournalEntry.objects.get(verb="proposed something in a workshop")
    assert (said.by, entry.actor, entry.thing_name) == (None, None, "Tisdag")


def test_only_the_one_who_wrote_it_takes_it_back(cast: Cast, met: Workshop, begun: Profile) -> None:
    named = written.say(met, begun, cast.bo, "Kunna norska")
    nameless = written.say(met, begun, cast.bo, "Våga säga nej", nameless=True)

    with pytest.raises(actions.NotTheirs):
        actions.take_back(workshop=met, key=named.key, viewer=cast.ada, today=TODAY)
    for said in (named, nameless):
        actions.take_back(workshop=met, key=said.key, viewer=cast.bo, today=TODAY)
    assert (Proposal.objects.count(), Group.objects.count()) == (0, 0)


def test_nobody_sees_how_others_judge_before_all_are_shown(cast: Cast, met: Workshop, begun: Profile) -> None:
    group = written.say(met, begun, cast.bo, "Kunna norska").group
    go(met, cast.ada, "estimate")
    for who, importance, level in ((cast.bo, 3, 4), (cast.ada, 1, 2), (cast.hedda, 3, 4)):
        actions.estimate(workshop=met, group_id=group.pk, importance=importance, level=level, viewer=who, today=TODAY)
    met.refresh_from_db()

    blind = queries.board(met, "sv").groups[0]
    shown = queries.board(go(met, cast.ada, "talk"), "sv").groups[0]

    assert (blind.spread, blind.judged, queries.own_estimates(met, cast.bo)) == (None, 3, {group.pk: (3, 4)})
    assert [spread.counts for spread in shown.spread] == [
        ((1, 1), (2, 0), (3, 2)),
        ((1, 0), (2, 1), (3, 0), (4, 2), (5, 0)),
    ]
    assert [(spread.middle, spread.apart) for spread in shown.spread] == [(3, False), (4, False)]
    with pytest.raises(actions.NotNow):
        actions.estimate(workshop=met, group_id=group.pk, importance=1, level=1, viewer=cast.bo, today=TODAY)
    with pytest.raises(actions.NotNow):
        go(met, cast.ada, "estimate")


def test_a_sheet_is_kept_whole_and_others_hear_only_of_what_is_judged_first(
    cast: Cast, met: Workshop, begun: Profile
) -> None:
    norska, danska = (written.say(met, begun, cast.bo, text).group_id for text in ("Kunna norska", "Förstå danska"))
    go(met, cast.ada, "estimate")
    told = {"workshop": met, "viewer": cast.bo, "today": TODAY}
    sheets = [{norska: (3, 4), danska: (2, 2)}, {norska: (3, 4), danska: (2, 2)}, {norska: (3, 5), danska: (2, 2)}]
    changes, journal, written_down = [], [], []

    for sheet in sheets:
        written_down.append(len(actions.estimate_all(judged=sheet, **told)))
        met.refresh_from_db()
        changes.append(met.change)
        journal.append(JournalEntry.objects.filter(verb="judged a group of proposals", about=cast.bo.pk).count())

    assert (written_down, journal) == ([2, 0, 1], [2, 2, 3])
    assert changes == [changes[0]] * 3
    assert queries.own_estimates(met, cast.bo) == sheets[2]


def test_a_sheet_with_something_wrong_in_it_leaves_nothing(cast: Cast, met: Workshop, begun: Profile) -> None:
    group = written.say(met, begun, cast.bo, "Kunna norska").group_id
    go(met, cast.ada, "estimate")
    told = {"workshop": met, "viewer": cast.bo, "today": TODAY}

    with pytest.raises(Refused):
        actions.estimate_all(judged={group: (3, 4), uuid4(): (3, 4)}, **told)
    for odd in ((3, 6), (3, 0), (4, 3), (0, 3)):
        with pytest.raises(Unfit):
            actions.estimate_all(judged={group: odd}, **told)
    with pytest.raises(Refused):
        actions.estimate_all(judged={group: (3, 4)}, **{**told, "viewer": cast.cai})

    assert queries.own_estimates(met, cast.bo) == {}


def test_a_seat_says_the_same_as_the_rule(cast: Cast, met: Workshop) -> None:
    everybody = [getattr(cast, name) for name in ("hedda", "bo", "ada", "cai", "ulf", "dag", "gro", "siv", "rut")]

    seats = [rules.seat(who, met.key, today=TODAY) for who in everybody]

    assert [found is not None for found in seats] == [
        rules.visible_workshops(who, today=TODAY).filter(key=met.key).exists() for who in everybody
    ]
    assert [found.leads(who, today=TODAY) for found, who in zip(seats, everybody, strict=True) if found] == [
        rules.may_lead_workshop(who, met, today=TODAY) for found, who in zip(seats, everybody, strict=True) if found
    ]
    assert {(found.workshop, found.workshop.change, found.workshop.stage, found.ended) for found in seats if found} == {
        (met, met.change, "propose", False)
    }


def test_no_seat_is_found_from_another_organisation_or_after_leaving(cast: Cast, met: Workshop) -> None:
    with inside(cast.elsewhere.id):
        elsewhere = [rules.seat(who, met.key, today=TODAY) for who in (cast.eve, cast.hedda)]
    cast.bo.ended = TODAY.replace(day=1)

    assert (elsewhere, rules.seat(cast.bo, met.key, today=TODAY)) == ([None, None], None)


def test_what_two_judged_is_not_found_by_joining_their_group_with_another(
    cast: Cast, met: Workshop, begun: Profile, books: dict
) -> None:
    shown, hidden = (written.say(met, begun, cast.bo, text).group for text in ("Lyssna på kunden", "Ha tålamod"))
    go(met, cast.ada, "estimate")
    sheets = [
        (cast.bo, {shown.pk: (2, 3)}),
        (cast.ada, {shown.pk: (2, 3)}),
        (cast.hedda, {shown.pk: (2, 4), hidden.pk: (1, 1)}),
    ]
    for who, sheet in sheets:
        actions.estimate_all(workshop=met, judged=sheet, viewer=who, today=TODAY)
    Estimate.objects.filter(group=hidden).update(person=cast.cai)
    go(met, cast.ada, "talk")

    actions.name_group(workshop=met, group_id=hidden.pk, competence_id=books["listening"], viewer=cast.ada, today=TODAY)

    (group,) = queries.board(Workshop.objects.get(), "sv").groups
    assert (len(group.said), group.judged, group.spread[1].counts) == (2, 3, ((1, 0), (2, 0), (3, 2), (4, 1), (5, 0)))


def test_a_settled_group_is_a_requirement_that_knows_who_asked(
    cast: Cast, met: Workshop, begun: Profile, books: dict
) -> None:
    group = written.say(met, begun, cast.bo, "Möta arga kunder").group
    written.say(met, begun, cast.ada, "Hantera konflikter", nameless=True)
    go(met, cast.ada, "estimate")
    go(met, cast.ada, "talk")

    row = actions.settle(
        workshop=met, group_id=group.pk, wanted=Wanted(books["conflict"], 4, importance=3), viewer=cast.ada, today=TODAY
    )

    sources = reading.sources_of(begun)[books["conflict"]]
    assert (row.profile, row.level, row.importance, row.by) == (begun, 4, 3, cast.ada)
    assert [(one.text, one.by, one.workshop) for one in sources] == [
        ("Möta arga kunder", "Bo Test", "Tisdag"), ("Hantera konflikter", "", "Tisdag"),
    ]  # fmt: skip
    assert queries.board(met, "sv").left == 0


def test_what_was_settled_can_be_taken_up_again(cast: Cast, met: Workshop, begun: Profile, books: dict) -> None:
    group = written.say(met, begun, cast.bo, "Möta arga kunder").group
    go(met, cast.ada, "estimate")
    go(met, cast.ada, "talk")
    who = {"workshop": met, "group_id": group.pk, "viewer": cast.ada, "today": TODAY}
    actions.settle(wanted=Wanted(books["conflict"], 4), **who)

    actions.unsettle(**who)

    assert (begun.requirements.count(), queries.board(met, "sv").left) == (0, 1)
    actions.put_aside(**who)
    assert queries.board(met, "sv").left == 0


def test_a_group_that_is_no_competence_is_first_named(cast: Cast, met: Workshop, begun: Profile, books: dict) -> None:
    group = written.say(met, begun, cast.bo, "Kunna norska").group
    go(met, cast.ada, "estimate")
    go(met, cast.ada, "talk")
    told = {"workshop": met, "group_id": group.pk, "viewer": cast.ada, "today": TODAY}

    with pytest.raises(Unfit):
        actions.settle(wanted=Wanted(books["listening"], 3), **told)
    actions.name_group(competence_id=books["listening"], **told)

    assert actions.settle(wanted=Wanted(books["listening"], 3), **told).level == 3


def test_two_groups_that_are_one_competence_become_one(cast: Cast, met: Workshop, begun: Profile, books: dict) -> None:
    written.say(met, begun, cast.bo, "Lyssna på kunden")
    other = written.say(met, begun, cast.bo, "Ha tålamod").group

    actions.name_group(workshop=met, group_id=other.pk, competence_id=books["listening"], viewer=cast.ada, today=TODAY)

    (group,) = queries.board(met, "sv").groups
    assert len(group.said) == 2


def test_only_who_leads_takes_the_others_on(cast: Cast, met: Workshop, begun: Profile) -> None:
    with pytest.raises(actions.NothingToTalkAbout):
        go(met, cast.ada, "estimate")
    written.say(met, begun, cast.bo, "Kunna norska")

    with pytest.raises(Refused):
        go(met, cast.bo, "estimate")
    with pytest.raises(actions.NotNow):
        actions.go_to(workshop=met, stage="talk", seen="estimate", viewer=cast.ada, today=TODAY)


def test_an_interview_keeps_the_words_under_the_name_of_who_was_asked(
    cast: Cast, project: Project, begun: Profile
) -> None:
    met = written.workshop(cast, project, begun, led_by=cast.ada, talks_with=cast.bo)

    said = written.say(met, begun, cast.ada, "Kunna norska")

    assert said.by == cast.bo
    assert go(met, cast.ada, "talk").stage == "talk"


def test_who_leads_must_take_part_in_the_project(cast: Cast, project: Project, begun: Profile) -> None:
    with pytest.raises(actions.WrongPeople):
        written.workshop(cast, project, begun, led_by=cast.dag)


def test_who_leaves_the_company_in_the_middle_is_out_and_what_was_said_stays(
    cast: Cast, met: Workshop, begun: Profile
) -> None:
    written.say(met, begun, cast.bo, "Kunna norska")
    cast.bo.ended = TODAY.replace(day=1)
    cast.bo.save()
    gone = type(cast.bo).objects.get(pk=cast.bo.pk)

    assert rules.visible_workshops(gone, today=TODAY).exists() is False
    assert queries.board(met, "sv").proposals == 1


def test_a_board_costs_the_same_with_one_proposal_and_with_many(
    cast: Cast, met: Workshop, begun: Profile, django_assert_num_queries
) -> None:
    written.say(met, begun, cast.bo, "Kunna norska")
    queries.board(met, "sv")
    with django_assert_num_queries(5):
        queries.board(met, "sv")

    for text in ("Möta arga kunder", "Skriva tydligt", "Förstå danska"):
        written.say(met, begun, cast.ada, text)

    with django_assert_num_queries(5):
        queries.board(met, "sv")
