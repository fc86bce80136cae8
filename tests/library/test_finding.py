"""Searching the library in one's own words: all of them first, then most of them, whatever their endings."""

from __future__ import annotations

import pytest

from stigar.engine.text.search import SearchIndex
from stigar.library import actions, queries
from stigar.library.queries.shelf import shelf
from tests.cast import TODAY
from tests.library.shelves import competence, keep


@pytest.fixture
def books(cast):
    """Three competences in Swedish whose words are known."""
    keep(
        cast.hedda, "bok",
        competence("calm", "Möta upprörda kunder", arg="Kunder blir arga på mig i telefonen", tyst="Det blir tyst i luren"),
        competence("write", "Skriva tydligt", mejl="Mejlen är en sida långa", kort="Kunden skriver kort"),
        competence("many", "Flera system samtidigt", krångel="Något krånglar varje dag"),
    )  # fmt: skip
    return shelf("sv")


def found(books, words):
    return [one.key for one, _item, _hit in books.find(words, language="sv")]


def test_all_words_in_one_text_come_before_most_of_them(books):
    assert found(books, "kunder arga") == ["calm", "write"]


def test_words_that_no_text_has_together_find_what_has_most_of_them(books):
    assert found(books, "mejl till arga kunder")[:2] in (["calm", "write"], ["write", "calm"])


@pytest.mark.parametrize("typed", ["kunderna arg", "arg kund", "kundens ilskna telefon"])
def test_other_endings_are_forgiven(books, typed):
    assert found(books, typed)[0] == "calm"


def test_the_parts_of_a_compound_are_found_one_by_one(books):
    assert set(found(books, "mejlkunderna")) == {"write", "calm"}


def test_a_word_that_is_nowhere_takes_nothing_away(books):
    assert (found(books, "krångel med abrakadabra")[0], found(books, "abrakadabra")) == ("many", [])


def test_what_says_most_of_a_competence_is_shown_with_it(books):
    (_one, item, hit), *_rest = books.find("telefonen tydliga arga", language="sv")

    assert (item.text, hit.match) == ("Kunder blir arga på mig i telefonen", "some")


def test_what_is_hard_is_found_by_some_of_the_words(books):
    hard = queries.challenges_like(books, "telefonen blev tyst och kunden arg", language="sv")

    assert hard[0][1].key == "calm.arg"


@pytest.mark.parametrize(("language", "typed", "name"), [
    ("sv", "datasystem krånglar", "Arbeta i flera system samtidigt"), ("nb", "kundesamtalene", "Møte opprørte kunder"),
    ("en", "too many systems at once", "Working across several systems"),
])  # fmt: skip
def test_our_own_model_answers_to_everyday_words(cast, language, typed, name):
    actions.bring_open_model(viewer=cast.hedda, today=TODAY)

    assert shelf(language).find(typed, language=language)[0][0].name == name


def test_small_words_do_not_count_when_others_do():
    index = SearchIndex.of([("a", "sv", "kunder och mejl", True), ("b", "sv", "katter och hundar", True)])

    assert [word for word, _met in index.each_word("mejl och kunder", language="sv")] == ["mejl", "kunder"]
    assert [word for word, _met in index.each_word("och", language="sv")] == ["och"]
