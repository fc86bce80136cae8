"""The matrix: every route of the web and every operation of REST, tried by everyone of the cast. An unlisted route is red.

The table is ``matrix.py``; what stands on the stage is ``stage.py``. A new route: run
``MATRIX=print pytest tests/web/test_routes.py -k listed -s``, read each row against permissions, and add it to the table.
"""

import logging
import os
import re
from itertools import product

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver

from stigar.foundation.tenancy import inside
from stigar.people.actions.oneself import make_token
from stigar.web.api import api
from tests.cast import TODAY
from tests.web.matrix import TABLE
from tests.web.stage import ASKED, BODIES, CAST, NOBODYS, SHARED, SLOTS, WORDS, set_stage

PAGE_METHODS, MACHINE_METHODS = ("GET", "POST"), ("get", "post", "put", "patch", "delete")
SLOT = re.compile(r"\(\?P<(\w+)>[^)]*\)|<(?:\w+:)?(\w+)>|\{(\w+)\}")
SECRETS = re.compile(
    rb'csrf\w*"?[^>]*value="[^"]*"|"X-CSRFToken": "\w+"|name="next" value="[^"]*"|[0-9a-f]{8}-[0-9a-f-]{27}'
)


def _patterns(resolver=None, before=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern, path)
        else:
            yield path


def _routes():
    """Each as "METHOD pattern". Pages are tried with GET and POST, operations with what they declare."""
    pages = [path for path in dict.fromkeys(_patterns()) if not path.startswith("api/")]
    machines = api.get_openapi_schema()["paths"]
    return [
        *(f"{method} {path}" for path, method in product(pages, PAGE_METHODS)),
        *(f"{method.upper()} {path}" for path, methods in machines.items() for method in methods if method in MACHINE_METHODS),
        "GET /api/v1/openapi.json", "GET /api/v1/", "GET /api/nothing",
    ]  # fmt: skip


ROUTES = _routes()


def test_every_route_is_listed_and_every_line_is_a_route():
    assert sorted(set(ROUTES) - set(TABLE)) == []
    assert sorted(set(TABLE) - set(ROUTES)) == []


@pytest.fixture
def stage(cast):
    logging.disable(logging.WARNING)  # thousands of refusals are what we came for
    yield set_stage(cast)
    logging.disable(logging.NOTSET)


@pytest.fixture
def keys(stage):
    """Everybody's browser (its cookies) and token."""
    return {who: (_cookies(person), _token(person)) for who in CAST if (person := getattr(stage.cast, who, None))}


@pytest.mark.once  # four minutes; bin/nightly takes this walk on PostgreSQL too
def test_everyone_gets_what_is_listed(stage, keys):
    found = {route: [_status(stage, keys, who, route) for who in CAST] for route in ROUTES}

    differing = {route: cells for route, cells in found.items() if cells != TABLE.get(route)}
    if os.environ.get("MATRIX") == "print":
        print("", *(f"{route:<56} {' '.join(map(str, cells))}" for route, cells in differing.items()), sep="\n")
    assert differing == {}


@pytest.mark.once
def test_a_foreign_id_answers_exactly_like_a_missing_one(stage, keys):
    tries = [(route, name) for route in ROUTES for name in _slots(route) if _thing(route, name) not in {None, *SHARED}]

    telling = [
        (route, name, who)
        for (route, name), who in product(tries, ("hedda", "bo", "siv"))
        if _told(stage, keys, who, route, {name: stage.foreign[_thing(route, name)]})
        != _told(stage, keys, who, route, {name: NOBODYS})
    ]

    assert telling == []
    assert len(tries) > 50


def _told(stage, keys, who, route, instead):
    answer = _answer(stage, keys, who, route, instead)
    return answer.status_code, _plain(answer)


def _cookies(person):
    browser = Client()
    browser.force_login(person.identity)
    return browser.cookies


def _token(person):
    with inside(person.organisation_id):
        return make_token(name="m", viewer=person, today=TODAY)[1]


def _slots(route):
    return [found[1] or found[2] or found[3] for found in SLOT.finditer(route)]


def _thing(route, name):
    pattern = route.partition(" ")[2]
    return SLOTS.get(f"{pattern} {name}") or SLOTS.get(name)


def _status(stage, keys, who, route):
    """The status; or "login" where somebody who is not logged in is sent to the log-in page."""
    answer = _answer(stage, keys, who, route, {})
    return "login" if answer.status_code == 302 and answer.url.startswith("/account/login/") else answer.status_code


def _answer(stage, keys, who, route, instead):
    """Try the route and take back what it did."""
    method, _, pattern = route.partition(" ")
    cookies, token = keys.get(who, (None, None))
    body, more = BODIES.get(route, lambda _: {})(stage), {}
    browser = Client(raise_request_exception=False)
    if pattern.startswith("/api/"):
        more = {} if method == "GET" or {"file", "files"} & set(body) else {"content_type": "application/json"}
        more |= {"HTTP_AUTHORIZATION": f"Bearer {token}"} if token else {}
    elif cookies:
        browser.cookies.load({name: morsel.value for name, morsel in cookies.items()})
    cache.clear()
    before = transaction.savepoint()
    try:
        return getattr(browser, method.lower())(
            _path(stage, route, pattern, instead) + ASKED.get(route, ""), body, **more
        )
    finally:
        transaction.savepoint_rollback(before)


def _path(stage, route, pattern, instead):
    def fill(found):
        name = found[1] or found[2] or found[3]
        thing = _thing(route, name)
        return str(
            instead.get(name)
            or (stage.made[thing] if thing else WORDS.get(f"{pattern} {name}") or WORDS.get(name, "none"))
        )

    path = SLOT.sub(fill, pattern).replace("^", "").replace("$", "")
    return path if path.startswith("/") else f"/{path}"


def _plain(answer):
    """The answer without what differs by chance: tokens, and the ids that were asked for."""
    return SECRETS.sub(b"", answer.content) if not answer.streaming else b""
