"""What we remember of the work and of the areas found in it."""

from stigar.areas.models.map import Answer, Area, AreaName, Decision, Lock, Map, Picture, Placement, Sketch, Steering
from stigar.areas.models.start import ProgrammeFigures, StartWeights, Wave
from stigar.areas.models.wishes import Survey, Wish
from stigar.areas.models.work import Described, Skill, Task, Trait, TraitRating

__all__ = [
    "Answer",
    "Area",
    "AreaName",
    "Decision",
    "Described",
    "Lock",
    "Map",
    "Picture",
    "Placement",
    "ProgrammeFigures",
    "Sketch",
    "Skill",
    "StartWeights",
    "Steering",
    "Survey",
    "Task",
    "Trait",
    "TraitRating",
    "Wave",
    "Wish",
]  # fmt: skip
