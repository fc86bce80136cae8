"""Groups that are more alike inside than chance: against an independent implementation, and within what is allowed."""

from __future__ import annotations

import igraph
import numpy as np
import pytest
from scipy import sparse

from stigar.engine.areas.overlap import adjusted_rand
from stigar.engine.areas.partition import gather
from stigar.engine.areas.ties import Ties


def planted(groups=4, each=8, seed=1, inside=0.7, outside=0.08):
    """A random graph whose groups are known."""
    dice = np.random.default_rng(seed)
    label = np.repeat(np.arange(groups), each)
    chance = np.where(label[:, None] == label[None, :], inside, outside)
    table = np.triu(dice.random(chance.shape) < chance, 1) * dice.uniform(0.5, 1.5, chance.shape)
    return sparse.csr_matrix(table + table.T), label


@pytest.mark.parametrize("seed", range(5))
def test_planted_groups_are_found(seed):
    graph, label = planted(seed=seed)

    assert adjusted_rand(gather(graph, 1.0, 7).tolist(), label.tolist()) > 0.9


@pytest.mark.parametrize("seed", range(5))
def test_moving_within_decisions_is_as_good_as_leiden_when_nothing_is_decided(seed):
    graph, _ = planted(seed=seed, inside=0.5, outside=0.15)
    drawn = igraph.Graph.Weighted_Adjacency(graph.toarray().tolist(), mode="undirected")

    def modularity(found):
        return drawn.modularity(found.tolist(), weights="weight")

    ours = gather(graph, 1.0, 7, Ties.free(32), np.zeros((32, 32)))
    assert modularity(ours) > 0.97 * modularity(gather(graph, 1.0, 7))


def test_adjusted_rand_is_the_same_as_in_another_implementation():
    metrics = pytest.importorskip("sklearn.metrics")
    dice = np.random.default_rng(5)
    for _ in range(50):
        one, other = dice.integers(0, 5, 30).tolist(), dice.integers(0, 4, 30).tolist()
        assert adjusted_rand(one, other) == pytest.approx(metrics.adjusted_rand_score(one, other))


def test_what_must_be_together_is_and_what_must_be_apart_is():
    graph, _ = planted()
    block = list(range(32))
    block[8] = 0
    ties = Ties(tuple(np.unique(block, return_inverse=True)[1].tolist()), frozenset({(1, 2), (0, 3)}))

    found = gather(graph, 1.0, 7, ties)

    assert found[0] == found[8]
    assert found[1] != found[2]
    assert found[0] != found[3]


def test_no_roles_and_roles_without_likeness_do_no_harm():
    assert gather(sparse.csr_matrix((0, 0)), 1.0, 7).tolist() == []
    assert gather(sparse.csr_matrix((3, 3)), 1.0, 7).tolist() == [0, 1, 2]
