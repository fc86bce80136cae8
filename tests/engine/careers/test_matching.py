"""Who could take on a role: all who meet the bar and want to be found, in no order at all."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from stigar.engine.careers import Matching

NAMES = ("Ada", "Bo", "Eve", "Kim")
REQUIRED = {"calm": 3, "care": 2}
TABLE = {"calm": np.array([3, 5, 2, 4], np.uint8), "care": np.array([2, 0, 4, 8], np.uint8)}
ALL = np.ones(4, dtype=bool)


def test_those_who_meet_all_and_those_who_lack_one_are_sets():
    found = Matching().of(REQUIRED, TABLE, ALL)

    assert found.people(NAMES) == {"Ada"}
    assert found.lacking("calm", NAMES) == {"Eve"}
    assert found.lacking("care", NAMES) == {"Bo", "Kim"}  # one not known, one exempt: neither is a level
    assert [found.why(at) for at in range(4)] == ["", "care", "calm", "care"]


def test_whoever_has_not_said_yes_is_not_found():
    found = Matching().of(REQUIRED, TABLE, [False, True, False, False])

    assert (found.people(NAMES), len(found), found.why(0)) == (frozenset(), 1, None)


def test_a_competence_nobody_is_known_in_is_lacked_by_all():
    found = Matching().of({**REQUIRED, "flying": 1}, TABLE, ALL)

    assert (found.people(NAMES), found.lacking("flying", NAMES)) == (frozenset(), {"Ada"})


def test_nothing_required_or_nobody_there_is_no_match():
    assert len(Matching().of({}, TABLE, ALL)) == len(Matching().of(REQUIRED, TABLE, ~ALL)) == 0
    assert len(Matching(near=False).of(REQUIRED, TABLE, ALL)) == 1


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_the_sets_are_those_found_by_asking_each_person(data):
    people = data.draw(st.integers(1, 30))
    names = ["a", "b", "c"]
    table = {name: data.draw(st.lists(st.integers(0, 8), min_size=people, max_size=people)) for name in names}
    required = data.draw(st.dictionaries(st.sampled_from(names), st.integers(1, 7), min_size=1))
    opted = data.draw(st.lists(st.booleans(), min_size=people, max_size=people))
    lack = {
        at: [name for name, level in required.items() if not level <= table[name][at] <= 7]
        for at in range(people)
        if opted[at]
    }

    found = Matching().of(required, {name: np.array(row, np.uint8) for name, row in table.items()}, opted)

    assert set(found.all.tolist()) == {at for at, short in lack.items() if not short}
    assert {name: set(these.tolist()) for name, these in found.but_one.items()} == {
        name: whole for name in required if (whole := {at for at, short in lack.items() if short == [name]})
    }
