"""What 1EdTech's CASE 1.1 asks of a package, in our own short words: for each kind of object, which fields must be there and of what type.

After the data model of the specification (https://www.imsglobal.org/spec/CASE/v1p1/) as we know it; not generated from its
OpenAPI file. "uuid", "address", "moment" and "words" are checked as such; a field that ends with "?" may be missing; a list in
brackets holds objects of one kind.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

OWN = {"identifier": "uuid", "uri": "address", "lastChangeDateTime": "moment"}
KINDS: Mapping[str, Mapping[str, Any]] = {
    "CFPackage": {
        "CFDocument": "CFPckgDocument", "CFItems?": ["CFPckgItem"], "CFAssociations?": ["CFPckgAssociation"], "CFDefinitions?": "CFDefinition",
        "CFRubrics?": ["CFRubric"],
    },
    "CFPckgDocument": {
        **OWN, "creator": "words", "title": "words", "publisher?": "words", "description?": "words", "language?": "words", "version?": "words",
        "adoptionStatus?": {"Private Draft", "Draft", "Adopted", "Deprecated"}, "caseVersion?": {"1.1"}, "notes?": "words",
        "licenseURI?": "LinkURI",
    },
    "CFPckgItem": {
        **OWN, "fullStatement": "words", "abbreviatedStatement?": "words", "notes?": "words", "language?": "words", "CFItemType?": "words",
        "CFItemTypeURI?": "LinkURI", "CFDocumentURI?": "LinkURI",
    },
    "CFPckgAssociation": {
        **OWN, "originNodeURI": "LinkGenURI", "destinationNodeURI": "LinkGenURI", "sequenceNumber?": "whole",
        "associationType": {
            "isChildOf", "isPeerOf", "isPartOf", "exactMatchOf", "precedes", "isRelatedTo", "replacedBy", "exemplar", "hasSkillLevel",
            "isTranslationOf",
        },
    },
    "CFDefinition": {"CFItemTypes?": ["CFItemType"], "CFLicenses?": ["CFLicense"]},
    "CFItemType": {**OWN, "title": "words", "description": "words", "hierarchyCode": "words"},
    "CFLicense": {**OWN, "title": "words", "licenseText": "words"},
    "CFRubric": {**OWN, "title?": "words", "CFRubricCriteria?": ["CFRubricCriterion"]},
    "CFRubricCriterion": {
        **OWN, "description?": "words", "CFItemURI?": "LinkURI", "position?": "whole", "rubricId?": "uuid",
        "CFRubricCriterionLevels?": ["CFRubricCriterionLevel"],
    },
    "CFRubricCriterionLevel": {
        **OWN, "quality?": "words", "score?": "number", "position?": "whole", "description?": "text", "rubricCriterionId?": "uuid",
    },
    "LinkURI": {"title": "words", "identifier": "uuid", "uri": "address"},
    "LinkGenURI": {"title": "words", "identifier": "words", "uri": "address"},
}  # fmt: skip


def _is_uuid(told: Any) -> bool:
    try:
        return str(uuid.UUID(told)) == told
    except (ValueError, TypeError, AttributeError):
        return False


def _is_moment(told: Any) -> bool:
    try:
        return datetime.fromisoformat(told).tzinfo is not None
    except (ValueError, TypeError):
        return False


PLAIN: Mapping[str, Callable[[Any], bool]] = {
    "uuid": _is_uuid, "moment": _is_moment, "words": lambda told: isinstance(told, str) and bool(told.strip()),
    "text": lambda told: isinstance(told, str), "whole": lambda told: type(told) is int, "number": lambda told: type(told) is float,
    "address": lambda told: isinstance(told, str) and re.match(r"(https?://|urn:uuid:)\S+$", told) is not None,
}  # fmt: skip


def breaches(told: Any, kind: Any = "CFPackage", place: str = "") -> Iterator[str]:
    """Where a package is not as CASE asks: missing fields, fields of another type, fields that CASE does not have."""
    if isinstance(kind, list):
        for number, one in enumerate(told if isinstance(told, list) else [None]):
            yield from breaches(one, kind[0], f"{place}[{number}]")
    elif isinstance(kind, set):
        yield from () if told in kind else (f"{place}: {told!r}",)
    elif kind in PLAIN:
        yield from () if PLAIN[kind](told) else (f"{place}: not {kind}: {told!r}",)
    elif not isinstance(told, dict):
        yield f"{place}: not {kind}: {told!r}"
    else:
        yield from _of(told, KINDS[kind], place)


def _of(told: dict[str, Any], asked: Mapping[str, Any], place: str) -> Iterator[str]:
    fields = {name.removesuffix("?"): kind for name, kind in asked.items()}
    yield from (f"{place}: has {name}" for name in told if name not in fields)
    yield from (f"{place}: lacks {name}" for name in asked if not name.endswith("?") and name not in told)
    for name, kind in fields.items():
        if name in told:
            yield from breaches(told[name], kind, f"{place}.{name}")
