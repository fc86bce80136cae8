"""Figures of groups from which nobody can be worked out: not by subtraction, not by drilling down, not by comparing two dates.

People are parted into blocks, and a group's figure is the sum of the blocks that lie in it, so everything that is shown is made
of block sums. There is one rule: **a block is summed, for the first time or anew, only when at least five of its people have
something that no shown sum has held before, and these are not all at the same end of what they could have.** From it follows:

- What few can be found by adding and subtracting? Take any sum of shown sums. Of the blocks in it that were summed last, each holds
  five people's records that are in no other sum. They cannot cancel, so at least five people are left in it.
- What can be found because levels have ends? In any block, what is new can be moved a little from one person to another, and
  every later block can take up the difference among its own new records, none of which are all at an end. So no sum over
  under five people is settled by what is shown, for whoever knows nothing of single people beforehand.

It is complementary cell suppression (Hundepool et al., Statistical Disclosure Control, 2012, ch. 4) done with blocks: whoever is too
few is summed together with the neighbours with whom most count in most of their groups, or waits and counts nowhere; a group
has a figure when enough of its people count in it. ``attack.solvable`` tries to break it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import fsum
from typing import Any

from stigar.engine.gaps.blocks import Block, Entry, Groups, Node, merged

FEW, PARTLY = "few", "partly"
SMALLEST_GROUP = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """What a group shows: how many people are counted, their total, and the days the sums are from."""

    people: int
    total: float
    oldest: date
    newest: date

    @property
    def mean(self) -> float:
        """The total divided by the people."""
        return self.total / self.people


@dataclass(frozen=True, slots=True)
class Publication:
    """What may be shown of one competence, and what the next publication must remember.

    ``hidden`` says why: ``few`` (nobody counts in it yet), or ``partly`` (too few of them do). What may be told of a group that is
    hidden is that it is hidden.
    """

    figures: Mapping[str, Figure]
    hidden: Mapping[str, str]
    blocks: tuple[Block, ...]
    seen: frozenset[str]

    def __iter__(self) -> Iterator[tuple[str, Figure]]:
        return iter(sorted(self.figures.items()))

    def why(self, group: str) -> str:
        """Why a group has no figure: a code; empty where it has one."""
        return "" if group in self.figures else self.hidden.get(group, FEW)

    def kept(self) -> dict[str, Any]:
        """All of it as plain data, to keep in a row; ``seen`` may as well be a mark on each record."""
        return {
            "blocks": [one.kept() for one in self.blocks],
            "seen": sorted(self.seen),
            "shown": sorted(self.figures),
            "hidden": dict(self.hidden),
        }

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Publication:
        """Again from what was kept."""
        blocks = tuple(Block.read(one) for one in data["blocks"])
        figures = {group: _sum([one for one in blocks if group in one.common]) for group in data["shown"]}
        return cls(figures, data["hidden"], blocks, frozenset(data["seen"]))

    def __str__(self) -> str:
        return "\n".join(f"{group}: {one.people} people, {one.total:g}" for group, one in self)


NOTHING = Publication({}, {}, (), frozenset())


@dataclass(frozen=True, slots=True)
class Guard:
    """``smallest`` group; ``enough``: the share of a group's people that must count in its figure.

    >>> team = [Entry(name, meets, f"{name}-1", frozenset({"North"})) for name, meets in zip("abcdef", (0, 1, 1, 0, 1, 1))]
    >>> print(Guard().of(team, on=date(2026, 1, 1)))
    North: 6 people, 4
    >>> Guard().of(team[:4], on=date(2026, 1, 1)).figures
    {}
    """

    smallest: int = SMALLEST_GROUP
    enough: float = 0.6

    def of(self, entries: Iterable[Entry], *, on: date, before: Publication = NOTHING) -> Publication:
        """What may be shown of one competence on a day, given what has been shown ``before``.

        Everybody has one entry, in all the groups they belong to: their unit and all above it, their area, and every
        filter that is to have figures. A block without five new keeps the sum it had. Blocks of groups that nobody is in
        any longer are let go. One measure of a competence is shown and no other (``entering``): two, such as how many
        meet it and their mean level, say more together than the rule keeps.
        """
        cells = self._cells(entries)
        kept, free = self._standing(cells, before)
        nodes = [Node.of(cells, these, before.seen) for these in sorted(free, key=_named)]
        found = merged(nodes, frozenset(before.figures), self.smallest)
        new = [Block.of(node, cells, on) for node in found]
        blocks = tuple(sorted((*kept, *new), key=lambda one: _named(one.cells)))
        figures, hidden = self._shown(blocks, cells)
        return Publication(figures, hidden, blocks, before.seen.union(*(one.versions for one in new)))

    def _cells(self, entries: Iterable[Entry]) -> dict[Groups, list[Entry]]:
        cells: dict[Groups, list[Entry]] = {}
        given = sorted(entries, key=lambda one: one.person)
        for name in ("person", "version"):
            if len({getattr(one, name) for one in given}) < len(given):
                raise ValueError(f"two entries of one figure have the same {name}")
        for one in given:
            if one.groups:
                cells.setdefault(one.groups, []).append(one)
        return cells

    def _standing(
        self, cells: Mapping[Groups, list[Entry]], before: Publication
    ) -> tuple[list[Block], list[frozenset[Groups]]]:
        """The blocks that stay as they were, and the cells that are free to be summed: those of a block with enough that is
        new stay together, unless each could stand alone; cells of no block stand alone."""
        kept, free, alone = [], [], set(cells)
        for block in before.blocks:
            here = frozenset(groups for groups in block.cells if groups in cells)
            if not here:
                continue
            alone -= here
            parts = [Node.of(cells, [groups], before.seen) for groups in here]
            if all(one.may_be_summed(self.smallest) for one in parts):
                alone |= here
            elif Node.of(cells, here, before.seen).may_be_summed(self.smallest):
                free.append(here)
            else:
                kept.append(block)
        return kept, free + [frozenset({groups}) for groups in alone]

    def _shown(
        self, blocks: Iterable[Block], cells: Mapping[Groups, list[Entry]]
    ) -> tuple[dict[str, Figure], dict[str, str]]:
        """The figures of the groups of which enough people lie in whole blocks, and why the others have none."""
        inside: dict[str, list[Block]] = {}
        for block in blocks:
            for group in block.common:
                inside.setdefault(group, []).append(block)
        size = Counter(group for groups, these in cells.items() for group in groups for _ in these)
        sums = {group: _sum(inside[group]) for group in sorted(inside)}
        figures = {group: one for group, one in sums.items() if one.people >= self.enough * size[group]}
        hidden = {group: PARTLY if group in sums else FEW for group in sorted(size) if group not in figures}
        return figures, hidden


def _named(cells: Iterable[Groups]) -> list[list[str]]:
    return sorted(map(sorted, cells))


def _sum(blocks: list[Block]) -> Figure:
    days = [one.on for one in blocks]
    return Figure(sum(one.people for one in blocks), fsum(one.total for one in blocks), min(days), max(days))
