"""What we can ask the vocabularies: which there are, search while typing, one concept, and all of them for the engines."""

from stigar.library.queries.concepts import ConceptPage, ConceptRow, beginnings, concept_page, concept_rows, names_of
from stigar.library.queries.held import SPOKEN_OF
from stigar.library.queries.reading import (
    HiddenItem,
    Pair,
    activities_for,
    challenges_like,
    hidden_competences,
    hidden_items,
    questions_for,
    side_by_side,
)
from stigar.library.queries.search import Hit, counts_by_kind, make_ready, search, search_each
from stigar.library.queries.vocabularies import VocabularyRow, fingerprints, lexicons, licence_lines, vocabularies

__all__ = [
    "SPOKEN_OF",
    "ConceptPage",
    "ConceptRow",
    "HiddenItem",
    "Hit",
    "Pair",
    "VocabularyRow",
    "activities_for",
    "beginnings",
    "challenges_like",
    "concept_page",
    "concept_rows",
    "counts_by_kind",
    "fingerprints",
    "hidden_competences",
    "hidden_items",
    "lexicons",
    "licence_lines",
    "make_ready",
    "names_of",
    "questions_for",
    "search",
    "search_each",
    "side_by_side",
    "vocabularies",
]  # fmt: skip
