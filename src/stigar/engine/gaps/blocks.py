"""Blocks: people who are summed together, and how those too few are put together with others at the least cost."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum
from typing import Any

Groups = frozenset[str]
MOST_TRIED = 400  # neighbours looked at for each that is too small


@dataclass(frozen=True, slots=True)
class Entry:
    """What one person adds to a figure: a value, the name of the record it comes from, all their groups, and the ends
    between which the value could lie for this person. Whose ends are one is known to all and protects nobody.

    ``version`` names this record and no other: when the person gets a new one, it is another.
    """

    person: str
    value: float
    version: str
    groups: Groups
    ends: tuple[float, float] = (0.0, 1.0)

    def __post_init__(self) -> None:
        if not self.ends[0] <= self.value <= self.ends[1]:
            raise ValueError(f"a value lies outside the ends it was said to have: {self.value}, {self.ends}")


@dataclass(frozen=True, slots=True)
class Node:
    """Some cells (people with all groups in common) that are to be summed together.

    Of what is new in them and not known anyhow: how many, and whether any is off the low end and off the high end.
    """

    cells: frozenset[Groups]
    people: int
    fresh: int
    off_low: bool
    off_high: bool
    common: Groups

    @classmethod
    def of(cls, cells: Mapping[Groups, Sequence[Entry]], these: Iterable[Groups], seen: frozenset[str]) -> Node:
        """Some cells; what is new is what has not been seen."""
        mine = frozenset(these)
        open_ = (one for groups in mine for one in cells[groups] if one.ends[0] < one.ends[1])
        new = [one for one in open_ if one.version not in seen]
        return cls(
            mine,
            sum(len(cells[groups]) for groups in mine),
            len(new),
            any(one.value > one.ends[0] for one in new),
            any(one.value < one.ends[1] for one in new),
            frozenset.intersection(*mine),
        )

    def with_(self, other: Node) -> Node:
        """Two as one."""
        return Node(
            self.cells | other.cells,
            self.people + other.people,
            self.fresh + other.fresh,
            self.off_low or other.off_low,
            self.off_high or other.off_high,
            self.common & other.common,
        )

    def may_be_summed(self, smallest: int) -> bool:
        """Enough with something new, and not all at the same end. More people never make it less so."""
        return self.fresh >= smallest and self.off_low and self.off_high


@dataclass(frozen=True, slots=True)
class Block:
    """A sum that has been shown: of which cells, over how many people and which records, on which day."""

    cells: frozenset[Groups]
    people: int
    total: float
    versions: frozenset[str]
    on: date

    @classmethod
    def of(cls, node: Node, cells: Mapping[Groups, Sequence[Entry]], on: date) -> Block:
        """What a node comes to."""
        entries = [one for groups in node.cells for one in cells[groups]]
        total = fsum(one.value for one in entries)
        return cls(node.cells, len(entries), total, frozenset(one.version for one in entries), on)

    @property
    def common(self) -> Groups:
        """The groups that the whole block lies in."""
        return frozenset.intersection(*self.cells)

    def kept(self) -> dict[str, Any]:
        """As plain data. The records are not kept here, only in what has been seen."""
        cells = sorted(sorted(one) for one in self.cells)
        return {"cells": cells, "people": self.people, "total": self.total, "on": self.on.isoformat()}

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Block:
        """Again from plain data."""
        cells = frozenset(frozenset(one) for one in data["cells"])
        return cls(cells, data["people"], data["total"], frozenset(), date.fromisoformat(data["on"]))


def merged(nodes: Iterable[Node], shown: Groups, smallest: int) -> tuple[Node, ...]:
    """Nodes put together until they may be summed, the smallest first, so that as many people as possible count in as many
    of their groups as possible. Whoever is too few and fits with nobody waits; no merge takes anybody out of a group
    whose figure has been ``shown``."""
    table = _Table(nodes, shown, smallest)
    waiting = [(node.fresh, number) for number, node in table.nodes.items() if not node.may_be_summed(smallest)]
    heapq.heapify(waiting)
    while waiting:
        _, number = heapq.heappop(waiting)
        other = table.partner(number) if number in table.nodes else None
        if other is None:
            continue
        new = table.merge(number, other)
        if not table.nodes[new].may_be_summed(smallest):
            heapq.heappush(waiting, (table.nodes[new].fresh, new))
    return tuple(node for node in table.nodes.values() if node.may_be_summed(smallest))


class _Table:
    """The nodes by number, and where each group has its nodes."""

    def __init__(self, nodes: Iterable[Node], shown: Groups, smallest: int) -> None:
        self.nodes = dict(enumerate(nodes))
        self.shown = shown
        self.smallest = smallest
        self.places: dict[str, set[int]] = {}
        self.next = len(self.nodes)
        for number, node in self.nodes.items():
            for group in node.common:
                self.places.setdefault(group, set()).add(number)

    def partner(self, number: int) -> int | None:
        """The node together with which most people count in most of their groups; None where it is better to wait."""
        near: set[int] = set()
        for group in sorted(self.nodes[number].common, key=lambda one: (len(self.places[one]), one)):
            if near and len(near) + len(self.places[group]) > MOST_TRIED:
                break
            near |= self.places[group]
        found = [(self.gain(number, one), -self.nodes[one].fresh, -one) for one in near if one != number]
        best = max(found, default=(0.0, 0, 0))
        return -best[2] if best[0] > 0 else None

    def gain(self, one: int, other: int) -> float:
        """How many more people count, group by group, than if the first waited; a node that still is too small counts half."""
        mine, theirs = self.nodes[one], self.nodes[other]
        common = mine.common & theirs.common
        if ((mine.common | theirs.common) - common) & self.shown:
            return 0.0
        if theirs.may_be_summed(self.smallest):
            return mine.people * len(common) - theirs.people * len(theirs.common - common)
        enough = mine.fresh + theirs.fresh >= self.smallest
        return (mine.people + theirs.people) * len(common) * (1.0 if enough else 0.5)

    def merge(self, one: int, other: int) -> int:
        """Two nodes become a new one, with a new number."""
        first, second = self.nodes.pop(one), self.nodes.pop(other)
        node, number = first.with_(second), self.next
        self.next += 1
        for was, gone in ((first, one), (second, other)):
            for group in was.common:
                self.places[group].discard(gone)
        for group in node.common:
            self.places[group].add(number)
        self.nodes[number] = node
        return number
