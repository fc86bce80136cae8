"""Roles within reach: a score that is the sum of what is shown, from what somebody has to what a role requires."""

from __future__ import annotations

from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stigar.engine.careers import FULL, Careers, Ground, Have, Lack, Level, Role
from stigar.engine.text.model import TextModel
from tests.engine.planted import LEXICON

ADVISER = Role("adviser", "Kundrådgivare", (Level("listening", 3, 3), Level("writing", 2)), frozenset({"crm", "phone"}),
    ("Svarar kunder i telefon", "Hjälper kunder med fakturor"))  # fmt: skip
CHAT = Role("chat", "Chattrådgivare", (Level("listening", 3), Level("writing", 4, 3)), frozenset({"crm", "chat"}),
    ("Svarar kunder i chatten", "Hjälper kunder med fakturor"), ("Kundstöd",))  # fmt: skip
LEADER = Role(
    "leader",
    "Teamledare",
    (Level("listening", 4, 3), Level("coaching", 3, 3)),
    frozenset({"crm", "budget", "rota"}),
    ("Leder ett team",),
)
COOK = Role("cook", "Kock", (Level("cooking", 4, 3),), frozenset({"knives"}), ("Lagar mat",))
ROLES = (ADVISER, CHAT, LEADER, COOK)
MODELS = {"spelling only": TextModel(), "with a vocabulary": TextModel.fit([LEXICON])}
every_model = pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)


@every_model
def test_the_role_that_needs_most_of_what_somebody_has_is_nearest(model):
    reach = Careers().of(Have.of(ADVISER), ROLES, model=model)

    assert [near.key for near in reach] == ["chat", "leader", "cook"]
    assert reach.of("cook").score < 100 < reach.of("chat").score


@every_model
def test_the_parts_add_up_to_the_score_whoever_asks(model):
    ground = Ground.of(ROLES, model)

    for role in ROLES:
        for near in Careers().of(Have.of(role), ground):
            assert sum(part.points for part in near.parts) == near.score == sum(points for _, points in near.by_signal)
            assert sum(part.points for part in near.shown(3)) == near.score
            assert len(near.shown(3)) <= 4


def test_a_part_names_the_competence_the_skill_the_task_or_the_role_around():
    near = Careers().of(Have.of(ADVISER), ROLES).of("chat")

    named = {(part.signal, part.item) for part in near.parts}

    assert {("skills", "crm"), ("competences", "writing"), ("work", "Svarar kunder i chatten")} <= named
    assert ("around", "Kundrådgivare") in named
    assert not any(item == "chat" for _, item in named)


def test_what_is_lacking_is_told_with_levels_and_what_is_not_known_says_so():
    near = Careers().of(Have({"listening": 3}), ROLES).of("leader")

    assert near.lacks == (Lack("coaching", 3, None, 3), Lack("listening", 4, 3, 3))
    assert near.levels == 4


def test_from_a_small_role_to_a_large_one_is_further_than_back():
    small = Role("small", "Säljare", skills=frozenset("ab"))
    large = Role("large", "Direktör", skills=frozenset("abcdefgh"))
    other = Role("other", "Vakt", skills=frozenset("xyz"))
    signals = Careers(competences=0, skills=1, work=0, field=0, titles=0, around=0)

    up = signals.of(Have.of(small), [small, large, other]).of("large").score
    down = signals.of(Have.of(large), [small, large, other]).of("small").score

    assert (up < down, down) == (True, FULL)


def test_a_wish_lifts_a_role_and_hides_none():
    plain = Careers().of(Have.of(ADVISER), ROLES)
    wished = Careers().of(Have(ADVISER_HAVE.levels, ADVISER.skills, ADVISER.tasks, wishes=frozenset({"cook"})), ROLES)

    assert {near.key for near in wished} == {near.key for near in plain} | {"adviser"}
    assert ("interest", 150) in wished.of("cook").by_signal


ADVISER_HAVE = Have.of(ADVISER)


def test_a_wish_for_a_competence_lifts_the_roles_that_require_it_by_its_share():
    near = Careers().of(Have(wishes=frozenset({"coaching"})), ROLES).of("leader")

    assert dict(near.by_signal)["interest"] == 75


def test_nothing_known_brings_nothing_and_hides_nothing():
    reach = Careers().of(Have(), ROLES)

    assert [(near.key, near.score) for near in reach] == [("adviser", 0), ("chat", 0), ("cook", 0), ("leader", 0)]


def test_only_so_many_are_told_of_and_the_role_one_has_is_no_step():
    assert [near.key for near in Careers(most=1).of(Have.of(ADVISER), ROLES)] == ["chat"]


def test_no_weight_is_negative_and_keys_are_told_apart():
    with pytest.raises(ValueError, match="not negative"):
        Careers(skills=-1)
    with pytest.raises(ValueError, match="same key"):
        Careers().of(Have(), [ADVISER, ADVISER])
    with pytest.raises(ValueError, match="once"):
        Role("a", "A", (Level("calm", 1), Level("calm", 2)))


names = st.sampled_from(["calm", "care", "lead", "sell"])
roles = st.lists(
    st.tuples(
        st.dictionaries(names, st.integers(1, 5), max_size=4),
        st.frozensets(st.sampled_from("abcdef"), max_size=4),
        st.lists(st.sampled_from(["answers the phone", "writes letters", "cooks food", "leads people"]), max_size=3),
    ),
    min_size=1,
    max_size=7,
)


@settings(max_examples=60, deadline=None)
@given(roles, st.randoms(use_true_random=False))
def test_in_any_company_the_sum_holds_and_neither_order_nor_other_peoples_wishes_change_it(told, luck):
    made = [
        Role(f"r{at}", f"Title {at}", tuple(Level(*one) for one in sorted(levels.items())), skills, tuple(tasks))
        for at, (levels, skills, tasks) in enumerate(told)
    ]
    turned = list(made)
    luck.shuffle(turned)

    reach = Careers().of(Have.of(made[0]), made)

    assert Careers().of(Have.of(made[0]), turned) == reach
    for near in reach:
        assert near.score == sum(points for _, points in near.by_signal)
        assert 0 <= near.score <= FULL
        assert all(part.points > 0 for part in near.parts)


@settings(max_examples=60, deadline=None)
@given(roles)
def test_the_share_of_skills_that_are_there_is_what_a_patient_clerk_counts(told):
    made = [Role(f"r{at}", "", skills=skills) for at, (_, skills, _) in enumerate(told)]
    only = Careers(competences=0, skills=1, work=0, field=0, titles=0, around=0, most=99)

    def rarity(skill: str) -> float:
        return log((len(made) + 1) / sum(skill in role.skills for role in made))

    for near in only.of(Have(skills=made[0].skills), made):
        role = next(role for role in made if role.key == near.key)
        share = sum(map(rarity, role.skills & made[0].skills)) / (sum(map(rarity, role.skills)) or 1)
        assert near.score == pytest.approx(FULL * share**0.5, abs=0.51)
