"""The vocabularies as wholes: what each holds, its licence line, and the same as plain data for the engines."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from stigar.engine import vocabulary as words
from stigar.library.models import Concept, Link, Vocabulary


@dataclass(frozen=True, slots=True)
class VocabularyRow:
    """A vocabulary with its licence line, what it holds and when it came. ``kinds`` and ``languages`` count concepts."""

    id: uuid.UUID
    source: str
    name: str
    version: str
    licence: str
    kinds: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]
    links: int
    files: tuple[str, ...]
    by: str
    at: datetime

    @property
    def concepts(self) -> int:
        return sum(count for _kind, count in self.kinds)


def vocabularies() -> list[VocabularyRow]:
    """All vocabularies, by name. One query."""
    return [_row(one) for one in Vocabulary.objects.select_related("by").order_by("source")]


def fingerprints() -> tuple[tuple[str, str], ...]:
    """(source, fingerprint) of each vocabulary: names the content, so that what is made of it can be kept."""
    return tuple(Vocabulary.objects.order_by("source").values_list("source", "fingerprint"))


def licence_lines(uris: Iterable[str] | None = None) -> list[str]:
    """The lines to print where texts of the vocabularies are used: of all, or of those that hold the ``uris``."""
    asked = Vocabulary.objects.order_by("source")
    if uris is not None:
        asked = asked.filter(pk__in=Concept.objects.filter(uri__in=list(uris)).values("vocabulary"))
    return list(asked.values_list("licence", flat=True))


def lexicons() -> list[words.Lexicon]:
    """Every vocabulary of the organisation as plain data for the engines: three queries for each."""
    return [_lexicon(one) for one in Vocabulary.objects.order_by("source")]


def _lexicon(vocabulary: Vocabulary) -> words.Lexicon:
    ties = Link.objects.filter(occupation__vocabulary=vocabulary).values_list(
        "occupation__uri", "skill__uri", "essential"
    )
    return words.Lexicon(
        vocabulary.source,
        vocabulary.version,
        vocabulary.licence,
        tuple(sorted(_concepts(vocabulary), key=lambda one: one.uri)),
        tuple(words.Link(*tie) for tie in sorted(ties)),
        vocabulary.fingerprint,
    )


def _concepts(vocabulary: Vocabulary) -> Iterator[words.Concept]:
    columns = ("uri", "kind", "labels", "description", "deprecated", "replaced_by", "broader")
    for row in Concept.objects.filter(vocabulary=vocabulary).values_list(*columns):
        labels = {language: tuple(names) for language, names in sorted(row[2].items())}
        yield words.Concept(row[0], row[1], labels, row[3], row[4], row[5], broader=tuple(row[6]))


def _row(one: Vocabulary) -> VocabularyRow:
    order = [kind for kind, _word in Concept.KINDS]
    kinds = sorted(one.counts.items(), key=lambda item: order.index(item[0]))
    languages = sorted(one.languages.items(), key=lambda item: (-item[1], item[0]))
    return VocabularyRow(
        one.pk, one.source, str(one.get_source_display()), one.version, one.licence, tuple(kinds), tuple(languages),
        one.links, tuple(one.files), str(one.by or ""), one.at,
    )  # fmt: skip
