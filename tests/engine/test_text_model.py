"""What a vocabulary teaches, and that it is kept safely."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from stigar.engine.text.model import TextModel, fingerprint, kept_model
from tests.engine.planted import LEXICON


@pytest.fixture(scope="module")
def model():
    return TextModel.fit([LEXICON])


def test_words_for_the_same_concept_mean_the_same_in_every_language(model):
    swedish, norwegian, english, other = model.meaning(
        [
            model.bag("redovisning", "sv"),
            model.bag("regnskap", "nb"),
            model.bag("accounting", "en"),
            model.bag("Python", "en"),
        ]
    )

    assert float(swedish @ norwegian) > 0.9
    assert float(swedish @ english) > 0.5
    assert float(swedish @ other) < 0.2


def test_a_skill_is_known_by_its_name_in_any_language(model):
    found = [model.concepts_in(model.bag(text, language), whole=True) for text, language in
             (("Lyssna aktivt", "sv"), ("Lytte aktivt", "nb"), ("Actively listen", "en"), ("Sjunga högt", "sv"))]  # fmt: skip

    assert [[model.concepts[at].uri for at, _ in linked] for linked in found] == [["s:listen"]] * 3 + [[]]


def test_a_task_names_the_skills_that_are_said_in_it(model):
    linked = model.concepts_in(model.bag("Lyssna aktivt, fakturor", "sv"))

    assert {model.concepts[at].uri for at, _ in linked} == {"s:listen", "s:invoice"}


def test_without_a_vocabulary_there_is_a_model_of_spelling_only():
    model = TextModel.fit(())

    assert model.meaning([model.bag("kund", "sv")]).shape == (1, 0)
    assert (model.space, model.concepts) == (None, ())


def test_fitting_twice_gives_the_same():
    one, other = TextModel.fit([LEXICON]), TextModel.fit([LEXICON])

    assert np.array_equal(one.meanings, other.meanings)
    assert np.array_equal(one.space.occupation_places, other.space.occupation_places)


def test_the_fingerprint_follows_content_and_seed():
    assert fingerprint([LEXICON], 7) == fingerprint([LEXICON], 7)
    assert len({fingerprint([LEXICON], 7), fingerprint([LEXICON], 8), fingerprint((), 7)}) == 3


def test_a_kept_model_is_read_again(tmp_path):
    kept_model([LEXICON], folder=tmp_path)
    (file,) = tmp_path.iterdir()
    written = file.stat().st_mtime_ns

    again = kept_model([LEXICON], folder=tmp_path)

    assert [one.uri for one in again.concepts] == [one.uri for one in LEXICON.concepts]
    assert file.stat().st_mtime_ns == written


@pytest.mark.parametrize("damage", [b"", b"x", b"cut", pickle.dumps("something else")])
def test_a_damaged_kept_model_is_fitted_again(tmp_path, damage):
    kept_model([LEXICON], folder=tmp_path)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if damage == b"cut" else damage)

    assert kept_model([LEXICON], folder=tmp_path).fingerprint == fingerprint([LEXICON], 7)
    assert [one.name for one in tmp_path.iterdir()] == [file.name]
    assert file.read_bytes()[:64] == whole[:64]


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")

    assert kept_model([LEXICON], folder=blocked).fingerprint == fingerprint([LEXICON], 7)
