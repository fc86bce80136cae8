"""Workshops and interviews: meeting, proposing, judging alone, and settling what the profiles require."""

from stigar.profiles.actions.workshops.meeting import (
    NothingToTalkAbout,
    NotNow,
    WrongPeople,
    go_to,
    plan_workshop,
)
from stigar.profiles.actions.workshops.proposing import (
    NothingSaid,
    NotTheirs,
    move,
    name_group,
    propose,
    take_back,
)
from stigar.profiles.actions.workshops.settling import estimate, estimate_all, put_aside, settle, unsettle

__all__ = [
    "NotNow", "NotTheirs", "NothingSaid", "NothingToTalkAbout", "WrongPeople", "estimate", "estimate_all", "go_to", "move", "name_group",
    "plan_workshop", "propose", "put_aside", "settle", "take_back", "unsettle",
]  # fmt: skip
