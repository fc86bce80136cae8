"""A model as a 1EdTech CASE 1.1 package, to the letter: every object with its identifier, address, links and moment of change.

A family, a competence and what is written about it are items in a tree; behaviour per level is a rubric of the competence, one
criterion for each line of behaviour, so that levels keep their names. CASE knows one language for each item, so a package is in one.
"""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

from stigar.library.queries.taking import CompetenceOut, ItemOut, ModelOut
from stigar.library.writers.layout import KIND_WORDS

TYPES = {
    "family": "Competence family", "competence": "Competence", "not": "What it is not",
    **{kind: words["en"] for kind, words in KIND_WORDS.items() if kind not in ("level", "behaviour")},
}  # fmt: skip
MOMENT = "%Y-%m-%dT%H:%M:%S+00:00"


def package(model: ModelOut, language: str) -> bytes:
    """The bytes of a JSON file, in the reader's language or the model's own."""
    return json.dumps(document(model, language), ensure_ascii=False, indent=1).encode("utf-8", "replace")


def document(model: ModelOut, language: str) -> dict[str, Any]:
    """The package as plain data."""
    return _Package(model, language if language in model.languages else model.languages[0]).told()


class _Package:
    """Builds one package. Addresses are names (``urn:uuid:``), for a server inside a company is not for others to ask."""

    def __init__(self, model: ModelOut, language: str) -> None:
        self.model, self.language = model, language
        self.changed = datetime.now(tz=UTC).strftime(MOMENT)
        self.title = model.names.get(language) or next(iter(model.names.values()), model.key)
        self.items: list[dict[str, Any]] = []
        self.associations: list[dict[str, Any]] = []
        self.rubrics: list[dict[str, Any]] = []

    def told(self) -> dict[str, Any]:
        for place, (key, names) in enumerate(self.model.families, start=1):
            self._item(self._named(key), names.get(self.language) or key, "family", self.model.id, place)
        for place, one in enumerate(self.model.competences, start=1):
            self._competence(one, place)
        return {
            "CFDocument": self._document(), "CFItems": self.items, "CFAssociations": self.associations,
            "CFDefinitions": self._definitions(), "CFRubrics": self.rubrics,
        }  # fmt: skip

    def _document(self) -> dict[str, Any]:
        rights = self.model.rights
        told = {
            **self._own(self.model.id), "creator": rights.holder or "Stigar", "title": self.title, "publisher": rights.holder,
            "description": self.model.about.get(self.language, ""), "language": self.language, "version": self.model.version,
            "adoptionStatus": "Adopted", "caseVersion": "1.1", "notes": "\n".join(self.model.passed.lines),
        }  # fmt: skip
        if rights.licence:
            told["licenseURI"] = self._link(self._named("licence"), rights.licence)
        return {name: value for name, value in told.items() if value}

    def _definitions(self) -> dict[str, Any]:
        types = [
            {**self._own(self._named(f"type {key}")), "title": title, "description": title, "hierarchyCode": str(place)}
            for place, (key, title) in enumerate(TYPES.items(), start=1)
        ]
        rights = self.model.rights
        licence = {
            **self._own(self._named("licence")),
            "title": rights.licence,
            "licenseText": rights.terms or rights.address or rights.licence,
        }
        return {"CFItemTypes": types, "CFLicenses": [licence] if rights.licence else []}

    def _competence(self, one: CompetenceOut, place: int) -> None:
        words = self._words(one.texts)
        above = self._named(one.family) if one.family in dict(self.model.families) else self.model.id
        name = words.get("name", one.key)
        self._item(one.id, words.get("definition") or name, "competence", above, place, name)
        if words.get("not"):
            self._item(self._named(f"not {one.id}"), words["not"], "not", one.id, 1)
        for number, address in enumerate(one.concepts):
            self._associate(
                one.id, name, "exactMatchOf", {"title": address, "identifier": address, "uri": address}, number + 1
            )
        others = [item for item in one.items if item.kind != "behaviour"]
        for number, item in enumerate(others, start=2):
            told = self._words(item.texts)
            if told.get("text"):
                self._item(item.id, told["text"], item.kind, one.id, number, told.get("name", ""), _notes(told, item))
        self._rubric(one, name)

    def _rubric(self, one: CompetenceOut, name: str) -> None:
        """Behaviours side by side: the first of each level make the first criterion, and so on."""
        columns: dict[int, list[ItemOut]] = defaultdict(list)
        for item in one.items:
            if item.kind == "behaviour" and item.level is not None and self._words(item.texts).get("text"):
                columns[item.level].append(item)
        if not columns:
            return
        rubric = self._named(f"rubric {one.id}")
        count = max(map(len, columns.values()))
        criteria = [self._criterion(one, name, columns, number, rubric) for number in range(count)]
        self.rubrics.append({**self._own(rubric), "title": name, "CFRubricCriteria": criteria})

    def _criterion(
        self, one: CompetenceOut, name: str, columns: dict[int, list[ItemOut]], number: int, rubric: uuid.UUID
    ) -> dict[str, Any]:
        criterion = self._named(f"criterion {one.id} {number}")
        levels = []
        for level, names in self.model.scale:
            item = columns[level][number] if number < len(columns.get(level, ())) else None
            levels.append({
                **self._own(item.id if item else self._named(f"empty {one.id} {number} {level}")),
                "quality": names.get(self.language) or next(iter(names.values()), str(level)), "score": float(level), "position": level,
                "description": self._words(item.texts)["text"] if item else "", "rubricCriterionId": str(criterion),
            })  # fmt: skip
        return {
            **self._own(criterion), "description": name, "CFItemURI": self._link(one.id, name), "position": number + 1,
            "rubricId": str(rubric), "CFRubricCriterionLevels": levels,
        }  # fmt: skip

    def _item(
        self, key: uuid.UUID, statement: str, kind: str, above: uuid.UUID, place: int, short: str = "", notes: str = ""
    ) -> None:
        told = {
            **self._own(key), "fullStatement": statement, "abbreviatedStatement": short, "notes": notes, "language": self.language,
            "CFItemType": TYPES[kind], "CFItemTypeURI": self._link(self._named(f"type {kind}"), TYPES[kind]),
            "CFDocumentURI": self._link(self.model.id, self.title),
        }  # fmt: skip
        self.items.append({name: value for name, value in told.items() if value})
        self._associate(
            key,
            short or statement,
            "isChildOf",
            self._link(above, self.title if above == self.model.id else str(above)),
            place,
        )

    def _associate(self, origin: uuid.UUID, title: str, kind: str, to: dict[str, str], place: int) -> None:
        self.associations.append({
            **self._own(self._named(f"{kind} {origin} {to['identifier']}")), "associationType": kind, "sequenceNumber": place,
            "originNodeURI": self._link(origin, title[:200]), "destinationNodeURI": to,
        })  # fmt: skip

    def _own(self, key: uuid.UUID) -> dict[str, str]:
        return {"identifier": str(key), "uri": key.urn, "lastChangeDateTime": self.changed}

    def _link(self, key: uuid.UUID, title: str) -> dict[str, str]:
        return {"title": title, "identifier": str(key), "uri": key.urn}

    def _named(self, name: str) -> uuid.UUID:
        """A steady identifier for something that has no row of its own."""
        return uuid.uuid5(self.model.id, name)

    def _words(self, texts: Any) -> dict[str, str]:
        found: dict[str, str] = texts.get(self.language) or next(iter(texts.values()), {})
        return found


def _notes(words: dict[str, str], item: ItemOut) -> str:
    """What CASE has no field for, in lines a person can read."""
    told = [words.get(name, "") for name in ("who", "where")] + [f"− {words['low']}" if words.get("low") else ""]
    told += [f"+ {words['high']}" if words.get("high") else "", f"{item.hours} h" if item.hours is not None else ""]
    return "\n".join(line for line in told if line)
