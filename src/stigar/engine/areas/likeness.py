"""Likeness: how alike the work of two roles is, from the words people use and from what the words mean.

Three figures are added, each divided by its mean so that none drowns another: the words themselves (tf-idf; what
is rare here and in the vocabulary counts more), what the words mean in the vocabulary, and among which occupations
the role stands. Measured on organisations whose areas were known (decision 0010): the occupations tell most.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from stigar.engine.areas.roles import TITLE, Piece, RoleWork, together
from stigar.engine.text.model import TextModel

Numbers = NDArray[np.float64]
WORDS, MEANING, WORK = 1.0, 0.5, 3.0
NEAREST, FEW_ROLES = 6, 300  # how far a role's own neighbourhood reaches; beyond so many roles scaling does harm
ROLES_A_NEIGHBOUR = 4


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """Where the texts of one organisation are placed: its words, how rare they are, and the model's meanings."""

    model: TextModel
    columns: Mapping[str, int]
    rarity: Numbers

    @classmethod
    def of(cls, roles: Sequence[RoleWork], model: TextModel) -> Space:
        return cls.told([role.bag for role in roles], model)

    @classmethod
    def told(cls, bags: Sequence[Mapping[str, float]], model: TextModel) -> Space:
        """The space of roles whose words are these."""
        often: dict[str, int] = {}
        for bag in bags:
            for term in bag:
                often[term] = often.get(term, 0) + 1
        columns = {term: at for at, term in enumerate(sorted(often))}
        seen = np.array([often[term] for term in columns], dtype=float)
        here = np.log((1 + len(bags)) / (1 + seen)) + 1
        known = np.array([model.rarity(term) for term in columns], dtype=float) if model.rarities else here
        return cls(model, columns, np.sqrt(here * known))

    def words(self, bags: Sequence[Mapping[str, float]]) -> sparse.csr_matrix:
        """Bags as rows of weighted words, each of length 1 (or 0 when nothing is known)."""
        return normed(self.weighted(bags))

    def weighted(self, bags: Sequence[Mapping[str, float]]) -> sparse.csr_matrix:
        """Bags as rows of words, rare words more."""
        rows, places, values = [], [], []
        for row, bag in enumerate(bags):
            for term in sorted(bag):
                if term in self.columns and bag[term] > 0:
                    rows.append(row)
                    places.append(self.columns[term])
                    values.append(bag[term] * self.rarity[self.columns[term]])
        return sparse.csr_matrix((values, (rows, places)), shape=(len(bags), len(self.columns)), dtype=float)

    def meanings(self, bags: Sequence[Mapping[str, float]]) -> Numbers:
        """Bags as rows of meanings, each of length 1 (or 0); no columns without a vocabulary."""
        return self.model.meaning(bags).astype(float)

    def works(self, versions: Sequence[Sequence[Piece]]) -> Numbers:
        """Where roles made of these pieces stand among occupations; no columns without a vocabulary."""
        if self.model.space is None:
            return np.zeros((len(versions), 0))
        titles = [together(one for one in pieces if one.kind == TITLE) for pieces in versions]
        works = [together(one for one in pieces if one.kind != TITLE) for pieces in versions]
        return self.model.space.places(self.model.rows(titles), self.model.rows(works)).astype(float)


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """All roles of an organisation in one space, and how alike they are two by two.

    ``matrix`` is what areas are found in; ``plain`` is 0..1 and is what people are shown.
    """

    space: Space
    words: sparse.csr_matrix
    meanings: Numbers
    works: Numbers
    plain: Numbers
    matrix: Numbers

    @property
    def parts(self) -> tuple[sparse.csr_matrix, Numbers, Numbers]:
        """Words, meanings and places among occupations, one row a role."""
        return self.words, self.meanings, self.works

    @classmethod
    def of(cls, roles: Sequence[RoleWork], model: TextModel) -> Likeness:
        bags = [role.bag for role in roles]
        space = Space.told(bags, model)
        return cls.from_parts(
            space, space.words(bags), space.meanings(bags), space.works([role.pieces for role in roles])
        )

    @classmethod
    def from_parts(cls, space: Space, words: sparse.csr_matrix, meanings: Numbers, works: Numbers) -> Likeness:
        """Put the three together."""
        said = np.asarray((words @ words.T).todense(), dtype=float)
        parts = [part for part in (meanings, works) if part.shape[1]]
        plain = (said + sum(np.maximum(part @ part.T, 0.0) for part in parts)) / (1 + len(parts))
        matrix = WORDS * _even(said)
        for part, weight in ((meanings, MEANING), (works, WORK)):
            if part.shape[1]:
                apart = contrasted(part)
                matrix = matrix + weight * _even(np.maximum(apart @ apart.T, 0.0))
        return cls(space, words, meanings, works, _no_self(plain), np.round(seen_from_both(matrix), 9))


