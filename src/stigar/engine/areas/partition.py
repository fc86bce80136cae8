"""Partition: roles gathered into groups that are more alike inside than chance would have it.

Leiden communities (Traag, Waltman and van Eck 2019) of the nearest-neighbour graph, by modularity with a resolution.
What people have answered holds always: roles said to be the same are one node, roles said to differ end apart.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

import igraph
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from stigar.engine.areas.ties import Ties

Groups = NDArray[np.int64]
Pair = tuple[int, int]


def leiden(graph: sparse.csr_matrix, resolution: float, seed: int, ties: Ties | None = None) -> Groups:
    """Group number of each role, numbered from 0 in order of first role; the same for the same seed."""
    ties = ties or Ties.free(graph.shape[0])
    merged = _merged(graph, ties.block)
    found = _communities(merged, resolution, seed)
    if ties.apart:
        found = _kept_apart(merged, found, ties.apart)
    return numbered(found[list(ties.block)])


def _merged(graph: sparse.csr_matrix, block: Sequence[int]) -> sparse.csr_matrix:
    size = len(block)
    joins = sparse.csr_matrix((np.ones(size), (np.arange(size), list(block))), shape=(size, max(block, default=-1) + 1))
    return sparse.csr_matrix(joins.T @ graph @ joins)


def _communities(graph: sparse.csr_matrix, resolution: float, seed: int) -> Groups:
    upper = sparse.triu(graph).tocoo()
    drawn = igraph.Graph(n=graph.shape[0], edges=list(zip(upper.row.tolist(), upper.col.tolist(), strict=True)))
    igraph.set_random_number_generator(random.Random(seed))
    weights = np.where(upper.row == upper.col, upper.data / 2, upper.data)
    found = drawn.community_leiden("modularity", weights=weights.tolist(), resolution=resolution, n_iterations=3)
    return np.array(found.membership, dtype=np.int64)


def _kept_apart(graph: sparse.csr_matrix, found: Groups, apart: Iterable[Pair]) -> Groups:
    """Split groups that hold a pair that must differ: each of the two gathers those most tied to it."""
    found = found.copy()
    dense = graph.toarray()
    forbidden = {*apart, *((b, a) for a, b in apart)}
    for one, other in sorted(apart):
        if found[one] != found[other]:
            continue
        members = np.flatnonzero(found == found[one])
        moving = members[dense[members, other] > dense[members, one]]
        found[[*moving, other]] = found.max() + 1
        found[one] = next(group for group in (found[m] for m in members if m == one))
    for node in range(len(found)):
        if any((node, m) in forbidden for m in np.flatnonzero(found == found[node])):
            found[node] = found.max() + 1
    return found


def numbered(groups: Groups) -> Groups:
    """The same groups numbered from 0 by their first member.

    >>> numbered(np.array([7, 3, 7])).tolist()
    [0, 1, 0]
    """
    names: dict[int, int] = {}
    return np.array([names.setdefault(int(group), len(names)) for group in groups], dtype=np.int64)
