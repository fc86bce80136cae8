"""How far people agree: the same figures as the books and the package, and calibrated values that are never put in place of the raw."""

from __future__ import annotations

from statistics import fmean

import krippendorff
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.agreement import errors
from stigar.engine.agreement import Agreement, Rating

SHROUT_AND_FLEISS = ((9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7))


def ratings(rows, raters="ABCDEFGH"):
    """Rows are what is judged, columns who judges; None was not judged."""
    return [
        Rating(raters[column], f"c{row}", value)
        for row, told in enumerate(rows)
        for column, value in enumerate(told)
        if value is not None
    ]


grids = st.integers(2, 6).flatmap(
    lambda width: st.lists(
        st.lists(st.none() | st.integers(1, 5), min_size=width, max_size=width), min_size=1, max_size=8
    )
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(grids)
def test_alpha_is_that_of_the_package_also_where_something_was_not_judged(rows):
    data = np.array([[np.nan if one is None else one for one in row] for row in rows], dtype=float).T
    pairable = data[:, (~np.isnan(data)).sum(axis=0) >= 2]

    ours = Agreement().of(ratings(rows)).alpha

    if len(np.unique(pairable[~np.isnan(pairable)])) < 2:
        assert ours is None
    else:
        assert ours == pytest.approx(krippendorff.alpha(data, level_of_measurement="ordinal"), abs=1e-6)


def test_icc_is_that_of_shrout_and_fleiss():
    answer = Agreement().of(ratings(SHROUT_AND_FLEISS))

    assert answer.icc == pytest.approx(0.62, abs=0.005)


def test_icc_of_a_competence_is_that_of_its_own_people():
    told = [
        Rating("ABCD"[rater], "calm", value, f"p{row}")
        for row, values in enumerate(SHROUT_AND_FLEISS)
        for rater, value in enumerate(values)
    ]

    one = Agreement().of([*told, Rating("A", "writing", 3, "p0"), Rating("B", "writing", 3, "p0")]).of("calm")

    assert (one.raters, one.icc) == (4, pytest.approx(0.62, abs=0.005))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(grids, st.randoms(use_true_random=False))
def test_neither_the_order_nor_the_names_of_the_raters_change_a_figure(rows, luck):
    told = ratings(rows)
    turned = [Rating(f"x{one.rater}", one.competence, one.value) for one in told]
    luck.shuffle(turned)

    one, other = Agreement().of(told), Agreement().of(turned)

    assert (one.alpha, one.icc, one.raw, one.calibrated) == (other.alpha, other.icc, other.raw, other.calibrated)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(grids)
def test_what_was_given_stands_untouched_beside_what_was_calibrated(rows):
    answer = Agreement().of(ratings(rows))

    assert answer.raw == {
        (f"c{at}", ""): pytest.approx(fmean(one for one in row if one is not None))
        for at, row in enumerate(rows)
        if any(one is not None for one in row)
    }
    assert (answer.calibrated is None) == (answer.refusal is not None)


def test_a_kind_rater_no_longer_lifts_those_whom_only_that_rater_saw():
    level = {f"p{at}": at % 5 for at in range(30)}
    told = [
        Rating(who, "calm", value + (2 if who == "kind" else 0), person)
        for at, (person, value) in enumerate(level.items())
        for who in (("kind", "A") if at < 10 else ("A", "B") if at < 20 else ("kind", "B"))
    ]

    answer = Agreement().of(told)

    assert answer.raw["calm", "p0"] - answer.raw["calm", "p10"] == 1
    assert abs(answer.calibrated["calm", "p0"] - answer.calibrated["calm", "p10"]) < 0.05
    assert round(answer.leniency["kind"] - answer.leniency["A"], 1) == 2.0


def test_raters_who_have_judged_nothing_in_common_are_not_calibrated_and_the_answer_says_why():
    told = [
        Rating(who, what, 3 + (who in "AC"))
        for who, what in (("A", "calm"), ("B", "calm"), ("C", "care"), ("D", "care"))
    ]

    answer = Agreement().of(told)

    assert (answer.calibrated, answer.leniency) == (None, None)
    assert (answer.refusal.code, answer.refusal.groups) == ("unconnected", (("A", "B"), ("C", "D")))
    assert "nothing in common" in answer.refusal.why
    assert answer.raw == {("calm", ""): 3.5, ("care", ""): 3.5}


def test_with_much_leniency_the_calibrated_error_is_close_to_the_oracles():
    raw, calibrated, oracle = np.mean([errors(seed, 0.9) for seed in range(4)], axis=0)

    assert (calibrated <= 1.05 * oracle, raw > 1.4 * oracle) == (True, True)


def test_without_leniency_calibrating_costs_next_to_nothing():
    raw, calibrated, _oracle = np.mean([errors(seed, 0.0) for seed in range(4)], axis=0)

    assert calibrated - raw <= 0.005


def test_each_competence_is_told_in_a_word():
    rows = [(4, 4, 4), (1, 1, 1), (2, 2, 2), (5, 5, 4), (1, 3, 5), (3, None, None)]

    answer = Agreement().of(ratings(rows))

    assert [one.verdict for one in answer.competences] == ["same", "same", "same", "mostly", "apart", "alone"]
    assert answer.of("c4").why.startswith("People judge so differently")
    assert (answer.of("c4").lowest, answer.of("c4").highest) == (1, 5)


def test_all_the_same_is_no_figure_but_a_word():
    answer = Agreement().of(ratings([(3, 3), (3, 3)]))

    assert (answer.alpha, answer.verdict) == (None, "same")


def test_judging_the_same_twice_or_without_a_number_is_a_mistake():
    with pytest.raises(ValueError, match="twice"):
        Agreement().of([Rating("A", "calm", 3), Rating("A", "calm", 4)])
    with pytest.raises(ValueError, match="not a number"):
        Agreement().of([Rating("A", "calm", float("nan"))])
