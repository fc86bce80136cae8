"""Vocabularies, to a machine: the same queries and actions as the pages."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import IO, Annotated, Any, Literal, cast

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, File, Query, Router, Schema, Status
from ninja.files import UploadedFile

from stigar.foundation import jobs
from stigar.foundation.models import Errand
from stigar.foundation.policy import Refused
from stigar.library import actions, queries, rules
from stigar.library.queries.words import readers_language
from stigar.library.readers.sentences import sentence

router = Router(tags=["vocabularies"])
Kind = Literal["occupation", "occupation-group", "skill", "skill-group", "activity", "tool", "trait"]
Language = Literal["sv", "nb", "en"]


class VocabularyOut(Schema):
    """A vocabulary with its licence line. ``kinds`` and ``languages`` count concepts."""

    id: uuid.UUID
    source: str
    name: str
    version: str
    licence: str
    kinds: dict[str, int]
    languages: dict[str, int]
    links: int
    at: datetime


class Asked(Schema):
    """What to search for: letters, one kind of concept or all, the reader's language, and at most how many."""

    q: str = Field(min_length=1, max_length=100)
    kind: Kind | None = None
    language: Language | None = None
    limit: int = Field(10, ge=1, le=50)


class HitOut(Schema):
    """A concept that was found: its preferred name, and the label that matched."""

    id: uuid.UUID
    uri: str
    kind: str
    name: str
    label: str
    language: str
    match: str
    source: str


class NamedOut(Schema):
    """A concept by its name."""

    id: uuid.UUID
    uri: str
    kind: str
    name: str
    deprecated: bool


class ConceptOut(Schema):
    """One concept with its names in each language, the preferred first, and what it hangs together with."""

    id: uuid.UUID
    uri: str
    kind: str
    name: str
    labels: dict[str, list[str]]
    description: str
    deprecated: bool
    instead: NamedOut | None
    source: str
    version: str
    licence: str
    broader: list[NamedOut]
    narrower: list[NamedOut]
    essential: list[NamedOut]
    optional: list[NamedOut]
    needed_by: list[NamedOut]
    useful_to: list[NamedOut]


class ImportOut(Schema):
    """An import of files: how far it has come, what it brought, or why the files could not be used."""

    id: uuid.UUID
    ended: bool
    part: float | None
    imported: list[dict[str, Any]]
    fault: dict[str, Any] | None


@router.get("/vocabularies", response=list[VocabularyOut], summary="Which vocabularies there are")
def vocabularies(request: HttpRequest) -> Any:
    """Every vocabulary that the organisation has brought."""
    _only_for_readers(request)
    return [
        VocabularyOut(
            id=row.id, source=row.source, name=row.name, version=row.version, licence=row.licence, kinds=dict(row.kinds),
            languages=dict(row.languages), links=row.links, at=row.at,
        )
        for row in queries.vocabularies()
    ]  # fmt: skip


@router.delete("/vocabularies/{vocabulary}", response={204: None}, summary="Remove a vocabulary")
def remove(request: HttpRequest, vocabulary: uuid.UUID) -> Any:
    """Take a vocabulary away. What has been said of the work keeps its words."""
    viewer, today = _visit(request)
    found = get_object_or_404(rules.visible_vocabularies(viewer, today=today), pk=vocabulary)
    actions.remove_vocabulary(vocabulary=found, viewer=viewer, today=today)
    return Status(204, None)


@router.post("/vocabulary-imports", response={202: ImportOut}, summary="Bring the files of a vocabulary")
def bring(request: HttpRequest, files: File[list[UploadedFile]]) -> Any:
    """Files as they were downloaded, read in the background. Ask for the answer's id until ``ended``."""
    viewer, today = _visit(request)
    brought = [(cast("IO[bytes]", file), file.name or "") for file in files]
    return Status(202, _import(actions.bring_files(brought=brought, viewer=viewer, today=today)))


@router.get("/vocabulary-imports/{errand}", response=ImportOut, summary="How an import goes")
def importing(request: HttpRequest, errand: uuid.UUID) -> Any:
    """How far it has come, and at the end what it brought."""
    viewer, today = _visit(request)
    if not rules.may_manage_vocabularies(viewer, today=today):
        raise Refused("manage vocabularies")
    return _import(get_object_or_404(Errand.objects.all(), pk=errand, kind=actions.ERRAND))


@router.get("/concepts", response=list[HitOut], summary="Search in the vocabularies")
def search(request: HttpRequest, asked: Query[Asked]) -> Any:
    """The beginnings of words in any language, forgiving in spelling; best first."""
    _only_for_readers(request)
    kinds = [asked.kind] if asked.kind else queries.SPOKEN_OF
    return list(queries.search(asked.q, language=asked.language or readers_language(), kinds=kinds, limit=asked.limit))


@router.get("/concepts/{concept}", response=ConceptOut, summary="One concept")
def one_concept(request: HttpRequest, concept: uuid.UUID, language: Language | None = None) -> Any:
    """One concept by its id here."""
    return _concept(request, language, id=concept)


@router.get("/concept", response=ConceptOut, summary="One concept by its own address")
def concept_at(
    request: HttpRequest,
    uri: Query[Annotated[str, Field(min_length=1, max_length=300)]],
    language: Language | None = None,
) -> Any:
    """One concept by the address its publisher gave it."""
    return _concept(request, language, uri=uri)


def _concept(request: HttpRequest, language: Language | None, **which: Any) -> ConceptOut:
    viewer, today = _visit(request)
    visible = rules.visible_concepts(viewer, today=today)
    found = queries.concept_page(visible, language=language or readers_language(), **which)
    if found is None:
        raise Http404
    labels = {code: [preferred, *others] for code, preferred, others in found.labels}
    told = {name: getattr(found, name) for name in ConceptOut.model_fields if name != "labels"}
    return ConceptOut.model_validate({**told, "labels": labels}, from_attributes=True)


def _import(asked: Errand) -> ImportOut:
    done, total, _stage = jobs.progress(asked)
    fault = {**asked.fault, "message": sentence(asked.fault)} if asked.fault else None
    return ImportOut(
        id=asked.pk, ended=bool(asked.ended_at), part=done / total if total else None,
        imported=asked.result.get("imported", []), fault=fault,
    )  # fmt: skip


def _visit(request: HttpRequest) -> tuple[Any, Any]:
    return request.viewer, request.today  # type: ignore[attr-defined]


def _only_for_readers(request: HttpRequest) -> None:
    viewer, today = _visit(request)
    if not rules.may_see_vocabularies(viewer, today=today):
        raise Refused("see vocabularies")
