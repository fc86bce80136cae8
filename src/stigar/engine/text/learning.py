"""Learning: how a text model is fitted on vocabularies.

A concept's document is its labels in every language (said twice), its description, and for an occupation the labels
of the skills it needs. Truncated singular value decomposition by random projection (Halko, Martinsson and
Tropp 2011), which is the same on every run with the same seed.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from stigar.engine.text.fields import ladders
from stigar.engine.text.model import UNKNOWN_RARITY, Known, TextModel
from stigar.engine.text.words import LANGUAGES, Compounds, language_of, stem, terms, words
from stigar.engine.text.work import lay_out
from stigar.engine.vocabulary import Concept, Lexicon

OCCUPATION, GROUP = "occupation", "occupation-group"
DIMENSIONS = 200
LEAST_DOCUMENTS = 2
LABELS_TO_READ = 12  # alternative labels beyond these only repeat
SKILLS_TO_READ = 60

Bag = Mapping[str, float]


def learn(lexicons: Sequence[Lexicon], *, seed: int, fingerprint: str) -> TextModel:
    """Fit everything a text model knows; no vocabulary gives a model of spelling only."""
    concepts = [(lexicon.source, one) for lexicon in lexicons for one in lexicon if not one.deprecated]
    if not concepts:
        return TextModel(fingerprint=fingerprint)
    compounds = _compounds(one for _, one in concepts)
    needs = _needs(lexicons, {one.uri: at for at, (_, one) in enumerate(concepts)})
    labels = [_said(one, compounds) for _, one in concepts]
    documents = [_document(one, at, labels, needs, compounds) for at, (_, one) in enumerate(concepts)]
    often = Counter(term for document in documents for term in document)
    columns = {term: at for at, term in enumerate(sorted(t for t, n in often.items() if n >= LEAST_DOCUMENTS))}
    rarities = {term: math.log((1 + len(documents)) / (1 + often[term])) + 1 for term in columns}
    occupations = [at for at, (_, one) in enumerate(concepts) if one.kind == OCCUPATION]
    under = ladders((one for _, one in concepts), [concepts[at][1].uri for at in occupations])
    return TextModel(
        compounds,
        rarities,
        columns,
        _meanings(documents, columns, rarities, seed),
        lay_out(
            matrix(documents, columns),
            np.array([rarities[term] for term in columns]),
            occupations,
            needs,
            {at: under[concepts[at][1].uri] for at in occupations},
            {one.uri: at for at, (_, one) in enumerate(concepts) if one.kind == GROUP},
            seed,
        ),
        tuple(_known(source, one) for source, one in concepts),
        needs,
        *_index([one for _, one in concepts], compounds, rarities),
        _heard(one for _, one in concepts),
        fingerprint,
    )


def _compounds(concepts: Iterable[Concept]) -> Compounds:
    seen: Counter[str] = Counter()
    for concept in concepts:
        for language in ("sv", "nb"):
            for label in concept.labels.get(language, ()):
                seen.update(stem(word, language) for word in words(label))
    return Compounds(seen)


def _heard(concepts: Iterable[Concept]) -> dict[str, tuple[str, ...]]:
    """Word -> the languages whose labels use it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for concept in concepts:
        for language in LANGUAGES:
            for label in concept.labels.get(language, ()):
                for word in words(label):
                    found[word].add(language)
    return {word: tuple(sorted(languages)) for word, languages in found.items()}


def _needs(lexicons: Sequence[Lexicon], place: Mapping[str, int]) -> dict[int, tuple[tuple[int, bool], ...]]:
    found: defaultdict[int, list[tuple[int, bool]]] = defaultdict(list)
    for lexicon in lexicons:
        for link in lexicon.links:
            if link.occupation in place and link.skill in place:
                found[place[link.occupation]].append((place[link.skill], link.essential))
    return {occupation: tuple(sorted(skills)) for occupation, skills in found.items()}


