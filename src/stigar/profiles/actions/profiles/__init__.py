"""Making profiles: beginning one, saying what it requires, and saying what differs in a variant."""

from stigar.profiles.actions.profiles.beginning import AlreadyBegun, NotInTheProject, begin_profile
from stigar.profiles.actions.profiles.variants import (
    NameTaken,
    NothingToWaive,
    begin_variant,
    put_down_variant,
    take_up_variant,
    unwaive,
    waive,
)
from stigar.profiles.actions.profiles.writing import (
    AlreadyRequired,
    Overtaken,
    Removed,
    Unfit,
    Wanted,
    change_requirement,
    put_back,
    remove_requirement,
    require,
    require_all,
    set_purpose,
)

__all__ = [
    "AlreadyBegun", "AlreadyRequired", "NameTaken", "NotInTheProject", "NothingToWaive", "Overtaken", "Removed", "Unfit", "Wanted",
    "begin_profile", "begin_variant", "change_requirement", "put_back", "put_down_variant", "remove_requirement", "require",
    "require_all", "set_purpose", "take_up_variant", "unwaive", "waive",
]  # fmt: skip
