"""ESCO as a lexicon for the measurements, read straight from the normalised cut in the shared data folder."""

from __future__ import annotations

import csv
import gzip
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from stigar.engine.vocabulary import Concept, Lexicon, Link

SHARED = Path(os.environ.get("STIGAR_SHARED", Path(__file__).resolve().parents[2] / "shared"))
LANGUAGES = {"en": "en", "sv": "sv", "no": "nb"}


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a gzipped table under the shared data folder."""
    with gzip.open(SHARED / "data" / name, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def lexicon() -> Lexicon:
    """ESCO 1.1.1 with English, Swedish and (for occupations) Norwegian labels, and the groups occupations stand in."""
    occupations = tuple(concept(row, "occupation") for row in rows("esco/occupations.csv.gz"))
    groups = tuple(concept(row, "occupation-group") for row in rows("esco/isco_groups.csv.gz"))
    skills = tuple(concept(row, row["skill_type"].split("/")[0]) for row in rows("esco/skills.csv.gz"))
    uris = {one.uri.rsplit("/", 1)[1]: one.uri for one in (*occupations, *skills)}
    links = tuple(
        Link(uris[row["occupation_id"]], uris[row["skill_id"]], row["relation"] == "essential")
        for row in rows("esco/occupation_skill.csv.gz")
        if row["occupation_id"] in uris and row["skill_id"] in uris
    )
    licence = "This service uses the ESCO classification of the European Commission."
    return Lexicon("esco", "1.1.1", licence, occupations + groups + skills, links, "esco-1.1.1-grouped")


def concept(row: dict[str, str], kind: str) -> Concept:
    """One row of the cut as a concept, its preferred label first in every language."""
    labels = {}
    for written, language in LANGUAGES.items():
        preferred, others = row.get(f"label_{written}", ""), row.get(f"alt_{written}", "").split("|")
        found = [preferred, *(one.strip() for one in others if one.strip() and one.strip() != preferred)]
        if preferred:
            labels[language] = tuple(found)
    above = (f"http://data.europa.eu/esco/isco/C{row['isco']}",) if row.get("isco") else ()
    return Concept(row["uri"], kind, labels, row["description_en"], broader=above)
