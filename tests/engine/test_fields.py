"""Fields of work are learned from the groups a vocabulary puts its occupations in."""

from __future__ import annotations

import numpy as np
import pytest

from stigar.engine.areas.likeness import FEW_ROLES, seen_from_both
from stigar.engine.text import fields
from stigar.engine.text.fields import ladders
from stigar.engine.text.model import TextModel
from stigar.engine.vocabulary import Concept, Lexicon, Link

WORDS = {"care": ("nurse", "patient", "ward", "medicine"), "build": ("wall", "brick", "roof", "timber")}


def _lexicon(*, grouped: bool) -> Lexicon:
    """Ten occupations of care and ten of building, each with words of its kind and one of its own."""
    concepts, links = [], []
    for kind, said in WORDS.items():
        concepts += [Concept(f"s/{kind}/{one}", "skill", {"en": (f"handle {one}",)}) for one in said]
        for number in range(10):
            label = f"{said[number % 4]} {said[(number + 1) % 4]} {kind}er{number}"
            above = (f"g/{kind}",) if grouped else ()
            concepts.append(Concept(f"o/{kind}/{number}", "occupation", {"en": (label,)}, broader=above))
            links += [Link(f"o/{kind}/{number}", f"s/{kind}/{said[(number + step) % 4]}") for step in range(2)]
    concepts += [Concept(f"g/{kind}", "occupation-group", {"en": (f"{kind} workers",)}) for kind in WORDS]
    return Lexicon("test", "1", "", tuple(concepts), tuple(links), f"fields-{grouped}")


@pytest.fixture
def learned(monkeypatch: pytest.MonkeyPatch) -> TextModel:
    monkeypatch.setattr(fields, "LEAST_OCCUPATIONS", 5)
    monkeypatch.setattr(fields, "RIDGE", 1.0)
    return TextModel.fit([_lexicon(grouped=True)])


def test_a_word_speaks_for_the_group_whose_occupations_use_it(learned):
    said = learned.space.spoken_for(learned.rows([learned.bag("the nurse", "en"), learned.bag("a brick", "en")]))

    care, build = said[:, 1], said[:, 0]
    assert said.shape == (2, 2)
    assert (care[0] > build[0], build[1] > care[1]) == (True, True)


def test_a_vocabulary_without_groups_has_no_fields():
    model = TextModel.fit([_lexicon(grouped=False)])

    assert model.space.fields.shape[1] == 0
    assert model.space.places(model.rows([{}]), model.rows([model.bag("nurse", "en")])).shape[1] > 0


def test_the_same_vocabulary_gives_the_same_fields(learned):
    assert np.array_equal(learned.space.fields, TextModel.fit([_lexicon(grouped=True)]).space.fields)


def test_the_name_of_a_group_is_not_a_competence(learned):
    assert learned.concepts_in(learned.bag("care workers", "en"), whole=True) == []


def test_groups_stand_under_groups_and_no_ring_of_them_goes_on_for_ever():
    told = [
        Concept("o", "occupation", broader=("a",)), Concept("a", "occupation-group", broader=("b",)),
        Concept("b", "occupation-group", broader=("a",)),
    ]  # fmt: skip

    assert ladders(told, ["o"]) == {"o": frozenset({"a", "b"})}


def test_a_role_that_resembles_everyone_is_no_nearer_than_the_others():
    alike = np.ones((8, 8)) - np.eye(8)
    alike[0, 1:] = alike[1:, 0] = 4.0

    found = seen_from_both(alike)

    assert found[0, 1] == pytest.approx(4.0 / np.sqrt(4.0 * 9 / 6))
    assert found[0, 1] / found[1, 2] < alike[0, 1] / alike[1, 2]
    assert np.array_equal(found, found.T)


def test_among_very_many_roles_likeness_is_left_as_it_is():
    alike = np.random.default_rng(7).random((FEW_ROLES + 1, FEW_ROLES + 1))

    assert seen_from_both(alike) is alike
