"""Files of competence models, as people and systems hand them to us: small, whole, and each broken in one way."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

LEVELS = (";;;Nivå;1;Ny;Ny", ";;;Nivå;2;Van;Vant", ";;;Nivå;3;Säker;Trygg")
HEADINGS = "Familj;Kompetens;Definition;Slag;Nivå;Text;Text (nb)"
WELDING = (
    "Verkstad;Svetsa tunnplåt;Att foga tunn plåt utan att den slår sig.;;;;",
    ";;;;1;Ställer in strömmen efter tabellen.;Stiller inn strømmen etter tabellen.",
    ";;;;2;Hör på ljudet när strömmen är fel.;Hører på lyden når strømmen er feil.",
    ";;;;3;Visar andra hur värmen vandrar.;Viser andre hvordan varmen vandrer.",
    ";;;Utmaning;;Plåten slår sig i hörnen;Platen slår seg i hjørnene",
)
OWN_LAYOUT = "\n".join((HEADINGS, *LEVELS, *WELDING))
FRAMEWORK = """Competence;Definition;Level 1: Learner;Level 2: Able;Level 3: Leads
Welding;To join sheets.;Sets the current.;Hears the fault.;Teaches heat.
Grinding;To smooth a seam.;Wears goggles.;"Keeps the angle.
Feels for heat.";Chooses the disc.
"""
EXPECTATIONS = "Role;Competence;Level\nFitter;Welding;2\nFitter;Grinding;Able\nForeman;Welding;Leads\n"


def lay(folder: Path, text: str | bytes, name: str = "model.csv") -> list[tuple[Path, str]]:
    """One file in ``folder``, as a reader wants to have it."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [(path, name)]


def case(
    items: Sequence[dict[str, Any]], ties: Sequence[tuple[str, str]] = (), document: dict[str, Any] | None = None, **more: Any
) -> str:  # fmt: skip
    """A CASE package of these items; ``ties`` are (child, parent)."""
    associations = [
        {"associationType": "isChildOf", "originNodeURI": {"identifier": child}, "destinationNodeURI": {"identifier": parent}}
        for child, parent in ties
    ]  # fmt: skip
    head = (
        {"identifier": "doc", "title": "Trades", "language": "en", "creator": "Guild"} if document is None else document
    )
    return json.dumps({"CFDocument": head, "CFItems": list(items), "CFAssociations": associations, **more})


def rubric(item: str, *levels: tuple[object, str, str]) -> dict[str, Any]:
    """A rubric of one competence; levels are (score, name, behaviour)."""
    steps = [
        {"identifier": f"{item}-{score}", "score": score, "quality": name, "description": text}
        for score, name, text in levels
    ]
    return {
        "identifier": f"r-{item}",
        "CFRubricCriteria": [{"CFItemURI": {"identifier": item}, "CFRubricCriterionLevels": steps}],
    }
