"""Work space: roles placed among the occupations of a vocabulary, by what those occupations need to be able to do.

A vocabulary says which skills an occupation needs. Occupations that need the same are put close to each other
(singular value decomposition of occupations x skills), and a role is put where the occupations and skills are whose
texts say what the role's title and tasks say (BM25, Robertson and Zaragoza 2009). Beside that place stand the fields of
work its words speak of. So two roles can be alike without a word in common, when the same kinds of occupations stand
behind both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from stigar.engine.text.fields import learn_fields

Numbers = NDArray[np.float32]
Bag = Mapping[str, float]

DIMENSIONS, COARSE = 40, 25  # the coarse dimensions are counted once more: two scales at once
FOR_TITLE, FOR_WORK, SKILLS_FOR_WORK = 30, 60, 150
SKILLS_COUNT = 0.5
OPTIONAL = 0.5
SATURATION, LENGTH, RARITY_POWER = 1.2, 0.75, 1.5
FIELDS_COUNT = 1.4  # against the place among occupations
RESEMBLED, LIKELY, OPTIONAL_LIKELY = 8, 0.25, 0.3
AT_A_TIME = 400


@dataclass(frozen=True, slots=True, eq=False)
class WorkSpace:
    """Texts of occupations and skills (words x texts), and where each of them stands."""

    occupations: sparse.csr_matrix
    skills: sparse.csr_matrix
    occupation_places: Numbers
    skill_places: Numbers
    needed: sparse.csr_matrix
    fields: Numbers

    def places(self, titles: sparse.csr_matrix, works: sparse.csr_matrix) -> Numbers:
        """Where roles stand, from their titles and their work (rows x words); unit vectors, zeros when nothing is known."""
        found = [
            self.by_occupation(titles[at : at + AT_A_TIME], FOR_TITLE)
            + self.by_occupation(works[at : at + AT_A_TIME], FOR_WORK)
            + SKILLS_COUNT * self.by_skill(works[at : at + AT_A_TIME])
            for at in range(0, max(titles.shape[0], 1), AT_A_TIME)
        ]
        return self.beside(np.vstack(found), self.spoken_for(titles), self.spoken_for(works))

    def spoken_for(self, said: sparse.csr_matrix) -> Numbers:
        """Which fields of work the words speak of; adds up over the pieces of what is said."""
        return np.asarray(said @ self.fields, dtype=np.float32)

    def beside(self, places: Numbers, by_title: Numbers, by_work: Numbers) -> Numbers:
        """Places among occupations with the fields of title and work beside them, as unit vectors."""
        if not self.fields.shape[1]:
            return unit(places)
        return unit(np.hstack([unit(places), FIELDS_COUNT * unit(unit(by_title) + unit(by_work))]))

    def by_occupation(self, said: sparse.csr_matrix, nearest: int) -> Numbers:
        """Where the occupations stand whose texts are nearest to what is said."""
        return self.from_scores(self.scores(said), nearest)

    def scores(self, said: sparse.csr_matrix) -> Numbers:
        """How well each occupation's text meets what is said; adds up over the pieces of what is said."""
        return np.asarray((said @ self.occupations).toarray(), dtype=np.float32)

    def from_scores(self, scores: Numbers, nearest: int) -> Numbers:
        """Where the best scoring occupations stand, weighed by the square of their scores."""
        return unit(_best(scores, nearest) @ self.occupation_places)

    def likely(self, title: sparse.csr_matrix, work: sparse.csr_matrix) -> list[tuple[int, float]]:
        """What a role probably needs, from the few occupations most like it: (concept number, share of them).

        Title and work count the same; an occupation counts by the square of its score, optional needs low.
        """
        said = [self.scores(title)[0], self.scores(work)[0]]
        score = sum(one / max(float(one.max()), 1e-9) for one in said if len(one))
        near = np.argsort(-np.asarray(score), kind="stable")[:RESEMBLED]
        weight = np.square(np.asarray(score)[near])
        if not weight.sum() > 0:
            return []
        share = np.asarray(self.needed[near].T @ (weight / weight.sum())).ravel()
        return [(int(at), float(share[at])) for at in np.flatnonzero(share >= LIKELY)]

    def by_skill(self, said: sparse.csr_matrix) -> Numbers:
        """The same by the skills whose texts are nearest."""
        scores = np.asarray((said @ self.skills).toarray(), dtype=np.float32)
        return unit(_best(scores, SKILLS_FOR_WORK) @ self.skill_places)


def unit(rows: Numbers) -> Numbers:
    """Rows of length 1; rows of nothing stay nothing."""
    size = np.linalg.norm(rows, axis=1, keepdims=True)
    found: Numbers = (rows / np.where(size > 1e-12, size, 1.0)).astype(np.float32)
    return found


