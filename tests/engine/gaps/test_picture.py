"""The whole organisation: the same as adding up everybody one by one, for a unit, a competence and a changed level."""

from __future__ import annotations

from collections import Counter
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stigar.engine.gaps import (
    Coverage,
    GapFinder,
    Known,
    Mark,
    Need,
    Offer,
    Picturing,
    Placed,
    ProgrammeOrder,
    Source,
    strictest,
    takers,
)

TODAY = date(2026, 6, 1)
UNITS = {"all": None, "north": "all", "pier": "north", "south": "all"}
PROFILES = {
    "adviser": (Need("calm", 3, 3), Need("care", 2, 1, until=4)),
    "leader": (Need("calm", 4, 2), Need("coaching", 3, 3)),
    "guest": (),
}
COMPETENCES = ("calm", "care", "coaching")

companies = st.lists(
    st.tuples(
        st.sampled_from(sorted(PROFILES)),
        st.sampled_from(sorted(UNITS)),
        st.fixed_dictionaries({}, optional={name: st.integers(1, 6) for name in COMPETENCES}),
        st.sets(st.sampled_from(COMPETENCES), max_size=1),
    ),
    max_size=25,
)


def picture(company):
    people = [Placed(f"p{at:02}", profile, unit) for at, (profile, unit, _, _) in enumerate(company)]
    marks = [
        Mark(f"p{at:02}", name, levels.get(name, 0), TODAY, exempt=name in exempt)
        for at, (_, _, levels, exempt) in enumerate(company)
        for name in {*levels, *exempt}
    ]
    return Picturing().of(people, PROFILES, UNITS, marks)


def lies_in(unit, above):
    while unit is not None and unit != above:
        unit = UNITS[unit]
    return unit == above


@settings(max_examples=200, deadline=None)
@given(companies, st.sampled_from(sorted(UNITS)))
def test_a_unit_is_its_people_added_up_one_by_one(company, unit):
    expected: dict[str, Counter[str]] = {}
    for profile, where, levels, exempt in company:
        if not lies_in(where, unit):
            continue
        known = [Known(name, level, Source.MANAGER, TODAY) for name, level in levels.items()]
        for gap in GapFinder().of(PROFILES[profile], known, today=TODAY):
            row = expected.setdefault(gap.competence, Counter())
            if gap.competence in exempt:
                row["exempt"] += 1
                continue
            row += Counter(required=1, known=gap.points is not None, below=gap.state == "below")
            row += Counter(meets=gap.state in ("meets", "surplus"), surplus=gap.state == "surplus")
            row += Counter(points=gap.points or 0, gap=gap.assessed.gap if gap.assessed else 0)
    told = picture(company).in_unit(unit)

    assert {row.competence for row in told} == set(expected)
    for row in told:
        assert {key: getattr(row, key) for key in expected[row.competence]} == dict(expected[row.competence])
        assert row.required == expected[row.competence]["required"]
        assert row.not_known == row.required - row.known


@settings(max_examples=100, deadline=None)
@given(companies, st.data())
def test_a_changed_level_gives_the_picture_that_a_new_one_would(company, data):
    if not company:
        return
    before = picture(company)
    at = data.draw(st.integers(0, len(company) - 1))
    profile, unit, levels, _ = company[at]
    changed = [*company[:at], (profile, unit, {**levels, "calm": 5}, set()), *company[at + 1 :]]

    before.patch(f"p{at:02}", "calm", 5, on=TODAY)
    for name in company[at][3]:
        before.patch(f"p{at:02}", name, 5 if name == "calm" else levels.get(name, 0), on=TODAY)

    assert before.whole() == picture(changed).whole()


@settings(max_examples=100, deadline=None)
@given(companies, st.sampled_from(COMPETENCES))
def test_the_votes_behind_a_figure_are_exactly_those_counted(company, name):
    found = picture(company)
    row = found.whole().of(name)

    for state in ("required", "known", "meets", "below", "surplus", "exempt"):
        if name in found.row:
            assert len(found.votes(name, state)) == (getattr(row, state) if row else 0)
    points = found.points(name)
    assert points[points >= 0].sum() == (row.points if row else 0)


def test_a_whole_organisation_is_told_and_its_greatest_gaps_come_first():
    company = [("adviser", "pier", {"calm": 1, "care": 1}, set()), ("leader", "south", {"coaching": 1}, set())]

    told = picture(company).whole()

    assert [(row.competence, row.points) for row in told.top()] == [("calm", 6), ("coaching", 6), ("care", 1)]
    assert (told.points, told.people) == (13, 2)
    assert str(told).splitlines()[0] == "calm: 2 need it, 1 known, 0 meet it, 1 below, 6 points"


def test_many_levels_are_put_in_at_once():
    found = picture([("adviser", "pier", {}, set())] * 3)

    found.fill("calm", np.array([0, 2]), np.array([3, 1]), 20000)

    assert (found.whole().of("calm").known, found.among([True, False, False]).of("calm").meets) == (2, 1)
    with pytest.raises(ValueError, match="a level is"):
        found.fill("calm", [0], [9])


