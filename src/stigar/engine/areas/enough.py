"""Enough? How well the areas could be found from as much evidence as a role has.

The curve was measured on organisations whose areas were known: with the title and 3, 6 and 10 tasks a role, the
adjusted Rand index was .655, .710 and .733. A meter shows the share of the best that this evidence gives.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from stigar.engine.vocabulary import Evidence, Kind

MEASURED = ((0, 0.0), (1, 0.40), (3, 0.655), (6, 0.710), (10, 0.733))
FIRST_GOAL, BEST = 6, 10
SKILL_COUNTS_AS = 0.5


@dataclass(frozen=True, slots=True)
class Enough:
    """``share`` 0..1 of what evidence can give; how many tasks and skills there are, and what is ``missing``.

    ``missing`` is (what, how many): ``("task", 4)`` is four tasks more until six.
    """

    share: float
    tasks: int
    skills: int
    missing: tuple[tuple[str, int], ...] = ()

    @property
    def enough(self) -> bool:
        return not self.missing


def enough(evidence: Iterable[Evidence]) -> Enough:
    """The meter of one role, from its evidence. Traits and repeated or blank texts do not count.

    >>> enough([Evidence("Chef", "Leder möten"), Evidence("Chef", "Sätter lön"), Evidence("Chef", "Anställer")])
    Enough(share=0.8936, tasks=3, skills=0, missing=(('task', 3),))
    """
    said = {(one.kind, " ".join(one.text.lower().split())) for one in evidence if one.text.strip() and one.weight > 0}
    number = Counter(kind for kind, _ in said)
    tasks, skills = number[Kind.TASK], number[Kind.SKILL]
    counted = tasks + SKILL_COUNTS_AS * skills
    lacking = max(0, ceil(FIRST_GOAL - counted))
    return Enough(round(_curve(counted), 4), tasks, skills, (("task", lacking),) if lacking else ())


def _curve(pieces: float) -> float:
    """Share of the best, between the measured points in straight lines."""
    for (few, low), (many, high) in pairwise(MEASURED):
        if pieces <= many:
            return (low + (high - low) * (pieces - few) / (many - few)) / MEASURED[-1][1]
    return 1.0
