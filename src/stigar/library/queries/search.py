"""Search while typing, over everything that stands in the organisation's vocabularies."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from stigar.engine.text.search import Found
from stigar.library.models import Concept
from stigar.library.queries.held import SPOKEN_OF, index


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept that was found: its preferred name for the reader, and the label that matched when it is another."""

    id: uuid.UUID
    uri: str
    kind: str
    name: str
    label: str
    language: str
    marks: tuple[tuple[int, int], ...]
    match: str
    source: str

    @property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """The label in stretches, each with whether it matched what was typed."""
        cuts = sorted({0, len(self.label), *(cut for mark in self.marks for cut in mark)})
        return tuple(
            (self.label[start:stop], any(first <= start < last for first, last in self.marks))
            for start, stop in pairwise(cuts)
        )


def search(query: str, *, language: str, kinds: Iterable[str] = SPOKEN_OF, limit: int = 10) -> tuple[Hit, ...]:
    """At most ``limit`` concepts of these kinds, best first; two queries once the index is warm. Retired ones are left out."""
    return search_each([query], language=language, kinds=kinds, limit=limit)[0]


def search_each(
    texts: Iterable[str], *, language: str, kinds: Iterable[str] = SPOKEN_OF, limit: int = 10
) -> list[tuple[Hit, ...]]:
    """The same for several texts at once: still two queries, however many they are."""
    held = index()
    wanted = frozenset[str]().union(*(held.kinds.get(kind, ()) for kind in kinds))
    found = [held.names.find(text, language=language, limit=limit, among=wanted) for text in texts]
    concepts = {one.uri: one for one in Concept.objects.with_uris({one.concept for hits in found for one in hits})}
    return [
        tuple(_hit(one, concepts[one.concept], language) for one in hits if one.concept in concepts) for hits in found
    ]


def counts_by_kind() -> dict[str, int]:
    """How many concepts can be found, per kind."""
    return {kind: len(uris) for kind, uris in index().kinds.items()}


def make_ready() -> int:
    """Make the index now, so that the first who searches need not wait. Returns how many names it holds."""
    return len(index().names)


def _hit(found: Found, concept: Concept, language: str) -> Hit:
    return Hit(
        concept.pk, concept.uri, concept.kind, concept.name(language), found.label, found.language, found.marks,
        found.match.value, str(concept.vocabulary.get_source_display()),
    )  # fmt: skip
