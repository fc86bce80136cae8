"""Which area to begin with, every point visible."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stigar.engine.areas.start import Candidate, StartOrder

SERVICE = Candidate("service", 90, need=0.6, common=0.7, wishes=0.5, units=3)
LAW = Candidate("law", 5, need=0.9, common=0.2, units=1)
TECH = Candidate("tech", 60, need=0.3, common=0.4, wishes=0.2, units=2)


def test_the_points_add_up_to_the_score():
    for start in StartOrder().of([SERVICE, LAW, TECH]):
        assert sum(part.points for part in start.parts) == pytest.approx(start.score)


def test_the_account_of_one_area_by_hand():
    (first, *_) = StartOrder(people=2, need=1, common=1, wishes=0.5, coordination=0.5).of([LAW, SERVICE, TECH])

    assert first.area == "service"
    assert [(part.what, part.points) for part in first.parts] == [
        ("people", 2.0), ("need", 0.6), ("common", 0.7), ("wishes", 0.25), ("coordination", -0.5),
    ]  # fmt: skip


def test_other_weights_give_another_order():
    assert next(iter(StartOrder(people=0, need=3, common=0).of([SERVICE, LAW, TECH]))).area == "law"


def test_what_is_not_known_counts_as_nothing_and_says_so():
    (law,) = StartOrder().of([LAW])

    assert [(part.points, part.known) for part in law.parts if part.what == "wishes"] == [(0.0, False)]


def test_no_candidates_no_order():
    assert StartOrder().of([]) == ()


shares = st.none() | st.floats(0, 1)
candidates = st.lists(
    st.builds(Candidate, area=st.text(min_size=1, max_size=5), people=st.integers(0, 500), need=shares, common=shares,
              wishes=shares, units=st.integers(1, 9)),
    max_size=8, unique_by=lambda one: one.area,
)  # fmt: skip


@given(candidates, st.randoms(use_true_random=False))
def test_the_order_they_come_in_changes_nothing(these, dice):
    mixed = list(these)
    dice.shuffle(mixed)

    assert StartOrder().of(mixed) == StartOrder().of(these)
