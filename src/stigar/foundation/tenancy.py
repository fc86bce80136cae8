"""Separate worlds: every organisation sees its own rows and nobody else's.

A query on a tenant's model outside ``inside(...)`` raises instead of leaking.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django_scopes import ScopedManager, get_scope, scope, scopes_disabled


def scoped(queryset: type[models.QuerySet[Any]] = models.QuerySet) -> Any:
    """A manager with ``queryset``'s verbs that answers only inside an organisation.

    Example: ``objects = scoped(UnitQuerySet)``.
    """
    return ScopedManager(organisation="organisation", _manager_class=models.Manager.from_queryset(queryset))


@contextmanager
def inside(organisation_id: uuid.UUID) -> Iterator[uuid.UUID]:
    """Open one organisation's world; everything asked within concerns it alone."""
    with scope(organisation=organisation_id):
        yield organisation_id


def where_we_are() -> uuid.UUID | None:
    """The organisation whose world is open, or None outside."""
    opened: uuid.UUID | None = get_scope().get("organisation")
    return opened


def is_everywhere() -> bool:
    """Whether every organisation's rows are seen."""
    return not get_scope().get("_enabled", True)


everywhere = scopes_disabled  # for the operator's own chores: taking over jobs, erasing on schedule


class Held(models.Model):
    """A row held by one organisation. The address is random, so that it cannot be guessed or counted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(settings.STIGAR_ORGANISATION_MODEL, models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class Visit(HttpRequest):
    """A request as pages get it: who visits (a person of the organisation whose world is open) and what day it is."""

    viewer: Any
    today: date
