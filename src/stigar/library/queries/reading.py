"""Reading with a purpose: what answers to something hard, what to try, how two models stand to each other, what is hidden."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from stigar.library.models import Competence, Crosswalk, Hiding
from stigar.library.queries.finding import nearest
from stigar.library.queries.shelf import CompetenceShown, ItemShown, ModelShown, Shelf, said


def challenges_like(
    kept: Shelf, words: str, *, language: str, most: int = 8
) -> list[tuple[CompetenceShown, ItemShown]]:
    """The challenges that ``words`` bring to mind: those that say so themselves first, then one of each competence found.

    Source of the order: the search's own (whole words, beginnings, within words, misspelt).
    """
    hits = kept.words.find(words, language=language, limit=60)
    some = nearest(kept.words, words, language=language, limit=60) if len(hits) < most else []
    said_so = [kept.told(concept) for concept in (*(hit.concept for hit in hits), *(near.best for near in some))]
    found = [(one, item) for one, item in said_so if item and item.kind == "challenge"]
    near = [one for one, _, _ in kept.find(words, language=language, limit=most)]
    found += [(one, item) for one in near for item in one.of("challenge")[:1]]
    return list({item.id: (one, item) for one, item in found}.values())[:most]


def questions_for(one: CompetenceShown, challenge: ItemShown, *, most: int) -> list[ItemShown]:
    """A few questions: those about this challenge first, then others of the competence, spread over its behaviours."""
    about = [question for question in one.of("question") if question.tie == challenge.key]
    rest = [question for question in one.of("question") if question.tie != challenge.key]
    return (about + rest)[:most]


def activities_for(one: CompetenceShown, *, most: int) -> list[ItemShown]:
    """A few things to try: the shortest first, for something hard wants something small."""
    return sorted(one.of("activity"), key=lambda item: (item.hours is None, item.hours or 0))[:most]


@dataclass(frozen=True, slots=True)
class Pair:
    """A competence of one model beside what stands nearest in the other; either may be missing. ``why``: walk, concept or name."""

    one: CompetenceShown | None
    other: CompetenceShown | None
    why: str = ""


def side_by_side(kept: Shelf, one: ModelShown, other: ModelShown) -> list[Pair]:
    """Two models beside each other: tied by people, by the same concept in a vocabulary, or by the same name; then the rest."""
    left = [each for each in kept if each.model == one]
    right = [each for each in kept if each.model == other]
    ties = _ties(left, right)
    pairs = [Pair(each, mate, why) for each in left for mate, why in ties.get(each.id, ((None, ""),))]
    taken = {mate.id for found in ties.values() for mate, _ in found}
    return pairs + [Pair(None, each) for each in right if each.id not in taken]


def _ties(
    left: Iterable[CompetenceShown], right: list[CompetenceShown]
) -> dict[uuid.UUID, list[tuple[CompetenceShown, str]]]:
    by_id = {each.id: each for each in right}
    walks: dict[uuid.UUID, set[uuid.UUID]] = {}
    for one, other in Crosswalk.objects.ties().values_list("one", "other"):
        walks.setdefault(one, set()).add(other)
        walks.setdefault(other, set()).add(one)
    found: dict[uuid.UUID, list[tuple[CompetenceShown, str]]] = {}
    for each in left:
        by_people = [(by_id[key], "walk") for key in walks.get(each.id, ()) if key in by_id]
        by_concept = [(mate, "concept") for mate in right if set(mate.concepts) & set(each.concepts)]
        by_name = [(mate, "name") for mate in right if mate.name.casefold() == each.name.casefold()]
        mates = by_people or by_name or by_concept
        if mates:
            found[each.id] = mates
    return found


@dataclass(frozen=True, slots=True)
class HiddenItem:
    """Something the organisation has hidden, as it is called."""

    id: uuid.UUID
    kind: str
    title: str


def hidden_items(competence: Competence, *, language: str) -> list[HiddenItem]:
    """What is hidden of one competence."""
    rows = Hiding.objects.filter(item__competence=competence).select_related("item").order_by("item__place")
    return [HiddenItem(row.item.pk, row.item.kind, _title(row.item.texts, language)) for row in rows if row.item]


def hidden_competences(*, language: str) -> list[HiddenItem]:
    """The competences the organisation has hidden."""
    rows = Hiding.objects.exclude(competence=None).select_related("competence")
    return [
        HiddenItem(row.competence.pk, "competence", _title(row.competence.texts, language))
        for row in rows
        if row.competence
    ]


def _title(texts: dict[str, dict[str, str]], language: str) -> str:
    return said({one: words.get("name") or words.get("text", "") for one, words in texts.items()}, language)
