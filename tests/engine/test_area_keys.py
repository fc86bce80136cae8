"""An area keeps its key from run to run, and the comparison with the org chart is a comparison only."""

from __future__ import annotations

from stigar.engine.areas.answer import Area, AreaMap, Change, OrgChart, Overlap, PlacedRole
from stigar.engine.areas.keys import changes, keyed
from stigar.engine.areas.overlap import org_chart
from stigar.engine.areas.slider import Slider, Step, plateau

ROLES = ("a", "b", "c", "d")
BEFORE = AreaMap(
    (Area("x", "X", (PlacedRole("a"), PlacedRole("b"))), Area("y", "Y", (PlacedRole("c"), PlacedRole("gone"))))
)


def test_a_group_takes_the_key_of_the_area_it_shares_most_with():
    assert keyed(ROLES, [0, 0, 1, 1], {}, BEFORE) == {"a": "x", "b": "x", "c": "y", "d": "y"}


def test_a_split_area_leaves_its_key_to_one_part():
    found = keyed(ROLES, [0, 1, 2, 2], {}, BEFORE)

    assert sorted(found.values()).count("x") == 1
    assert len(set(found.values())) == 3


def test_new_areas_get_the_same_key_every_time_and_never_an_old_one():
    assert keyed(ROLES, [0, 0, 1, 1], {}, None) == keyed(ROLES, [5, 5, 2, 2], {}, None)
    assert {"x", "y"}.isdisjoint(set(keyed(("e", "f"), [0, 1], {}, BEFORE).values()))


def test_what_changed_is_told_role_by_role():
    now = {"a": "x", "b": "y", "c": "y", "d": "z"}

    assert changes(BEFORE, now, {}) == (
        Change("moved", "b", "x", "y"),
        Change("added", "d", "", "z"),
        Change("removed", "gone", "y", ""),
        Change("new_area", now="z"),
    )
    assert changes(None, now, {}) == ()


def test_areas_and_units_are_compared_by_the_roles_that_have_a_unit():
    found = org_chart({"a": "x", "b": "x", "c": "y", "d": "y"}, {"a": "N", "b": "S", "c": "S", "d": ""})

    assert found.overlap == (
        Overlap("x", "N", 1, 0.5), Overlap("y", "S", 1, 0.5), Overlap("x", "S", 1, 1 / 3),
    )  # fmt: skip
    assert org_chart({"a": "x"}, {}) == OrgChart()


def test_the_plateau_is_the_longest_stretch_that_holds_still():
    steps = (Step(1, 3, 0.9), Step(2, 5, 0.4), Step(3, 5, 0.4), Step(4, 5, 0.3), Step(5, 9, 0.9))

    assert plateau(steps) == (2, 4)
    assert plateau((Step(1, 1, 1.0),)) == (1, 1)
    assert tuple(Slider(steps)) == steps
