"""Variations: how else the roles could be grouped, had the evidence been weighed a little differently.

The evidence of every role is weighed anew at random (a Bayesian bootstrap, Rubin 1981) and the areas are found again,
at several resolutions. What is the same in most variations is sure; what differs is worth a question. Answers reach
further than the pair that was asked: roles that nearly always stand with the asked ones are drawn along.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from stigar.engine.areas.answer import Answer
from stigar.engine.areas.likeness import neighbours
from stigar.engine.areas.partition import Groups, Numbers, gather
from stigar.engine.areas.pieces import Pieces
from stigar.engine.areas.ties import Ties

MANY_ROLES = 400  # beyond this only the seed varies, not the evidence
FINER, COARSER = 1.7, 0.6
KIN_RESOLUTION, KIN_WIDTH = 3.5, (0.8, 1.3)
DRAWN, PUSHED = 0.5, 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Variations:
    """Graphs of varied evidence; ``of`` is costly, everything else is quick."""

    graphs: tuple[sparse.csr_matrix, ...]
    seed: int

    @classmethod
    def of(cls, pieces: Pieces | None, graph: sparse.csr_matrix, runs: int, near: int, seed: int) -> Variations:
        """Weigh the evidence anew ``runs`` times; where there is too much of it only the seed varies."""
        if pieces is None or not 3 <= graph.shape[0] <= MANY_ROLES:
            return cls((graph,) * runs, seed)
        dice = np.random.default_rng(seed)
        drawn = (dice.exponential(size=len(pieces.owner)) for _ in range(runs))
        return cls(tuple(neighbours(pieces.likeness(factors), near) for factors in drawn), seed)

    def ways(self, resolution: float, ties: Ties, pull: Numbers | None) -> list[Groups]:
        """The areas found in every variation, each at a resolution of its own around the given one."""
        spread = resolution * COARSER * (FINER / COARSER) ** self._between()
        return [
            gather(graph, float(at), self.seed + run, ties, pull, attempts=2)
            for run, (graph, at) in enumerate(zip(self.graphs, spread, strict=True))
        ]

    def _between(self) -> NDArray[np.float64]:
        """Numbers evenly between 0 and 1, in mixed order."""
        return (np.random.default_rng(self.seed).permutation(len(self.graphs)) + 0.5) / max(len(self.graphs), 1)

    def pull(self, roles: Sequence[str], answers: Iterable[Answer]) -> Numbers | None:
        """What the answers say about all pairs: those close to a pair that was asked follow it in part."""
        number = {role: at for at, role in enumerate(roles)}
        asked = [
            (number[one.one], number[one.other], one.same) for one in answers if {one.one, one.other} <= set(number)
        ]
        if not asked:
            return None
        kin = self._kin(len(roles))
        found = np.zeros((len(roles), len(roles)))
        for one, other, same in asked:
            both = np.outer(kin[one], kin[other])
            found += (DRAWN if same else -PUSHED) * np.minimum(both + both.T, 1.0)
        np.fill_diagonal(found, 0.0)
        return found

    def _kin(self, size: int) -> Numbers:
        """How nearly always two roles stand in the same small group: the share of the variations, squared."""
        found = np.zeros((size, size))
        for width in KIN_WIDTH:
            for graph in self.graphs:
                way = gather(graph, KIN_RESOLUTION * width, self.seed, attempts=1)
                found += way[:, None] == way[None, :]
        share: Numbers = (found / (len(KIN_WIDTH) * len(self.graphs))) ** 2
        return share
