"""Searching while typing: what is found, in which order, and that it says why."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stigar.engine.text.search import Found, Label, Match, SearchIndex, folded

ROWS = [
    Label("adviser", "sv", "kundrådgivare", True),
    Label("adviser", "sv", "kundtjänstmedarbetare", False),
    Label("adviser", "nb", "kunderådgiver", True),
    Label("adviser", "en", "customer adviser", True),
    Label("listen", "sv", "lyssna aktivt", True),
    Label("listen", "nb", "lytte aktivt", True),
    Label("listen", "en", "listen actively", True),
    Label("complaints", "sv", "hantera klagomål från kunder", True),
    Label("complaints", "nb", "håndtere klager fra kunder", True),
    Label("complaints", "en", "handle customer complaints", True),
    Label("debt", "sv", "inkassohandläggare", True),
    Label("debt", "nb", "inkassomedarbeider", True),
    Label("debt", "en", "debt collector", True),
]
INDEX = SearchIndex.of(ROWS)


def concepts(query: str, language: str = "sv") -> list[str]:
    return [found.concept for found in INDEX.find(query, language=language)]


def test_the_first_letters_of_any_word_are_enough() -> None:
    assert concepts("klago") == ["complaints"]


def test_words_may_come_in_any_order() -> None:
    assert concepts("kunder klag") == ["complaints"]


@pytest.mark.parametrize("query", ["kundradgivare", "Kundrådgivare", "KUNDRÅDGIVARE", " kundrådgivare  "])
def test_letters_without_rings_and_dots_find_those_with(query: str) -> None:
    assert concepts(query) == ["adviser"]


def test_letters_as_typed_come_before_letters_that_look_alike() -> None:
    index = SearchIndex.of([("a", "sv", "rad", True), ("b", "sv", "råd", True), ("c", "sv", "räd", True)])

    assert next(found.label for found in index.find("råd", language="sv")) == "råd"
    assert next(found.label for found in index.find("rad", language="sv")) == "rad"


def test_norwegian_letters_are_found_by_swedish_ones_and_the_other_way_round() -> None:
    index = SearchIndex.of([("teacher", "nb", "lærer", True), ("baker", "sv", "köksbiträde", True)])

    assert [found.concept for found in index.find("lärer", language="sv")] == ["teacher"]
    assert [found.concept for found in index.find("køksbitræde", language="nb")] == ["baker"]


def test_the_reader_sees_the_own_language_when_several_fit() -> None:
    found = INDEX.find("kund", language="nb")

    assert found[0] == Found("adviser", "kunderådgiver", "nb", True, Match.START, ((0, 4),))


def test_another_language_is_found_when_the_own_has_nothing() -> None:
    found = INDEX.find("debt", language="sv")

    assert found == (Found("debt", "debt collector", "en", True, Match.START, ((0, 4),)),)


def test_an_alternative_label_is_found_and_shown() -> None:
    found = INDEX.find("kundtjänst", language="sv")

    assert found == (Found("adviser", "kundtjänstmedarbetare", "sv", False, Match.START, ((0, 10),)),)


def test_a_preferred_label_comes_before_an_alternative_one() -> None:
    index = SearchIndex.of([("a", "sv", "kock", False), ("b", "sv", "kockarnas ledare", True)])

    assert [found.concept for found in index.find("kocka", language="sv")] == ["b"]
    assert [found.concept for found in index.find("koc", language="sv")] == ["b", "a"]


def test_a_whole_label_in_the_own_language_comes_first_even_when_alternative() -> None:
    index = SearchIndex.of([("a", "sv", "kock", False), ("b", "sv", "kockarnas ledare", True)])

    assert [found.concept for found in index.find("kock", language="sv")] == ["a", "b"]


def test_a_word_inside_a_compound_is_found_after_whole_words() -> None:
    index = SearchIndex.of([("a", "sv", "kundrådgivare", True), ("b", "sv", "rådgivare", True)])

    assert [(one.concept, one.match) for one in index.find("rådg", language="sv")] == [
        ("b", Match.START),
        ("a", Match.WITHIN),
    ]


@pytest.mark.parametrize(
    "typed", ["kundradgvare", "kundrådigvare", "kundrrådgivare", "kunrådgiv", "lundrådgivare", "undrådgivare"]
)
def test_a_slip_of_the_fingers_is_forgiven(typed: str) -> None:
    assert concepts(typed) == ["adviser"]


@pytest.mark.parametrize("query", ["", "   ", "?!", "xqzzy", "a" * 5000, "\x00", "😀"])
def test_nothing_is_found_for_nothing(query: str) -> None:
    assert INDEX.find(query, language="sv") == ()


def test_an_empty_index_answers() -> None:
    assert SearchIndex.of([]).find("kund") == ()


def test_the_limit_holds_and_each_concept_comes_once() -> None:
    assert [len(INDEX.find("k", language="sv", limit=most)) for most in (0, 1, 2, 3)] == [0, 1, 2, 2]


def test_marks_point_at_what_was_typed() -> None:
    (found,) = INDEX.find("fran klag", language="sv")

    assert [found.label[start:stop] for start, stop in found.marks] == ["klag", "från"]


WORDS = st.text("abdegklnorstuåäöæø", min_size=1, max_size=12)
TEXTS = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
LABELS = st.builds(Label, st.sampled_from("pqrst"), st.sampled_from(["sv", "nb", "en"]), TEXTS, st.booleans())


@given(rows=st.lists(LABELS, min_size=1, max_size=30), choose=st.randoms(use_true_random=False))
def test_every_label_finds_its_concept(rows: list[Label], choose: random.Random) -> None:
    label = choose.choice(rows)

    found = SearchIndex.of(rows).find(label.text, language=label.language, limit=5)

    assert label.concept in {one.concept for one in found if one.match is Match.WHOLE}


@given(rows=st.lists(LABELS, min_size=1, max_size=30), choose=st.randoms(use_true_random=False))
def test_the_beginning_of_any_word_finds_its_concept(rows: list[Label], choose: random.Random) -> None:
    label = choose.choice(rows)
    word = choose.choice(label.text.split())

    found = SearchIndex.of(rows).find(word[: choose.randint(1, len(word))], language=label.language, limit=5)

    assert label.concept in {one.concept for one in found}


@given(rows=st.lists(LABELS, max_size=30), query=TEXTS, choose=st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(rows: list[Label], query: str, choose: random.Random) -> None:
    shuffled = choose.sample(rows, len(rows))

    assert SearchIndex.of(shuffled).find(query) == SearchIndex.of(rows).find(query)


@given(word=st.text("abdegklnorstuvåäöæø", min_size=5, max_size=14), choose=st.randoms(use_true_random=False))
def test_one_wrong_stroke_is_always_forgiven(word: str, choose: random.Random) -> None:
    index = SearchIndex.of([("c", "sv", word, True)])
    at = choose.randrange(len(word))
    slips = [word[:at] + "z" + word[at + 1 :], word[:at] + "z" + word[at:]]

    assert [[one.concept for one in index.find(slip)] for slip in slips] == [["c"], ["c"]]


@given(text=st.text())
def test_folding_keeps_every_letter_in_its_place(text: str) -> None:
    assert len(folded(text)) == len(text)


@given(rows=st.lists(st.tuples(st.text(max_size=3), st.text(max_size=3), st.text(), st.booleans())), query=st.text())
@settings(max_examples=60)
def test_no_text_whatever_breaks_the_search(rows: list[tuple[str, str, str, bool]], query: str) -> None:
    index = SearchIndex.of(rows)

    assert {one.concept for one in index.find(query)} <= {row[0] for row in rows}


@pytest.mark.slow
def test_a_hundred_thousand_labels_answer_while_typing() -> None:
    chance = random.Random(7)
    parts = [
        "kund",
        "råd",
        "givare",
        "tjänst",
        "lön",
        "syste",
        "men",
        "be",
        "hand",
        "lägg",
        "are",
        "sköt",
        "vård",
        "inka",
    ]
    words = ["".join(chance.choices(parts, k=3)) + str(number % 97) for number in range(20_000)]
    rows = [(str(n % 17_000), "sv", " ".join(chance.choices(words, k=3)), n % 3 == 0) for n in range(100_000)]

    began = time.process_time()
    index = SearchIndex.of(rows)
    built = time.process_time() - began
    queries = ["k", "kund", "lonsyste", "vardinka råd", "handläggarebe", "hamdlaggarebe"]
    began = time.process_time()
    for query in queries:
        index.find(query, language="sv")
    asked = (time.process_time() - began) / len(queries)

    assert (built < 9, asked < 0.12) == (True, True)