def normed(table: sparse.csr_matrix) -> sparse.csr_matrix:
    """Rows of length 1; empty rows stay empty."""
    size = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    return sparse.csr_matrix(sparse.diags(1 / np.where(size > 0, size, 1.0)) @ table)


def contrasted(rows: Numbers) -> Numbers:
    """Rows seen against the middle of this organisation: what all have in common tells no one apart."""
    moved = rows - rows.mean(axis=0) if len(rows) > 2 else rows
    size = np.linalg.norm(moved, axis=1, keepdims=True)
    found: Numbers = moved / np.where(size > 1e-9, size, 1.0)
    return found


def _no_self(matrix: Numbers) -> Numbers:
    matrix = matrix.copy()
    np.fill_diagonal(matrix, 0.0)
    return matrix


def _even(matrix: Numbers) -> Numbers:
    """The matrix without its diagonal, divided by its mean."""
    matrix = _no_self(matrix)
    mean = float(matrix.mean()) if matrix.size else 0.0
    found: Numbers = matrix / mean if mean > 0 else matrix
    return found


def seen_from_both(matrix: Numbers) -> Numbers:
    """Likeness against how alike each of the two is to those nearest to it, so that no role is near to everyone.

    Local scaling (Zelnik-Manor and Perona 2004): what is said in general words resembles everything a little. Among
    many roles each has its like, and the matrix is left as it is.

    >>> seen_from_both(np.array([[0.0, 4.0], [4.0, 0.0]])).tolist()
    [[0.0, 1.0], [1.0, 0.0]]
    """
    near = min(NEAREST, len(matrix) - 1)
    if near < 1 or len(matrix) > FEW_ROLES:
        return matrix
    around = np.sqrt(np.maximum(np.partition(matrix, -near, axis=1)[:, -near:].mean(axis=1), 1e-12))
    found: Numbers = matrix / around[:, None] / around[None, :]
    return found


def neighbours(matrix: Numbers, number: int) -> sparse.csr_matrix:
    """Each role joined to the ``number`` most alike ones, weight = likeness; a tie goes to the first by name.

    Few roles are joined to fewer, or all of a small organisation would be neighbours.
    """
    size = len(matrix)
    near = _nearest(matrix, min(number, max(round(size / ROLES_A_NEIGHBOUR), min(2, size - 1), 0)))
    rows = np.repeat(np.arange(size), near.shape[1])
    places = near.ravel()
    keep = (matrix[rows, places] > 0) & (rows != places)
    one_way = sparse.csr_matrix((matrix[rows, places][keep], (rows[keep], places[keep])), shape=(size, size))
    return sparse.csr_matrix(one_way.maximum(one_way.T))


def _nearest(matrix: Numbers, number: int) -> NDArray[np.int64]:
    if len(matrix) < 1000:
        return np.argsort(-matrix, axis=1, kind="stable")[:, :number]
    return np.sort(np.argpartition(-matrix, number, axis=1)[:, :number], axis=1)
