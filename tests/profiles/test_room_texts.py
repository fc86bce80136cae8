"""The drafts of letters and the guides: the same in all three languages, whole, and filled with what people wrote."""

import re

import pytest

from stigar.profiles.models import Learned, Message
from stigar.profiles.queries.drafts import LANGUAGES, drafts
from stigar.profiles.queries.guides import KEYS, guides

FOREIGN = {
    "sv": re.compile(r"[æøÆØ]|\b(?:og|ikke|jeg|hva|hvor|noe)\b"), "nb": re.compile(r"[äöÄÖ]|\b(?:och|inte|är|jag|från|något)\b"),
    "en": re.compile(r"[åäöæøÅÄÖÆØ]"),
}  # fmt: skip


@pytest.mark.parametrize("moment", [key for key, _ in Message.MOMENTS])
@pytest.mark.parametrize("audience", [key for key, _ in Message.AUDIENCES])
def test_every_letter_is_drafted_in_three_languages_and_filled(audience, moment):
    written = drafts(audience, moment, project="P1", goal="G{owner}1", expected="E1", owner="O1")

    assert set(written) == set(LANGUAGES)
    for language, words in written.items():
        assert words["subject"].startswith("P1: ")
        assert words["text"].endswith("O1")
        assert ("G{owner}1" in words["text"], "E1" in words["text"]) == (moment == "begins",) * 2
        assert not FOREIGN[language].search(words["text"] + words["subject"])


def test_the_guides_are_the_same_three_in_every_language():
    for language in LANGUAGES:
        shown = guides(language)

        assert tuple(one.key for one in shown) == KEYS == tuple(key for key, _ in Learned.GUIDES)
        for one in shown:
            assert (len(one.parts), len(one.example), len(one.choices)) == (3, 3, 3)
            assert 0 <= one.right < 3
            assert not FOREIGN[language].search(
                " ".join((one.lead, one.task, one.answer, *(text for _, text in one.parts)))
            )
