"""What is said about goals stands in three languages, whole, with the same slots, and each in its own language."""

from __future__ import annotations

import re
import tomllib
from string import Formatter

import pytest

from stigar.engine.goals.checker import COSTS, UNANSWERED, UNATTRACTIVE
from stigar.engine.goals.realistic import NO_HISTORY, TOO_EASY, TOO_FAR
from stigar.engine.goals.tongue import WORDS, offers
from tests.house.test_texts import FOREIGN, _ruled_out

LANGUAGES = ("sv", "nb", "en")
CODES = {*COSTS, UNANSWERED, UNATTRACTIVE, NO_HISTORY, TOO_FAR, TOO_EASY}


def sentences(told):
    if isinstance(told, str):
        return [told]
    return [sentence for one in (told.values() if isinstance(told, dict) else told) for sentence in sentences(one)]


def shape(told):
    """The keys, and for each sentence its slots."""
    if isinstance(told, str):
        return sorted(name for _, name, _, _ in Formatter().parse(told) if name)
    return {key: shape(one) for key, one in told.items()} if isinstance(told, dict) else [shape(one) for one in told]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_piece_has_its_sentence_and_its_offer_with_the_same_slots_in_each_language(language):
    assert set(offers(language)) >= CODES
    assert shape(dict(offers(language))) == shape(dict(offers("en")))


@pytest.mark.parametrize("language", ["sv", "nb"])
def test_what_is_said_is_in_its_own_language_and_in_the_words_we_have_chosen(language):
    said = sentences(dict(offers(language)))
    strange = [word for word in _ruled_out(language) for text in said if re.search(rf"\b{word}\b", text, re.IGNORECASE)]

    assert [text for text in said if FOREIGN[language].search(text)] == []
    assert strange == []


def test_the_lists_of_words_have_the_same_kinds_in_each_language():
    kinds = [set(tomllib.loads((WORDS / f"{language}.toml").read_text(encoding="utf-8"))) for language in LANGUAGES]

    assert kinds[0] == kinds[1] == kinds[2]
