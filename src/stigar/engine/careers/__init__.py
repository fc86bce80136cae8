"""Where somebody could go from here: roles within reach, the way there in steps, and who could take on a role."""

from stigar.engine.careers.answer import FULL, Lack, Near, Part, Reach
from stigar.engine.careers.careers import Careers, lacks
from stigar.engine.careers.ground import Ground
from stigar.engine.careers.matching import Matches, Matching
from stigar.engine.careers.paths import Path, PathFinder, Paths, Step
from stigar.engine.careers.role import Have, Level, Role

__all__ = [
    "FULL", "Careers", "Ground", "Have", "Lack", "Level", "Matches", "Matching", "Near", "Part", "Path", "PathFinder", "Paths",
    "Reach", "Role", "Step", "lacks",
]  # fmt: skip
