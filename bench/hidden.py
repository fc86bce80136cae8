"""Hidden organisations: roles drawn from O*NET job families, whose families the engine is not told.

Each has 3-7 families with 4-8 roles; a role brings its title and some of its task statements.
Seeds below 1,000 are for tuning, from 1,000 for reporting.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from bench.esco import rows
from stigar.engine.vocabulary import Evidence

TUNING, REPORTING = 0, 1000


@dataclass(frozen=True, slots=True)
class Hidden:
    """One organisation and, for the judge only, the family of each role."""

    evidence: tuple[Evidence, ...]
    family: Mapping[str, str]


@cache
def families() -> Mapping[str, tuple[str, ...]]:
    """Job family (the first two digits of the code) -> titles with at least ten tasks."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows("onet/task_statements.csv.gz"):
        if len(tasks()[row["Title"]]) >= 10:
            found[row["O*NET-SOC Code"][:2]].add(row["Title"])
    return {family: tuple(sorted(titles)) for family, titles in sorted(found.items()) if len(titles) >= 4}


@cache
def tasks() -> Mapping[str, tuple[str, ...]]:
    """Title -> its task statements."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows("onet/task_statements.csv.gz"):
        found[row["Title"]].append(row["Task"])
    return {title: tuple(said) for title, said in found.items()}


def organisation(seed: int, *, each: int = 6) -> Hidden:
    """One organisation: the same seed gives the same one."""
    dice = random.Random(f"organisation {seed}")
    family: dict[str, str] = {}
    for code in dice.sample(sorted(families()), dice.randint(3, 7)):
        titles = families()[code]
        family |= dict.fromkeys(dice.sample(titles, min(len(titles), dice.randint(4, 8))), code)
    said = {title: dice.sample(tasks()[title], min(each, len(tasks()[title]))) for title in family}
    return Hidden(tuple(Evidence(title, task) for title in family for task in said[title]), family)


def organisations(number: int, *, first: int, each: int = 6) -> Iterator[Hidden]:
    """Some organisations, from the seed ``first`` on."""
    return (organisation(first + at, each=each) for at in range(number))


def shuffled(hidden: Hidden, seed: int) -> tuple[Evidence, ...]:
    """The same organisation with its tasks dealt out among the roles at random: no areas are left in it."""
    texts = [one.text for one in hidden.evidence]
    random.Random(f"shuffle {seed}").shuffle(texts)
    return tuple(Evidence(one.role, text) for one, text in zip(hidden.evidence, texts, strict=True))
