"""ESCO, the European classification of occupations and skills, as its users download it.

One package holds one language; packages of several languages are merged by the concept's
address. Columns have come and gone between 1.0, 1.1 and 1.2, so files are known by their
headings and not by their names. The normalised cut with a column per language is read too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from stigar.engine.vocabulary import Lexicon

from .faults import Rule, VocabularyFault
from .gathering import Draft, Gathering, Place, name_at
from .sheets import Sheet

LICENCE = "This service uses the ESCO classification of the European Commission."
ROOT = "http://data.europa.eu/esco/"
KINDS = {
    "Occupation": "occupation",
    "ISCOGroup": "occupation-group",
    "KnowledgeSkillCompetence": "skill",
    "SkillGroup": "skill-group",
}
CODES = {"no": "nb", "nb": "nb"}
LANGUAGE_OF_FILE = re.compile(r"_([a-z]{2})(?:_\w+)?\.(?:csv|ods|xlsx)", re.IGNORECASE)
LANGUAGE_OF_PACKAGE = re.compile(r"classification - ([a-z]{2}) -", re.IGNORECASE)
VERSION_OF_PACKAGE = re.compile(r"v(\d+\.\d+(?:\.\d+)?)")
REPLACED = ("replacedBy", "isReplacedBy", "hasReplacement")


def knows(sheet: Sheet) -> bool:
    """True when the sheet has headings that only ESCO uses."""
    if sheet.has("conceptUri", "conceptType") and not sheet.has("broaderUri") and not sheet.has("preferredLabel"):
        raise VocabularyFault(Rule.NO_COLUMN, file=sheet.file, row=1, column="preferredLabel")
    return any(sheet.has(*names) for names, _reader in READERS)


def read(sheets: list[Sheet]) -> Lexicon:
    """All concepts with labels in every language found, what needs what, and what belongs under what.

    Lists come first and hierarchies last, since a hierarchy is noted on the concepts it speaks of.
    """
    found = Gathering()
    for names, reader in READERS:
        for sheet in sheets:
            if sheet.has(*names):
                found.versions.update(VERSION_OF_PACKAGE.findall(sheet.within)[:1])
                reader(sheet, found)
    if not found.drafts:
        raise VocabularyFault(Rule.NO_CONCEPTS, file=sheets[0].within or sheets[0].file)
    return found.lexicon("esco", LICENCE)


def _concepts(sheet: Sheet, found: Gathering) -> None:
    """occupations, skills, groups and the collections, one language a file."""
    language = _language(sheet)
    for row, cells in sheet.rows():
        kind = KINDS.get(cells["conceptType"].strip())
        if kind is None:
            continue
        uri = cells["conceptUri"].strip()
        draft = found.concept(uri, kind, Place(sheet.file, row, "conceptUri"))
        draft.called(language, _names(cells, Place(sheet.file, row, "preferredLabel")))
        _fate(draft, cells)
        if language == "en" or not draft.description:
            draft.description = cells.get("description", "").strip() or draft.description
        draft.broader.update(dict.fromkeys(_broader(cells)))


def _names(cells: dict[str, str], at: Place) -> Iterator[str]:
    yield name_at(cells["preferredLabel"], at)
    for text in re.split(r"\n|\s\|\s|\|", cells.get("altLabels", "")):
        if text.strip():
            yield name_at(text, Place(at.file, at.row, "altLabels"))


def _fate(draft: Draft, cells: dict[str, str]) -> None:
    """Released or obsolete, and what to use instead."""
    draft.deprecated = draft.deprecated or cells.get("status", "").strip().lower() in ("obsolete", "deprecated")
    replacement = next((cells[name].strip() for name in REPLACED if cells.get(name, "").strip()), "")
    draft.replaced_by = draft.replaced_by or replacement
    draft.deprecated = draft.deprecated or bool(replacement)


def _broader(cells: dict[str, str]) -> Iterator[str]:
    if cells.get("iscoGroup", "").strip():
        yield f"{ROOT}isco/C{cells['iscoGroup'].strip()}"
    yield from (uri.strip() for uri in cells.get("broaderConceptUri", "").split("|") if uri.strip())


def _relations(sheet: Sheet, found: Gathering) -> None:
    for _row, cells in sheet.rows():
        essential = cells["relationType"].strip().lower() == "essential"
        found.link(cells["occupationUri"].strip(), cells["skillUri"].strip(), essential=essential)


def _above(sheet: Sheet, found: Gathering) -> None:
    """Broader relations: official ones speak of conceptUri, the cut of uri."""
    below, above = ("conceptUri", "broaderUri") if sheet.has("conceptUri") else ("uri", "broader_uri")
    for _row, cells in sheet.rows():
        _under(found, cells[below].strip(), cells[above].strip())


def _ladder(sheet: Sheet, found: Gathering) -> None:
    """The skills hierarchy: every level stands under the one before it."""
    for _row, cells in sheet.rows(padded=True):
        steps = [cells[f"Level {level} URI"].strip() for level in range(4)]
        for upper, lower in pairwise(steps):
            _under(found, lower, upper)


def _under(found: Gathering, below: str, above: str) -> None:
    """Noted on the concept when it is there; hierarchies are read last, when all concepts are."""
    if below in found.drafts and above:
        found.drafts[below].broader[above] = None


def _cut(sheet: Sheet, found: Gathering) -> None:
    """The normalised cut: one row a concept, a column a language."""
    languages = [column.removeprefix("label_") for column in sheet.columns if column.startswith("label_")]
    for row, cells in sheet.rows():
        uri = cells["uri"].strip()
        draft = found.concept(uri, _kind_in_cut(uri, sheet), Place(sheet.file, row, "uri"))
        for language in languages:
            names = [cells[f"label_{language}"], *cells.get(f"alt_{language}", "").split("|")]
            at = Place(sheet.file, row, f"label_{language}")
            draft.called(CODES.get(language, language), (name_at(one, at) for one in names if one.strip()))
        draft.description = draft.description or cells.get("description_en", "").strip()
        if cells.get("isco", "").strip():
            draft.broader[f"{ROOT}isco/C{cells['isco'].strip()}"] = None


def _kind_in_cut(uri: str, sheet: Sheet) -> str:
    if "/isco/" in uri:
        return "occupation-group"
    if "/occupation/" in uri:
        return "occupation"
    return "skill" if sheet.has("skill_type") else "skill-group"


def _relations_in_cut(sheet: Sheet, found: Gathering) -> None:
    for _row, cells in sheet.rows():
        occupation, skill = ROOT + "occupation/" + cells["occupation_id"], ROOT + "skill/" + cells["skill_id"]
        found.link(occupation, skill, essential=cells["relation"] == "essential")


def _language(sheet: Sheet) -> str:
    """The language of a list, from its own name or its package's; Norwegian is bokmål here."""
    told = LANGUAGE_OF_FILE.search(sheet.file) or LANGUAGE_OF_PACKAGE.search(sheet.within)
    if told is None:
        raise VocabularyFault(Rule.NO_LANGUAGE, file=sheet.file)
    code = told[1].lower()
    return CODES.get(code, code)


READERS = (
    (("conceptType", "conceptUri", "preferredLabel"), _concepts),
    (("uri", "label_en"), _cut),
    (("occupationUri", "relationType", "skillUri"), _relations),
    (("occupation_id", "skill_id", "relation"), _relations_in_cut),
    (("conceptUri", "broaderUri"), _above),
    (("uri", "broader_uri"), _above),
    (("Level 0 URI", "Level 1 URI", "Level 2 URI", "Level 3 URI"), _ladder),
)
