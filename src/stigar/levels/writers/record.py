"""A person's competence as data for other systems: person competencies in the manner of HR Open's JSON, as positions are (decision 0058)."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from stigar.library.queries.shelf import shelf

if TYPE_CHECKING:
    from stigar.levels.models import Level
    from stigar.levels.queries.gaps import GapPicture
    from stigar.people.models import Person

ESCO = "http://data.europa.eu/esco/"
SOURCE = {
    "self": "SelfAssessment", "manager": "ManagerAssessment", "peer": "PeerAssessment", "observation": "Observation",
    "certificate": "Certificate", "file": "ImportedRecord",
}  # fmt: skip


def as_file(person: Person, picture: GapPicture, *, day: date, language: str) -> bytes:
    """The bytes of the file."""
    return json.dumps(told(person, picture, day=day, language=language), ensure_ascii=False, indent=2).encode(
        "utf-8", "replace"
    )


def told(person: Person, picture: GapPicture, *, day: date, language: str) -> dict[str, Any]:
    """The same as plain data: the latest of what others saw and of what the person says, each for itself."""
    rows = [
        _competency(
            row.asked.competence, row.asked.name, row.asked.top, [one for one in (row.seen, row.own) if one], language
        )
        for row in picture.rows
        if row.seen or row.own
    ]
    books = shelf(language).by_id
    rows += [
        _competency(one.competence_id, books[one.competence_id].name, None, [one], language)
        for one in picture.beside
        if one.competence_id in books
    ]
    return {
        "personCompetencyModel": {
            "personId": {"value": str(person.pk), "schemeId": "person", "schemeAgencyId": "stigar"},
            "personName": {"given": person.given, "family": person.family, "formattedName": person.name},
            "effectiveDate": day.isoformat(), "languageCode": language, "personCompetencies": rows,
        }
    }  # fmt: skip


def _competency(key: UUID, name: str, top: int | None, seen: list[Level], language: str) -> dict[str, Any]:
    known = shelf(language).by_id.get(key)
    esco = [address for address in known.concepts if address.startswith(ESCO)] if known else []
    return {
        "competencyId": {"value": str(key), "schemeId": "competence", "schemeAgencyId": "stigar"},
        "alternateIds": [{"value": one, "schemeId": "esco", "schemeAgencyId": "European Commission"} for one in esco],
        "competencyName": name,
        "proficiencyLevels": [
            {
                "value": one.level, "scaleMinimum": 0, "scaleMaximum": top or (known.model.scale[-1][0] if known else None),
                "assessmentType": SOURCE[one.source], "assessmentDate": one.on.isoformat(), "assessedBy": one.by.name if one.by else None,
            }
            for one in seen
        ],
    }  # fmt: skip
