"""How far raters of a trait agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stigar.engine.areas.spread import Spread, spread


def test_ratings_by_hand():
    assert spread([2, 4, 4]) == Spread(3, mean=3.3333, spread=0.9428, agreement=0.5)


def test_too_few_raters_get_no_figure():
    assert spread([5, 5]) == Spread(2)
    assert spread([5, 5]).too_few


def test_a_rating_outside_the_scale_is_refused():
    with pytest.raises(ValueError, match="between 1 and 5"):
        spread([1, 2, 6])


@given(st.lists(st.integers(1, 5), min_size=3, max_size=12))
def test_agreement_is_a_share_and_full_only_when_all_say_the_same(ratings):
    found = spread(ratings)

    assert 0 <= found.agreement <= 1
    assert (found.agreement == 1) == (len(set(ratings)) == 1)
    assert spread(reversed(ratings)) == found
