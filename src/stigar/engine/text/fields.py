"""Fields of work: which of a vocabulary's groups of occupations a text speaks of.

A vocabulary puts its occupations in groups (ESCO and JobTech do, after ISCO). From the texts of occupations, skills and
groups it is learned how much each word speaks for each group: ridge regression, solved by conjugate gradients
(Hestenes and Stiefel 1952). A text's fields are then the sum of what its words speak for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from stigar.engine.vocabulary import Concept

Numbers = NDArray[np.float32]
ISCO = re.compile(r"/isco/C\d{2,}$")
LEAST_OCCUPATIONS, MOST_SHARE = 20, 0.5  # a smaller group is no field, a group of most tells nothing apart
GROUP_COUNTS, SKILL_COUNTS = 2.0, 0.2  # one text of a group or a skill against one of an occupation
RIDGE, ITERATIONS, PRECISION = 20.0, 10, 1e-6
EVEN_OUT = 0.002


def ladders(concepts: Iterable[Concept], occupations: Sequence[str]) -> dict[str, frozenset[str]]:
    """Occupation -> all groups it stands under.

    >>> found = ladders([Concept("x/1", "occupation", broader=("e/isco/C24",))], ["x/1"])
    >>> sorted(found["x/1"])
    ['e/isco/C2', 'e/isco/C24']
    """
    above = {one.uri: one.broader for one in concepts}
    return {uri: frozenset(_climbed(uri, above)) - {uri} for uri in occupations}


def _climbed(start: str, above: Mapping[str, Sequence[str]]) -> set[str]:
    found, queue = {start}, [start]
    while queue:
        uri = queue.pop()
        new = set(above.get(uri, ())) | ({uri[:-1]} if ISCO.search(uri) else set())  # a digit less is the group above
        queue += sorted(new - found)
        found |= new
    return found


def learn_fields(
    texts: sparse.csr_matrix,
    occupations: Sequence[int],
    under: Mapping[int, frozenset[str]],
    groups: Mapping[str, int],
    needed: sparse.csr_matrix,
) -> Numbers:
    """How much each word speaks for each field (words x fields); no columns where occupations have no groups.

    ``texts`` is concepts x words in rows of length 1, ``under`` the groups of each occupation, ``groups`` where the
    texts of groups stand, ``needed`` occupations x concepts.
    """
    names = _fields(under)
    if not names:
        return np.zeros((texts.shape[1], 0), dtype=np.float32)
    stands = np.array([[name in under[at] for name in names] for at in occupations], dtype=np.float32)
    told = [(at, [row for row, one in enumerate(occupations) if uri in under[one]]) for uri, at in groups.items()]
    told = [(at, rows) for at, rows in told if rows]
    by_group = np.array([stands[rows].mean(axis=0) for _, rows in told], dtype=np.float32).reshape(-1, len(names))
    skills = np.flatnonzero(np.asarray(needed.sum(axis=0)).ravel() > 0)
    by_skill = np.asarray(needed[:, skills].T @ stands, dtype=np.float32)
    by_skill /= np.maximum(np.asarray(needed[:, skills].sum(axis=0), dtype=np.float32).reshape(-1, 1), 1e-9)
    usual = stands.mean(axis=0)
    wanted = (np.vstack([stands, by_group, by_skill]) - usual) / np.sqrt(usual + EVEN_OUT)
    counts = np.repeat([1.0, GROUP_COUNTS, SKILL_COUNTS], [len(stands), len(by_group), len(by_skill)])
    rows = [*occupations, *(at for at, _ in told), *skills.tolist()]
    return _ridge(sparse.csr_matrix(texts[rows], dtype=np.float32), counts.astype(np.float32)[:, None], wanted)


def _fields(under: Mapping[int, frozenset[str]]) -> list[str]:
    """The groups that are neither too small nor nearly everything, once each."""
    members: dict[str, list[int]] = {}
    for at in sorted(under):
        for name in under[at]:
            members.setdefault(name, []).append(at)
    most = MOST_SHARE * len(under)
    same = Counter(tuple(these) for these in members.values())
    first = {tuple(members[name]): name for name in sorted(members, reverse=True)}
    return sorted(first[these] for these in same if LEAST_OCCUPATIONS <= len(these) <= most)


def _ridge(texts: sparse.csr_matrix, counts: Numbers, wanted: Numbers) -> Numbers:
    """Words x fields: least squares of ``wanted`` (texts x fields), held small."""
    turned = sparse.csr_matrix(texts.T)
    rest = np.asarray(turned @ (counts * wanted), dtype=np.float32)
    found, step = np.zeros_like(rest), rest.copy()
    size = np.square(rest).sum(axis=0)
    enough = PRECISION * float(size.max(initial=0.0))
    for _ in range(ITERATIONS):
        if float(size.max(initial=0.0)) <= enough:
            break
        moved = turned @ (counts * (texts @ step)) + np.float32(RIDGE) * step
        share = size / np.maximum((step * moved).sum(axis=0), 1e-30)
        found += share * step
        rest -= share * moved
        left = np.square(rest).sum(axis=0)
        step = rest + (left / np.maximum(size, 1e-30)) * step
        size = left
    return np.ascontiguousarray(found, dtype=np.float32)
