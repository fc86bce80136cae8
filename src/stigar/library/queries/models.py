"""Competence models as wholes: which there are, one of them with what it holds, what points at it."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from stigar.library.models import Competence, CompetenceModel, Crosswalk, Expectation, Item, Wording
from stigar.library.queries.shelf import ModelShown, shelf


@dataclass(frozen=True, slots=True)
class ModelPage:
    """One model and what it holds, as the organisation reads it. ``ties`` are crosswalks that people have decided."""

    model: ModelShown
    kinds: Mapping[str, int]
    families: int
    expectations: int
    roles: int
    wordings: int
    ties: int
    file_name: str
    by: str
    at: object


def models(language: str) -> tuple[ModelShown, ...]:
    """Every model, the organisation's own first. One query while nothing has changed."""
    return shelf(language).models


def model_page(model: CompetenceModel, language: str) -> ModelPage:
    """One model with its counts."""
    shown = next(one for one in shelf(language).models if one.id == model.pk)
    kinds = Counter(item.kind for one in shelf(language) if one.model.id == model.pk for item in one.items)
    expected = Expectation.objects.filter(model=model)
    return ModelPage(
        shown, {kind: kinds[kind] for kind, _word in Item.KINDS if kinds[kind]}, len(shown.families), expected.count(),
        expected.values("role").distinct().count(), _of(Wording, model), ties_of(model), model.file_name, str(model.by or ""), model.at,
    )  # fmt: skip


def ties_of(model: CompetenceModel) -> int:
    """How many crosswalks lead from or to the model's competences."""
    found: int = Crosswalk.objects.ties().filter(Q(one__model=model) | Q(other__model=model)).count()
    return found


def _of(kind: type[Wording], model: CompetenceModel) -> int:
    return kind.objects.filter(Q(competence__model=model) | Q(item__competence__model=model)).count()


def pointing_at(model: CompetenceModel) -> dict[str, int]:
    """What other rooms have that points at the model: kind of thing -> how many. Found from the registry, so no room is forgotten."""
    own = CompetenceModel._meta.app_label
    reached = (
        (CompetenceModel, [model.pk]),
        (Competence, Competence.objects.filter(model=model).values("pk")),
        (Item, Item.objects.filter(competence__model=model).values("pk")),
    )
    found: dict[str, int] = {}
    for kind, keys in reached:
        for relation in kind._meta.get_fields(include_hidden=True):
            there: Any = relation.related_model if relation.auto_created and not relation.concrete else None
            if there is None or there._meta.app_label == own:
                continue
            number = there._default_manager.filter(**{f"{relation.field.name}__in": keys}).count()  # type: ignore[union-attr]
            if number:
                found[there._meta.label_lower] = found.get(there._meta.label_lower, 0) + number
    return found


def model_called(key: str) -> CompetenceModel | None:
    """The model with this key; None when there is none."""
    return CompetenceModel.objects.filter(key=key).first()


def model_names(language: str) -> dict[uuid.UUID, str]:
    """What each model is called in the reader's language."""
    return {one.id: one.name for one in shelf(language).models}
