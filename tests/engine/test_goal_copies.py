"""Goals that several share are noticed and put together; who wrote one first is never said."""

from __future__ import annotations

import time
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.goals import LANGUAGES, goals, many_goals
from stigar.engine.goals import CopiedGoals, Said
from stigar.engine.goals.shingles import hang_together

GIVEN = "Jag ringer upp fem kunder i veckan och frågar hur leveransen gick."


def groups(*told):
    return [
        one.goals for one in CopiedGoals().of(Said(f"g{at}", person, text) for at, (person, text) in enumerate(told))
    ]


def test_the_same_words_with_other_numbers_are_the_same_goal():
    found = CopiedGoals().of([Said("g1", "a", GIVEN), Said("g2", "b", GIVEN.replace("fem", "8"))])

    assert [(one.goals, one.people, one.same) for one in found] == [(("g1", "g2"), 2, True)]


def test_a_goal_with_a_word_changed_is_nearly_the_same():
    found = CopiedGoals().of([Said("g1", "a", GIVEN), Said("g2", "b", GIVEN.replace("leveransen", "monteringen"))])

    assert [(one.goals, one.same) for one in found] == [(("g1", "g2"), False)]


def test_another_goal_in_the_same_form_is_ones_own():
    assert groups(("a", GIVEN), ("b", "Jag ställer en öppen fråga i minst fem samtal i veckan.")) == []


def test_repeating_ones_own_goal_is_not_copying():
    assert groups(("a", GIVEN), ("a", GIVEN)) == []


def test_too_few_words_cannot_be_told_from_chance():
    assert groups(("a", "Ta truckkort"), ("b", "Ta truckkort")) == []


def test_the_answer_names_goals_and_never_people_or_an_order_among_them():
    one = CopiedGoals().of([Said("z", "first", GIVEN), Said("a", "second", GIVEN)]).of("z")

    assert one.goals == ("a", "z")
    assert "first" not in repr(one)


def test_goals_made_one_by_one_are_not_taken_for_copies():
    told = [
        Said(f"{language}{half}{at}", f"{language}{half}{at}", one.goal.text, language)
        for language in LANGUAGES
        for half in ("development", "held_out")
        for at, one in enumerate(goals(language, half))
    ]

    assert list(CopiedGoals().of(told)) == []


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.text("ab 1", max_size=20)), max_size=12),
    st.randoms(use_true_random=False),
)
def test_any_words_in_any_order_give_the_same_groups(told, luck):
    said = [Said(str(at), person, text) for at, (person, text) in enumerate(told)]
    turned = luck.sample(said, len(said))

    found = CopiedGoals().of(said)

    assert CopiedGoals().of(turned) == found
    assert all(one.people > 1 for one in found)


def likeness(one, other):
    """Written differently on purpose: every word, and every two neighbours, shared of all there are."""
    both = []
    for text in (one, other):
        words = text.split()
        both.append({(word,) for word in words} | {(words[at], words[at + 1]) for at in range(len(words) - 1)})
    return len(both[0] & both[1]) / len(both[0] | both[1])


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=9).map(" ".join), min_size=1, max_size=10, unique=True
    )
)
def test_no_pair_that_is_alike_is_missed_and_no_other_is_joined(texts):
    forms = [tuple(text.split()) for text in texts]
    joined = {at: {at} for at in range(len(texts))}
    for one, other in combinations(range(len(texts)), 2):
        if likeness(texts[one], texts[other]) >= 0.65:
            whole = joined[one] | joined[other]
            for at in whole:
                joined[at] = whole

    label = hang_together(forms, 0.65)

    assert [{at for at, mark in enumerate(label) if mark == label[one]} for one in range(len(texts))] == list(
        joined.values()
    )


def test_twenty_thousand_goals_take_seconds_and_the_planted_copies_are_found():
    told, planted = many_goals(20_000)
    CopiedGoals().of(told[:9])  # what is heavy is imported
    started = time.process_time()

    found = CopiedGoals().of(told)

    assert time.process_time() - started <= 6
    assert {one.goals for one in found} == planted
