"""Goals that are worth having: five questions with the missing piece named, a band of expected progress, and copies noticed."""

from stigar.engine.goals.answer import Checked, Piece, Plan, Question
from stigar.engine.goals.checker import GoalCheck
from stigar.engine.goals.goal import Goal, Milestone

__all__ = ["Checked", "Goal", "GoalCheck", "Milestone", "Piece", "Plan", "Question"]
