"""Partition: roles gathered into groups that are more alike inside than chance would have it.

Leiden communities (Traag, Waltman and van Eck 2019) of the nearest-neighbour graph, by modularity with a resolution.
What people have decided holds always: roles said to be the same are one node, roles said to differ end apart; then
groups are joined greedily and roles moved one by one while it helps, within what is allowed.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import igraph
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from stigar.engine.areas.ties import Ties

Groups = NDArray[np.int64]
Numbers = NDArray[np.float64]
FEW = 250  # up to so many nodes, groups are joined greedily from single roles; beyond, Leiden alone gives the starts
SWEEPS = 8
STARTS = 2
ROUNDS = 15
FULL_SIZE, SMALLEST, LARGEST = 27, 0.55, 1.1


def fitting(resolution: float, roles: int) -> float:
    """The resolution to use for so many roles: few roles need a coarser look, or every pair becomes an area.

    Measured: about .8 served organisations of 14 roles best, 1.2 those of 22 and 1.7 those of 30 (decision 0010).

    >>> [round(fitting(1.5, roles), 2) for roles in (10, 22, 200)]
    [0.83, 1.22, 1.65]
    """
    return resolution * min(max(roles / FULL_SIZE, SMALLEST), LARGEST)


def gather(
    graph: sparse.csr_matrix,
    resolution: float,
    seed: int,
    ties: Ties | None = None,
    pull: Numbers | None = None,
    *,
    attempts: int = 6,
) -> Groups:
    """Group number of each role, numbered from 0 in order of first role; the same for the same seed.

    ``pull`` is what answers say about pairs that resemble the asked ones: added to the graph, negative pushes apart.
    """
    ties = ties or Ties.free(graph.shape[0])
    if not ties.apart and pull is None:
        return numbered(leiden(_merged(graph, ties.block), resolution, seed, attempts)[list(ties.block)])
    gain = _blocks(_gain(graph, resolution, pull), ties.block)
    apart = np.zeros(gain.shape, dtype=bool)
    for one, other in ties.apart:
        apart[one, other] = apart[other, one] = True
    merged = _merged(graph, ties.block)
    starts = [_loosened(leiden(merged, resolution, seed + at, 1), apart) for at in range(STARTS)]
    starts += [_joined(gain, apart)] if len(gain) <= FEW else []
    ends = [_settled(gain, apart, start) for start in starts]
    return numbered(max(ends, key=lambda groups: _worth(gain, groups))[list(ties.block)])


def _settled(gain: Numbers, apart: NDArray[np.bool_], groups: Groups) -> Groups:
    """Roles moved, then whole groups joined, then roles moved once more."""
    groups = _moved(gain, apart, groups)
    member = np.eye(int(groups.max()) + 1)[groups] if len(groups) else np.zeros((0, 0))
    clash = (member.T @ apart @ member) > 0
    return _moved(gain, apart, _joined(member.T @ gain @ member, clash)[groups])


def _worth(gain: Numbers, groups: Groups) -> float:
    return float(gain[groups[:, None] == groups[None, :]].sum())


def leiden(graph: sparse.csr_matrix, resolution: float, seed: int, attempts: int) -> Groups:
    """Communities of a graph: the best by modularity of a few attempts."""
    upper = sparse.triu(graph).tocoo()
    drawn = igraph.Graph(n=graph.shape[0], edges=np.column_stack([upper.row, upper.col]).tolist())
    weights = np.where(upper.row == upper.col, upper.data / 2, upper.data).tolist()
    igraph.set_random_number_generator(random.Random(seed))
    found = [
        drawn.community_leiden("modularity", weights=weights, resolution=resolution, n_iterations=ROUNDS)
        for _ in range(attempts)
    ]
    best = max(found, key=lambda one: drawn.modularity(one.membership, weights=weights, resolution=resolution))
    return numbered(np.array(best.membership, dtype=np.int64))


def numbered(groups: Groups) -> Groups:
    """The same groups numbered from 0 by their first member.

    >>> numbered(np.array([7, 3, 7])).tolist()
    [0, 1, 0]
    """
    names: dict[int, int] = {}
    return np.array([names.setdefault(int(group), len(names)) for group in groups], dtype=np.int64)


def _merged(graph: sparse.csr_matrix, block: Sequence[int]) -> sparse.csr_matrix:
    """The graph with each block as one node."""
    size = len(block)
    if size == max(block, default=-1) + 1:
        return graph
    joins = sparse.csr_matrix((np.ones(size), (np.arange(size), list(block))), shape=(size, max(block) + 1))
    return sparse.csr_matrix(joins.T @ graph @ joins)


def _gain(graph: sparse.csr_matrix, resolution: float, pull: Numbers | None) -> Numbers:
    """What each pair adds to modularity by being together."""
    dense = graph.toarray()
    degree = dense.sum(axis=1)
    gain: Numbers = dense - resolution * np.outer(degree, degree) / max(float(degree.sum()), 1e-12)
    return gain if pull is None else gain + pull * (float(graph.data.mean()) if graph.nnz else 1.0)


def _blocks(gain: Numbers, block: Sequence[int]) -> Numbers:
    joins = np.zeros((len(block), max(block) + 1))
    joins[np.arange(len(block)), list(block)] = 1.0
    found: Numbers = joins.T @ gain @ joins
    np.fill_diagonal(found, 0.0)
    return found


def _joined(gain: Numbers, apart: NDArray[np.bool_]) -> Groups:
    """Groups joined two by two, best first, while it gains and is allowed."""
    value, allowed = gain.copy(), ~np.asarray(apart, dtype=bool)
    np.fill_diagonal(allowed, val=False)
    groups = np.arange(len(gain))
    while True:
        open_ = np.where(allowed, value, -np.inf)
        one, other = divmod(int(open_.argmax()), len(gain)) if len(gain) else (0, 0)
        if not len(gain) or not open_[one, other] > 0:
            return groups
        value[one] += value[other]
        value[:, one] += value[:, other]
        allowed[one] &= allowed[other]
        allowed[:, one] &= allowed[:, other]
        allowed[other], allowed[:, other], allowed[one, one] = False, False, False
        groups[groups == other] = one


def _loosened(groups: Groups, apart: NDArray[np.bool_]) -> Groups:
    """Nodes that stand with someone they must be apart from get a group of their own."""
    groups = groups.copy()
    for node in np.flatnonzero(apart.any(axis=1)):
        if apart[node, groups == groups[node]].any():
            groups[node] = groups.max() + 1
    return groups


def _moved(gain: Numbers, apart: NDArray[np.bool_], groups: Groups) -> Groups:
    """Nodes moved one by one to where they gain most, while it helps and is allowed."""
    groups = numbered(groups)
    size = len(groups)
    member = np.zeros((size, size + 1))
    member[np.arange(size), groups] = 1.0
    value, clash = gain @ member, apart.astype(float) @ member
    number = member.sum(axis=0)
    for _ in range(SWEEPS):
        still = True
        for node in range(size):
            here = int(groups[node])
            empty = int(np.flatnonzero(number == 0)[0])
            can = (clash[node] < 0.5) & (number > 0)
            can[empty] = True
            best = int(np.where(can, value[node], -np.inf).argmax())
            if best == here or value[node, best] <= value[node, here] + 1e-9:
                continue
            for table, change in ((value, gain[:, node]), (clash, apart[:, node])):
                table[:, here] -= change
                table[:, best] += change
            number[here], number[best] = number[here] - 1, number[best] + 1
            groups[node], still = best, False
        if still:
            break
    return groups
