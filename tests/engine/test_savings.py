"""The hours of one joint programme against one per department."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stigar.engine.areas.savings import JointProgramme, Term


def test_three_departments_by_hand():
    account = JointProgramme(hours=10, preparation=4, group=12, trainers=2, coordination=5).of(
        {"A": 13, "B": 5, "C": 30}
    )

    assert account.terms == (
        Term("preparation", 40, 120),
        Term("holding", 4 * 20, (2 + 1 + 3) * 20),
        Term("coordination", 15, 0),
    )
    assert account.saved == 280 - 40 - 80 - 15 - 40
    assert (account.joint_groups, account.separate_groups) == (4, 6)


def test_one_department_saves_nothing():
    assert JointProgramme().of({"A": 20, "Empty": 0}).saved == 0


def test_no_people_no_hours():
    assert (JointProgramme().of({}).joint, JointProgramme().of({}).separate) == (0, 0)


@pytest.mark.parametrize("wrong", [{"group": 0}, {"hours": -1}, {"coordination": -0.5}])
def test_impossible_figures_are_refused(wrong):
    with pytest.raises(ValueError, match="group"):
        JointProgramme(**wrong)


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 80), max_size=6))
def test_a_joint_programme_never_needs_more_groups(people):
    account = JointProgramme().of(people)

    assert account.joint_groups <= account.separate_groups
    assert account.saved == pytest.approx(sum(term.saved for term in account.terms))
