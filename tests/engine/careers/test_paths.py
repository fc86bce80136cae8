"""Ways to a role: no step too large, what has been learnt stays, and the least to learn comes first."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stigar.engine.careers import Have, Lack, Level, PathFinder, Role


def role(key: str, importance: int = 2, /, **levels: int) -> Role:
    return Role(key, key.title(), tuple(Level(name, level, importance) for name, level in levels.items()))


START = Have({"listening": 2})
LADDER = (
    role("adviser", listening=3),
    role("senior", listening=4, coaching=2),
    role("leader", listening=4, coaching=4, planning=2),
)


def test_a_step_that_is_too_large_is_taken_in_two():
    found = PathFinder(cap=4, ways=1).of(START, LADDER, target="leader")

    assert str(found) == "Senior (+4) > Leader (+4)"
    assert found.paths[0].steps[1].learn == (Lack("coaching", 4, 2), Lack("planning", 2, None))


def test_with_a_larger_cap_the_straight_way_comes_first_and_others_after():
    found = PathFinder(cap=8, ways=3).of(START, LADDER, target="leader")

    assert [[step.role for step in way] for way in found] == [["leader"], ["adviser", "leader"], ["senior", "leader"]]
    assert [way.levels for way in found] == [8, 8, 8]


def test_when_no_way_has_steps_that_small_it_says_so_and_how_large_they_would_be():
    found = PathFinder(cap=2).of(START, LADDER, target="leader")

    assert (len(found), found.why, found.smallest_cap) == (0, "too far", 4)


def test_there_already_and_no_such_role_are_answers_of_their_own():
    assert PathFinder().of(Have({"listening": 5}), LADDER, target="adviser").why == "there"
    assert PathFinder().of(START, LADDER, target="pilot").why == "no such role"


def test_the_role_one_has_is_no_step():
    found = PathFinder(cap=9, ways=9).of(Have({}, now="adviser"), LADDER, target="leader")

    assert "adviser" not in {step.role for way in found for step in way}


def test_caps_and_ways_are_at_least_one():
    with pytest.raises(ValueError, match="larger than nothing"):
        PathFinder(cap=0)


companies = st.lists(st.dictionaries(st.sampled_from("abc"), st.integers(1, 4), max_size=3), min_size=1, max_size=5)


@settings(max_examples=150, deadline=None)
@given(companies, st.dictionaries(st.sampled_from("abc"), st.integers(1, 4)), st.integers(1, 8))
def test_the_ways_are_those_found_by_trying_every_order(told, have, cap):
    roles = [role(f"r{at}", **levels) for at, levels in enumerate(told)]
    target = roles[-1]
    expected = []
    for size in range(1, 4):
        for way in permutations(roles, size):
            if way[-1] is target and (cost := _cost(way, have, target, cap)) is not None:
                expected.append((cost, len(way), tuple(one.key for one in way)))

    found = PathFinder(cap=cap, ways=200, steps=3).of(Have(have), roles, target="r" + str(len(roles) - 1))

    assert [(way.levels, len(way.steps), tuple(step.role for step in way)) for way in found] == sorted(expected)
    assert all(step.levels <= cap for way in found for step in way)


def _cost(way, have, target, cap):
    """Levels learnt along a way, or None when a step is too large, empty, or no nearer to the target."""
    has, spent = dict(have), 0
    for one in way:
        learn = {
            level.competence: level.level for level in one.competences if has.get(level.competence, 0) < level.level
        }
        size = sum(level - has.get(name, 0) for name, level in learn.items())
        before = sum(max(0, level.level - has.get(level.competence, 0)) for level in target.competences)
        has |= learn
        after = sum(max(0, level.level - has.get(level.competence, 0)) for level in target.competences)
        if not 0 < size <= cap or after >= before:
            return None
        spent += size
    return spent
