"""Likeness: how alike the work of two roles is, from the words people use and from what the words mean.

Two cosines are added: one over weighted stems (tf-idf, rare in the organisation and in the vocabulary counts more),
one over meanings learnt from the vocabulary; each is divided by its mean so that neither drowns the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from stigar.engine.areas.roles import RoleWork
from stigar.engine.text.model import TextModel

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """Where texts of one organisation are placed: its words, how rare they are, and the model's meanings."""

    model: TextModel
    columns: Mapping[str, int]
    rarity: Numbers

    @classmethod
    def of(cls, roles: Sequence[RoleWork], model: TextModel) -> Space:
        often: dict[str, int] = {}
        for role in roles:
            for term in role.bag:
                often[term] = often.get(term, 0) + 1
        columns = {term: at for at, term in enumerate(sorted(often))}
        seen = np.array([often[term] for term in columns], dtype=float)
        here = np.log((1 + len(roles)) / (1 + seen)) + 1
        known = np.array([model.rarity(term) for term in columns], dtype=float) if model.rarities else here
        return cls(model, columns, np.sqrt(here * known))

    def words(self, bags: Sequence[Mapping[str, float]]) -> sparse.csr_matrix:
        """Bags as rows of weighted words, each of length 1 (or 0 when nothing is known)."""
        rows, places, values = [], [], []
        for row, bag in enumerate(bags):
            for term in sorted(bag):
                if term in self.columns and bag[term] > 0:
                    rows.append(row)
                    places.append(self.columns[term])
                    values.append(bag[term] * self.rarity[self.columns[term]])
        table = sparse.csr_matrix((values, (rows, places)), shape=(len(bags), len(self.columns)), dtype=float)
        size = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
        return sparse.csr_matrix(sparse.diags(1 / np.where(size > 0, size, 1.0)) @ table)

    def meanings(self, bags: Sequence[Mapping[str, float]]) -> Numbers:
        """Bags as rows of meanings, each of length 1 (or 0)."""
        return self.model.meaning(bags).astype(float)


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """All roles of an organisation in one space, and how alike they are two by two."""

    space: Space
    words: sparse.csr_matrix
    meanings: Numbers
    plain: Numbers
    matrix: Numbers

    @classmethod
    def of(cls, roles: Sequence[RoleWork], model: TextModel) -> Likeness:
        space = Space.of(roles, model)
        bags = [role.bag for role in roles]
        words, meanings = space.words(bags), space.meanings(bags)
        said = np.asarray((words @ words.T).todense(), dtype=float)
        meant = np.maximum(meanings @ meanings.T, 0.0) if meanings.shape[1] else np.zeros_like(said)
        plain = (said + meant) / 2 if meanings.shape[1] else said
        return cls(space, words, meanings, _no_self(plain), _even(said) + _even(meant))


def _no_self(matrix: Numbers) -> Numbers:
    matrix = matrix.copy()
    np.fill_diagonal(matrix, 0.0)
    return matrix


def _even(matrix: Numbers) -> Numbers:
    """The matrix without its diagonal, divided by its mean; rounded, so that equal stays equal on every machine."""
    matrix = _no_self(matrix)
    mean = matrix.mean() if matrix.size else 0.0
    return np.round(matrix / mean, 9) if mean > 0 else matrix


def neighbours(matrix: Numbers, number: int) -> sparse.csr_matrix:
    """Each role joined to the ``number`` most alike ones, weight = likeness; a tie goes to the first by name."""
    size = len(matrix)
    near = np.argsort(-matrix, axis=1, kind="stable")[:, : min(number, max(size - 1, 0))]
    rows = np.repeat(np.arange(size), near.shape[1])
    places = near.ravel()
    keep = (matrix[rows, places] > 0) & (rows != places)
    one_way = sparse.csr_matrix((matrix[rows, places][keep], (rows[keep], places[keep])), shape=(size, size))
    return sparse.csr_matrix(one_way.maximum(one_way.T))
