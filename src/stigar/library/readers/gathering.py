"""A lexicon while it is being gathered: the same concept met in several files and languages is one.

The first preferred label met in a language stays first; further ones follow, each once. The
fingerprint is made of the content alone, so the same files in another order name the same lexicon.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from stigar.engine.vocabulary import Concept, Lexicon, Link

from .faults import Rule, VocabularyFault

LONGEST_LABEL, LONGEST_URI = 1000, 300
ADDRESSES = ("http://", "https://", "urn:")


@dataclass
class Draft:
    """One concept as far as it has been read."""

    uri: str
    kind: str
    labels: dict[str, dict[str, None]] = field(default_factory=dict)
    description: str = ""
    deprecated: bool = False
    replaced_by: str = ""
    broader: dict[str, None] = field(default_factory=dict)

    def called(self, language: str, names: Iterable[str]) -> None:
        """Add names in a language, the preferred one first; names already known stay where they are."""
        known = self.labels.setdefault(language, {})
        known.update((name, None) for name in names if name and name not in known)

    def concept(self) -> Concept:
        labels = {language: tuple(self.labels[language]) for language in sorted(self.labels) if self.labels[language]}
        broader = tuple(sorted(filter(is_address, self.broader)))
        replaced_by = self.replaced_by if is_address(self.replaced_by) else ""
        told = readable(self.description)
        return Concept(self.uri, self.kind, labels, told, self.deprecated, replaced_by, broader=broader)


@dataclass(frozen=True)
class Place:
    """Where in the files something was read, for the one who has to mend it."""

    file: str = ""
    row: int = 0
    column: str = ""

    def fault(self, rule: Rule, value: str = "") -> VocabularyFault:
        return VocabularyFault(rule, file=self.file, row=self.row, column=self.column, value=value)


@dataclass
class Gathering:
    """All concepts and links met so far."""

    drafts: dict[str, Draft] = field(default_factory=dict)
    links: dict[tuple[str, str], bool] = field(default_factory=dict)
    versions: set[str] = field(default_factory=set)

    def concept(self, uri: str, kind: str, at: Place) -> Draft:
        """The draft for ``uri``, new or known already."""
        if not uri:
            raise at.fault(Rule.NO_URI)
        if not is_address(uri):
            raise at.fault(Rule.BAD_URI, uri)
        return self.drafts.setdefault(uri, Draft(uri, kind))

    def link(self, occupation: str, skill: str, *, essential: bool) -> None:
        """Remember a link; essential somewhere is essential."""
        self.links[occupation, skill] = essential or self.links.get((occupation, skill), False)

    def lexicon(self, source: str, licence: str) -> Lexicon:
        """Everything gathered, in the order of the uris. Links to what is not in the files are left out."""
        concepts = tuple(self.drafts[uri].concept() for uri in sorted(self.drafts))
        links = tuple(
            Link(occupation, skill, essential)
            for (occupation, skill), essential in sorted(self.links.items())
            if occupation in self.drafts and skill in self.drafts
        )
        version = ", ".join(sorted(self.versions))
        return Lexicon(source, version, licence, concepts, links, fingerprint(concepts, links))


def name_at(text: str, at: Place) -> str:
    """A label as it should read: blanks gathered, not empty, not endless."""
    name = " ".join(readable(text).split())
    if not name:
        raise at.fault(Rule.NO_LABEL)
    if len(name) > LONGEST_LABEL:
        raise at.fault(Rule.LONG_LABEL, name[:80])
    return name


def is_address(uri: str) -> bool:
    """Something that names a concept and can stand in a link without doing anything else."""
    return uri.startswith(ADDRESSES) and uri.isascii() and uri.isprintable() and len(uri) <= LONGEST_URI


def readable(text: str) -> str:
    """Without what no page and no database can hold: null letters and halves of letters."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode("utf-8")


def fingerprint(concepts: Iterable[Concept], links: Iterable[Link]) -> str:
    """A sha256 that names the content: the same concepts and links give the same name anywhere."""
    digest = hashlib.sha256()
    for one in concepts:
        told = [one.uri, one.kind, dict(one.labels), one.description, one.deprecated, one.replaced_by, one.broader]
        digest.update(json.dumps(told, sort_keys=True).encode())
    for link in links:
        digest.update(f"{link.occupation}>{link.skill}{'!' if link.essential else '?'}\n".encode())
    return digest.hexdigest()