def test_several_profiles_of_one_person_are_the_strictest_of_each():
    assert strictest([[Need("calm", 2, 3, until=5)], [Need("calm", 3, 1), Need("care", 1)]]) == (
        Need("calm", 3, 3, until=5),
        Need("care", 1),
    )


def test_units_in_a_ring_and_somebody_twice_are_mistakes():
    with pytest.raises(ValueError, match="ring: a, b"):
        Picturing().laid([], {}, {"a": "b", "b": "a"})
    with pytest.raises(ValueError, match="once"):
        Picturing().laid([Placed("Ada", "guest", "all")] * 2, PROFILES, UNITS)


def able(levels, days_ago=10):
    """Advisers with a level in calm each, None for not known."""
    found = picture([("adviser", "pier", {}, set())] * len(levels))
    for at, level in enumerate(levels):
        found.patch(f"p{at:02}", "calm", level or 0, on=date.fromordinal(TODAY.toordinal() - days_ago))
    return found


def test_three_can_and_one_leaves_within_the_year_is_a_risk():
    leaving = {"p00": date(2027, 1, 1), "p03": date(2026, 9, 1), "stranger": TODAY}

    row = Coverage().of(able([3, 4, 3, 1]), today=TODAY, leaving=leaving).of("calm")

    assert (row.can, row.leaving, row.left, row.state) == (3, 1, 2, "at risk")
    assert [str(reason) for reason in row.why] == [
        "3 can, 4 need to, at level 3.",
        "1 of those who can leave by 2027-06-01.",
    ]


def test_enough_who_can_stay_and_are_freshly_known_are_a_strength_and_old_knowledge_is_a_risk():
    fresh, old = Coverage().of(able([3, 4, 3, 3]), today=TODAY), Coverage().of(able([3, 4, 3, 3], 900), today=TODAY)

    assert (fresh.of("calm").state, old.of("calm").state) == ("strong", "at risk")
    assert (old.of("calm").old, old.of("calm").why[-1].code) == (4, "many old")
    assert [row.competence for row in fresh.strong] == ["calm"]


def test_whoever_has_left_counts_no_longer():
    row = Coverage().of(able([3, 3, 3, 3]), today=TODAY, leaving={"p00": date(2026, 5, 31)}).of("calm")

    assert (row.needed, row.can, row.leaving) == (3, 3, 0)


def test_can_means_what_most_of_those_who_need_it_need():
    mixed = picture([("adviser", "pier", {"calm": 3}, set())] * 3 + [("leader", "pier", {"calm": 3}, set())])
    equal = picture([("adviser", "pier", {"calm": 3}, set()), ("leader", "pier", {"calm": 3}, set())])

    assert [Coverage().of(one, today=TODAY).of("calm").level for one in (mixed, equal)] == [3, 4]


def test_the_programme_that_closes_most_comes_first_and_tells_why():
    company = [("adviser", "pier", {"calm": 1, "care": 1}, set())] * 3 + [
        ("leader", "south", {"calm": 3, "coaching": 1}, set())
    ]
    offers = [
        Offer("calm", ("calm",), hours=2),
        Offer("lead", ("coaching", "calm"), hours=8, reaches=2),
        Offer("tea", ("tea",)),
    ]

    found = ProgrammeOrder().of(offers, picture(company))

    assert [(one.offer.key, one.points, one.people, one.hours) for one in found] == [
        ("calm", 20, 4, 8),
        ("lead", 12, 4, 32),
        ("tea", 0, 0, 0),
    ]
    assert [str(reason) for reason in found[1].why] == ["calm: 9 points, 3 people.", "coaching: 3 points, 1 people."]
    assert ([one.an_hour for one in found], len(takers(offers[1], picture(company)))) == ([2.5, 0.375, None], 4)


def test_by_hours_a_short_programme_may_come_before_a_large_one():
    company = [("adviser", "pier", {"calm": 1, "care": 1}, set())] * 3
    offers = [Offer("calm", ("calm",), hours=60), Offer("care", ("care",), hours=1)]

    assert [one.offer.key for one in ProgrammeOrder(by_hours=True).of(offers, picture(company))] == ["care", "calm"]


def test_an_organisation_without_people_profiles_or_requirements_is_an_empty_picture():
    for profiles, people in (
        ({}, []),
        ({"guest": ()}, [Placed("Ada", "guest", "all")]),
        ({"adviser": [Need("calm", 1)]}, []),
    ):
        found = Picturing().of(people, profiles, UNITS)

        assert (found.whole().rows, found.in_unit("all").rows, found.whole().people) == ((), (), len(people))
        assert Coverage().of(found, today=TODAY).rows == ()
        assert ProgrammeOrder().of([Offer("calm", ("calm",))], found)[0].points == 0
