"""A secret word in everything between two: each is read by those whom the policy names, and by nobody else, wherever they look.

Besides the pages that links lead to, every address of the two rooms is tried with the very keys, as somebody who has guessed them would;
forms are sent wrong, so that pages of errors are read too.
"""

import re
from itertools import product

import pytest
from django.core.cache import cache
from django.db import connection, transaction

from stigar.areas.actions.map import draw_map
from tests.areas.worked import tell_the_work
from tests.cast import TODAY
from tests.proof.between import READERS, plant_between, word
from tests.proof.secrets import NAMES
from tests.proof.test_canaries import _browsers, _everything, _text
from tests.web.matrix import TABLE

SLOT, OPEN = re.compile(r"<(?:\w+:)?(\w+)>"), re.compile(r"\{(\w+)\}")
ROOMS = ("competence/", "dialogues/")
UPLOADS = (
    "/profiles/imports/{}/",
    "/work/imports/{}/",
    "/library/imports/{}/",
    "/library/models/imports/{}/",
    "/people/imports/{}/",
)
pytestmark = pytest.mark.once  # what a page shows is the same from either database, and this is a long walk
SINGS = {  # what each of them must have read, or the walk went nowhere
    "bo": {"open rating bo", "reply", "evidence file", "goal", "reflection", "opening", "break", "summary"},
    "ada": {"open rating ada", "seen rating bo", "level", "seen answer bo", "shared note", "agreed"},
    "dag": {"old answer dag", "old note dag"},
    "ulf": {"shared goal", "comment", "readers interest", "signed summary", "signed agreed", "signed goal"},
}
WRONG = {"level": "99", "turn": "0", "text": "", "why": "", "digest": "x", "who": "x", "words": ""}


@pytest.fixture
def planted(cast):
    tell_the_work(cast)
    draw_map(viewer=cast.hedda, today=TODAY)
    return cast, plant_between(cast)


@pytest.mark.parametrize("viewer", [*NAMES, "eve"])
def test_what_is_between_two_is_read_only_by_whom_the_policy_names(planted, viewer):
    cast, keys = planted
    person = getattr(cast, viewer)

    read = [*_everything(cast, person), *_guessed(person, keys)]

    forbidden = sorted(
        (what, address)
        for what, readers in READERS.items()
        if viewer not in readers.split()
        for address, text in read
        if word(what) in text
    )
    assert forbidden == []
    assert (
        SINGS.get(viewer, frozenset()) - {what for what in READERS if any(word(what) in text for _, text in read)}
        == set()
    )


def test_no_secret_lies_open_in_the_journal_or_in_an_errand(planted):
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name.startswith("foundation_")]
        lying = {}
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = str(cursor.fetchall())
            lying[table] = {what for what in READERS if word(what) in rows}

    assert set().union(*lying.values()) <= {"opening"}


def _guessed(person, keys):
    """Every (address, text) of the two rooms with the very keys, read and (with wrong words) sent; and what a machine may read with them."""
    browser, machine = _browsers(person)
    routes = {route.partition(" ")[2] for route in TABLE}
    for pattern in sorted(route for route in routes if route.startswith("/api/v1/") and "{" in route):
        slots = OPEN.findall(pattern)
        for found in product(*(keys[slot] for slot in slots)) if keys.keys() >= set(slots) else ():
            filling = iter(found)
            address = OPEN.sub(lambda _: next(filling), pattern)  # noqa: B023 - used at once
            yield address, _text(machine.get(address))
    for pattern in sorted(route for route in routes if route.startswith(ROOMS)):
        slots = SLOT.findall(pattern)
        for found in product(*(keys.get(slot, ["00000000-0000-4000-8000-000000000000"]) for slot in slots)):
            filling = iter(found)
            address = "/" + SLOT.sub(lambda _: next(filling), pattern)  # noqa: B023 - used at once
            yield address, _text(browser.get(address))
            before = transaction.savepoint()
            yield f"POST {address}", _text(browser.post(address, WRONG, follow=True))
            transaction.savepoint_rollback(before)
            cache.clear()
    for form, upload in product(UPLOADS, keys["upload"]):
        yield form.format(upload), _text(browser.get(form.format(upload)))