def _said(concept: Concept, compounds: Compounds) -> Counter[str]:
    """The words of a concept's labels; each language's preferred label counts twice."""
    bag: Counter[str] = Counter()
    for language in LANGUAGES:
        labels = concept.labels.get(language, ())
        for label in (*labels[:1], *labels[:LABELS_TO_READ]):
            bag.update(terms(label, language, compounds))
    return Counter({term: 1 + math.log(number) for term, number in bag.items()})


def _document(
    concept: Concept,
    at: int,
    labels: Sequence[Bag],
    needs: Mapping[int, tuple[tuple[int, bool], ...]],
    known: Compounds,
) -> Bag:
    document: dict[str, float] = {term: 2 * weight for term, weight in labels[at].items()}
    text = concept.description
    described = Counter(terms(text, language_of(text), known)) if text else Counter()
    for term, number in described.items():
        document[term] = document.get(term, 0.0) + 1 + math.log(number)
    essential = [skill for skill, needed in needs.get(at, ()) if needed][:SKILLS_TO_READ]
    for term, number in Counter(term for skill in essential for term in labels[skill]).items():
        document[term] = document.get(term, 0.0) + math.log(1 + number)
    return document


def _known(source: str, concept: Concept) -> Known:
    return Known(concept.uri, concept.kind, source, {one: said[0] for one, said in concept.labels.items() if said})


def _index(
    concepts: Sequence[Concept], compounds: Compounds, rarities: Mapping[str, float]
) -> tuple[tuple[tuple[int, tuple[str, ...], float], ...], dict[str, tuple[int, ...]]]:
    """Every label of every skill, not of occupations and their groups: (concept, words, weight), and under its rarest word where to find it."""

    def rarity(term: str) -> float:
        return rarities.get(term, UNKNOWN_RARITY)

    labels: list[tuple[int, tuple[str, ...], float]] = []
    spoken: defaultdict[str, list[int]] = defaultdict(list)
    for at, concept in enumerate(concepts):
        if concept.kind in (OCCUPATION, GROUP):
            continue
        said = {
            tuple(sorted(set(terms(label, language, compounds)), key=lambda term: (-rarity(term), term))): None
            for language, written in concept.labels.items()
            for label in written[:LABELS_TO_READ]
        }
        for atoms in (one for one in said if one):
            spoken[atoms[0]].append(len(labels))
            labels.append((at, atoms, sum(rarity(term) for term in atoms)))
    return tuple(labels), {term: tuple(places) for term, places in spoken.items()}


def _meanings(
    documents: Sequence[Bag], columns: Mapping[str, int], rarities: Mapping[str, float], seed: int
) -> NDArray[np.float32]:
    table = matrix(documents, columns, rarities)
    size = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    table = sparse.diags(1 / np.maximum(size, 1e-9)) @ table
    return decompose(sparse.csr_matrix(table), DIMENSIONS, seed)


def matrix(
    documents: Sequence[Bag], columns: Mapping[str, int], rarities: Mapping[str, float] | None = None
) -> sparse.csr_matrix:
    """Documents x words; with ``rarities``, weighted by how rare a word is."""
    starts, places, values = [0], [], []
    for document in documents:
        for term, weight in document.items():
            if term in columns:
                places.append(columns[term])
                values.append(weight * rarities[term] if rarities else weight)
        starts.append(len(places))
    return sparse.csr_matrix(
        (np.array(values, dtype=np.float32), np.array(places, dtype=np.int32), np.array(starts, dtype=np.int32)),
        shape=(len(documents), len(columns)),
    )


def decompose(table: sparse.csr_matrix, dimensions: int, seed: int) -> NDArray[np.float32]:
    """Words x dimensions: the right singular vectors of a table."""
    wanted = max(1, min(dimensions, min(table.shape) // 3))  # fewer than documents, or nothing is brought together
    dice = np.random.default_rng(seed)
    basis = table @ dice.standard_normal((table.shape[1], min(wanted + 20, *table.shape)), dtype=np.float32)
    for _ in range(4):
        basis, _ = np.linalg.qr(table @ (table.T @ basis))
    _, _, right = np.linalg.svd((table.T @ basis).T, full_matrices=False)
    return np.ascontiguousarray(right[:wanted].T, dtype=np.float32)
