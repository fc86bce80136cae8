"""The words the engines share: evidence about roles, and lexicons of concepts.

Evidence is what somebody said about the work in a role. A lexicon is a vocabulary that an
organisation has imported (ESCO, O*NET, JobTech) as plain data: concepts with labels in
several languages, and which concepts belong to which occupation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a piece of evidence speaks of. Traits are kept apart and never decide an area."""

    TASK = "task"
    SKILL = "skill"
    TRAIT = "trait"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing said about the work in one role.

    ``weight`` is how much it counts against the role's other evidence: 1 for something done
    every week, less for what is rare or optional. ``unit`` is used only to compare the answer
    with the org chart afterwards, never to find it. ``uri`` names the concept of a vocabulary that
    was chosen, so that the same thing is one thing in every language.

    >>> Evidence("Kundrådgivare", "Svarar i telefon").weight
    1.0
    """

    role: str
    text: str
    kind: Kind = Kind.TASK
    unit: str = ""
    weight: float = 1.0
    uri: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a lexicon. Labels are per language, the preferred one first.

    ``kind`` is ``occupation``, ``skill``, ``task``, ``activity``, ``tool``, ``trait``, ``occupation-group`` or
    ``skill-group``; ``broader`` holds the uris of what it belongs under.

    >>> Concept("urn:1", "skill", {"sv": ("lyssna aktivt",), "en": ("listen actively", "hear out")}).label("en")
    'listen actively'
    """

    uri: str
    kind: str
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    description: str = ""
    deprecated: bool = False
    replaced_by: str = ""
    broader: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        """The preferred label in ``language``, else in English, else in any, else the uri."""
        for wanted in (language, "en", *self.labels):
            if self.labels.get(wanted):
                return self.labels[wanted][0]
        return self.uri


@dataclass(frozen=True, slots=True)
class Link:
    """An occupation needs a skill, and whether it is essential or optional there."""

    occupation: str
    skill: str
    essential: bool = True


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A whole imported vocabulary: where it comes from, its concepts and its links.

    ``source`` is ``esco``, ``onet`` or ``jobtech``; ``licence`` is the line to print where a
    text of it is used; ``fingerprint`` names the content, so that what is fitted on it can be kept.
    """

    source: str
    version: str
    licence: str
    concepts: tuple[Concept, ...] = ()
    links: tuple[Link, ...] = ()
    fingerprint: str = ""

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts)
