"""One concept and what it hangs together with; and the names of concepts that other rooms remember by their address."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from stigar.library.models import Concept, ConceptQuerySet, Link
from stigar.library.queries.held import index

MOST_SHOWN = 400  # needs of one occupation, or occupations that need one skill


@dataclass(frozen=True, slots=True)
class ConceptRow:
    """A concept in a list, by its preferred name for the reader."""

    id: uuid.UUID
    uri: str
    kind: str
    name: str
    deprecated: bool = False


@dataclass(frozen=True, slots=True)
class ConceptPage:
    """All about one concept. ``labels`` per language, the preferred name first; lists are by name."""

    id: uuid.UUID
    uri: str
    kind: str
    kind_word: str
    name: str
    labels: tuple[tuple[str, str, tuple[str, ...]], ...]  # language, preferred name, other names
    description: str
    deprecated: bool
    instead: ConceptRow | None
    source: str
    version: str
    licence: str
    broader: tuple[ConceptRow, ...]
    narrower: tuple[ConceptRow, ...]
    essential: tuple[ConceptRow, ...]
    optional: tuple[ConceptRow, ...]
    needed_by: tuple[ConceptRow, ...]
    useful_to: tuple[ConceptRow, ...]

    @property
    def page(self) -> str:
        """The publisher's own page about it; empty when the address is only a name."""
        return self.uri if self.uri.startswith(("http://", "https://")) else ""


def concept_page(
    concepts: ConceptQuerySet, *, language: str, uri: str = "", id: uuid.UUID | None = None
) -> ConceptPage | None:
    """One concept out of those the viewer may see, by its address or its id. Five queries, however much hangs on it."""
    asked = concepts.filter(pk=id) if id else concepts.filter(uri=uri.replace("\0", ""))
    one = asked.select_related("vocabulary").first()
    if one is None:
        return None
    under = index().below.get(one.uri, ())[:MOST_SHOWN]
    near = {row.uri: row for row in concept_rows([*one.broader, *under, one.replaced_by], language=language)}
    needs = _linked(Link.objects.filter(occupation=one), "skill", language)
    needed = _linked(Link.objects.filter(skill=one), "occupation", language)
    vocabulary = one.vocabulary
    return ConceptPage(
        one.pk, one.uri, one.kind, one.get_kind_display(), one.name(language), _labels(one, language), one.description,
        one.deprecated, near.get(one.replaced_by), str(vocabulary.get_source_display()), vocabulary.version, vocabulary.licence,
        tuple(row for uri, row in near.items() if uri in one.broader),
        tuple(row for uri, row in near.items() if uri in under),
        needs[True], needs[False], needed[True], needed[False],
    )  # fmt: skip


def concept_rows(uris: Iterable[str], *, language: str) -> list[ConceptRow]:
    """The concepts at these addresses, by name; those that are not here are left out. One query."""
    found = Concept.objects.filter(uri__in=[uri for uri in uris if uri and "\0" not in uri])
    return sorted((_row(one, language) for one in found), key=lambda row: row.name.casefold())


def beginnings(*, language: str) -> list[tuple[str, str, list[ConceptRow]]]:
    """Where to begin browsing: the topmost groups as (vocabulary, kind, groups by name). Two queries."""
    found: dict[tuple[str, str], list[ConceptRow]] = {}
    for one in Concept.objects.with_uris(index().tops).order_by("vocabulary__source", "kind"):
        found.setdefault((str(one.vocabulary.get_source_display()), one.kind), []).append(_row(one, language))
    return [(*of, sorted(rows, key=lambda row: row.name.casefold())) for of, rows in found.items()]


def names_of(uris: Iterable[str], *, language: str) -> Mapping[str, str]:
    """The preferred name of each concept in the reader's language. One query."""
    return {row.uri: row.name for row in concept_rows(uris, language=language)}


def _linked(links: QuerySet[Link], end: str, language: str) -> dict[bool, tuple[ConceptRow, ...]]:
    columns = [f"{end}__{name}" for name in ("pk", "uri", "kind", "labels", "deprecated")]
    found = links.order_by("-essential", "pk").values_list("essential", *columns)[:MOST_SHOWN]
    rows = [(essential, _shown(language, *told)) for essential, *told in found]
    rows.sort(key=lambda item: item[1].name.casefold())
    return {essential: tuple(row for told, row in rows if told is essential) for essential in (True, False)}


def _shown(
    language: str, pk: uuid.UUID, uri: str, kind: str, labels: dict[str, list[str]], deprecated: bool
) -> ConceptRow:
    return _row(Concept(pk=pk, uri=uri, kind=kind, labels=labels, deprecated=deprecated), language)


def _labels(one: Concept, language: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """The reader's language first, then Swedish, Norwegian and English, then the rest by code."""
    order = [language, "sv", "nb", "en"]
    spoken = sorted(one.labels, key=lambda code: (order.index(code) if code in order else len(order), code))
    return tuple((code, one.labels[code][0], tuple(one.labels[code][1:])) for code in spoken if one.labels[code])


def _row(one: Concept, language: str) -> ConceptRow:
    return ConceptRow(one.pk, one.uri, one.kind, one.name(language), one.deprecated)
