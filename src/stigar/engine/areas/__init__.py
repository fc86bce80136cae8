"""Competence areas: which roles need the same base, why, and where to begin."""

from stigar.engine.areas.answer import (
    Answer,
    Area,
    AreaMap,
    BaseItem,
    Bridge,
    Change,
    OrgChart,
    Overlap,
    PlacedRole,
    Question,
    Reason,
    Said,
)
from stigar.engine.areas.enough import Enough, enough
from stigar.engine.areas.finder import AreaFinder
from stigar.engine.areas.slider import Slider, Step
from stigar.engine.areas.ties import Contradiction

__all__ = [
    "Answer", "Area", "AreaFinder", "AreaMap", "BaseItem", "Bridge", "Change", "Contradiction", "Enough", "OrgChart",
    "Overlap", "PlacedRole", "Question", "Reason", "Said", "Slider", "Step", "enough",
]  # fmt: skip
