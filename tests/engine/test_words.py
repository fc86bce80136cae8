"""Words of three languages made comparable."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stigar.engine.text.words import Compounds, _stemmer, language_of, pieces, stem, terms

TWINS = [
    ("räkning", "räkningar"), ("betalning", "betalinger"), ("kund", "kunder"), ("hjälper", "hjelper"), ("köper", "kjøper"),
    ("fråga", "spørsmål"), ("kundtjänst", "kundeservice"), ("rådgivare", "rådgiver"), ("information", "informasjon"),
    ("ärende", "sak"), ("avdelning", "avdeling"), ("skola", "skole"), ("vecka", "uke"),
]  # fmt: skip


@pytest.mark.parametrize(("swedish", "norwegian"), TWINS)
def test_a_swedish_and_a_norwegian_word_for_the_same_thing_meet(swedish, norwegian):
    assert stem(swedish, "sv") == stem(norwegian, "sv" if norwegian == "räkningar" else "nb")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Svarar på kundernas frågor", "sv"),
        ("Svarer på spørsmål fra kundene", "nb"),
        ("Answers questions from the customers", "en"),
        ("Följer upp ärenden", "sv"),
        ("Følger opp saker", "nb"),
        ("Skriver rapporter och följer upp", "sv"),
        ("Skriver rapporter og følger opp", "nb"),
    ],
)
def test_the_language_of_a_task_is_heard(text, language):
    assert language_of(text) == language


def test_a_text_that_tells_nothing_is_taken_to_be_in_the_usual_language():
    assert (language_of("SQL", "nb"), language_of("", "sv")) == ("nb", "sv")


def test_a_long_word_is_taken_apart_only_into_words_that_are_used_alone():
    known = Compounds.seen(["kund", "kunder", "reklamation", "reklamationer"], "sv")

    assert known.parts(stem("kundreklamationer", "sv")) == ("kund", "reklamation")
    assert known.parts(stem("kundfordringar", "sv")) == ()


def test_small_words_say_nothing_about_the_work():
    assert terms("Och i att det som en på", "sv", Compounds()) == []


def test_nearly_the_same_word_shares_most_of_its_letters():
    shared = set(pieces("kundradgivare")) & set(pieces("kundrådgivare"))

    assert len(shared) / len(set(pieces("kundrådgivare"))) > 0.5


@given(st.text(max_size=60), st.sampled_from(["sv", "nb", "en"]))
def test_any_text_at_all_can_be_read(text, language):
    assert all(isinstance(word, str) for word in terms(text, language, Compounds({"kund": 9, "tjenst": 9})))


def test_two_threads_never_share_a_stemmer():
    with ThreadPoolExecutor(1) as another:
        there = another.submit(_stemmer, "sv").result()

    assert there is not _stemmer("sv")
    assert _stemmer("sv") is _stemmer("sv")
