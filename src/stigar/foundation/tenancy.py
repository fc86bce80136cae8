"""Separate worlds: every organisation sees its own rows and nobody else's.

A query on a tenant's model outside ``inside(...)`` raises instead of leaking.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.db import connection, models
from django.http import HttpRequest
from django_scopes import ScopedManager, get_scope, scope, scopes_disabled

P = ParamSpec("P")
V = TypeVar("V")
_SEEN: ContextVar[tuple[int, dict[Any, Any]] | None] = ContextVar("seen", default=None)


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


@contextmanager
def at_one_glance(only_read: bool = True) -> Iterator[None]:
    """For a page that only reads: what is asked ``once_a_page`` is asked once, so that it shows one moment. Else, all is asked every time."""
    before = _SEEN.set((len(connection.atomic_blocks), {}) if only_read else None)
    try:
        yield
    finally:
        _SEEN.reset(before)


def look_again() -> None:
    """Something has changed after all: everything is asked anew."""
    if seen := _SEEN.get():
        seen[1].clear()


def once_a_page(ask: Callable[P, V]) -> Callable[P, V]:
    """Let a function answer once for the same things on a page that only reads. Elsewhere it is asked every time."""

    @wraps(ask)
    def asked(*args: P.args, **kwargs: P.kwargs) -> V:
        depth, seen = _SEEN.get() or (-1, {})
        if depth != len(connection.atomic_blocks):
            return ask(*args, **kwargs)
        key = where_we_are(), ask, args, tuple(sorted(kwargs.items()))
        if key not in seen:
            seen[key] = ask(*args, **kwargs)
        answer: V = seen[key]
        return answer

    return asked


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
