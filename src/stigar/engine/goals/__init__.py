"""Goals that are worth having: five questions with the missing piece named, a band of expected progress, and copies noticed."""

from stigar.engine.goals.answer import Checked, Piece, Plan, Question
from stigar.engine.goals.band import Band, Expected, ProgressBand, Standing
from stigar.engine.goals.checker import GoalCheck
from stigar.engine.goals.copies import Alike, CopiedGoals, Copies, Said
from stigar.engine.goals.goal import Goal, Milestone
from stigar.engine.goals.wording import counted

__all__ = [
    "Alike", "Band", "Checked", "CopiedGoals", "Copies", "Expected", "Goal", "GoalCheck", "Milestone", "Piece", "Plan",
    "ProgressBand", "Question", "Said", "Standing", "counted",
]  # fmt: skip
