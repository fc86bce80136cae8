"""A model as it leaves the organisation, in all its languages: as the organisation reads it, and only what may be passed on."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from stigar.library.models import CompetenceModel, Expectation
from stigar.library.queries.passing import Passing, passing
from stigar.library.queries.shelf import CompetenceShown, ItemShown, ModelShown, RightsShown, shelf

Texts = Mapping[str, Mapping[str, str]]  # language -> what is told -> words


@dataclass(frozen=True, slots=True)
class ItemOut:
    """One item with its words in each language."""

    id: uuid.UUID
    key: str
    kind: str
    level: int | None
    until: int | None
    form: str
    hours: Decimal | None
    tie: str
    texts: Texts
    rights: RightsShown


@dataclass(frozen=True, slots=True)
class CompetenceOut:
    """One competence with its words in each language (name, definition, not) and what is written about it.

    ``closed`` are those of its texts that may not be passed on, by id.
    """

    id: uuid.UUID
    key: str
    family: str
    discipline: str
    concepts: tuple[str, ...]
    texts: Texts
    items: tuple[ItemOut, ...]
    rights: RightsShown
    closed: tuple[tuple[uuid.UUID, RightsShown], ...]


@dataclass(frozen=True, slots=True)
class ModelOut:
    """A whole model; ``closed`` are the competences that may not be passed on, by id.

    ``scale`` and ``families`` carry names per language, lowest level and first family first.
    """

    id: uuid.UUID
    key: str
    version: str
    names: Mapping[str, str]
    about: Mapping[str, str]
    languages: tuple[str, ...]
    scale: tuple[tuple[int, Mapping[str, str]], ...]
    families: tuple[tuple[str, Mapping[str, str]], ...]
    competences: tuple[CompetenceOut, ...]
    expectations: tuple[tuple[str, str, int], ...]  # role, key of the competence, level
    rights: RightsShown
    passed: Passing
    closed: tuple[tuple[uuid.UUID, RightsShown], ...]


def model_out(model: CompetenceModel, *, today: date) -> ModelOut:
    """The model as it may leave today; empty of competences when nothing may."""
    languages = languages_of(model)
    shown = {code: [one for one in shelf(code) if one.model.id == model.pk] for code in languages}
    heads = {code: _head(model, code) for code in languages}
    first = languages[0]
    passed = passing(shown[first], today=today)
    by_language = {code: {one.id: one for one in every} for code, every in shown.items()}
    whole = {one.id: one for one in shown[first]}
    competences = tuple(_competence(one, whole[one.id], by_language) for one in passed.competences)
    keys = {one.id: one.key for one in passed.competences}
    expected = Expectation.objects.filter(model=model).order_by("role", "competence__place")
    return ModelOut(
        model.pk, model.key, model.version, dict(model.names), dict(model.about), languages,
        tuple((level, {code: dict(heads[code].scale)[level] for code in languages}) for level, _name in heads[first].scale),
        tuple((key, {code: dict(heads[code].families).get(key, "") for code in languages}) for key, _name in heads[first].families),
        competences,
        tuple((role, keys[pk], level) for role, pk, level in expected.values_list("role", "competence", "level") if pk in keys),
        heads[first].rights, passed, tuple((key, one.rights) for key, one in whole.items() if key not in keys),
    )  # fmt: skip


def languages_of(model: CompetenceModel) -> tuple[str, ...]:
    """Those the model speaks, most spoken first."""
    spoken: Counter[str] = Counter(dict.fromkeys(model.names, 0))
    for texts in model.competences.filter(retired=False).values_list("texts", flat=True):
        spoken.update(list(texts))
    return tuple(code for code, _number in spoken.most_common()) or ("en",)


def _head(model: CompetenceModel, language: str) -> ModelShown:
    return next(one for one in shelf(language).models if one.id == model.pk)


def _competence(
    one: CompetenceShown, whole: CompetenceShown, shown: Mapping[str, Mapping[uuid.UUID, CompetenceShown]]
) -> CompetenceOut:
    told = {code: every[one.id] for code, every in shown.items() if one.id in every}
    texts = {
        code: {"name": each.name, "definition": each.definition, "not": each.no}
        for code, each in told.items() if each.language == code
    }  # fmt: skip
    items: dict[uuid.UUID, dict[str, Any]] = {item.id: {} for item in one.items}
    for code, each in told.items():
        for item in each.items:
            if item.id in items and item.language == code:
                items[item.id][code] = dict(item.words)
    return CompetenceOut(
        one.id, one.key, one.family, one.discipline, one.concepts, texts,
        tuple(_item(item, items[item.id]) for item in one.items), one.rights,
        tuple((item.id, item.rights) for item in whole.items if item not in one.items),
    )  # fmt: skip


def _item(item: ItemShown, texts: Texts) -> ItemOut:
    return ItemOut(
        item.id, item.key, item.kind, item.level, item.until, item.form, item.hours, item.tie, texts, item.rights
    )
