"""What we remember: vocabularies, competence models with everything written in them, and what the organisation did with the words."""

from stigar.library.models.changes import Crosswalk, Hiding, Wording
from stigar.library.models.competences import Competence, CompetenceModel, Expectation, Family, Item, Rights
from stigar.library.models.vocabularies import Concept, ConceptQuerySet, Link, Vocabulary

__all__ = [
    "Competence", "CompetenceModel", "Concept", "ConceptQuerySet", "Crosswalk", "Expectation", "Family", "Hiding", "Item", "Link",
    "Rights", "Vocabulary", "Wording",
]  # fmt: skip
