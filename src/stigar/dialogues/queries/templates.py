"""The templates that dialogues go after: those that come with the product, in three languages, and the organisation's own."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from stigar.dialogues.models import Template

TEXTS = Path(__file__).parent.parent / "texts"
FIRST = "yearly"
REVIEWER = "_reviewer"  # ends the key of a question's words for the reviewer
NOT_BLOCKS = ("name", "about")


def offered(language: str) -> list[tuple[str, str, str]]:
    """(key, name, about) of every template one may choose, our own words first when the organisation has put them in. One query."""
    ours = {
        key: (in_language(told["names"], language), in_language(told["about"], language))
        for key, told in shipped().items()
    }
    for row in Template.objects.order_by("at"):
        if row.own:
            ours[row.key] = (in_language(row.names, language), "")
        if row.put_down:
            ours.pop(row.key, None)
    return [(key, name, about) for key, (name, about) in ours.items()]


def blocks_of(key: str) -> list[dict[str, Any]]:
    """The blocks of a template, as a dialogue keeps them. A template nobody knows gives the yearly one."""
    own = Template.objects.filter(key=key, own=True, put_down=None).first()
    if own:
        return [block for block in own.blocks if block.get("on", True)]
    known = shipped()
    blocks: list[dict[str, Any]] = known.get(key, known[FIRST])["blocks"]
    return blocks


@cache
def shipped() -> dict[str, dict[str, Any]]:
    """Every template that comes with the product: ``{"names", "about", "blocks"}`` with words per language."""
    told = {language: _read(f"templates.{language}") for language, _name in settings.LANGUAGES}
    only = {question: part for part, listed in _read("templates").items() for question in listed["questions"]}
    first = next(iter(told.values()))
    return {
        key: {
            "names": {language: words[key]["name"] for language, words in told.items()},
            "about": {language: words[key]["about"] for language, words in told.items()},
            "blocks": [_block(key, block, told, only) for block in first[key] if block not in NOT_BLOCKS],
        }
        for key in first
    }


def _block(key: str, block: str, told: dict[str, Any], only: dict[str, str]) -> dict[str, Any]:
    first = next(iter(told.values()))[key][block]
    return {
        "key": block, "kind": block, "title": {language: words[key][block]["title"] for language, words in told.items()},
        "questions": [
            {
                "key": question, "for": _whose(f"{key}.{block}.{question}", question + REVIEWER in first, only),
                "text": {language: words[key][block][question] for language, words in told.items()},
                "reviewer": {language: words[key][block].get(question + REVIEWER, "") for language, words in told.items()},
            }
            for question in first if question != "title" and not question.endswith(REVIEWER)
        ],
    }  # fmt: skip


def _whose(question: str, has_two_wordings: bool, only: dict[str, str]) -> str:
    return "both" if has_two_wordings else only.get(question, "person")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((TEXTS / f"{name}.toml").read_text(encoding="utf-8"))


def in_language(words: dict[str, str], language: str) -> str:
    """The words in ``language``, or in English, or in the first language that has any."""
    return words.get(language) or words.get("en") or next((said for said in words.values() if said), "")


#: Stands for the given name of the one whose dialogue it is; HR reads and writes it in words, and ``{name}`` is what is kept.
MARKS = {"sv": "[förnamn]", "nb": "[fornavn]", "en": "[first name]"}


def as_read(words: str, language: str) -> str:
    """A template's words as HR reads and writes them.

    >>> as_read("Vad har {name} gjort bra?", "sv")
    'Vad har [förnamn] gjort bra?'
    """
    return words.replace("{name}", MARKS.get(language, MARKS["en"]))


def as_kept(words: str) -> str:
    """The words as they are kept, in whichever language the mark was written.

    >>> as_kept("Hva har [fornavn] fått til?")
    'Hva har {name} fått til?'
    """
    for mark in MARKS.values():
        words = words.replace(mark, "{name}")
    return words
