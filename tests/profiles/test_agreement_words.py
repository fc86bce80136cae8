"""What is said of how far people agree is what the group itself would say."""

import pytest

from stigar.profiles.queries.approvals.agreement import verdict_of, whole_of


@pytest.mark.parametrize(
    ("levels", "word"),
    [
        ([3], "alone"), ([3, 3], "same"), ([3, 3, 3, 4], "agree"), ([3, 4], "mostly"), ([2, 3, 4], "mostly"), ([2, 4], "apart"),
        ([2, 2, 3, 3, 3, 3, 4], "mostly"), ([2, 3, 3, 4, 4, 4, 5], "apart"), ([2, 2, 2, 4, 4, 4], "apart"),
        ([3] * 20 + [5], "mostly"), ([3] * 6 + [1], "apart"),
    ],
)  # fmt: skip
def test_a_competence_gets_the_word_a_group_would_use(levels, word):
    assert verdict_of(levels) == word


def test_a_scale_of_three_levels_bears_less_spread_than_one_of_seven():
    levels = [2, 2, 3, 3, 3, 4, 4]

    assert (verdict_of(levels, 3), verdict_of(levels, 7)) == ("apart", "mostly")


def test_a_low_alpha_alone_does_not_say_that_people_differ():
    six_of_seven_say_the_same = ["agree", "agree", "agree", "same", "mostly"]

    assert whole_of("apart", six_of_seven_say_the_same) == "agree"


def test_one_competence_to_talk_about_is_said_however_high_alpha_is():
    assert whole_of("agree", ["same", "agree", "agree", "apart"]) == "mostly"


def test_many_apart_is_apart():
    assert whole_of("apart", ["apart", "apart", "agree"]) == "apart"