def _best(scores: Numbers, nearest: int) -> Numbers:
    """Only the ``nearest`` best of each row are kept, squared."""
    if nearest < scores.shape[1]:
        least = np.partition(scores, -nearest, axis=1)[:, -nearest][:, None]
        scores = scores * (scores >= least)
    return np.square(scores)


def lay_out(
    counts: sparse.csr_matrix,
    rarity: NDArray[np.float64],
    occupations: Sequence[int],
    needs: Mapping[int, Sequence[tuple[int, bool]]],
    under: Mapping[int, frozenset[str]],
    groups: Mapping[str, int],
    seed: int,
) -> WorkSpace | None:
    """The space of a vocabulary (concepts x words, what occupations need, the groups they stand under and where the
    groups' texts are); None when nothing links occupations with needs."""
    linked = [at for at in occupations if needs.get(at)]
    if len(linked) < 3:
        return None
    table = _needed(linked, needs, counts.shape[0])
    places = _spread(table, seed)
    skills = np.flatnonzero(np.asarray(table.sum(axis=0)).ravel() > 0)
    skill_places = unit(np.asarray(table.T @ places, dtype=np.float32))[skills]
    texts = _bm25(counts, rarity)
    rows = [row for row, at in enumerate(linked) for _ in needs[at]]
    columns = [skill for at in linked for skill, _ in needs[at]]
    shares = [1.0 if essential else OPTIONAL_LIKELY for at in linked for _, essential in needs[at]]
    needed = sparse.csr_matrix((shares, (rows, columns)), shape=(len(linked), counts.shape[0]), dtype=np.float32)
    plain = _length_one(texts @ sparse.diags(rarity ** (1 - RARITY_POWER)))
    fields = learn_fields(plain, linked, {at: under[at] for at in linked}, groups, sparse.csr_matrix(needed > 0))
    return WorkSpace(
        _turned(texts[linked]),
        _turned(texts[skills]),
        places,
        skill_places,
        needed,
        np.ascontiguousarray(fields * rarity[:, None], dtype=np.float32),
    )


def _turned(table: sparse.csr_matrix) -> sparse.csr_matrix:
    return sparse.csr_matrix(table.T)


def _needed(linked: Sequence[int], needs: Mapping[int, Sequence[tuple[int, bool]]], size: int) -> sparse.csr_matrix:
    """Occupations x concepts: essential counts 1, optional half, rare skills more; rows of length 1."""
    rows = [row for row, at in enumerate(linked) for _ in needs[at]]
    columns = [skill for at in linked for skill, _ in needs[at]]
    values = [1.0 if essential else OPTIONAL for at in linked for _, essential in needs[at]]
    table = sparse.csr_matrix((values, (rows, columns)), shape=(len(linked), size))
    often = np.asarray((table > 0).sum(axis=0)).ravel()
    table = sparse.csr_matrix(table @ sparse.diags(np.log(1 + len(linked) / np.maximum(often, 1))))
    return _length_one(table)


def _length_one(table: sparse.csr_matrix) -> sparse.csr_matrix:
    length = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    return sparse.csr_matrix(sparse.diags(1 / np.maximum(length, 1e-9)) @ table)


def _spread(table: sparse.csr_matrix, seed: int) -> Numbers:
    """Where the occupations stand: strongest dimensions, centred, the coarsest ones twice."""
    wanted = min(DIMENSIONS, *table.shape)
    dice = np.random.default_rng(seed)
    basis = dice.standard_normal((table.shape[1], min(wanted + 30, *table.shape)))
    basis = table @ basis
    for _ in range(6):
        basis, _ = np.linalg.qr(table @ (table.T @ basis))
    left, size, _ = np.linalg.svd((table.T @ basis).T, full_matrices=False)
    strong = (basis @ left * size)[:, :wanted]
    scales = [_centred(strong), _centred(strong[:, :COARSE])]
    return np.hstack(scales).astype(np.float32)


def _centred(rows: NDArray[np.float64]) -> Numbers:
    each = unit(rows.astype(np.float32))
    return unit(each - each.mean(axis=0))


def _bm25(counts: sparse.csr_matrix, rarity: NDArray[np.float64]) -> sparse.csr_matrix:
    found = sparse.csr_matrix(counts, dtype=np.float32, copy=True)
    length = np.asarray(found.sum(axis=1)).ravel()
    row = np.repeat(np.arange(found.shape[0]), np.diff(found.indptr))
    slow = SATURATION * (1 - LENGTH + LENGTH * length[row] / max(float(length.mean()), 1e-9))
    found.data = found.data * (SATURATION + 1) / (found.data + slow)
    return sparse.csr_matrix(found @ sparse.diags(rarity**RARITY_POWER), dtype=np.float32)
