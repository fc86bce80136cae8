"""An attacker at the rounds of asking how secure people feel: knows who answered when, and reads every page, file and address on every day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, product
from typing import Any

from tests.profiles.programs import program

READERS = ("hedda", "ada", "bo")
FIGURE = re.compile(r"Mean (\d[.,]\d) of (\d+) people")
BAR = re.compile(r"<span>(Not at all|A little|Fairly|Well|Completely): (\d+)</span>")
WORDS = ("Not at all", "A little", "Fairly", "Well", "Completely")
SMALLEST = 5


@dataclass(frozen=True)
class Seen:
    """What a day's pages say: people counted, ten times their mean, and how many gave each answer."""

    day: date
    people: int
    tenths: int
    spread: tuple[tuple[int, int], ...]


class Attacker:
    """Reads as those who take part in a project, and remembers."""

    def __init__(self, cast: Any, visit: Any, project: Any) -> None:
        people, key = [getattr(cast, who) for who in READERS], project.pk
        self.browsers, self.programs = [visit(one) for one in people], [program(one) for one in people]
        self.places = [
            f"/profiles/projects/{key}/follow-up/",
            f"/profiles/projects/{key}/",
            "/profiles/",
            "/home/",
        ]
        self.addresses = [f"/api/v1/profile-projects/{key}", "/api/v1/profile-projects"]
        self.seen: list[Seen] = []

    def read(self, day: date) -> None:
        """Every place as every reader; they all tell the same."""
        told = set()
        for browser in self.browsers:
            for place in self.places:
                text = browser.get(place, headers={"accept-language": "en"}).content.decode()
                if found := FIGURE.search(text):
                    spread = tuple((WORDS.index(word) + 1, int(many)) for word, many in BAR.findall(text))
                    told.add(Seen(day, int(found[2]), round(float(found[1].replace(",", ".")) * 10), spread))
        for each in self.programs:
            for address in self.addresses:
                assert "mean" not in each.get(address).content.decode()  # a program is told no figure at all
        assert len(told) <= 1
        self.seen += told

    def few(self) -> Iterator[str]:
        """Every way in which something of fewer than five follows from what was shown."""
        sizes = [0, *(one.people for one in self.seen)]
        for before, after in pairwise(sizes):
            if abs(after - before) % SMALLEST:
                yield f"{after - before} people more than before"
        for before, after in pairwise(self.seen):
            if before.people == after.people and before.tenths != after.tenths:
                yield f"the mean of {after.people} moved from {before.tenths} to {after.tenths}"
        for one in self.seen:
            if one.spread:
                yield from self._hidden(one)

    def _hidden(self, one: Seen) -> Iterator[str]:
        """The groups that are not shown, where every way they could be agrees on a number under five."""
        shown = dict(one.spread)
        left = one.people - sum(shown.values())
        others = [value for value in range(1, 6) if value not in shown]
        ways = list(self._ways(one, shown, others, left))
        for chosen in product((False, True), repeat=len(others)):
            sums = {sum(many for many, taken in zip(way, chosen, strict=True) if taken) for way in ways}
            if len(sums) == 1 and 0 < min(sums) < SMALLEST:
                those = [value for value, taken in zip(others, chosen, strict=True) if taken]
                yield f"{sums.pop()} of {one.people} answered one of {those}"

    def _ways(self, one: Seen, shown: dict[int, int], others: list[int], left: int) -> Iterator[tuple[int, ...]]:
        """How many may have given each of the answers that are not shown: few each, and the mean as it is."""
        known = sum(value * many for value, many in shown.items())
        for way in product(range(left + 1), repeat=len(others)):
            total = known + sum(value * many for value, many in zip(others, way, strict=True))
            if sum(way) == left and abs(total * 10 - one.tenths * one.people) * 2 <= one.people:
                yield way
