"""A room's addresses are found by what they look like, and as they would be if all were tried."""

import pytest
from django.urls import Resolver404, URLPattern, get_resolver, resolve
from django.urls.converters import PathConverter
from django.urls.resolvers import RoutePattern, URLResolver

from stigar.web.addresses import Room

EXAMPLES = {
    "UUIDConverter": "0b5d6d0e-6c1c-4d0c-9a3c-6f1f6f3a2b11",
    "IntConverter": "7",
    "StringConverter": "words",
    "SlugConverter": "words",
}
ROOMS = [one for one in get_resolver().url_patterns if isinstance(one, Room)]


def filled(pattern):
    address = str(pattern.pattern)
    for name, converter in pattern.pattern.converters.items():
        kind = next(part for part in address.split("<")[1:] if part.split(">")[0].split(":")[-1] == name).split(">")[0]
        address = address.replace(f"<{kind}>", EXAMPLES.get(type(converter).__name__) or converter.regex.split("|")[0])
    return address


def test_every_room_is_one_of_these():
    assert sorted(one.namespace for one in ROOMS) == ["areas", "dialogues", "levels", "library", "people", "profiles"]


@pytest.mark.parametrize("room", ROOMS, ids=lambda one: one.namespace)
def test_no_address_swallows_a_slash_or_hides_its_first_word(room):
    odd = [
        str(one.pattern) for one in room.url_patterns
        if not isinstance(one, URLPattern) or not isinstance(one.pattern, RoutePattern)
        or any(isinstance(each, PathConverter) for each in one.pattern.converters.values())
        or "<" in str(one.pattern).split("/")[0]
    ]  # fmt: skip

    assert odd == []


@pytest.mark.parametrize("room", ROOMS, ids=lambda one: one.namespace)
def test_every_address_leads_where_it_would_if_all_were_tried(room):
    plain = URLResolver(room.pattern, room.urlconf_name, None, room.app_name, room.namespace)

    for one in room.url_patterns:
        found, tried = room.resolve(filled(one)), plain.resolve(filled(one))
        assert (found.func, found.kwargs, found.view_name, found.route) == (
            tried.func,
            tried.kwargs,
            tried.view_name,
            tried.route,
        )


@pytest.mark.parametrize("address", ["/dialogues", "/dialogues/no/such/thing/at/all/", "/nothing/", "/dialogues//"])
def test_what_leads_nowhere_still_does_not(address):
    with pytest.raises(Resolver404):
        resolve(address)
