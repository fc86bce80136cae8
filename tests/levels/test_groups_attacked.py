"""The attacker at the pages: of no group under five can anything be worked out from all that is shown on all dates, while people join,
leave, move and are assessed anew between them. With the guard off, the same attacker finds people."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from stigar.engine.gaps.blocks import Block, Node
from stigar.engine.gaps.guarding import NOTHING, Figure, Guard, Publication
from tests.levels.attacker import Attacker

pytestmark = pytest.mark.once  # the arithmetic is the same on either database, and the campaign is long

DATES = 4


class Naive(Guard):
    """What a system shows that only counts to five: each group of five or more, as it is today."""

    def of(self, entries, *, on, before=NOTHING):
        cells = self._cells(entries)
        blocks = tuple(Block.of(Node.of(cells, [groups], frozenset()), cells, on) for groups in cells)
        sizes = Counter(group for groups, these in cells.items() for group in groups for _ in these)
        sums = {group: [one for one in blocks if group in one.common] for group, many in sizes.items() if many >= 5}
        figures = {
            group: Figure(sum(one.people for one in these), sum(one.total for one in these), on, on)
            for group, these in sums.items()
        }
        return Publication(figures, {}, blocks, frozenset())


def attacked(cast, visit, books, luck, guard=None):
    attacker = Attacker(cast, visit, [books["listening"], books["writing"]], Random(luck))
    for _ in range(DATES):
        attacker.publish_and_read(guard)
        attacker.wait()
    return attacker


@pytest.mark.parametrize("luck", range(4))
def test_no_group_under_five_can_be_worked_out_from_all_pages_on_all_dates(cast, approved, books, visit, luck):
    attacker = attacked(cast, visit, books, luck)

    assert attacker.solved() == []
    assert attacker.figures >= 8


def test_the_same_attacker_finds_people_when_the_guard_is_off(cast, approved, books, visit):
    attacker = attacked(cast, visit, books, 0, Naive())

    assert min(map(len, attacker.solved())) == 1
