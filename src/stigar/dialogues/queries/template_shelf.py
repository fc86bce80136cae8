"""The templates as HR sees them: ours and the organisation's own, how each reads for the two, and in which language words are missing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings

from stigar.dialogues.queries.templates import as_read, blocks_of, in_language, shipped

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from stigar.dialogues.models import Template

Words = Mapping[str, str]
LANGUAGES = tuple(language for language, _name in settings.LANGUAGES)
ASKED_OF = {"person": ("both", "person"), "reviewer": ("both", "reviewer")}


@dataclass(frozen=True, slots=True)
class Shelved:
    """A template with all its parts, also those that are off. ``row`` is empty for one that only comes with the product."""

    key: str
    names: Words
    blocks: tuple[dict[str, Any], ...]
    own: bool
    in_use: bool
    row: Template | None

    @property
    def on(self) -> tuple[dict[str, Any], ...]:
        return tuple(block for block in self.blocks if block.get("on", True))

    @property
    def questions(self) -> int:
        return sum(len(block["questions"]) for block in self.on)

    def name_in(self, language: str) -> str:
        return in_language(dict(self.names), language)

    def lacking(self) -> dict[str, int]:
        """How many names, titles and questions that are asked have no words, for each language where some have none."""
        said = [self.names, *_said(self.on)]
        counted = {language: sum(not words.get(language) for words in said) for language in LANGUAGES}
        return {language: many for language, many in counted.items() if many}


@dataclass(frozen=True, slots=True)
class Read:
    """A part as it reads for each of the two while they prepare."""

    title: str
    person: tuple[str, ...]
    reviewer: tuple[str, ...]


def shelf(visible: QuerySet[Template]) -> list[Shelved]:
    """Those that come with the product, then the organisation's own in the order they were made. One query."""
    rows = {row.key: row for row in visible.order_by("at")}
    ours = [_shipped(key, rows.get(key)) for key in shipped()]
    return ours + [_own(row) for row in rows.values() if row.own]


def find(visible: QuerySet[Template], key: str) -> Shelved | None:
    """The one with this key. One query."""
    row = visible.filter(key=key).first()
    if row and row.own:
        return _own(row)
    return _shipped(key, row) if key in shipped() else None


def reads(shown: Shelved, language: str, name: str) -> list[Read]:
    """How it reads in this language for a person whose given name is ``name``, and for who holds the dialogue."""
    return [
        Read(
            in_language(block["title"], language),
            tuple(_put(one, "person", language, name) for one in block["questions"] if one["for"] in ASKED_OF["person"]),
            tuple(_put(one, "reviewer", language, name) for one in block["questions"] if one["for"] in ASKED_OF["reviewer"]),
        )
        for block in shown.on
    ]  # fmt: skip


def instead(words: Words) -> dict[str, str]:
    """For each language without words: what a pair that chose it sees instead."""
    missing = [language for language in LANGUAGES if not words.get(language)]
    return {language: as_read(in_language(dict(words), language), language) for language in missing}


def whole(key: str) -> list[dict[str, Any]]:
    """All seven kinds of parts for a copy: those of the template as they are, then the missing ones off, with the yearly's words."""
    taken = [{**block, "on": True} for block in blocks_of(key)]
    there = {block["kind"] for block in taken}
    return taken + [
        {**block, "on": False} for block in shipped()["yearly"]["blocks"] if block["kind"] not in there
    ]  # fmt: skip


def part_of(blocks: list[dict[str, Any]] | tuple[dict[str, Any], ...], key: str) -> dict[str, Any] | None:
    return next((block for block in blocks if block["key"] == key), None)


def question_of(block: dict[str, Any], key: str) -> dict[str, Any] | None:
    return next((one for one in block["questions"] if one["key"] == key), None)


def seen_as(told: Any) -> str:
    """A short mark of how something stood when it was opened, to find that somebody else has changed it since."""
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]


def _shipped(key: str, row: Template | None) -> Shelved:
    told = shipped()[key]
    return Shelved(key, told["names"], tuple(told["blocks"]), False, row is None or row.put_down is None, row)


def _own(row: Template) -> Shelved:
    return Shelved(row.key, row.names, tuple(row.blocks), True, row.put_down is None, row)


def _said(blocks: tuple[dict[str, Any], ...]) -> list[Words]:
    questions = [one for block in blocks for one in block["questions"]]
    to_reviewer = [one["reviewer"] for one in questions if any(one["reviewer"].values())]
    return [*(block["title"] for block in blocks), *(one["text"] for one in questions), *to_reviewer]


def _put(question: dict[str, Any], part: str, language: str, name: str) -> str:
    about = in_language(question["reviewer"], language) if part == "reviewer" else ""
    return (about or in_language(question["text"], language)).replace("{name}", name)
