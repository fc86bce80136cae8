"""Our own open competence model, as it stands in ``content/``: what is the same in every language, and the words in each.

``content/model.toml`` has the names of families and levels; ``content/shape/<competence>.toml`` what a competence is tied to;
``content/<language>/<competence>.toml`` its words, written anew in each language.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from stigar.library.readers.told import CompetenceTold, FamilyTold, ItemTold, ModelTold, RightsTold

FOLDER = Path(__file__).resolve().parent.parent / "content"
LANGUAGES = ("sv", "nb", "en")
KEY = "stigar"
Words = Mapping[str, Mapping[str, Any]]  # language -> what one file says
PLAIN = {"behaviour": "levels", "challenge": "challenges", "question": "questions", "reflection": "reflections"}
SEVERAL = {"activity": "activities", "interview": "interviews"}


def read_open_model(folder: Path = FOLDER) -> ModelTold:
    """The whole model, its competences in the order of ``model.toml``."""
    model = _toml(folder / "model.toml")
    files = sorted(folder.rglob("*.toml"))
    return ModelTold(
        key=KEY,
        kind="open",
        names=model["names"],
        about=model["about"],
        version=model["version"],
        scale=tuple(model["levels"]),
        rights=RightsTold(**model["rights"]),
        families=tuple(FamilyTold(key, told["names"]) for key, told in model["families"].items()),
        competences=tuple(
            _competence(folder, key, family)
            for family, told in model["families"].items()
            for key in told["competences"]
        ),
        fingerprint=hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest(),
    )


def _competence(folder: Path, key: str, family: str) -> CompetenceTold:
    shape = _toml(folder / "shape" / f"{key}.toml")
    words = {language: _toml(folder / language / f"{key}.toml") for language in LANGUAGES}
    return CompetenceTold(
        key=key,
        family=family,
        discipline=shape["discipline"],
        concepts=tuple(shape["esco"]),
        texts={
            language: {name: told[name] for name in ("name", "definition", "not")} for language, told in words.items()
        },
        items=tuple(_items(key, shape, words)),
    )


def _items(key: str, shape: Mapping[str, Any], words: Words) -> Iterator[ItemTold]:
    for kind, section in PLAIN.items():
        for name in words["en"][section]:
            texts = {language: {"text": told[section][name]} for language, told in words.items()}
            level = int(name[0]) if kind == "behaviour" else None
            tie = f"{key}.{shape['questions'][name]}" if kind == "question" else ""
            yield ItemTold(kind, f"{key}.{name}", texts, level=level, tie=tie)
    for kind, section in SEVERAL.items():
        for name in words["en"][section]:
            texts = {language: _several(told[section][name]) for language, told in words.items()}
            if kind == "interview":
                yield ItemTold(kind, f"{key}.{name}", texts)
                continue
            suits = shape["activities"][name]
            yield ItemTold(
                kind, f"{key}.{name}", texts, level=suits["levels"][0], until=suits["levels"][1], form=suits["kind"],
                hours=Decimal(str(suits["hours"])),
            )  # fmt: skip


def _several(told: Mapping[str, str]) -> dict[str, str]:
    """The words of an item that has several; what is asked in an interview is its text."""
    return {"text" if name == "ask" else name: words for name, words in told.items()}


def _toml(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)
