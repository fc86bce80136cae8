"""Whoever reads something of somebody else's is written down, page by page, so that the person can read that they did."""

from itertools import product

import pytest
from django.core.cache import cache
from django.db import transaction

from stigar.foundation.models import JournalEntry
from tests.proof.between import READERS, plant_between, word
from tests.proof.test_between import OPEN, SLOT
from tests.proof.test_canaries import _browsers, _text
from tests.web.matrix import TABLE

pytestmark = pytest.mark.once  # what is written down is the same in either database, and this is a long walk
BETWEEN_TWO = (
    "competence/assessments/",
    "dialogues/<uuid:talk>/",
)  # both wrote it, and both were told that it would be read
PLACES = ("competence/", "dialogues/", "people/", "home/", "/api/v1/competence", "/api/v1/vacancies", "/api/v1/goals")
OWN = {  # what they have written themselves, or the two together
    "ada": {"agreed"}, "ulf": set(), "hedda": {"opening", "break"}, "rut": {"opening", "break"}, "cai": set(),
    "dag": {"old agreed", "old note dag"},
}  # fmt: skip


@pytest.mark.parametrize("viewer", OWN)
def test_whoever_reads_it_is_written_down(cast, viewer):
    keys, person = plant_between(cast), getattr(cast, viewer)

    silent = [(address, shown) for address, shown in _read(person, keys) if set(shown) - OWN[viewer]]

    assert silent == []


def _read(person, keys):
    """Each page with words of somebody else's on it of which no line tells, and which they are."""
    browser, machine = _browsers(person)
    for route in sorted(line.removeprefix("GET").strip() for line in TABLE if line.startswith("GET")):
        if not route.startswith(PLACES) or route.startswith(BETWEEN_TWO):
            continue
        asks, slot = (machine, OPEN) if route.startswith("/") else (browser, SLOT)
        slots = slot.findall(route)
        for found in product(*(keys[one] for one in slots)) if keys.keys() >= set(slots) else ():
            filling, before = iter(found), transaction.savepoint()
            text = _text(asks.get("/" + slot.sub(lambda _: next(filling), route).lstrip("/")))  # noqa: B023 - used at once
            shown = [what for what in READERS if word(what) in text]
            if shown and not JournalEntry.objects.looks().filter(actor=person.pk).exists():
                yield route, shown
            transaction.savepoint_rollback(before)
            cache.clear()
