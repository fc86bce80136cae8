"""Skills that others have written down: the concepts of the imported vocabularies, offered while somebody types."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SkillOption:
    """A concept that may be taken: its uri, its words in the reader's language, and where it comes from."""

    concept: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Labels:
    """Concepts in the reader's language, and the licence lines of the vocabularies they come from."""

    words: dict[str, str]
    licences: tuple[str, ...]


def matching_skills(words: str, *, language: str, most: int = 8) -> list[SkillOption]:
    """Concepts whose labels match what is typed so far."""
    return []


def skills_from_tasks(tasks: Iterable[str], told: Iterable[str], *, language: str, most: int = 8) -> list[SkillOption]:
    """Concepts that the words of the tasks point to, those named by most tasks first, without what is told already."""
    return []


def labels_of(concepts: Iterable[str], *, language: str) -> Labels:
    """The words of these concepts in the reader's language; a concept no vocabulary has is left out."""
    return Labels({}, ())
