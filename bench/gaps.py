"""Figures of the gaps engine, measured: ``python -m bench.gaps [--quick]``.

100,000 people in 2,000 units, 60 profiles that together require 40 competences of everybody, eight levels in ten known; drawn from a seed.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import numpy as np

from stigar.engine.gaps import (
    Coverage,
    Entry,
    GapFinder,
    Guard,
    Known,
    Need,
    Offer,
    Picture,
    Picturing,
    Placed,
    ProgrammeOrder,
    Source,
)

COMPETENCES, PROFILES, TEAMS, DEPARTMENTS = 40, 60, 2000, 50
TODAY = date(2026, 6, 1)


def cpu(ask: Callable[[], Any], times: int = 5) -> float:
    """Milliseconds of processor, the middle of some runs."""
    spent = []
    for _ in range(times):
        started = time.process_time()
        ask()
        spent.append(time.process_time() - started)
    return sorted(spent)[times // 2] * 1000


def organisation(people: int) -> Picture:
    """The table, filled competence by competence."""
    luck = np.random.default_rng(1000)
    units: dict[str, str | None] = {"all": None}
    units |= {f"d{at:02}": "all" for at in range(DEPARTMENTS)}
    units |= {f"t{at:04}": f"d{at % DEPARTMENTS:02}" for at in range(TEAMS)}
    profiles = {
        f"role {at:02}": [
            Need(f"c{one:02}", int(level), int(luck.integers(1, 4)), int(level) + 1 if luck.random() < 0.3 else None)
            for one, level in enumerate(luck.integers(1, 5, COMPETENCES))
        ]
        for at in range(PROFILES)
    }
    placed = [
        Placed(f"p{at:06}", f"role {int(role):02}", f"t{int(team):04}")
        for at, (role, team) in enumerate(
            zip(luck.integers(0, PROFILES, people), luck.integers(0, TEAMS, people), strict=True)
        )
    ]
    picture = Picturing().laid(placed, profiles, units)
    for name in picture.competences:
        levels = luck.integers(1, 6, people) * (luck.random(people) < 0.8)
        picture.fill(name, np.arange(people), levels, 20000 + luck.integers(0, 600, people))
    return picture


def whole(people: int) -> Iterator[str]:
    """The picture and what hangs on it."""
    started = time.process_time()
    picture = organisation(people)
    spent, size = time.process_time() - started, picture.codes.nbytes / 1e6
    yield f"{people:,} people x {COMPETENCES}: the table laid and filled in {spent:.2f} s, {size:.0f} MB"
    yield f"full picture: {cpu(picture.whole):.1f} ms CPU (goal 100; starting line numpy 66, duckdb 670, polars 840)"
    for unit in ("t0000", "d00"):
        size = len(picture.numbers_in(unit))
        yield f"top gaps of a unit of {size:,}: {cpu(lambda unit=unit: picture.in_unit(unit).top()):.2f} ms CPU (goal 5)"
    yield f"the numbers of those below in one competence: {cpu(lambda: picture.votes('c00', 'below')):.2f} ms"
    yield f"one changed level: {cpu(lambda: [picture.patch('p000007', 'c07', 3, on=TODAY) for _ in range(1000)]):.1f} us"
    leaving = {person: TODAY + timedelta(days=at % 700) for at, person in enumerate(picture.people[::50])}
    yield f"coverage with {len(leaving):,} leaving: {cpu(lambda: Coverage().of(picture, today=TODAY, leaving=leaving)):.0f} ms"
    offers = [Offer(f"area {at}", tuple(f"c{one:02}" for one in range(at, at + 8)), 20) for at in range(0, 32, 4)]
    yield f"{len(offers)} programmes of 8 competences: {cpu(lambda: ProgrammeOrder().of(offers, picture)):.0f} ms"


def one_person() -> Iterator[str]:
    """One person with 40 requirements and 200 records."""
    needs = [Need(f"c{at:02}", at % 4 + 1, at % 3 + 1, place=at) for at in range(COMPETENCES)]
    known = [
        Known(f"c{at % COMPETENCES:02}", at % 5 + 1, list(Source)[at % 5], TODAY - timedelta(days=at * 5))
        for at in range(200)
    ]
    spent = cpu(lambda: GapFinder().of(needs, known, today=TODAY))
    yield f"one person, {COMPETENCES} requirements, 200 records: {spent:.2f} ms CPU (goal 1 for the query, 5 for the page)"


def entries(people: int, teams: int, luck: Random) -> list[Entry]:
    """A company in which most of a team are of one area."""
    home = [(f"d{luck.randrange(max(2, teams // 20))}", f"a{luck.randrange(7)}") for _ in range(teams)]
    size = [luck.choice([5, 8, 12, 20, 30]) for _ in range(teams)]
    found = []
    for at, team in enumerate(luck.choices(range(teams), size, k=people)):
        department, area = home[team]
        area = area if luck.random() < 0.85 else f"a{luck.randrange(7)}"
        if luck.random() < 0.8:
            level = luck.choice([1, 2, 2, 3, 3, 3, 4, 4, 5])
            groups = frozenset({"all", department, f"t{team}", area})
            found.append(Entry(f"p{at:06}", float(level >= 3), f"p{at}/1", groups))
    return found


def guarding(sizes: list[int]) -> Iterator[str]:
    """How many of the groups with five may be shown, and what it costs."""
    for people in sizes:
        told = entries(people, people // 18, Random(1000))
        started = time.process_time()
        shown = Guard().of(told, on=TODAY)
        spent = time.process_time() - started
        large = Counter(group[0] for group, size in Counter(g for one in told for g in one.groups).items() if size >= 5)
        names = {"t": "teams", "d": "departments", "a": "areas and the whole"}
        found = Counter(group for group, _ in ((name[0], 0) for name in shown.figures))
        parts = ", ".join(f"{found[key]} of {large[key]} {name}" for key, name in names.items())
        yield f"guarded figures, {people:,} people, one competence: {spent:.2f} s CPU; shown {parts} of five or more"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smaller samples")
    quick = parser.parse_args().quick
    parts = (whole(20_000 if quick else 100_000), one_person(), guarding([2000] if quick else [2000, 20_000]))
    for part in parts:
        for line in part:
            print(line, flush=True)


if __name__ == "__main__":
    main()
