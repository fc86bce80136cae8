"""Figures about people: enough people behind each, nothing to be worked out by subtraction or by comparing two dates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stigar.foundation.policy import SMALLEST_GROUP, Ground, may, share

VOTES = st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 40)), max_size=120)


def test_a_right_that_is_not_in_the_table_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        may("see everything", {Ground.HR})


def test_four_people_are_too_few_to_be_shown():
    assert share([("listening", n) for n in range(4)]).shown == {}


def test_one_hidden_group_takes_the_next_smallest_with_it():
    votes = (
        [("big", n) for n in range(10)] + [("middle", n) for n in range(10, 16)] + [("small", n) for n in range(16, 20)]
    )

    found = share(votes)

    assert (found.shown, found.hidden) == ({"big": 10}, {"middle", "small"})


def test_one_more_person_changes_nothing_until_five_have_come():
    ten = [("listening", n) for n in range(10)]

    for more in range(5):
        assert share([*ten, *(("listening", 10 + n) for n in range(more))]).shown == {"listening": 10}
    assert share([*ten, *(("listening", 10 + n) for n in range(5))]).shown == {"listening": 15}


@given(VOTES)
def test_no_group_under_the_smallest_is_ever_shown(votes):
    found = share(votes)

    assert all(size >= SMALLEST_GROUP for size in found.shown.values())
    assert len(found.hidden) != 1 or not found.shown


@given(VOTES)
def test_no_figure_can_be_compared_before_and_after_one_person(votes):
    before, after = share(votes), share([*votes, ("a", "newcomer")])

    assert (
        after.people is None or before.people == after.people or after.people - (before.people or 0) >= SMALLEST_GROUP
    )
