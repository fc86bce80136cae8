"""What people decided is made consistent before anything is computed."""

from __future__ import annotations

import pytest

from stigar.engine.areas.answer import Answer
from stigar.engine.areas.ties import Contradiction, Ties

ROLES = ("a", "b", "c", "d")


def yes(one, other):
    return Answer(one, other, same=True)


def no(one, other):
    return Answer(one, other, same=False)


def test_yeses_pass_on_and_a_no_keeps_whole_blocks_apart():
    assert Ties.of(ROLES, [yes("a", "b"), yes("b", "c"), no("c", "d")]) == Ties((0, 0, 0, 1), frozenset({(0, 1)}))


@pytest.mark.parametrize(
    "answers",
    [
        [yes("a", "b"), no("a", "b")],
        [no("b", "a"), yes("a", "b")],
        [yes("a", "b"), yes("b", "c"), no("a", "c")],
        [no("a", "a")],
    ],
)
def test_a_contradiction_names_exactly_the_answers_that_cannot_all_be_true(answers):
    with pytest.raises(Contradiction) as error:
        Ties.of(ROLES, [*answers, yes("c", "d")] if len(answers) < 3 else answers)

    assert set(error.value.answers) == set(answers)


def test_answers_about_roles_that_are_gone_are_passed_over():
    assert Ties.of(ROLES, [yes("a", "gone"), no("gone", "b")]) == Ties.free(4)


def test_what_is_placed_by_hand_wins_and_the_answer_is_reported():
    ties = Ties.of(ROLES, [yes("a", "b"), no("c", "d")], {"a": "x", "b": "y", "c": "z", "d": "z"})

    assert ties.overruled == (yes("a", "b"), no("c", "d"))
    assert len({ties.block[0], ties.block[1], ties.block[2]}) == 3
    assert ties.block[2] == ties.block[3]


def test_roles_alike_in_every_word_are_joined_unless_people_said_no():
    ties = Ties.of(ROLES, [no("a", "b")]).joining([(0, 1), (2, 3)])

    assert ties == Ties((0, 1, 2, 2), frozenset({(0, 1)}))
