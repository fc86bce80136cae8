"""An approved profile in another language: the library's words in the reader's own, everything people wrote as they wrote it.

Only a competence that the library still tells exactly as it was approved is told in another language: where the library
has changed since, other words would be other requirements, and those that were approved stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from stigar.library.queries.shelf import CompetenceShown, shelf


@dataclass(frozen=True, slots=True)
class Spoken:
    """A version's content in ``language``, where it was ``written`` in another: ``told`` competences are in the reader's
    language, ``kept`` stand as they were approved."""

    content: Mapping[str, Any]
    language: str
    written: str
    told: int
    kept: int
    names: Mapping[str, str]  # of each competence as the version says it -> as the reader knows it


def spoken(content: Mapping[str, Any], language: str) -> Spoken:
    """The content as somebody who reads ``language`` gets it; in the language it was written in, exactly as it was frozen.

    Nothing is kept of it and its digest is still that of the frozen words. Two queries, none in its own language.
    """
    written = content["language"]
    if language == written:
        return Spoken(content, language, written, 0, 0, {})
    frozen, ours = shelf(written).by_id, shelf(language).by_id
    pairs = [
        (one, _told(one, frozen.get(UUID(one["competence"])), ours.get(UUID(one["competence"])), language))
        for one in content["requirements"]
    ]
    told = sum(row is not one for one, row in pairs)
    names = {one["name"]: row["name"] for one, row in pairs}
    rows = [row for _one, row in pairs]
    return Spoken({**content, "requirements": rows}, language, written, told, len(rows) - told, names)


def levels_shown(known: CompetenceShown, level: int, until: int | None) -> list[dict[str, Any]]:
    """Each level from one to the other with its name and what shows it."""
    return [
        {"level": at, "name": name, "shows": [item.text for item in items]}
        for at, name, items in known.levels
        if level <= at <= (until or level)
    ]


def _told(
    one: dict[str, Any], frozen: CompetenceShown | None, ours: CompetenceShown | None, language: str
) -> dict[str, Any]:
    """The requirement in the reader's words, or itself when the library has changed, is silent in that language, or says nothing of it."""
    if frozen is None or ours is None or ours.language != language:
        return one
    then = (one["name"], one["definition"], one["behaviours"])
    if then != (frozen.name, frozen.definition, levels_shown(frozen, one["level"], one["until"])):
        return one
    shows = levels_shown(ours, one["level"], one["until"])
    return {**one, "name": ours.name, "definition": ours.definition, "behaviours": shows}
