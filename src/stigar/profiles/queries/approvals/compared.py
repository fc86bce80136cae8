"""What differs between two versions of a profile, so that one who has read the first can read only that.

Competences are the same thing when they have the same id; within a text the words that went and the words that came are told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

ADDED, REMOVED, LEVEL, IMPORTANCE, ORIGIN, WORDS, BEHAVIOURS = (
    "added", "removed", "level", "importance", "origin", "words", "behaviours",
)  # fmt: skip
PURPOSE, TASK_ADDED, TASK_REMOVED, TASK_OFTEN = "purpose", "task-added", "task-removed", "task-often"
SAME, OLD, NEW = "same", "old", "new"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: what kind, at which competence or task, and how it was and is. ``pieces`` are (same/old/new, words) of a text."""

    kind: str
    name: str
    was: Any = None
    now: Any = None
    pieces: tuple[tuple[str, str], ...] = ()


def compared(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> tuple[Change, ...]:
    """Everything that differs, requirements first. Nothing when there is no version before."""
    if before is None:
        return ()
    return (
        *_requirements(before, after),
        *_text(PURPOSE, "", before["purpose"], after["purpose"]),
        *_tasks(before, after),
    )


def words_apart(was: str, now: str) -> tuple[tuple[str, str], ...]:
    """A text with what went and what came, word by word.

    >>> words_apart("Svarar i telefon", "Svarar i chatten")
    (('same', 'Svarar i '), ('old', 'telefon'), ('new', 'chatten'))
    """
    old, new = (re.findall(r"\S+\s*|\s+", text) for text in (was, now))
    found: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append((SAME, "".join(old[a:b])))
        else:
            found += [(word, text) for word, text in ((OLD, "".join(old[a:b])), (NEW, "".join(new[c:d]))) if text]
    return tuple(found)


def _requirements(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    old = {one["competence"]: one for one in before["requirements"]}
    new = {one["competence"]: one for one in after["requirements"]}
    for key, one in new.items():
        if key not in old:
            yield Change(ADDED, one["name"], now=_asked(one))
    for key, one in old.items():
        if key not in new:
            yield Change(REMOVED, one["name"], was=_asked(one))
    for key, one in new.items():
        if key in old:
            yield from _requirement(old[key], one)


def _requirement(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    name = new["name"]
    if (old["level"], old["until"]) != (new["level"], new["until"]):
        yield Change(LEVEL, name, (old["level"], old["until"]), (new["level"], new["until"]))
    elif old["behaviours"] != new["behaviours"]:
        yield from _text(BEHAVIOURS, name, _shows(old), _shows(new))
    for kind in (IMPORTANCE, ORIGIN):
        if old[kind] != new[kind]:
            yield Change(kind, name, old[kind], new[kind])
    yield from _text(WORDS, name, old["why"], new["why"])
    yield from _text(WORDS, name, old["definition"], new["definition"])


def _tasks(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    old = {one["text"]: one["frequency"] for one in before["tasks"]}
    new = {one["text"]: one["frequency"] for one in after["tasks"]}
    yield from (Change(TASK_ADDED, text) for text in new if text not in old)
    yield from (Change(TASK_REMOVED, text) for text in old if text not in new)
    yield from (
        Change(TASK_OFTEN, text, old[text], new[text]) for text in new if text in old and old[text] != new[text]
    )


def _text(kind: str, name: str, was: str, now: str) -> Iterator[Change]:
    if was.split() != now.split():
        yield Change(kind, name, was, now, words_apart(was, now))


def _asked(one: Mapping[str, Any]) -> tuple[int, int | None, int]:
    return one["level"], one["until"], one["importance"]


def _shows(one: Mapping[str, Any]) -> str:
    return " ".join(text for level in one["behaviours"] for text in level["shows"])
