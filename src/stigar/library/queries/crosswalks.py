"""How two models stand to each other: what people have decided, and what is proposed from addresses, names and words."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log, sqrt

from django.db.models import QuerySet

from stigar.engine.text.words import stem, words
from stigar.library.models import CompetenceModel, Crosswalk
from stigar.library.queries.shelf import CompetenceShown, shelf

MOST_NEAR = 3  # proposals for one competence
LEAST_ALIKE = 0.12  # of one; below it nothing is proposed
NAME_WEIGHT = 3  # a word in a name says as much as so many in a definition


@dataclass(frozen=True, slots=True)
class Tie:
    """A crosswalk that people have decided, seen from the model that is looked at."""

    id: uuid.UUID
    one: CompetenceShown
    other: CompetenceShown
    kind: str
    by: str


@dataclass(frozen=True, slots=True)
class Near:
    """A competence of the other model that may be the same. ``why``: concept, name or words; ``alike`` 0..1."""

    other: CompetenceShown
    why: str
    alike: float


def ties(model: CompetenceModel, language: str, other: CompetenceModel | None = None) -> list[Tie]:
    """What has been decided between this model and another (or all others), in the model's order."""
    return _said(Crosswalk.objects.ties(), model, language, other)


def unlike(model: CompetenceModel, language: str, other: CompetenceModel) -> list[Tie]:
    """The proposals between two models that people have turned down."""
    return _said(Crosswalk.objects.filter(kind=Crosswalk.UNLIKE), model, language, other)


def _said(said: QuerySet[Crosswalk], model: CompetenceModel, language: str, other: CompetenceModel | None) -> list[Tie]:
    kept = shelf(language).by_id
    rows = said.select_related("by").order_by("at")
    found = [tie for row in rows if (tie := _seen_from(row, model.pk, kept))]
    order = {key: place for place, key in enumerate(kept)}
    return sorted(
        (tie for tie in found if other is None or tie.other.model.id == other.pk),
        key=lambda tie: (order[tie.one.id], tie.other.name),
    )


def proposals(
    model: CompetenceModel, other: CompetenceModel, language: str
) -> list[tuple[CompetenceShown, list[Near]]]:
    """For each competence not tied yet, those of the other model that are nearest: same concept, same name, then same words.

    A pair that somebody has said is not alike is not proposed again.

    Likeness of words is the cosine of inverse document frequencies over stems, a name counting threefold
    (Salton & Buckley 1988). The surest proposals come first.
    """
    kept = shelf(language)
    ours = [one for one in kept if one.model.id == model.pk]
    theirs = [one for one in kept if one.model.id == other.pk]
    tied = {tie.one.id for tie in ties(model, language, other)}
    apart = {(tie.one.id, tie.other.id) for tie in unlike(model, language, other)}
    alike = _alikeness(ours, theirs)
    found = [
        (one, _near(one, [each for each in theirs if (one.id, each.id) not in apart], alike.get(one.id, {})))
        for one in ours
        if one.id not in tied
    ]
    return sorted(((one, near) for one, near in found if near), key=lambda pair: -pair[1][0].alike)


def _seen_from(row: Crosswalk, model: uuid.UUID, kept: Mapping[uuid.UUID, CompetenceShown]) -> Tie | None:
    one, other = kept.get(row.one_id), kept.get(row.other_id)
    if one is None or other is None or model not in (one.model.id, other.model.id):
        return None
    if one.model.id == model:
        return Tie(row.pk, one, other, row.kind, str(row.by or ""))
    turned = {Crosswalk.WIDER: Crosswalk.NARROWER, Crosswalk.NARROWER: Crosswalk.WIDER}
    return Tie(row.pk, other, one, turned.get(row.kind, row.kind), str(row.by or ""))


def _near(one: CompetenceShown, theirs: Iterable[CompetenceShown], alike: Mapping[uuid.UUID, float]) -> list[Near]:
    found = []
    for other in theirs:
        if set(one.concepts) & set(other.concepts):
            found.append(Near(other, "concept", 2 + alike.get(other.id, 0)))
        elif one.name.casefold() == other.name.casefold():
            found.append(Near(other, "name", 1 + alike.get(other.id, 0)))
        elif alike.get(other.id, 0) >= LEAST_ALIKE:
            found.append(Near(other, "words", alike[other.id]))
    return sorted(found, key=lambda near: -near.alike)[:MOST_NEAR]


def _alikeness(ours: list[CompetenceShown], theirs: list[CompetenceShown]) -> dict[uuid.UUID, dict[uuid.UUID, float]]:
    """How alike the words of each pair are; pairs without a word in common are left out."""
    told = {one.id: _words(one) for one in (*ours, *theirs)}
    seen = Counter(word for words in told.values() for word in words)
    weigh = {word: log(1 + len(told) / number) for word, number in seen.items()}
    vectors = {key: {word: number * weigh[word] for word, number in words.items()} for key, words in told.items()}
    lengths = {key: sqrt(sum(value * value for value in vector.values())) or 1 for key, vector in vectors.items()}
    holding: dict[str, list[uuid.UUID]] = {}
    for other in theirs:
        for word in vectors[other.id]:
            holding.setdefault(word, []).append(other.id)
    found: dict[uuid.UUID, dict[uuid.UUID, float]] = {}
    for one in ours:
        sums: dict[uuid.UUID, float] = {}
        for word, value in vectors[one.id].items():
            for key in holding.get(word, ()):
                sums[key] = sums.get(key, 0.0) + value * vectors[key][word]
        found[one.id] = {key: value / lengths[one.id] / lengths[key] for key, value in sums.items()}
    return found


def _words(one: CompetenceShown) -> Counter[str]:
    counted: Counter[str] = Counter()
    for text, weight in ((one.name, NAME_WEIGHT), (one.definition, 1)):
        for word in words(text):
            counted[stem(word, one.language)] += weight
    return counted
