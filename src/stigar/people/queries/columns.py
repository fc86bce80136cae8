"""Where a room points at people, found from its models themselves: a new column is never forgotten when a person asks or is forgotten."""

from __future__ import annotations

from django.apps import apps
from django.db import models


def columns_of_people(room: str) -> list[tuple[type[models.Model], str]]:
    """Every (model, column) of a room that points at a person: ``columns_of_people("levels")``."""
    return [
        (model, field.name)
        for model in apps.get_app_config(room).get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is not None and field.related_model._meta.label == "people.Person"
    ]
