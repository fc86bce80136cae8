"""Figures of groups: nobody is worked out by subtracting, drilling down or comparing dates, and as much as possible is shown."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stigar.engine.gaps import Entry, Guard, Mark, Need, Picturing, Placed, Publication, entries
from stigar.engine.gaps.attack import Cell, cells, solvable
from tests.engine.gaps.random_company import Company

FIRST = date(2026, 1, 1)
GUARD = Guard()
measures = st.sampled_from(["meets", "level", "gap"])


def people(groups: str, levels: str, version: str = "1") -> list[Entry]:
    """One entry a digit of ``levels``, all in the groups named."""
    first = groups.split()[-1]
    return [
        Entry(f"{first}{at}", int(level), f"{first}{at}/{version}", frozenset(groups.split()), (1, 5))
        for at, level in enumerate(levels)
    ]


def shown(publication: Publication) -> dict[str, int]:
    return {group: figure.people for group, figure in publication}


def test_five_have_a_figure_and_four_have_none():
    five, four = people("north", "12345"), people("north", "1234")

    assert GUARD.of(five, on=FIRST).figures["north"].mean == 3.0
    assert (shown(GUARD.of(four, on=FIRST)), GUARD.of(four, on=FIRST).why("north")) == ({}, "few")


def test_a_small_team_is_not_found_by_taking_its_sister_from_the_whole():
    company = people("company north", "123451234512") + people("company south", "1234")

    found = GUARD.of(company, on=FIRST)

    assert (shown(found), found.hidden) == ({"company": 12, "north": 12}, {"south": "few"})


def test_two_small_teams_count_together_in_what_they_share():
    company = people("all a", "1234512345") + people("all b", "1234") + people("all c", "1235")

    assert shown(GUARD.of(company, on=FIRST)) == {"all": 18, "a": 10}


def test_where_every_team_has_five_that_differ_nothing_is_hidden():
    company = [one for team in "abcdefgh" for one in people(f"all {'xy'[team > 'd']} {team}", "13542")]

    found = GUARD.of(company, on=FIRST)

    assert shown(found) == {"all": 40, "x": 20, "y": 20} | dict.fromkeys("abcdefgh", 5)
    assert found.hidden == {}


def test_a_figure_in_which_too_few_of_its_people_count_is_not_shown():
    company = people("all north", "12345") + people("all south", "1234")

    found = GUARD.of(company, on=FIRST)

    assert (shown(found), found.why("all")) == ({"north": 5}, "partly")


def test_when_all_are_at_the_same_end_the_figure_would_say_it_of_each():
    company = people("all a", "555555") + people("all b", "1234512345")

    found = GUARD.of(company, on=FIRST)

    assert shown(found) == {"all": 10, "b": 10}


def test_a_figure_stands_until_five_have_something_new():
    before = GUARD.of(people("north", "12345123"), on=FIRST)
    four_new = people("north", "5432", "2") + people("north", "12345123")[4:]
    five_new = people("north", "54321", "2") + people("north", "12345123")[5:]

    later = FIRST + timedelta(days=30)

    assert GUARD.of(four_new, on=later, before=before).figures == before.figures
    assert GUARD.of(five_new, on=later, before=before).figures["north"].total == 21
    assert GUARD.of(five_new, on=later, before=before).figures["north"].oldest == later


def test_five_new_of_whom_all_rose_to_the_top_would_be_given_away_by_the_difference():
    before = GUARD.of(people("north", "1111155555"), on=FIRST)
    risen = people("north", "55555", "2") + people("north", "1111155555")[5:]

    assert GUARD.of(risen, on=FIRST + timedelta(days=30), before=before).figures == before.figures


def test_somebody_who_moves_takes_nothing_along_that_can_be_seen():
    before = GUARD.of(people("all north", "12345123") + people("all south", "12345123"), on=FIRST)
    moved = [
        replace(one, groups=frozenset({"all", "south"})) if one.person == "north0" else one
        for one in people("all north", "12345123") + people("all south", "12345123")
    ]

    assert GUARD.of(moved, on=FIRST + timedelta(days=9), before=before).figures == before.figures


def test_a_figure_once_shown_is_not_taken_away_by_a_newcomer():
    before = GUARD.of(people("all north", "12345123") + people("all south", "12345123"), on=FIRST)
    grown = people("all north", "12345123") + people("all south", "12345123") + people("all west", "4")

    after = GUARD.of(grown, on=FIRST + timedelta(days=9), before=before)

    assert (shown(after), after.why("west")) == (shown(before), "few")


def test_what_is_kept_in_a_row_says_the_same_again():
    found = GUARD.of(people("all north", "12345123") + people("all south", "1234"), on=FIRST)

    again = Publication.read(found.kept())

    assert (again.figures, again.seen, again.hidden) == (found.figures, found.seen, found.hidden)


def test_two_records_of_one_person_and_values_off_the_scale_are_mistakes():
    with pytest.raises(ValueError, match="same person"):
        GUARD.of(people("north", "1") + people("north", "2", "2"), on=FIRST)
    with pytest.raises(ValueError, match="outside the ends"):
        people("north", "7")


def test_the_attacker_finds_what_plain_counting_to_five_gives_away():
    whole, part = people("all north", "123451234"), people("north", "12345")
    naive = [Cell(tuple(one.version for one in whole), 25), Cell(tuple(one.version for one in part), 15)]

    assert solvable(naive) == (frozenset({"north5/1", "north6/1", "north7/1", "north8/1"}),)


def test_the_attacker_finds_the_sixth_between_two_dates():
    five = tuple("abcde")

    assert solvable([Cell(five, 12), Cell((*five, "f"), 16)]) == (frozenset("f"),)


def test_the_attacker_finds_those_who_can_only_be_at_the_end():
    told = [Cell(tuple("abcdefghij"), 40), Cell(tuple("abcde"), 15)]

    found = solvable(told, ends=dict.fromkeys("abcdefghij", (1, 5)))

    assert found == (frozenset("fghij"),)


def naive(entries: list[Entry]) -> list[Cell]:
    """What a system shows that only counts to five."""
    sizes = Counter(group for one in entries for group in one.groups)
    return [
        Cell(tuple(one.version for one in entries if group in one.groups), 0.0)
        for group, size in sizes.items()
        if size >= 5
    ]


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**9), measures)
def test_no_group_under_five_can_be_worked_out_in_any_company_on_any_number_of_dates(number, measure):
    luck = Random(number)
    company = Company.drawn(luck)
    told, ends, before = [], {}, Publication({}, {}, (), frozenset())

    for step in range(luck.randint(1, 4)):
        entries = company.entries(measure)
        before = GUARD.of(entries, on=FIRST + timedelta(days=30 * step), before=before)
        told += cells(before)
        ends |= {one.version: one.ends for one in entries}
        company.change()

    assert solvable(told, ends=ends) == ()


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9), measures)
def test_every_figure_is_the_sum_of_those_who_count_in_it(number, measure):
    entries = Company.drawn(Random(number)).entries(measure)

    found = GUARD.of(entries, on=FIRST)

    counted = {record for block in found.blocks for record in block.versions}
    for group, figure in found:
        mine = [one for one in entries if group in one.groups]
        inside = [one for one in mine if one.version in counted and _whole(one, group, found)]
        assert (figure.people, figure.total) == (len(inside), sum(x.value for x in inside))
        assert len(inside) >= max(5, 0.6 * len(mine))


def _whole(entry: Entry, group: str, found: Publication) -> bool:
    """Whether the block that somebody is in lies in the group as a whole."""
    return any(entry.version in block.versions and all(group in one for one in block.cells) for block in found.blocks)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**9))
def test_trying_every_answer_that_fits_settles_nobody_and_no_few(number):
    luck = Random(number)
    members = {
        f"p{at}": (luck.choice("xy"), luck.choice("12"), luck.random() < 0.5, 0) for at in range(luck.randint(5, 9))
    }
    before, told, records = Publication({}, {}, (), frozenset()), [], set()

    for step in range(2):
        now = [
            Entry(person, float(value), f"{person}/{version}", frozenset({"all", team, area}))
            for person, (team, area, value, version) in members.items()
        ]
        records |= {one.version for one in now}
        before = GUARD.of(now, on=FIRST + timedelta(days=step), before=before)
        told += cells(before)
        again = luck.sample(sorted(members), min(len(members), luck.choice([2, 5, 5])))
        members |= {one: (*members[one][:2], luck.random() < 0.5, step + 1) for one in again}

    order = sorted(records)
    every = (np.arange(2 ** len(order))[:, None] >> np.arange(len(order))) & 1  # every answer there could be
    for cell in told:
        every = every[every[:, [order.index(one) for one in cell.records]].sum(axis=1) == cell.total]
    shown = [order.index(one) for one in sorted({one for cell in told for one in cell.records})]
    for few in range(1, 5):
        assert all(np.ptp(every[:, these].sum(axis=1)) > 0 for these in combinations(shown, few))


def test_what_everybody_knows_beforehand_protects_nobody():
    four_may_lack_it = [
        replace(one, value=float(at % 2), ends=(0, 1)) for at, one in enumerate(people("north", "1111"))
    ]
    all_have_it = [replace(one, value=1.0, ends=(1, 1)) for one in people("north x", "11111111")]

    entries = [*four_may_lack_it, *(replace(one, groups=frozenset({"north"})) for one in all_have_it)]

    assert shown(GUARD.of(entries, on=FIRST)) == {}


@pytest.mark.parametrize(
    ("measure", "values", "ends"),
    [("meets", [0, 0, 1, 1, 1], (0, 1)), ("level", [1, 2, 3, 4, 5], (1, 5)), ("gap", [2, 1, 0, 0, 0], (0, 2))],
)
def test_the_picture_hands_the_guard_what_each_person_adds(measure, values, ends):
    north = dict.fromkeys("abcdefg", frozenset({"North"}))
    people = [Placed(name, "adviser", "North") for name in "abcdef"]
    marks = [Mark(name, "calm", level) for name, level in zip("abcde", (1, 2, 3, 4, 5), strict=True)]
    picture = Picturing().of(people, {"adviser": [Need("calm", 3, 2)]}, {"North": None}, marks)

    told = list(entries(picture, "calm", groups=north, versions={n: n for n in north}, measure=measure, top=5))

    assert ([one.value for one in told], {one.ends for one in told}) == (values, {ends})
    assert GUARD.of(told, on=FIRST).figures["North"].total == sum(values)


def test_what_is_required_at_the_first_level_is_met_by_all_who_are_known():
    picture = Picturing().of(
        [Placed("a", "adviser", "North")], {"adviser": [Need("calm", 1)]}, {"North": None}, [Mark("a", "calm", 1)]
    )

    told = list(entries(picture, "calm", groups={"a": frozenset()}, versions={"a": "1"}))

    assert [one.ends for one in told] == [(1, 1)]


def test_plain_counting_to_five_is_broken_in_many_companies():
    drawn = [Company.drawn(Random(number)).entries("level") for number in range(60)]

    broken = sum(solvable(naive(entries)) != () for entries in drawn if len(entries) >= 20)

    assert broken / sum(len(entries) >= 20 for entries in drawn) > 1 / 3
