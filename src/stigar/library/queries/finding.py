"""Finding by some of the words when no single text has them all: what holds most of what was typed, all its texts together.

A word counts by how rare it is (inverse document frequency; Sparck Jones 1972) and how surely it was met.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stigar.engine.text.search import SearchIndex

LEAST = 0.25  # of what the words that are known here weigh must be met
TOGETHER, OWN = (
    3.0,
    1.3,
)  # words in one text say so many times more than spread over several; in a name or a definition, so many
OWNER = 36  # letters of an id: the competence's own stands first in what is indexed


@dataclass(slots=True)
class Near:
    """A competence that some of the words meet: what they weigh in all its texts, and which of them says most."""

    weight: float
    best: str


def nearest(index: SearchIndex, text: str, *, language: str, limit: int) -> list[Near]:
    """At most ``limit`` competences, those with most of the words first; words that are nowhere here count for nothing."""
    met = [concepts for _word, concepts in index.each_word(text, language=language) if concepts]
    worth = [log(1 + len(index) / len(concepts)) for concepts in met]
    owners: dict[str, Near] = {}
    told: dict[str, float] = {}
    for concepts, weight in zip(met, worth, strict=True):
        here: dict[str, float] = {}
        for concept, sure in concepts.items():
            told[concept] = told.get(concept, 0.0) + sure * weight * (OWN if len(concept) == OWNER else 1.0)
            owner = concept[:OWNER]
            here[owner] = max(here.get(owner, 0.0), sure)
        for owner, sure in here.items():
            owners.setdefault(owner, Near(0.0, "")).weight += sure * weight
    for concept, weight in told.items():
        near = owners[concept[:OWNER]]
        if not near.best or weight > told[near.best]:
            near.best = concept
    enough = LEAST * sum(worth)
    kept = [near for near in owners.values() if near.weight >= enough]
    return sorted(kept, key=lambda near: (-TOGETHER * told[near.best] - near.weight, near.best))[:limit]
