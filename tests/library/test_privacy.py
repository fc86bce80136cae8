"""What the vocabularies hold about a person, and that it is forgotten."""

from __future__ import annotations

from django.utils import translation

from stigar.library import actions, privacy, queries
from tests.cast import Cast

from .conftest import TODAY, lexicon


def test_only_who_brought_a_vocabulary_is_held(cast: Cast) -> None:
    actions.import_vocabulary(lexicon=lexicon(), file_names=["esco.zip"], viewer=cast.hedda, today=TODAY)

    with translation.override("en"):
        (section,) = privacy.tell(cast.hedda)

    assert [row["Vocabulary"] for row in section["rows"]] == ["ESCO 1.1"]
    assert privacy.tell(cast.bo) == []


def test_who_brought_it_is_forgotten_and_the_vocabulary_stays(cast: Cast) -> None:
    actions.import_vocabulary(lexicon=lexicon(), file_names=["esco.zip"], viewer=cast.hedda, today=TODAY)

    privacy.forget(cast.hedda, today=TODAY)

    assert privacy.tell(cast.hedda) == []
    assert [row.by for row in queries.vocabularies()] == [""]
