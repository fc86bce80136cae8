"""Bringing one's own people: a file is brought, its columns are read, a plan is shown, and the plan is applied whole or not at all."""

from stigar.people.actions.filing import GroundMoved, NothingToChange
from stigar.people.actions.imports.applying import (
    Brought,
    apply_import,
    plan_of,
    staff_of,
)
from stigar.people.actions.imports.bringing import (
    A_PAGE,
    KIND,
    WAY,
    ask_to_apply,
    bring_file,
    brought,
    choose_columns,
    choose_sheet,
    clear_away,
    drop_file,
    keep_preview,
    look_at_file,
    plan_again,
    preview_of,
    read_page,
)
from stigar.people.actions.imports.plan import Entry, Fact, Kind, Plan, ThingChange

__all__ = [
    "A_PAGE",
    "KIND",
    "WAY",
    "Brought",
    "Entry",
    "Fact",
    "GroundMoved",
    "Kind",
    "NothingToChange",
    "Plan",
    "ThingChange",
    "apply_import",
    "ask_to_apply",
    "bring_file",
    "brought",
    "choose_columns",
    "choose_sheet",
    "clear_away",
    "drop_file",
    "keep_preview",
    "look_at_file",
    "plan_again",
    "plan_of",
    "preview_of",
    "read_page",
    "staff_of",
]  # fmt: skip
