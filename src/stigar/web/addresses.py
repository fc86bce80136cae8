"""A room's addresses, found without trying all of them: six hundred were tried one by one for each page, half a millisecond."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.urls import URLResolver, include
from django.urls.exceptions import Resolver404
from django.urls.resolvers import RoutePattern
from django.utils.functional import cached_property


class Room(URLResolver):
    """The addresses of a room, by their first word and how many parts they have: only those that are alike are tried, in their order.

    It asks that every address says its first word plainly and that no part of it swallows a slash (tests/web/test_addresses.py).
    """

    @cached_property
    def _alike(self) -> dict[tuple[str, int], URLResolver]:
        alike: dict[tuple[str, int], list[Any]] = defaultdict(list)
        for one in self.url_patterns:
            alike[_shape(str(one.pattern))].append(one)
        of_room = self.default_kwargs, self.app_name, self.namespace
        return {shape: URLResolver(self.pattern, some, *of_room) for shape, some in alike.items()}

    def resolve(self, path: str) -> Any:
        some = self._alike.get(_shape(path))
        if some is None:
            raise Resolver404({"path": path, "tried": []})
        return some.resolve(path)


def room(name: str) -> Room:
    """A room's addresses, with their whole words: ``room("people")``."""
    module, app_name, namespace = include(f"stigar.{name}.urls")
    return Room(RoutePattern("", is_endpoint=False), module, None, app_name, namespace)


def _shape(address: str) -> tuple[str, int]:
    return address.partition("/")[0], address.count("/")
