"""A profile as data for other systems: a position's competencies in the manner of HR Open's JSON (decision 0058)."""

from __future__ import annotations

import json
from typing import Any

from stigar.profiles.queries.feeds import ProfileOut, RequiredOut

IMPORTANCE = {1: "GoodToHave", 2: "Important", 3: "Essential"}
ESCO = "http://data.europa.eu/esco/"


def position_competencies(profile: ProfileOut) -> bytes:
    """The bytes of the file. Identifiers carry whose they are; names are in ``languageCode``."""
    return json.dumps(told(profile), ensure_ascii=False, indent=2).encode("utf-8", "replace")


def told(profile: ProfileOut) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "positionCompetencyModel": {
            "id": {"value": str(profile.id), "schemeId": "profile", "schemeAgencyId": "stigar"},
            "versionId": profile.number, "statusCode": "approved" if profile.approved else "draft",
            "effectiveDate": profile.approved.isoformat() if profile.approved else None,
            "contentDigest": f"sha256:{profile.digest}" if profile.digest else None,
            "languageCode": profile.language, "positionTitle": profile.heading, "description": profile.purpose,
            "positionCompetencies": [_competency(one) for one in profile.requirements],
            "attributions": list(profile.lines), "omittedCompetencies": profile.left,
        }
    }  # fmt: skip


def _competency(one: RequiredOut) -> dict[str, Any]:
    esco = [address for address in one.concepts if address.startswith(ESCO)]
    ids = [{"value": address, "schemeId": "esco", "schemeAgencyId": "European Commission"} for address in esco]
    return {
        "competencyId": {"value": str(one.competence), "schemeId": "competence", "schemeAgencyId": "stigar"},
        "alternateIds": ids, "competencyCode": one.key, "competencyName": one.name, "competencyDescription": one.definition,
        "closed": one.closed,
        "requiredProficiencyLevel": {
            "minimum": one.level, "maximum": one.until or one.level, "scaleMinimum": 1, "scaleMaximum": one.top,
            "levelName": next((name for level, name, _shows in one.shows if level == one.level), ""),
        },
        "relativeImportance": {"code": IMPORTANCE[one.importance], "value": one.importance, "scaleMaximum": 3},
        "rationale": one.why,
        "evidenceStatements": [{"level": level, "statement": text} for level, _name, shows in one.shows for text in shows],
    }  # fmt: skip
