"""The band of expected progress is as wide as one's own swing; a tick stands within it, ahead of it or behind it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stigar.engine.goals import Expected, Goal, Milestone, ProgressBand

START, LAST = date(2026, 9, 7), date(2026, 11, 16)
WAITING = Goal(
    "Korta kötiden från 12 till 8 minuter", baseline=12, target=8, start=START, last=LAST,
    history=tuple((START - timedelta(weeks=at), value) for at, value in enumerate((12.0, 13.0, 11.0, 12.0, 14.0, 12.0), 1)),
)  # fmt: skip


def test_halfway_in_days_is_halfway_on_the_line():
    band = ProgressBand().of(WAITING)

    assert band.at(date(2026, 10, 12)).value == 10
    assert [one.day for one in band][:2] == [START, START + timedelta(weeks=1)]
    assert [one.day for one in band][-1] == LAST


def test_the_band_is_as_wide_as_ones_own_swing():
    band = ProgressBand(swings=1).of(WAITING)

    assert (band.basis, band.swing) == ("own", pytest.approx(0.74, abs=0.01))
    assert band.why == "Bandet är så brett som dina egna värden brukar svänga."


def test_without_own_values_the_line_is_straight_the_band_wide_and_it_says_so():
    band = ProgressBand().of(replace(WAITING, history=()))

    assert band.at(START) == Expected(START, 12, 11, 13)
    assert band.why == "Det finns för få egna värden att gå efter, så linjen är rak och bandet brett."


@pytest.mark.parametrize(
    ("value", "code", "word"), [(10.4, "within", "inom"), (8.0, "ahead", "före"), (13.0, "behind", "efter")]
)
def test_where_less_is_wanted_a_low_tick_is_ahead(value, code, word):
    tick = ProgressBand().of(WAITING).stands(date(2026, 10, 12), value)

    assert (tick.code, tick.word) == (code, word)


def test_the_line_goes_through_the_milestones():
    band = ProgressBand().of(replace(WAITING, milestones=(Milestone(date(2026, 10, 12), "9 minuter"),)))

    assert (band.at(date(2026, 9, 7)).value, band.at(date(2026, 10, 12)).value, band.at(LAST).value) == (12, 9, 8)


def test_the_band_never_goes_below_nothing_where_nothing_is_counted():
    calls = Goal("Ringer två kunder i veckan", baseline=0, target=2, start=START, last=LAST)
    saldo = replace(calls, baseline=-2, history=())

    assert ProgressBand().of(calls).at(START) == Expected(START, 0, 0, 0.5)
    assert ProgressBand().of(saldo).at(START).low == -3


def test_what_adds_up_gets_less_certain_with_time():
    band = ProgressBand().of(replace(WAITING, text="Hålla 12 samtal", baseline=0, target=12, adds_up=True))

    widths = [one.high - one.low for one in band]

    assert widths == sorted(widths)
    assert widths[-1] > 2 * widths[0]


def test_without_an_end_there_is_no_band_and_it_says_why():
    band = ProgressBand().of(replace(WAITING, last=None))

    assert (list(band), band.at(START), band.stands(START, 1.0)) == ([], None, None)
    assert band.why.startswith("Det går inte att rita")


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.integers(1, 400), st.integers(-50, 500))
def test_the_line_stays_between_its_ends_and_inside_the_band(baseline, target, days, at):
    goal = replace(WAITING, baseline=baseline, target=target, last=START + timedelta(days=days), text="", history=())

    found = ProgressBand().of(goal).at(START + timedelta(days=at))

    assert min(baseline, target) - 1e-6 <= found.value <= max(baseline, target) + 1e-6
    assert found.low <= found.value <= found.high
