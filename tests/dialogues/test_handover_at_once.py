"""What a new manager is given is read with other dialogues in one question: it is the same dialogue as by the rule alone, whoever leads."""

from datetime import timedelta

import pytest

from stigar.dialogues import rules
from stigar.dialogues.actions import talks
from stigar.dialogues.queries.handover import given_and_held, given_or_would_be, given_to_the_next
from stigar.dialogues.queries.templates import blocks_of
from tests.cast import TODAY
from tests.dialogues.changing import new_manager, signed


def by_rule(manager, person):
    return next(iter(rules.inherited_talks(manager, person, today=TODAY)), None)


@pytest.mark.parametrize("held", [(), ("ada",), ("ada", "ada")])
@pytest.mark.parametrize("manager", ["ada", "dag"])
def test_what_a_manager_is_given_is_what_the_rule_says(cast, held, manager):
    for number, _who in enumerate(held):
        signed(cast, summary=f"sammanfattning {number}")
    leads = getattr(cast, manager)
    if manager != "ada":
        new_manager(cast, leads)

    theirs, own = given_and_held(leads, cast.bo, today=TODAY)
    told, is_new, left = given_or_would_be(leads, cast.bo, today=TODAY)

    expected = by_rule(leads, cast.bo)
    assert theirs.talk == expected
    assert is_new == (expected is not None)
    assert told == (theirs if is_new else given_to_the_next(cast.bo))
    assert [one.person_id for one in own] == [cast.bo.pk] * (len(held) if manager == "ada" else 0)
    assert left == []


def test_only_the_dialogue_that_is_given_is_read_with_its_summary(cast):
    signed(cast, summary="äldre sammanfattning")
    signed(cast, summary="senaste sammanfattningen")
    new_manager(cast, cast.dag)
    talks.open_talk(
        person=cast.bo, reviewer=cast.dag, blocks=blocks_of("yearly"), language="sv", viewer=cast.dag, today=TODAY
    )

    told, own = given_and_held(cast.dag, cast.bo, today=TODAY)

    assert told.summary == "senaste sammanfattningen"
    assert [vars(one)["words"] for one in own] == [None]


def test_who_leads_the_person_no_longer_is_given_nothing(cast):
    signed(cast, summary="sammanfattning")
    new_manager(cast, cast.dag)

    told, own = given_and_held(cast.cai, cast.bo, today=TODAY)
    later, _is_new, _left = given_or_would_be(cast.cai, cast.bo, today=TODAY + timedelta(days=1))

    assert (bool(told), own) == (False, [])
    assert later == given_to_the_next(cast.bo)


def test_a_dialogue_of_ones_own_does_not_take_the_place_of_what_was_before(cast):
    before = signed(cast, summary="med Ada")
    new_manager(cast, cast.dag)
    since = signed(cast, reviewer=cast.dag, summary="med Dag")

    theirs, own = given_and_held(cast.dag, cast.bo, today=TODAY)
    told, is_new, _left = given_or_would_be(cast.dag, cast.bo, today=TODAY)

    assert (theirs.talk, own, told, is_new) == (before, [since], theirs, True)
    assert given_to_the_next(cast.bo).talk == since
