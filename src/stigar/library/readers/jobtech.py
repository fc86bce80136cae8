"""JobTech, the Swedish employment service's taxonomy, as its users download it in JSON.

Skills, occupation names and the SSYK groups they stand under, each with the skills the service
relates to the group. A related skill is a hint and not a demand, so no link is essential.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from stigar.engine.vocabulary import Lexicon

from .faults import Rule, VocabularyFault
from .gathering import Draft, Gathering, Place, name_at
from .sheets import Member

LICENCE = "Contains open data from the JobTech Taxonomy of Arbetsförmedlingen, the Swedish Public Employment Service."
CONCEPT = "http://data.jobtechdev.se/taxonomy/concept/"
KINDS = {
    "skill": "skill",
    "skill-group": "skill-group",
    "skill-headline": "skill-group",
    "occupation-name": "occupation",
    "occupation-field": "occupation-group",
    "ssyk-level-1": "occupation-group",
    "ssyk-level-2": "occupation-group",
    "ssyk-level-3": "occupation-group",
    "ssyk-level-4": "occupation-group",
}
DEEPEST = 40
LANGUAGES = {"preferred_label": "sv", "preferred_label_sv": "sv", "preferred_label_en": "en"}


@dataclass(frozen=True)
class Told:
    """One concept as the file tells it, and the uri of the one it was told within."""

    said: dict[str, Any]
    under: str
    relation: str


def parsed(member: Member) -> Any:
    """The document in a JSON file; one that is cut or nested without end is a fault."""
    try:
        return json.loads(member.whole().decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise VocabularyFault(Rule.NOT_UTF8, file=member.name) from problem
    except json.JSONDecodeError as problem:
        raise VocabularyFault(Rule.DAMAGED, file=member.name, row=problem.lineno) from problem
    except RecursionError as problem:
        raise VocabularyFault(Rule.DAMAGED, file=member.name) from problem


def knows(document: Any) -> bool:
    """True when the document holds concepts of the kinds the taxonomy has."""
    return any(_kind(told.said) for told in _everything(document))


def read(documents: list[tuple[str, Any]]) -> Lexicon:
    """Every skill, occupation and group in all documents, as one."""
    found = Gathering()
    for file, document in documents:
        if isinstance(document, dict) and isinstance(document.get("version"), int | str):
            found.versions.add(str(document["version"]))
        for number, told in enumerate(_everything(document), start=1):
            kind = _kind(told.said)
            if kind:
                _keep(told, kind, found, Place(file, number, "preferred_label"))
    return found.lexicon("jobtech", LICENCE)


def _everything(document: Any) -> Iterator[Told]:
    """Every concept at every depth, each with the one it stands within."""
    waiting: list[tuple[Any, str, str, int]] = [(document, "", "", 0)]
    while waiting:
        value, under, relation, depth = waiting.pop()
        if depth > DEEPEST:
            continue
        if isinstance(value, list):
            waiting.extend((one, under, relation, depth + 1) for one in reversed(value))
        elif isinstance(value, dict):
            plain = {key.removeprefix("taxonomy/").replace("-", "_"): one for key, one in value.items()}
            if plain.get("id") and "type" in plain:
                yield Told(plain, under, relation)
                under = CONCEPT + str(plain["id"])
            waiting.extend(
                (one, under, key, depth + 1)
                for key, one in reversed(plain.items())
                if isinstance(one, dict | list) and key != "replaced_by"
            )


def _kind(said: dict[str, Any]) -> str:
    return KINDS.get(str(said.get("type", "")), "")


def _keep(told: Told, kind: str, found: Gathering, at: Place) -> None:
    said = told.said
    draft = found.concept(CONCEPT + str(said["id"]), kind, at)
    draft.called("sv", [name_at(str(said.get("preferred_label") or ""), at)])
    for key, language in LANGUAGES.items():
        draft.called(language, [name_at(str(said[key]), at)] if said.get(key) else [])
    for key in ("alternative_labels", "quality_labels"):
        draft.called("sv", [name_at(str(one), at) for one in said.get(key) or [] if str(one).strip()])
    draft.description = draft.description or str(said.get("definition") or "").strip()
    _fate(draft, said)
    if told.under and told.relation == "narrower":
        draft.broader[told.under] = None
    if told.under and told.relation == "broader":
        found.concept(told.under, kind, at).broader[draft.uri] = None
    if told.under and told.relation == "related" and kind == "skill":
        found.link(told.under, draft.uri, essential=False)


def _fate(draft: Draft, said: dict[str, Any]) -> None:
    replacements = said.get("replaced_by") or []
    draft.deprecated = draft.deprecated or bool(said.get("deprecated")) or bool(replacements)
    if replacements and isinstance(replacements, list) and isinstance(replacements[0], dict):
        plain = {key.removeprefix("taxonomy/"): value for key, value in replacements[0].items()}
        draft.replaced_by = CONCEPT + str(plain.get("id", ""))
