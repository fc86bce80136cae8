"""What the tests of the library share: a small ESCO in two versions, and a clean memory of indexes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from stigar.engine.vocabulary import Concept, Lexicon, Link
from stigar.library.queries import held
from stigar.library.readers import gathering

TODAY = date(2026, 11, 20)
ROOT = "http://data.europa.eu/esco/"
ADVISER, SERVICE = ROOT + "occupation/adviser", ROOT + "isco/C42"
LISTEN, EXPLAIN, FAX = ROOT + "skill/listen", ROOT + "skill/explain", ROOT + "skill/fax"
LICENCE = "This service uses the ESCO classification of the European Commission."

CONCEPTS = (
    Concept(SERVICE, "occupation-group", {"sv": ("Kundservicepersonal",), "en": ("Customer services clerks",)}),
    Concept(ADVISER, "occupation", {"sv": ("kundrådgivare",), "en": ("customer adviser",)}, broader=(SERVICE,)),
    Concept(LISTEN, "skill", {"sv": ("lyssna aktivt", "höra på"), "en": ("listen actively",)}, "Give attention."),
    Concept(EXPLAIN, "skill", {"sv": ("förklara fakturor",), "en": ("explain invoices",)}),
    Concept(FAX, "skill", {"sv": ("skicka fax",), "en": ("send faxes",)}),
)
LINKS = (Link(ADVISER, LISTEN), Link(ADVISER, EXPLAIN, essential=False), Link(ADVISER, FAX, essential=False))


def lexicon(concepts: tuple[Concept, ...] = CONCEPTS, links: tuple[Link, ...] = LINKS, version: str = "1.1") -> Lexicon:
    """A small ESCO with the fingerprint of what is in it."""
    ordered = tuple(sorted(concepts, key=lambda one: one.uri))
    return Lexicon("esco", version, LICENCE, ordered, links, gathering.fingerprint(ordered, links))


@pytest.fixture(autouse=True)
def nothing_remembered(tmp_path: Path, settings) -> Iterator[None]:
    """Each test makes its own indexes."""
    held._held.clear()
    yield
    held._held.clear()
