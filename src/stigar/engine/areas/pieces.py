"""Pieces: roles made again from the same pieces of evidence, weighed differently.

Everything about a piece is worked out once; then a role with a piece left out, or with its evidence weighed a little
differently, costs only an addition. Used to say why, how sure, and whether there are areas at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from stigar.engine.areas.likeness import Likeness, Numbers, Space, normed
from stigar.engine.areas.roles import TITLE, Piece, RoleWork
from stigar.engine.text.work import FOR_TITLE, FOR_WORK, WorkSpace, unit

MANY_PIECES = 5000


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """The pieces of some roles: whose they are, how much they weigh, what they say and mean."""

    space: Space
    owner: NDArray[np.int64]
    weight: Numbers
    title: NDArray[np.bool_]
    said: sparse.csr_matrix
    meant: Numbers
    scores: NDArray[np.float32]
    fields: NDArray[np.float32]

    @classmethod
    def of(cls, space: Space, roles: Sequence[Sequence[Piece]]) -> Pieces:
        """All pieces of these roles, in order."""
        flat = [piece for pieces in roles for piece in pieces]
        model, bags = space.model, [piece.bag for piece in flat]
        meant = model.weighted(bags) @ model.meanings if model.meanings is not None else np.zeros((len(flat), 0))
        nothing = np.zeros((len(flat), 0), dtype=np.float32)
        rows = model.rows(bags)
        return cls(
            space,
            np.repeat(np.arange(len(roles)), [len(pieces) for pieces in roles]),
            np.array([piece.weight for piece in flat], dtype=float),
            np.array([piece.kind == TITLE for piece in flat], dtype=bool),
            space.weighted(bags),
            np.asarray(meant, dtype=float),
            model.space.scores(rows) if model.space else nothing,
            model.space.spoken_for(rows) if model.space else nothing,
        )

    def only(self, role: int) -> Pieces:
        """The pieces of one role."""
        these = np.flatnonzero(self.owner == role)
        return Pieces(
            self.space,
            np.zeros(len(these), dtype=np.int64),
            self.weight[these],
            self.title[these],
            self.said[these],
            self.meant[these],
            self.scores[these],
            self.fields[these],
        )

    def made(self, weights: sparse.csr_matrix) -> tuple[sparse.csr_matrix, Numbers, Numbers]:
        """Rows made of pieces (rows x pieces): their words, meanings and places among occupations."""
        words = normed(sparse.csr_matrix(weights @ self.said))
        meanings = unit(np.asarray(weights @ self.meant)).astype(float)
        if self.space.model.space is None:
            return words, meanings, np.zeros((weights.shape[0], 0))
        return words, meanings, self._works(self.space.model.space, weights.astype(np.float32))

    def remade(self, weights: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """The same for a few rows over a few pieces, where plain tables are quicker than sparse ones."""
        words = _sized(weights @ self.said.toarray())
        meanings = _sized(weights @ self.meant)
        if self.space.model.space is None:
            return words, meanings, np.zeros((len(weights), 0))
        return words, meanings, self._works(self.space.model.space, weights.astype(np.float32))

    def _works(self, work: WorkSpace, weights: sparse.csr_matrix | NDArray[np.float32]) -> Numbers:
        """Places among occupations, with the fields of work beside them."""
        title, tasks = weights[:, self.title], weights[:, ~self.title]
        places = work.from_scores(np.asarray(title @ self.scores[self.title]), FOR_TITLE) + work.from_scores(
            np.asarray(tasks @ self.scores[~self.title]), FOR_WORK
        )
        by_title, by_work = title @ self.fields[self.title], tasks @ self.fields[~self.title]
        return work.beside(places, np.asarray(by_title), np.asarray(by_work)).astype(float)

    def likeness(self, factors: Numbers) -> Numbers:
        """How alike the roles are when each piece weighs ``factors`` times as much as it does."""
        roles = int(self.owner.max()) + 1
        rows = sparse.csr_matrix(
            (self.weight * factors, (self.owner, np.arange(len(self.owner)))), (roles, len(factors))
        )
        return Likeness.from_parts(self.space, *self.made(rows)).matrix


def _sized(rows: Numbers) -> Numbers:
    size = np.linalg.norm(rows, axis=1, keepdims=True)
    found: Numbers = rows / np.where(size > 1e-12, size, 1.0)
    return found


def all_pieces(space: Space, roles: Sequence[RoleWork]) -> Pieces | None:
    """The pieces of whole roles; None where they are too many to hold at once."""
    if sum(len(role.pieces) for role in roles) > MANY_PIECES:
        return None
    return Pieces.of(space, [role.pieces for role in roles])
