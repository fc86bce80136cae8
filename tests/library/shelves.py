"""Models on the shelf of a test: one that is closed, one of our own, one of the stranger's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from stigar.library.actions.model_files import bring_model
from stigar.library.actions.models import keep_model
from stigar.library.models import CompetenceModel
from stigar.library.readers.told import CompetenceTold, ItemTold, ModelTold, RightsTold
from stigar.people.models import Person
from tests.cast import TODAY
from tests.library.model_files import OWN_LAYOUT, lay

CLOSED = RightsTold("Gillet AB", "Avtal 7", terms="Bara för egna medarbetare.")
OPEN = RightsTold("Gillet AB", "CC BY 4.0", attribution="Efter Gillet AB, CC BY 4.0", may_pass_on=True)
SCALE = tuple({"sv": name} for name in ("Ny", "Van", "Säker"))


def bring(
    viewer: Person, folder: Path, rights: RightsTold = CLOSED, text: str = OWN_LAYOUT, name: str = "Svets"
) -> CompetenceModel:
    """The small model of welding, brought under these rights."""
    return bring_model(
        paths=lay(folder, text),
        language="",
        name=name,
        own=False,
        rights=rights,
        renews=None,
        viewer=viewer,
        today=TODAY,
    )[0]


def competence(
    key: str, name: str, *, definition: str = "", rights: RightsTold | None = None, concepts: tuple[str, ...] = (), **items: str
) -> CompetenceTold:  # fmt: skip
    """A competence in Swedish; ``items`` are challenges by key."""
    told = tuple(ItemTold("challenge", f"{key}.{item}", {"sv": {"text": text}}) for item, text in items.items())
    return CompetenceTold(
        key, {"sv": {"name": name, "definition": definition}}, concepts=concepts, items=told, rights=rights
    )


def keep(viewer: Person, key: str, *competences: CompetenceTold, rights: RightsTold = OPEN) -> CompetenceModel:
    """A model of these competences."""
    told = ModelTold(key, "brought", {"sv": key.title()}, SCALE, rights, competences)
    return keep_model(told=replace(told, fingerprint=str(hash(repr(told.competences)))), viewer=viewer, today=TODAY)
