"""Bringing levels from a file: it is kept, its shape is found and corrected, what it would write is shown, and all of it is written or none."""

from stigar.levels.actions.bringing.applying import (
    OutOfReach,
    Plan,
    apply_plan,
    bring,
    plan_of,
    put_back,
    take_back,
)
from stigar.levels.actions.bringing.looking import chosen_of, look_at
from stigar.levels.actions.bringing.steps import (
    APPLY,
    KIND,
    LOOK,
    PLAN,
    ask_to_apply,
    bring_file,
    choose_meaning,
    choose_shape,
    choose_sheet,
    drop_file,
    plan_again,
)
from stigar.people.actions.filing import GroundMoved, NothingToChange

__all__ = [
    "APPLY", "KIND", "LOOK", "PLAN", "GroundMoved", "NothingToChange", "OutOfReach", "Plan", "apply_plan", "ask_to_apply", "bring", "bring_file",
    "choose_meaning", "choose_shape", "choose_sheet", "chosen_of", "drop_file", "look_at", "plan_again", "plan_of", "put_back",
    "take_back",
]  # fmt: skip
