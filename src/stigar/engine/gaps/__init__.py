"""Gaps."""
from stigar.engine.gaps.finder import GapFinder
