"""Who reads what is somebody else's is written down, and the person reads that they did: page by page, with a secret word in everything."""

import re
from itertools import product

import pytest
from django.core.cache import cache
from django.db import transaction

from stigar.foundation.models import JournalEntry
from tests.proof.between import READERS, plant_between, word
from tests.proof.test_between import ROOMS, SLOT
from tests.proof.test_canaries import _browsers, _text
from tests.web.matrix import TABLE


@pytest.mark.parametrize("viewer", ["ada", "hedda", "ulf", "cai", "dag", "rut"])
def test_whoever_reads_it_is_written_down(cast, viewer):
    keys = plant_between(cast)
    person = getattr(cast, viewer)
    browser, machine = _browsers(person)
    silent = []
    for route in sorted({route.partition(" ")[2] for route in TABLE}):
        if not route.startswith((*ROOMS, "/api/v1/", "people/", "home", "certificates")):
            continue
        slots = re.findall(r"\{(\w+)\}", route) if route.startswith("/api") else SLOT.findall(route)
        for found in product(*(keys.get(slot, ["00000000-0000-4000-8000-000000000000"]) for slot in slots)):
            filling = iter(found)
            pattern = re.compile(r"\{\w+\}") if route.startswith("/api") else SLOT
            address = "/" + pattern.sub(lambda _: next(filling), route).lstrip("/")
            before = transaction.savepoint()
            try:
                text = _text((machine if route.startswith("/api") else browser).get(address))
                shown = [what for what in READERS if word(what) in text]
                looked = JournalEntry.objects.looks().filter(about=cast.bo.pk, actor=person.pk).exists()
                if shown and not looked:
                    silent.append((route, shown))
            finally:
                transaction.savepoint_rollback(before)
            cache.clear()
    for one in silent:
        print("SILENT", viewer, one)
