"""The drafts of the letters that a project sends, in all our languages, filled with what the project is for."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("sv", "nb", "en")
TEXTS = Path(__file__).parent.parent / "texts"


def drafts(audience: str, moment: str, **filled: str) -> dict[str, dict[str, str]]:
    """Subject and text in each language. What is filled in stands as it was written; nothing of it is run.

    >>> drafts("holders", "begins", project="Service", goal="", expected="", owner="")["en"]["subject"]
    'Service: you know best what your job requires'
    """
    return {
        language: {part: _filled(words, filled) for part, words in told(f"letters.{language}")[audience][moment].items()}
        for language in LANGUAGES
    }  # fmt: skip


@cache
def told(name: str) -> dict[str, Any]:
    """One of the room's texts, by the name of its file."""
    return tomllib.loads((TEXTS / f"{name}.toml").read_text(encoding="utf-8"))


def _filled(words: str, filled: dict[str, str]) -> str:
    """In one pass, so that a mark within what somebody wrote is left alone."""
    return re.sub(r"\{(\w+)\}", lambda mark: filled.get(mark[1], mark[0]), words.strip())
