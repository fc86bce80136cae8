"""One person against what is required: a sum anyone can follow, where the latest counts and nothing known is not nought."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stigar.engine.gaps import Ageing, Exemption, GapFinder, Known, Need, Prerequisite, Source

TODAY = date(2026, 6, 1)
M, S, P, O, C = Source.MANAGER, Source.SELF, Source.PEER, Source.OBSERVATION, Source.CERTIFICATE  # fmt: skip  # noqa: E741


def known(level: int, source: Source = M, days_ago: int = 10, competence: str = "calm", **more: object) -> Known:
    return Known(competence, level, source, TODAY - timedelta(days=days_ago), **more)  # type: ignore[arg-type]


def one(*told: Known, need: Need | None = None, **more: object):
    return GapFinder().of([need or Need("calm", 3, 3)], told, today=TODAY, **more).gaps[0]


def codes(gap) -> list[str]:
    return [reason.code for reason in gap.why]


def test_a_gap_is_levels_times_importance_and_says_its_sum():
    gap = one(known(1))

    assert (gap.state, gap.points, gap.levels) == ("below", 6, range(2, 4))
    assert str(gap) == "calm: max(0, 3 - 1) x 3 = 6"


def test_within_a_range_is_enough_and_above_it_is_surplus():
    wide = Need("calm", 2, until=4)

    told = [one(known(level), need=wide) for level in (2, 3, 4, 5)]

    assert [(gap.state, gap.points, gap.assessed.surplus) for gap in told] == [
        ("meets", 0, 0),
        ("meets", 0, 0),
        ("meets", 0, 0),
        ("surplus", 0, 1),
    ]


def test_not_known_is_its_own_answer_and_no_nought():
    gaps = GapFinder().of([Need("calm", 3), Need("care", 2)], [known(2)], today=TODAY)

    assert (gaps.of("care").state, gaps.of("care").points, gaps.points) == ("not known", None, 2)
    assert gaps.not_known == (gaps.of("care"),)
    assert gaps.of("care").levels == range(1, 3)


def test_the_latest_counts_not_the_best_and_the_answer_says_so():
    gap = one(known(4, days_ago=400), known(2, O, days_ago=30), known(3, days_ago=200))

    assert (gap.assessed.level, gap.assessed.source) == (2, "observation")
    assert "later is lower" in codes(gap)


def test_on_the_same_day_the_one_that_came_last_counts():
    assert one(known(4, turn=1), known(2, turn=2)).assessed.level == 2
    assert one(known(4), known(2)).assessed.level == 2


def test_what_the_person_and_peers_say_stands_beside_and_changes_nothing():
    gap = one(known(2), known(4, S), known(5, P, by="Bo"), known(3, P, 5, by="Bo"), known(4, P, by="Ada"))

    assert (gap.points, gap.own.level, gap.own.gap) == (3, 4, 0)
    assert [(peer.by, peer.level) for peer in gap.peers] == [("Ada", 4), ("Bo", 3)]
    assert codes(gap) == ["below", "differs"]


def test_only_the_persons_own_view_is_no_assessment():
    gap = one(known(3, S))

    assert (gap.state, gap.points, codes(gap)) == ("not known", None, ["not known", "self only"])


def test_what_is_dated_later_is_not_known_yet():
    assert one(known(2), known(4, days_ago=-1)).assessed.level == 2


def test_an_exemption_is_told_with_its_reason_until_its_last_day():
    exempt = Exemption("calm", "on parental leave", TODAY)

    today, over = (
        one(known(1), exemptions=[exempt]),
        GapFinder().of([Need("calm", 3)], [known(1)], today=TODAY + timedelta(days=1), exemptions=[exempt]).gaps[0],
    )

    assert (today.state, today.points, str(today)) == ("exempt", 0, "calm: Exempt: on parental leave")
    assert over.state == "below"


def test_old_evidence_counts_less_and_is_less_sure_but_the_level_stays():
    fresh, old = one(known(2)), one(known(2, days_ago=1100))

    assert (fresh.points, old.points) == (3, 3)
    assert (fresh.assessed.weight > 0.97, old.assessed.weight) == (True, 0.25)
    assert fresh.assessed.band < old.assessed.band == 0.92
    assert codes(old) == ["below", "old"]
    assert codes(one(known(3, days_ago=1100))) == ["meets", "old", "unsure"]


def test_using_a_competence_makes_it_fresh_again():
    gap = one(known(2, days_ago=1100), used={"calm": TODAY - timedelta(days=3)})

    assert (gap.assessed.weight, gap.assessed.old) == (1.0, False)
    assert gap.assessed.on == TODAY - timedelta(days=1100)


def test_a_competence_may_age_faster_than_others():
    finder = GapFinder(ageing=Ageing(own={"calm": 6.0}))

    side = finder.of([Need("calm", 3)], [known(2, days_ago=183)], today=TODAY).gaps[0].assessed

    assert side.weight == 0.5


def test_the_band_is_widest_for_what_people_say_of_themselves():
    gap = one(known(3), known(3, S))

    assert (gap.assessed.band, gap.own.band) == (0.6, 0.81)
    assert (gap.assessed.lowest, gap.assessed.highest) == (2.4, 3.6)


def test_a_certificate_about_to_end_and_one_that_has_ended_are_told():
    ends = one(known(3, C, last_day=TODAY + timedelta(days=20)))
    ended = one(known(3, C, last_day=TODAY - timedelta(days=1)))

    assert (ends.state, codes(ends), ends.paper.days) == ("meets", ["meets", "expires"], 20)
    assert (ended.state, ended.points, ended.assessed.level, codes(ended)) == ("expired", 0, 3, ["expired"])


def test_a_later_assessment_stands_when_the_certificate_has_ended():
    gap = one(known(3, C, 400, last_day=TODAY - timedelta(days=30)), known(3, M, 5))

    assert (gap.state, codes(gap)) == ("meets", ["meets", "has expired"])


def test_what_comes_first_is_named_deepest_first():
    order = [
        Prerequisite("calm", "listening", 2),
        Prerequisite("listening", "hearing", 1),
        Prerequisite("calm", "care"),
    ]

    gap = one(known(1), known(3, competence="care"), prerequisites=order)

    assert [(step.needs, step.level) for step in gap.first] == [("hearing", 1), ("listening", 2)]
    assert one(known(3), prerequisites=order).first == ()


def test_competences_that_need_each_other_in_a_ring_stop():
    ring = [Prerequisite("calm", "care"), Prerequisite("care", "calm")]

    assert [step.needs for step in one(prerequisites=ring).first] == ["care"]


def test_requirements_come_in_the_profiles_order_or_by_importance():
    needs = [Need("a", 1, 1, place=2), Need("b", 1, 3, place=3), Need("c", 1, 3, place=1)]

    gaps = GapFinder().of(needs, [], today=TODAY)

    assert [gap.competence for gap in gaps] == ["c", "a", "b"]
    assert [gap.competence for gap in gaps.by_importance] == ["c", "b", "a"]


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda: Need("calm", 0), "a level is"),
        (lambda: Need("calm", 3, until=3), "upward"),
        (lambda: Need("calm", 3, importance=4), "importance"),
        (lambda: known(16), "a level is"),
        (lambda: Ageing(months=0), "half-life"),
        (lambda: GapFinder().of([Need("calm", 1), Need("calm", 2)], [], today=TODAY), "once"),
    ],
)
def test_what_cannot_be_is_a_mistake_with_a_sentence(made, said):
    with pytest.raises(ValueError, match=said):
        made()


records = st.builds(
    Known,
    st.sampled_from(["calm", "care"]),
    st.integers(1, 6),
    st.sampled_from(list(Source)),
    st.dates(date(2023, 1, 1), date(2026, 12, 31)),
    st.sampled_from(["", "Ada"]),
    st.integers(0, 2),
)
needs = st.builds(
    lambda level, importance, wide: Need("calm", level, importance, level + wide if wide else None),
    st.integers(1, 4),
    st.integers(1, 3),
    st.integers(0, 2),
)


@settings(max_examples=300, deadline=None)
@given(needs, st.lists(records, max_size=12), st.randoms(use_true_random=False))
def test_the_sum_is_what_a_patient_clerk_would_write(need, told, luck):
    best = None
    for record in told:  # goes through the pile sheet by sheet and keeps the one to use
        if record.competence == "calm" and record.on <= TODAY and record.source not in ("self", "peer"):
            rank = {"manager": 0, "observation": 1, "certificate": 2, "file": 3}[record.source]
            mark = (record.on.toordinal(), record.turn, rank, -record.level)
            if best is None or mark > best[0]:
                best = (mark, record.level)
    expected = None if best is None else sum(need.importance for step in range(best[1], need.level))
    turned = list(told)
    luck.shuffle(turned)

    gap = one(*told, need=need)

    assert gap.points == expected
    assert one(*turned, need=need) == gap
    assert (gap.state == "not known") == (expected is None)
    assert (gap.state == "surplus") == (best is not None and best[1] > (need.until or need.level))
